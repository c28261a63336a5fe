"""A case that cannot be folded waits, the others are right meanwhile, and a retry brings it in.

Folds are total, so a fault is made: the policy that the rows remember is spoilt, which is mended afterwards.
"""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import structs
from sqlalchemy import Engine, select, update

from cli.proeftuin.document import shipped_policy
from domain.commands import Refused
from domain.policy_document import Policy
from domain.words import CaseId
from engine.embedded import Embedded
from engine.partition import Partition
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.database import open_rows, reading
from projections.tables.case import calendar, parked, positions
from tests.integration.engine.world import World, begin, everything
from tests.servers.stores import Store

FAULTY = "VM01"
"""What the spoilt policy cannot count: it halves every nothing days."""


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    with store.log(create=True) as recorder:
        yield begin(World(Log(recorder)))


@pytest.fixture
def rows(store: Store) -> Iterator[Engine]:
    engine = open_rows(store.rows())
    yield engine
    engine.dispose()


def remember(rows: Engine, policy: Policy) -> None:
    """Change the policy that the rows remember, so that appliers read it again."""
    with rows.begin() as connection:
        document = msgspec.msgpack.encode(policy)
        connection.execute(update(calendar).where(calendar.c.document.is_not(None)).values(document=document))
        connection.execute(update(positions).values(generation=positions.c.generation + 1))


def spoil(rows: Engine) -> None:
    policy = shipped_policy()
    broken = structs.replace(policy.indicators[FAULTY], plateau_days=-1.0, half_life_days=0.0)
    remember(rows, structs.replace(policy, indicators={**policy.indicators, FAULTY: broken}))


def waiting(rows: Engine) -> dict[str, str]:
    with reading(rows) as connection:
        return {row.key: row.type for row in connection.execute(select(parked))}


def same_as_rebuilt(world: World, rows: Engine, store: Store) -> None:
    """Whether every table but the evenings is what the log says; a list of then lacked who waited."""
    before = everything(rows)
    rebuild(world.log, store.rows())
    after = everything(rows)
    assert {**before, "evenings": []} == {**after, "evenings": []}


def follow(partition: Partition, log: Log) -> None:
    position = partition.position()
    while page := log.tail(position):
        position = partition.apply(page, position).position


def two_cases(world: World) -> tuple[CaseId, CaseId]:
    return world.case("een"), world.case("twee")


def faulty(world: World, case: CaseId) -> None:
    for source in ("a", "b"):
        world.signal(case, FAULTY, source)


def test_an_event_that_cannot_be_applied_sets_its_case_apart_and_no_other(
    world: World, rows: Engine, store: Store
) -> None:
    wrong, right = two_cases(world)
    worker = Partition(rows, world.log)
    follow(worker, world.log)
    spoil(rows)
    faulty(world, wrong)
    world.signal(right, "SX03")
    world.later(days=1)
    world.signal(right, "GW01")
    follow(worker, world.log)
    worker.sweep()
    assert waiting(rows) == {wrong: "signal-recorded.v1"}
    assert not worker.retry(wrong)
    assert waiting(rows) == {wrong: "signal-recorded.v1"}
    remember(rows, shipped_policy())
    follow(worker, world.log)  # it read the sound policy, and still knows who waits
    assert Partition(rows, world.log).retry(wrong)
    world.signal(wrong, "RL01")
    follow(worker, world.log)
    worker.sweep()
    assert waiting(rows) == {}
    same_as_rebuilt(world, rows, store)


def test_a_day_that_a_case_cannot_pass_sets_it_apart_and_stops_no_other(
    world: World, rows: Engine, store: Store
) -> None:
    wrong, right = two_cases(world)
    faulty(world, wrong)
    world.signal(right, "SX03")
    worker = Embedded(rows, world.log, world.clock)
    worker.catch_up()
    spoil(rows)
    world.later(days=1)
    worker.catch_up()
    assert waiting(rows) == {wrong: "day-began.v1"}
    world.later(days=3)
    worker.catch_up()
    assert waiting(rows) == {wrong: "day-began.v1"}
    remember(rows, shipped_policy())
    assert worker.retry(wrong)
    worker.catch_up()
    same_as_rebuilt(world, rows, store)


def test_a_case_that_does_not_wait_cannot_be_retried(world: World, rows: Engine) -> None:
    case, _ = two_cases(world)
    Embedded(rows, world.log, world.clock).catch_up()
    before = everything(rows)
    for name in (case, CaseId("c-niemand")):
        with pytest.raises(Refused, match="wacht niet"):
            Partition(rows, world.log).retry(name)
    assert everything(rows) == before
