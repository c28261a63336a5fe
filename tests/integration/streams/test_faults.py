"""Three brokers, a load, and everything that can be killed is killed: the rows are those of a rebuild."""

import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

import msgspec
import pytest
from kafka import KafkaProducer
from sqlalchemy import Engine

from domain.escalation.events import EscalationRaised
from engine.embedded import silent
from engine.rebuild import rebuild
from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from projections.database import open_rows
from projections.postgres import Schema
from streams.relay import republish
from streams.topics import Topics, administration, servers_of
from tests.integration.engine.world import World, begin, everything
from tests.integration.streams.copying import Place, between, copied, events, messages
from tests.integration.streams.crew import Member
from tests.integration.streams.folding import caught_up
from tests.integration.streams.load import Load
from tests.servers.kafka import brokers
from tests.servers.kafka_nodes import Brokers
from tests.servers.parent import waited
from tests.servers.postgres import Wheel, wheel

pytestmark = pytest.mark.slow
EVENTS = int(os.environ.get("OPPLUSSEN_TEST_EVENTS", "20000"))
"""A run of 100,000 is for who changes this."""
CASES = 500
PARTS = 8
SEED = 20260302
KILLS = 20
"""Of workers, and of the relay; one every so many events."""
REBALANCES = 5
LIMIT_S = 600.0


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

    def __init__(self, place: Place, cluster: Brokers, server: Wheel, folder: Path) -> None:
        self.place = place
        self.cluster = cluster
        self.server = server
        self.relays = [Member("relay", place, folder / "relay.log") for _ in range(2)]
        self.workers = [Member("worker", place, folder / f"worker-{number}.log") for number in range(2)]
        self._folder = folder
        self._chance = random.Random(SEED)  # noqa: S311 - repeats, no secret
        self._passing: list[Member] = []

    def worker(self) -> None:
        self._chance.choice(self.workers).kill()

    def relay(self) -> None:
        for one in self.relays:
            one.kill()

    def broker(self) -> None:
        node = self._chance.choice(self.cluster.nodes)
        node.kill()
        node.begin()
        node.ready()

    def postgres(self) -> None:
        self.server.end(signal.SIGQUIT)
        self.server.start()

    def rebalance(self) -> None:
        """One more worker, that leaves when the next comes."""
        for one in self._passing:
            one.release()
        self._passing = [Member("worker", self.place, self._folder / "passing.log")]

    def zombie(self) -> None:
        """A worker that stands still until others took over, and goes on as if nothing was."""
        one = self._chance.choice(self.workers)
        one.freeze()
        Event().wait(5.0)
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

    def release(self) -> None:
        for one in (*self._passing, *self.workers, *self.relays):
            one.release()


@contextmanager
def begun(cluster: Brokers, server: Wheel, topics: str) -> Iterator[tuple[Place, Log, Engine]]:
    """A proeftuin that began in a log of its own, copied to Kafka as far as it is, with empty rows."""
    postgres = server.start()
    with PostgresRecorder(postgres, create=True) as recorder:
        log = Log(recorder)
        world = World(log)
        world.at = datetime.now(UTC)
        begin(world)
        place = Place(cluster.address, postgres, Topics(topics, PARTS))
        rows = open_rows(Schema(postgres))
        copied(place, log)
        yield place, log, rows
        rows.dispose()


def plan(scene: Scene) -> list[Callable[[], None]]:
    often = [scene.worker, scene.relay] * KILLS + [scene.rebalance] * REBALANCES
    rare = [scene.broker, scene.postgres, scene.zombie, scene.duplicates]
    actions = [*often, *rare]
    random.Random(SEED).shuffle(actions)  # noqa: S311 - repeats, no secret
    return actions


def test_after_every_kind_of_kill_the_rows_are_those_of_a_rebuild(
    cluster: Brokers, server: Wheel, tmp_path: Path
) -> None:
    with begun(cluster, server, "faults") as (place, log, rows):
        scene = Scene(place, cluster, server, tmp_path)
        load = Load(log, EVENTS, CASES, SEED)
        load.start()
        try:
            actions = plan(scene)
            for number, act in enumerate(actions, start=1):
                due = EVENTS * number // (len(actions) + 1)
                waited(partial(load.reached, due), LIMIT_S)
                act()
            load.join(LIMIT_S)
            caught_up(rows, log)
        finally:
            scene.release()
        assert load.acknowledged == EVENTS
        assert sum(one.killed for one in (*scene.workers, *scene.relays)) >= 2 * KILLS
        assert_nothing_was_lost_or_said_twice(place, log)
        assert_equal_to_a_rebuild(rows, log, place)


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


def assert_equal_to_a_rebuild(rows: Engine, log: Log, place: Place) -> None:
    before = everything(rows)
    rows.dispose()
    rebuilt = rebuild(log, Schema(place.postgres), parts=PARTS)
    assert rebuilt.differences is not None
    assert not any(rebuilt.differences.values()), rebuilt.differences
    assert everything(rows) == before


def test_a_topic_that_is_deleted_and_filled_again_during_a_load_changes_nothing(
    cluster: Brokers, server: Wheel, tmp_path: Path
) -> None:
    with begun(cluster, server, "anew") as (place, log, rows):
        workers = [Member("worker", place, tmp_path / f"worker-{number}.log") for number in range(2)]
        load = Load(log, EVENTS // 4, CASES, SEED)
        load.start()
        try:
            for _ in range(2):
                copied(place, log)
                with administration(place.kafka) as there:
                    there.remove(place.topics.events)
                republish(between(place, log), Event(), silent)
            load.join(LIMIT_S)
            copied(place, log)
            caught_up(rows, log)
        finally:
            for one in workers:
                one.release()
        assert_nothing_was_lost_or_said_twice(place, log)
        assert_equal_to_a_rebuild(rows, log, place)
