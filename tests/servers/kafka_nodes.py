"""Kafka brokers from jars: one, or three that stand in for each other, each of which can be killed."""

import signal
import socket
import subprocess
import uuid
from base64 import urlsafe_b64encode
from pathlib import Path

from tests.servers.kafka_jars import classpath, java
from tests.servers.parent import dies_with_its_parent, waited

READY = "Kafka Server started"
START_S = 60.0
STOP_S = 20.0
LOGGING = """\
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %c{1} %m%n
rootLogger.level = info
rootLogger.appenderRef.out.ref = out
"""
JAVA = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
QUICK_TO_NOTICE = {
    "broker.session.timeout.ms": 3000,
    "broker.heartbeat.interval.ms": 500,
    "controller.quorum.fetch.timeout.ms": 1500,
    "controller.quorum.election.timeout.ms": 1000,
    "replica.lag.time.max.ms": 3000,
}
"""Settings of a cluster that notices a dead broker within seconds."""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listened on a moment ago."""
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


class Node:
    """One broker that is its own controller; its data stays when it is killed."""

    def __init__(self, folder: Path, number: int, ports: list[tuple[int, int]], cluster: str) -> None:
        self.folder = folder
        self.number = number
        self.port, self._controller = ports[number - 1]
        self._voters = ",".join(
            f"{voter}@127.0.0.1:{controller}" for voter, (_, controller) in enumerate(ports, start=1)
        )
        self._count = len(ports)
        self._cluster = cluster
        self._log = folder / "broker.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Start it; `ready` says when it answers."""
        settings = self.folder / "server.properties"
        if not settings.exists():
            self.folder.mkdir(parents=True)
            settings.write_text(
                "".join(f"{name}={value}\n" for name, value in self._settings().items()), encoding="utf-8"
            )
            (self.folder / "log4j2.properties").write_text(LOGGING, encoding="utf-8")
            self._run("kafka.tools.StorageTool", "format", "-t", self._cluster, "-c", str(settings)).wait(
                START_S
            )
        self._log.unlink(missing_ok=True)
        self._process = self._run("kafka.Kafka", str(settings))

    def ready(self) -> None:
        """Wait until it answers.

        Raises:
            RuntimeError: it ended instead, with the end of its log.
        """
        process = self._process
        if process is None:
            raise RuntimeError("the broker was not started")
        waited(lambda: process.poll() is not None or READY in self._told(), START_S, self._told)
        if process.poll() is not None:
            raise RuntimeError(f"the broker ended:\n{self._told()[-2000:]}")

    def kill(self) -> None:
        """As a power cut would: nothing is told, nothing is finished."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_S)
            self._process = None

    def stop(self) -> None:
        """As an operator would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(STOP_S)
            self._process = None

    def _told(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        logging = f"-Dlog4j2.configurationFile={self.folder / 'log4j2.properties'}"
        command = [java(), *JAVA, logging, "-cp", classpath(), program, *arguments]
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - the command is ours, word for word
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=dies_with_its_parent,  # noqa: PLW1509 - one call into the kernel, no lock
            )

    def _settings(self) -> dict[str, object]:
        copies = min(self._count, 3)
        enough = 2 if copies > 1 else 1
        return {
            "process.roles": "broker,controller",
            "node.id": self.number,
            "controller.quorum.voters": self._voters,
            "controller.listener.names": "CONTROLLER",
            "listeners": f"PLAINTEXT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{self._controller}",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self.port}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs": self.folder / "data",
            "auto.create.topics.enable": "false",
            "group.initial.rebalance.delay.ms": 0,
            "group.min.session.timeout.ms": 1000,
            "offsets.topic.num.partitions": 4,
            "offsets.topic.replication.factor": copies,
            "transaction.state.log.num.partitions": 4,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": enough,
            "share.coordinator.state.topic.replication.factor": copies,
            "share.coordinator.state.topic.min.isr": enough,
            "default.replication.factor": copies,
            "min.insync.replicas": enough,
            "log.cleaner.dedupe.buffer.size": 8388608,
            "num.network.threads": 2,
            "num.io.threads": 2,
            **(QUICK_TO_NOTICE if copies > 1 else {}),
        }


class Brokers:
    """So many brokers that know each other, in a folder."""

    def __init__(self, folder: Path, count: int) -> None:
        drawn = free_ports(2 * count)
        ports = list(zip(drawn[:count], drawn[count:], strict=True))
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        self.nodes = [
            Node(folder / f"node-{number}", number, ports, cluster) for number in range(1, count + 1)
        ]

    @property
    def address(self) -> str:
        """Where clients find all of them."""
        return ",".join(node.address for node in self.nodes)

    def start(self) -> None:
        """Start all, and wait until each answers."""
        for node in self.nodes:
            node.begin()
        for node in self.nodes:
            node.ready()

    def end(self) -> None:
        """End all at once."""
        for node in self.nodes:
            node.kill()
