"""The engine over real files: batches, appliers, rebuilds, lists and escalations of one small proeftuin."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, insert, select, update

from domain.calendar import OpenLog
from domain.cases.commands import CloseCase
from domain.commands import Refused
from domain.escalation.deciding import DecideEscalation
from domain.scoring.context import case_on
from domain.scoring.score import score
from domain.signals.revising import RetractSignal
from domain.words import CaseId, PersonId
from engine.embedded import Embedded
from engine.history import case_at, moment
from engine.lists import Past, as_known, watchlist
from engine.partition import Partition
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.case.state import scored_facts
from projections.database import open_rows, place_of, reading
from projections.escalations import of_case
from projections.faults import RowsFault
from projections.tables.case import cases, episodes, parked
from projections.watchlist import highest_now, highest_of_evening
from tests.integration.engine.world import PLACE, START, World, begin, everything
from tests.servers.stores import Store

SHARE = 25
"""A split is folded from real files: one for so many examples of other laws."""
NUMBERS = count()
STRONG = ("SX03", "GW01", "RL01", "SX01", "SX04")


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    with store.log(create=True) as recorder:
        yield begin(World(Log(recorder)))


@pytest.fixture
def rows(store: Store) -> Iterator[Engine]:
    engine = open_rows(store.rows())
    yield engine
    engine.dispose()


def tell(world: World) -> CaseId:
    """A story of some days: one case opens both levels, one fades, one is closed."""
    first, second = world.case("een"), world.case("twee")
    for indicator in STRONG:
        world.signal(first, indicator, f"bron-{indicator}")
        world.later(days=1)
    world.signal(second, "VM01")
    world.do(CloseCase(second, world.today, world.today, "ongegrond"))
    world.later(days=3)
    world.case("drie")
    return first


def test_a_case_above_a_level_is_raised_once_to_a_person_with_a_deadline(world: World, rows: Engine) -> None:
    case = tell(world)
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()
    engine.catch_up()
    with reading(rows) as connection:
        found = of_case(connection, case)
    assert [one.level for one in found] == ["zorgcoordinator", "avim"]
    assert all(one.responsible for one in found)
    raised = [e for page in world.log.pages() for e in page if type(e.event).__name__ == "EscalationRaised"]
    assert len(raised) == 2


def test_a_deadline_that_nobody_meets_goes_to_the_substitute_and_then_to_the_kernteam(
    world: World, rows: Engine
) -> None:
    case = tell(world)
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()
    stages = []
    for _ in range(3):
        with reading(rows) as connection:
            stages.append(of_case(connection, case)[0].stage)
        world.later(hours=73)
        engine.catch_up()
    assert stages == ["verantwoordelijke", "vervanger", "kernteam"]


def test_a_decided_episode_ends_when_the_score_falls_and_not_before(world: World, rows: Engine) -> None:
    case = world.case("vier")
    signals = [world.signal(case, indicator, indicator) for indicator in ("SX03", "GW01", "RL01")]
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()
    with reading(rows) as connection:
        one = of_case(connection, case)[0]
    world.do(
        DecideEscalation(
            case, one.level, one.opened, PersonId(one.responsible or ""), world.today, "zelf_hulp", "Hulp"
        ),
        one.responsible or "",
    )
    engine.catch_up()
    with reading(rows) as connection:
        assert of_case(connection, case)[0].status == "open"
    for signal in signals:
        world.do(RetractSignal(case, signal, "Over een ander"))
    engine.catch_up()
    with reading(rows) as connection:
        assert of_case(connection, case)[0].status == "ended"


@pytest.fixture
def told(world: World) -> World:
    """A log of which any number of rows can be made, for it grows no more."""
    tell(world)
    return world


@settings(
    max_examples=settings().max_examples // SHARE,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cuts=st.lists(st.integers(1, 40), max_size=12), seed=st.integers(0, 3))
def test_any_split_and_a_late_second_applier_give_the_rows_of_a_rebuild(
    told: World, store: Store, cuts: list[int], seed: int
) -> None:
    name = f"split_{next(NUMBERS)}"
    live = open_rows(store.rows(name))
    appliers = [Partition(live, told.log), Partition(live, told.log)]
    position = 0
    for index, size in enumerate([*cuts, 10_000]):
        page = told.log.tail(position, size)
        appliers[(index + seed) % 2].apply(page, position)
        appliers[index % 2].apply(page, position)
        appliers[(index + 1) % 2].apply(page[size // 2 :], position + size // 2)
        position = appliers[0].position()
    while appliers[0].sweep().left:
        pass
    before = everything(live)
    done = rebuild(told.log, store.rows(name))
    assert done.differences is not None
    assert {name: count for name, count in done.differences.items() if count and name != "episodes"} in (
        {},
        {"cases": 1},  # what was due and never raised is held for a person
    )
    after = everything(live)
    assert before["evenings"] == after["evenings"]
    assert before["calendar"] == after["calendar"]
    live.dispose()


def test_a_rebuild_equals_the_live_rows(world: World, rows: Engine, store: Store) -> None:
    tell(world)
    Embedded(rows, world.log, world.clock).catch_up()
    done = rebuild(world.log, store.rows())
    assert done.differences is not None
    assert not any(done.differences.values()), done.differences


def test_a_rebuild_puts_back_what_was_changed_taken_away_or_added(
    world: World, rows: Engine, store: Store
) -> None:
    tell(world)
    Embedded(rows, world.log, world.clock).catch_up()
    before = everything(rows)
    with rows.begin() as connection:
        connection.execute(update(cases).where(cases.c.reference == "een").values(score=1.0, owner=None))
        connection.execute(delete(episodes).where(episodes.c.level == "avim"))
        connection.execute(insert(parked).values(key="c-x", position=1, type="x", reason="x"))
    done = rebuild(world.log, store.rows())
    assert everything(rows) == before
    assert done.differences is not None
    assert {name: count for name, count in done.differences.items() if count} == {
        "cases": 2,  # the row that was there, and the one that should be
        "episodes": 1,
        "parked": 1,
    }


def test_a_rebuild_that_is_cut_off_leaves_the_rows_alone_and_starts_again(
    world: World, rows: Engine, store: Store
) -> None:
    tell(world)
    Embedded(rows, world.log, world.clock).catch_up()
    before = everything(rows)

    def cut_off(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(world.log, store.rows(), cut_off)
    assert everything(rows) == before
    assert not store.is_beside()
    store.left_behind()
    done = rebuild(world.log, store.rows())
    assert done.differences is not None
    assert not any(done.differences.values())
    assert everything(rows) == before


def test_a_second_rebuild_at_once_is_refused_and_spoils_nothing(
    world: World, rows: Engine, store: Store
) -> None:
    tell(world)
    before = everything(rows)
    refusals: list[Refused] = []

    def meanwhile(_done: int, _of: int) -> None:
        for discard in (False, True):
            with pytest.raises(Refused, match="al opnieuw") as refused:
                rebuild(world.log, store.rows(), discard=discard)
            refusals.append(refused.value)

    rebuild(world.log, store.rows(), meanwhile)
    assert {one.code for one in refusals} == {"overzichten.bezet"}
    assert everything(rows) != before
    assert not store.is_beside()
    again = rebuild(world.log, store.rows())
    assert again.differences is not None
    assert not any(again.differences.values())


def test_a_rebuild_during_which_days_begin_leaves_no_case_a_day_behind(
    world: World, rows: Engine, store: Store
) -> None:
    case = tell(world)
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()

    def meanwhile(done: int, of: int) -> None:
        if done == of == world.log.head():
            world.later(days=2)
            world.signal(case, "VM01")
            engine.catch_up()

    done = rebuild(world.log, store.rows(), meanwhile)
    assert engine.position == world.log.head() > done.events
    with reading(rows) as connection:
        seen = connection.scalars(select(cases.c.seen)).all()
    assert min(seen) >= engine.calendar.now.position
    again = rebuild(world.log, store.rows())
    assert again.differences is not None
    assert not any(again.differences.values()), again.differences


def test_a_frozen_evening_is_what_the_log_says_of_that_evening(world: World, rows: Engine) -> None:
    tell(world)
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()
    for days in range(1, 6):
        day = START.date() + timedelta(days=days)
        evening = engine.calendar.evening(day)
        assert evening is not None
        with reading(rows) as connection:
            frozen = highest_of_evening(connection, PLACE, day, 10)
        with as_known(world.log, evening) as then:
            again = highest_now(then, PLACE, 10)
        assert frozen == again


def test_the_list_equals_scores_from_scratch(world: World, rows: Engine) -> None:
    tell(world)
    engine = Embedded(rows, world.log, world.clock)
    engine.catch_up()
    when = moment(engine.calendar, world.log.head())
    with reading(rows) as connection:
        placed = watchlist(Past(world.log, connection, engine.calendar), PLACE, when, 10)
    assert [one.place.reference for one in placed] == ["een"]
    for one in placed:
        state = case_at(world.log, engine.calendar, CaseId(one.place.case), world.log.head())
        result = score(when.policy, case_on(scored_facts(state.facts), when.on), when.on)
        assert one.place.log_odds_db == result.rounded_db


def test_rows_refuse_another_log_and_an_older_one(world: World, rows: Engine, store: Store) -> None:
    tell(world)
    Embedded(rows, world.log, world.clock).catch_up()
    place = re.escape(place_of(rows))
    with store.log("other", create=True) as recorder:
        other = World(Log(recorder))
        other.do(OpenLog("l-other"))
        with pytest.raises(RowsFault, match=rf"{place}: .*ander logboek"):
            Partition(rows, other.log).position()
    with store.log("older", create=True) as recorder:
        older = World(Log(recorder))
        older.do(OpenLog("l-test"))
        with pytest.raises(RowsFault, match=rf"{place}: .*teruggezet"):
            Partition(rows, older.log).position()
