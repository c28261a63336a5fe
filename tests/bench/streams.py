"""From a signal to its alert through Kafka, beside plain Faust in the same run.

`python -m tests.bench.streams`. Real servers of its own: a broker, and a PostgreSQL whose commits are on the
disk; a relay and a worker as processes.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

import msgspec
from kafka import KafkaConsumer, KafkaProducer

from cli.screen.output import put
from domain.signals.recording import RecordSignal
from domain.words import CaseId, SignalId
from engine.embedded import Embedded
from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from projections.database import open_rows
from projections.postgres import Schema
from streams.topics import Topics, administration
from tests.bench.plain_faust import ENOUGH
from tests.integration.engine.world import PLACE, World, begin
from tests.integration.streams.copying import Place, copied
from tests.integration.streams.crew import member
from tests.integration.streams.folding import caught_up
from tests.integration.streams.load import Load
from tests.servers.kafka import brokers
from tests.servers.parent import waited
from tests.servers.postgres import wheel

RATE = 100
"""Signals a second."""
SECONDS = 10
STRONG = ("SX03", "GW01", "RL01")
"""Together enough for an alert."""
PARTS = 8
BULK = 20_000
SETTLE_S = 8.0
ALERT_MS = 250
"""Aim: from a signal to its alert, at the 99th percentile."""


class Heard(Thread):
    """When each thing came out on a topic, by its name."""

    def __init__(self, kafka: str, topic: str, name: Callable[[Any], str]) -> None:
        super().__init__(daemon=True)
        self.at: dict[str, float] = {}
        self._named_by = name
        self._consumer = KafkaConsumer(
            topic, bootstrap_servers=kafka, auto_offset_reset="earliest", enable_auto_commit=False
        )
        self._ended = Event()

    def run(self) -> None:
        while not self._ended.is_set():
            for some in self._consumer.poll(timeout_ms=20).values():
                now = time.perf_counter()
                for one in some:
                    self.at.setdefault(self._named_by(one), now)

    def stop(self) -> None:
        self._ended.set()
        self.join()
        self._consumer.close()


def paced(count: int, act: Callable[[int], None]) -> dict[int, float]:
    """Act so many times at the rate; when each began."""
    began = {}
    start = time.perf_counter()
    pause = Event()
    for number in range(count):
        pause.wait(max(0.0, start + number / RATE - time.perf_counter()))
        began[number] = time.perf_counter()
        act(number)
    return began


def told(what: str, began: dict[str, float], heard: dict[str, float]) -> None:
    waits = sorted((heard[name] - at) * 1000 for name, at in began.items() if name in heard)
    cuts = quantiles(waits, n=100)
    put(f"{what}, {RATE} signals/s: median {cuts[49]:.0f} ms, 99th percentile {cuts[98]:.0f} ms")
    put(f"  of {len(waits):,} alerts; aim: 99th percentile under {ALERT_MS} ms")
    if len(waits) < len(began):
        put(f"  {len(began) - len(waits)} did not come")


def opened(message: Any) -> str:
    """The position of the event that opened the episode which an alert is about."""
    return str(msgspec.json.decode(message.value)["data"]["opened"])


def ours(place: Place, world: World, folder: Path) -> None:
    """Each signal opens an episode, so what the log gets is threefold: the signal and two or more alerts."""
    cases = [world.case(f"b{number}") for number in range(RATE * SECONDS)]
    heard = Heard(place.kafka, place.topics.alerts.name, opened)
    heard.start()
    began: dict[str, float] = {}
    with members(place, folder):
        rows = open_rows(Schema(place.postgres))
        caught_up(rows, world.log)

        def act(number: int) -> None:
            world.at = datetime.now(UTC)
            at = time.perf_counter()
            began[str(world.do(strong(world, cases[number % len(cases)], number)))] = at

        paced(len(cases) * len(STRONG), act)
        caught_up(rows, world.log)
        rows.dispose()
    heard.stop()
    told("signal to alert", {name: began[name] for name in heard.at if name in began}, heard.at)


def strong(world: World, case: CaseId, number: int) -> RecordSignal:
    """The next strong signal of a case: one of them opens an episode."""
    indicator = STRONG[number // (RATE * SECONDS)]
    return RecordSignal(
        case,
        SignalId(f"s-strong-{number}"),
        indicator,
        "bevestigt",
        "feit",
        "eigen_waarneming",
        f"bron-{number}",
        PLACE,
        world.today,
        world.today,
    )


@contextmanager
def members(place: Place, folder: Path) -> Iterator[None]:
    crew = [member(role, place, folder / f"{role}.log") for role in ("relay", "worker")]
    try:
        yield
    finally:
        for one in crew:
            one.release()


def whole_path(place: Place, world: World, folder: Path) -> None:
    """A load as fast as it goes, until the rows are where the log is."""
    rows = open_rows(Schema(place.postgres))
    with members(place, folder):
        caught_up(rows, world.log)
        before, start = world.log.head(), time.perf_counter()
        load = Load(world.log, BULK, 2_000, 7)
        load.start()
        load.join()
        written_s = time.perf_counter() - start
        caught_up(rows, world.log)
        took_s = time.perf_counter() - start
    events = world.log.head() - before
    put(f"written meanwhile: {BULK / written_s:,.0f} signals/s (by itself: make bench, aim 5,000)")
    put(f"the whole path, until the rows are where the log is: {events / took_s:,.0f} events/s")
    rows.dispose()
    alone = open_rows(Schema(place.postgres, "opplussen_alone"))
    start = time.perf_counter()
    Embedded(alone, world.log, lambda: datetime.now(UTC)).catch_up()
    alone_s = time.perf_counter() - start
    put(f"one program without Kafka, the same log: {world.log.head() / alone_s:,.0f} events/s")
    alone.dispose()


def plain(kafka: str, folder: Path) -> None:
    """The same rate into plain Faust: each message the third of a key, so each is told."""
    topics = Topics("plain")
    with administration(kafka) as there:
        there.ready(topics.events)
        there.ready(topics.alerts)
    keys = [f"k{number}".encode() for number in range(RATE * SECONDS)]
    producer = KafkaProducer(bootstrap_servers=kafka, acks="all", linger_ms=0)
    heard = Heard(kafka, topics.alerts.name, lambda message: str(message.key.decode()))
    heard.start()
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.plain_faust", kafka]
    with subprocess.Popen([*command, topics.events.name, topics.alerts.name, str(folder)]) as process:  # noqa: S603 - our own words
        for _ in range(ENOUGH - 1):
            for key in keys:
                producer.send(topics.events.name, b"x" * 300, key)
        producer.flush(60)
        producer.send(topics.events.name, b"x", b"ready")
        producer.send(topics.events.name, b"x", b"ready")
        producer.send(topics.events.name, b"x", b"ready")
        producer.flush(60)
        waited(lambda: "ready" in heard.at, 120)
        Event().wait(SETTLE_S)

        def act(number: int) -> None:
            producer.send(topics.events.name, b"x" * 300, keys[number])

        began = paced(len(keys), act)
        producer.flush(60)
        waited(lambda: len(heard.at) > len(keys), 60)
        process.terminate()
    producer.close()
    heard.stop()
    told("plain Faust with a table", {keys[number].decode(): at for number, at in began.items()}, heard.at)


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        kafka = stack.enter_context(brokers(1)).address
        postgres = stack.enter_context(wheel()).start()
        log = Log(stack.enter_context(PostgresRecorder(postgres, create=True)))
        world = World(log)
        world.at = datetime.now(UTC)
        begin(world)
        place = Place(kafka, postgres, Topics("bench", PARTS))
        copied(place, log)
        ours(place, world, folder)
        whole_path(place, world, folder)
        plain(kafka, folder)


if __name__ == "__main__":
    main()
