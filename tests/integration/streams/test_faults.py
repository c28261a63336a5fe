"""Three brokers, a load, and after each kind of fault meanwhile: the rows are those of a rebuild."""

import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

import msgspec
import pytest
from kafka import KafkaProducer
from sqlalchemy import Engine

from cli.main import run
from cli.place.settings import DATABASE, KAFKA, KEYS
from domain.escalation.events import EscalationRaised
from engine.embedded import silent
from engine.rebuild import rebuild
from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from projections.database import open_rows, reading
from projections.escalations import for_the_system
from projections.postgres import Schema
from streams.held import Held
from streams.relay import republish
from streams.topics import Topics, administration, servers_of
from streams.worker import SESSION_S
from tests.integration.engine.world import everything
from tests.integration.streams.copying import Place, between, copied, events, messages
from tests.integration.streams.crew import Member, command
from tests.integration.streams.folding import caught_up, working
from tests.integration.streams.load import Load
from tests.servers.kafka import brokers
from tests.servers.kafka_nodes import Brokers
from tests.servers.parent import waited
from tests.servers.postgres import Wheel, wheel

pytestmark = pytest.mark.slow
EVENTS = int(os.environ.get("OPPLUSSEN_TEST_EVENTS", "20000"))
"""A run of 100,000 is for who changes this."""
KILLS = 20 if EVENTS >= 100_000 else 5
"""Of workers, and of the relay that leads; each after it was at work."""
REBALANCES = 10 if EVENTS >= 100_000 else 5
REBALANCE_S = 2.0
CASES = 500
PARTS = 8
SEED = 20260302
LIMIT_S = 900.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Brokers]:
    with brokers(3) as three:
        yield three


@pytest.fixture
def server() -> Iterator[Wheel]:
    """A server of its own, with its files synced, to be killed."""
    with wheel() as one:
        yield one


class Scene:
    """Everything that runs, and what can go wrong with it."""

    def __init__(self, place: Place, log: Log, cluster: Brokers, server: Wheel, folder: Path) -> None:
        self.place = place
        self.log = log
        self.cluster = cluster
        self.server = server
        self._folder = folder
        self._chance = random.Random(SEED)  # noqa: S311 - repeats, no secret
        self.relays = [self._started("relay", number) for number in range(2)]
        self.workers = [self._started("worker", number) for number in range(2)]
        self.killed = 0

    def _started(self, role: str, number: int) -> Member:
        return command(role, self.place, self._folder / "keys", self._folder / f"{role}-{number}.log")

    def worker(self) -> None:
        self._kill(self._chance.choice(self.workers))

    def relay(self) -> None:
        """The one that leads; the other takes over."""
        waited(lambda: any(one.is_at_work() for one in self.relays), LIMIT_S)
        self._kill(next(one for one in self.relays if one.is_at_work()))

    def _kill(self, one: Member) -> None:
        one.works()
        one.kill()
        self.killed += 1

    def broker(self) -> None:
        node = self._chance.choice(self.cluster.nodes)
        node.kill()
        node.begin()
        node.ready()

    def postgres(self) -> None:
        self.server.end(signal.SIGQUIT)
        self.server.start()

    def rebalance(self) -> None:
        """One more worker joins and leaves, two seconds later."""
        rows = open_rows(Schema(self.place.postgres))
        try:
            held = Held(rows, self.log, lambda: datetime.now(UTC), PARTS)
            with working(self.place, held) as passing:
                Event().wait(REBALANCE_S)
            assert passing.failure is None
        finally:
            rows.dispose()

    def zombie(self) -> None:
        """A worker that stands still until others took over, and goes on as if nothing was."""
        one = self._chance.choice(self.workers)
        one.works()
        one.freeze()
        Event().wait(SESSION_S + 2.0)
        one.thaw()

    def duplicates(self) -> None:
        """What a partition holds comes again, and in another order."""
        producer = KafkaProducer(bootstrap_servers=servers_of(self.place.kafka))
        try:
            for part, some in messages(self.place.kafka, self.place.topics.events).items():
                for one in self._chance.sample(some, min(200, len(some))):
                    producer.send(one.topic, one.value, one.key, headers=list(one.headers), partition=part)
            producer.flush(30)
        finally:
            producer.close()

    def topic(self) -> None:
        """Somebody removes the topic under the workers; the relays stop, and it is filled again."""
        with administration(self.place.kafka) as there:
            there.remove(self.place.topics.events)
        for one in self.relays:
            one.release()
        republish(between(self.place, self.log), Event(), silent)
        self.relays = [self._started("relay", number) for number in range(2)]

    def release(self) -> None:
        for one in (*self.workers, *self.relays):
            one.release()

    def plan(self) -> dict[str, list[Callable[[], None]]]:
        """What goes wrong, kind by kind."""
        return {
            "a worker is killed": [self.worker] * KILLS,
            "the relay is killed": [self.relay] * KILLS,
            "a broker is killed": [self.broker],
            "the database is killed": [self.postgres],
            "workers come and go": [self.rebalance] * REBALANCES,
            "a worker stands still": [self.zombie],
            "messages come twice": [self.duplicates],
            "the topic is made anew": [self.topic] * 2,
        }


