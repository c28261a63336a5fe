"""Workers on a real broker: the rows of one program, through restarts, rebalances and a topic made anew."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event

from sqlalchemy import Engine

from domain.words import CaseId
from engine.embedded import silent
from streams.faults import StoodStill, WrongTopic
from streams.held import Held
from streams.relay import republish
from streams.topics import administration
from tests.integration.engine.world import World
from tests.integration.streams.conftest import PARTS
from tests.integration.streams.copying import Place, between, copied, relayed
from tests.integration.streams.folding import LIMIT_S, Running, as_one, caught_up, taken_up, whole, working
from tests.servers.parent import waited

NAMES = tuple(f"naam-{number}" for number in range(12))
STRONG = ("SX03", "GW01", "RL01", "SX01", "SX04")


def held(world: World, rows: Engine) -> Held:
    return Held(rows, world.log, world.clock, PARTS)


def begun(world: World) -> None:
    for name in NAMES:
        world.case(name)


def a_day(world: World, indicator: str) -> None:
    for name in NAMES:
        world.signal(CaseId(f"c-{name}"), indicator, f"{name}-{indicator}")
    world.later(days=1)


@contextmanager
def followed(world: World, place: Place, rows: Engine) -> Iterator[Running]:
    """A worker that has taken in the first day."""
    begun(world)
    a_day(world, "SX03")
    copied(place, world.log)
    with working(place, held(world, rows)) as worker:
        worker.holds(PARTS)
        caught_up(rows, world.log)
        yield worker


def test_a_worker_makes_the_rows_that_one_program_makes(
    world: World, place: Place, rows: Engine, other: Engine
) -> None:
    begun(world)
    with relayed(place, world.log), working(place, held(world, rows)) as worker:
        worker.holds(PARTS)
        waited(lambda: worker.held.heard > 0, LIMIT_S)
        for indicator in STRONG:
            a_day(world, indicator)
            caught_up(rows, world.log)
        health = worker.held.health()
    assert worker.failure is None
    assert health.by_messages > len(NAMES)
    assert health.behind == 0
    taken_up(rows, world.log, PARTS)
    assert as_one(rows) == whole(world.log, other)


def test_workers_that_come_and_go_change_nothing(
    world: World, place: Place, rows: Engine, other: Engine
) -> None:
    begun(world)
    seen: list[Running] = []
    with relayed(place, world.log), ExitStack() as stack:
        for indicator in STRONG:
            worker = stack.enter_context(working(place, held(world, rows)))
            worker.holds()
            a_day(world, indicator)
            if seen:
                seen[-1].stop()
            seen.append(worker)
        caught_up(rows, world.log)
    assert [worker.failure for worker in seen] == [None] * len(seen)
    taken_up(rows, world.log, PARTS)
    assert as_one(rows) == whole(world.log, other)


def test_a_topic_that_is_made_anew_and_filled_again_changes_nothing(
    world: World, place: Place, rows: Engine, other: Engine
) -> None:
    with followed(world, place, rows):
        pass
    assert republish(between(place, world.log), Event(), silent) == world.log.head()
    with working(place, held(world, rows)) as worker:
        worker.holds(PARTS)
        a_day(world, "GW01")
        copied(place, world.log)
        caught_up(rows, world.log)
    taken_up(rows, world.log, PARTS)
    assert as_one(rows) == whole(world.log, other)


def test_a_worker_whose_topic_goes_lets_its_parts_go_and_takes_them_again_when_it_is_back(
    world: World, place: Place, rows: Engine, other: Engine
) -> None:
    with followed(world, place, rows) as worker:
        with administration(place.kafka) as there:
            there.remove(place.topics.events)
        waited(lambda: not worker.held.parts.held, LIMIT_S)
        a_day(world, "GW01")
        assert republish(between(place, world.log), Event(), silent) == world.log.head()
        worker.holds(PARTS)
        caught_up(rows, world.log)
    assert worker.failure is None
    taken_up(rows, world.log, PARTS)
    assert as_one(rows) == whole(world.log, other)


def test_a_worker_that_gets_no_parts_while_the_log_goes_on_ends_with_that_reason(
    world: World, place: Place, rows: Engine
) -> None:
    begun(world)
    with working(place, held(world, rows), standstill_s=0.1) as worker:  # and nobody made the topic
        worker.ends()
    assert isinstance(worker.failure, StoodStill)
    assert "Dit programma stopt" in str(worker.failure)


def test_a_worker_refuses_the_messages_of_another_log_and_ends_with_that_reason(
    world: World, place: Place, rows: Engine
) -> None:
    begun(world)
    copied(place, world.log)
    with working(place, held(world, rows)) as worker:
        worker.holds(PARTS)
        worker.held.log_id = "l-another"
        a_day(world, "SX03")
        copied(place, world.log)
        worker.ends()
    assert isinstance(worker.failure, WrongTopic)
    assert "ander logboek" in str(worker.failure)
