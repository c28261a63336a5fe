"""A real Keycloak for tests: in a container where Docker answers, else its distribution from Maven, on Java.

It knows one realm, with our pages as a client that has to use PKCE, and one person.
"""

import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from httpx2 import HTTPError, get
from jgo.maven import MavenContext
from testcontainers.core.container import DockerContainer

from tests.servers.docker import docker_answers
from tests.servers.kafka_jars import KEPT, java
from tests.servers.kafka_nodes import free_ports
from tests.servers.parent import dies_with_its_parent, waited

VERSION = "26.7.3"
REALM, CLIENT, SECRET = "proeftuin", "opplussen", "geheim-van-de-test"
PERSON, PASSWORD = "tess", "een-wachtwoord"
START_S, STOP_S = 300.0, 20.0
INSIDE = 8080


def realm() -> str:
    """What it begins with; a person without a name and an address would be asked for them."""
    client = {
        "clientId": CLIENT,
        "secret": SECRET,
        "redirectUris": ["http://127.0.0.1/*"],
        "directAccessGrantsEnabled": False,
        "attributes": {"pkce.code.challenge.method": "S256"},
    }
    person = {
        "username": PERSON,
        "enabled": True,
        "firstName": "Tess",
        "lastName": "Voorbeeld",
        "email": "tess@voorbeeld.example",
        "emailVerified": True,
        "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}],
    }
    return json.dumps({"realm": REALM, "enabled": True, "clients": [client], "users": [person]})


@contextmanager
def serving() -> Iterator[str]:
    """A Keycloak for a whole session; the address of its realm."""
    folder = Path(mkdtemp(prefix="opplussen-keycloak-"))
    try:
        with _contained(folder) if docker_answers() else _of_this_machine(folder) as address:
            issuer = f"{address}/realms/{REALM}"
            waited(lambda: _answers(issuer), START_S, lambda: _said(folder))
            yield issuer
    finally:
        shutil.rmtree(folder)


def _answers(issuer: str) -> bool:
    try:
        return get(f"{issuer}/.well-known/openid-configuration").status_code == 200
    except HTTPError:
        return False


def _said(folder: Path) -> str:
    log = folder / "keycloak.log"
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


@contextmanager
def _contained(folder: Path) -> Iterator[str]:
    (folder / "realm.json").write_text(realm(), encoding="utf-8")
    container = (
        DockerContainer(f"quay.io/keycloak/keycloak:{VERSION}")
        .with_volume_mapping(str(folder), "/opt/keycloak/data/import")
        .with_command("start-dev --import-realm")
        .with_exposed_ports(INSIDE)
    )
    with container as running:
        yield f"http://{running.get_container_host_ip()}:{running.get_exposed_port(INSIDE)}"


@contextmanager
def _of_this_machine(folder: Path) -> Iterator[str]:
    home = _unpacked(folder)
    (home / "data" / "import").mkdir(parents=True)
    (home / "data" / "import" / "realm.json").write_text(realm(), encoding="utf-8")
    [port] = free_ports(1)
    command = [str(home / "bin" / "kc.sh"), "start-dev", "--import-realm", "--http-host=127.0.0.1"]
    with (folder / "keycloak.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - the command is ours, word for word
            [*command, f"--http-port={port}"],
            env={**os.environ, "JAVA": java(), "JAVA_OPTS_KC_HEAP": "-Xms128m -Xmx512m"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=dies_with_its_parent,  # noqa: PLW1509 - one call into the kernel, no lock
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_S)


def _unpacked(folder: Path) -> Path:
    """The distribution, fetched when it is not there yet, in a folder that goes away."""
    maven = MavenContext(repo_cache=KEPT)
    component = maven.project("org.keycloak", "keycloak-quarkus-dist").at_version(VERSION)
    packed = component.artifact(packaging="tar.gz").resolve()
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"keycloak-{VERSION}"