def test_after_every_kind_of_fault_the_rows_are_those_of_a_rebuild(
    cluster: Brokers, server: Wheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(cluster.address, server.start(), Topics("faults", PARTS))
    settings = {DATABASE: place.postgres, KEYS: str(tmp_path / "keys"), KAFKA: place.kafka}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert run(["init"]) == 0
    with PostgresRecorder(place.postgres) as recorder:
        log, rows = Log(recorder), open_rows(Schema(place.postgres))
        copied(place, log)
        scene = Scene(place, log, cluster, server, tmp_path)
        load = Load(log, EVENTS, CASES, SEED)
        load.allow(0)
        load.start()
        plan = scene.plan()
        share, allowed = EVENTS / sum(map(len, plan.values())), 0.0
        try:
            for kind, faults in plan.items():
                for fault in faults:
                    allowed += share
                    load.allow(int(allowed))
                    waited(partial(load.reached, int(allowed - share / 2)), LIMIT_S)
                    fault()
                    waited(partial(load.reached, int(allowed)), LIMIT_S)
                at_rest(rows, log)
                assert_equal_to_a_rebuild(rows, log, place, kind)
        finally:
            load.allow(EVENTS)
            load.join(LIMIT_S)
            scene.release()
            rows.dispose()
        assert load.acknowledged == EVENTS
        assert scene.killed == 2 * KILLS
        assert_nothing_was_lost_or_said_twice(place, log)


def at_rest(rows: Engine, log: Log) -> None:
    """Wait until everything is folded, and what follows from it is asked and folded too."""
    caught_up(rows, log, LIMIT_S)
    waited(lambda: not _is_due(rows), LIMIT_S)
    caught_up(rows, log, LIMIT_S)


def _is_due(rows: Engine) -> bool:
    with reading(rows) as connection:
        return bool(for_the_system(connection, 1))


def assert_nothing_was_lost_or_said_twice(place: Place, log: Log) -> None:
    copied(place, log)
    stored = {entry.position: entry for page in log.pages() for entry in page}
    assert sorted(stored) == list(range(1, len(stored) + 1))
    assert {one.entry.position for some in events(place, log).values() for one in some} == set(stored)
    raised = Counter(
        (entry.event.case, entry.event.level, entry.event.opened)
        for entry in stored.values()
        if isinstance(entry.event, EscalationRaised)
    )
    assert raised
    assert set(raised.values()) == {1}
    told = {msgspec.json.decode(one.value)["id"] for one in messages(place.kafka, place.topics.alerts)[0]}
    assert {entry.id for entry in stored.values() if isinstance(entry.event, EscalationRaised)} <= told


def assert_equal_to_a_rebuild(rows: Engine, log: Log, place: Place, kind: str) -> None:
    before = everything(rows)
    rebuilt = rebuild(log, Schema(place.postgres), parts=PARTS)
    assert rebuilt.differences is not None, kind
    assert not any(rebuilt.differences.values()), (kind, rebuilt.differences)
    assert everything(rows) == before, kind
