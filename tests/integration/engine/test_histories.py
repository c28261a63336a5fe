"""Laws of folding, over any history: prefixes, splits, late and second appliers, threads, rebuild."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Engine, Table

from domain.calendar import DayBegan
from domain.case_facts import FACTS
from domain.cases.events import SubjectErased
from domain.escalation.episode import EPISODE_FACTS
from domain.events import Event
from domain.policies import PolicyAdopted
from domain.words import CaseId
from engine.history import case_at
from engine.partition import Partition
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.calendar import Calendar
from projections.case.fold import fold, pass_days
from projections.case.rows import case_row, episode_rows
from projections.case.state import CaseState, Step
from projections.database import open_rows
from projections.tables.case import cases, episodes
from tests.integration.engine.histories import (
    HISTORIES,
    OFTEN,
    Move,
    begun,
    by_chance,
    played,
    played_on_a_server,
)
from tests.integration.engine.lived import History
from tests.integration.engine.moves import MOVES
from tests.integration.engine.world import everything
from tests.servers.stores import Database, Files, Store

SWEPT = 0.3
NUMBERS = count()
SEEDS = (1, 2, 3)
"""Histories on a server: how it folds is tried above, here that its rows are no others."""
SHARE = 25
"""A history is made of real files: one for so many examples of other laws."""
ENOUGH = 40
"""Histories in which every event must have been met."""
laws = settings(
    max_examples=settings().max_examples // SHARE,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a history takes minutes
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("begun"))


def whole(log: Log, store: Store, until: int | None = None) -> dict[str, list[Any]]:
    """The rows of a log, or of a prefix of it, in one batch."""
    rows = open_rows(store.rows(f"whole_{next(NUMBERS)}"))
    try:
        partition = Partition(rows, log)
        partition.apply([entry for page in log.pages(0, until) for entry in page], 0)
        swept(partition)
        return everything(rows)
    finally:
        rows.dispose()


def swept(partition: Partition) -> None:
    while partition.sweep().left:
        pass


def eager(log: Log, until: int) -> dict[CaseId, CaseState]:
    """Every case at a position, but the erased: each event by itself, each day passed by all as it begins."""
    calendar = Calendar()
    states: dict[CaseId, CaseState] = {}
    for page in log.pages(0, until):
        for entry in page:
            event = entry.event
            if isinstance(event, (*FACTS, *EPISODE_FACTS)):
                step: Step = entry  # type: ignore[assignment]  # the line above chose its event
                states[event.case] = fold(states.get(event.case, CaseState(event.case)), [step], calendar)
                if isinstance(event, SubjectErased):
                    del states[event.case]
            elif calendar.add(entry.position, event):
                states = {case: pass_days(state, [calendar.now]) for case, state in states.items()}
    return states


def as_read(column: Column[Any], value: Any) -> Any:
    """A value as it comes back out of its column: days are written as text."""
    return date.fromisoformat(value) if isinstance(column.type, Date) and value else value


def rows_of(states: dict[CaseId, CaseState]) -> dict[str, list[str]]:
    told: dict[Table, list[tuple[Any, ...]]] = {
        cases: [case_row(state) for state in states.values()],
        episodes: [row for state in states.values() for row in episode_rows(state)],
    }
    return {
        table.name: sorted(repr(tuple(map(as_read, table.columns, row))) for row in rows)
        for table, rows in told.items()
    }


def a_prefix_is_its_fold(history: History, store: Store, shares: list[float]) -> None:
    head = history.log.head()
    history.engine.catch_up()
    calendar = history.engine.calendar
    for position in sorted({1 + int(share * (head - 1)) for share in shares}):
        states = eager(history.log, position)
        rows = whole(history.log, store, position)
        expected = rows_of(states)
        assert {name: rows[name] for name in expected} == expected
        for case, state in states.items():
            assert case_at(history.log, calendar, case, position) == state


def batches_change_nothing(history: History, store: Store, chance: random.Random) -> None:
    log, head = history.log, history.log.head()
    rows = open_rows(store.rows("apart"))
    try:
        appliers = [Partition(rows, log) for _ in range(2)]
        position = 0
        while position < head:
            applier = chance.choice(appliers)
            follows = chance.randint(0, min(head, position + 30))
            applier.apply(log.tail(follows, chance.randint(1, 60)), follows)
            if chance.random() < SWEPT:
                chance.choice(appliers).sweep(2)
            position = applier.position()
        swept(appliers[0])
        assert everything(rows) == whole(log, store)
    finally:
        rows.dispose()


def two_at_once_are_as_one(history: History, store: Store, size: int) -> None:
    log, head = history.log, history.log.head()
    rows = [open_rows(store.rows("both")) for _ in range(2)]

    def run(mine: Engine) -> None:
        partition, position = Partition(mine, log), 0
        while position < head:
            position = partition.apply(log.tail(position, size), position).position
            partition.sweep(1)

    try:
        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(run, one) for one in rows]:
                done.result(60)
        swept(Partition(rows[0], log))
        assert everything(rows[0]) == whole(log, store)
    finally:
        for one in rows:
            one.dispose()


def a_rebuild_changes_nothing(history: History, store: Store) -> None:
    history.engine.catch_up()
    before = everything(history.rows)
    done = rebuild(history.log, store.rows())
    assert done.differences is not None
    assert not any(done.differences.values()), done.differences
    assert everything(history.rows) == before
    history.engine.catch_up()
    assert everything(history.rows) == before


@laws
@given(moves=HISTORIES, shares=st.lists(st.floats(0, 1), min_size=1, max_size=3))
def test_the_state_at_any_position_is_the_fold_of_that_prefix(
    start: Path, moves: list[Move], shares: list[float]
) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        a_prefix_is_its_fold(history, Files(Path(name)), shares)


@laws
@given(moves=HISTORIES, seed=st.integers(0, 2**32 - 1))
def test_any_batches_late_appliers_and_sweeps_between_give_the_same_rows(
    start: Path, moves: list[Move], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeats, no secret
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        batches_change_nothing(history, Files(Path(name)), chance)


@laws
@given(moves=HISTORIES, size=st.integers(1, 50))
def test_two_appliers_at_once_give_the_rows_of_one(start: Path, moves: list[Move], size: int) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        two_at_once_are_as_one(history, Files(Path(name)), size)


@laws
@given(moves=HISTORIES)
def test_a_rebuild_changes_nothing_in_any_table(start: Path, moves: list[Move]) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        a_rebuild_changes_nothing(history, Files(Path(name)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_server_the_same_laws_hold(start: Path, postgres: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeats, no secret
    server = Database(postgres)
    with played_on_a_server(start, server, by_chance(chance)) as history:
        a_prefix_is_its_fold(history, server, [0.5, 1.0])
        batches_change_nothing(history, server, chance)
        two_at_once_are_as_one(history, server, 20)
        a_rebuild_changes_nothing(history, server)


def test_histories_meet_every_event_that_rows_are_made_of(start: Path) -> None:
    chance = random.Random(6)  # noqa: S311 - repeats, no secret
    missing: set[type[Event]] = {*FACTS, *EPISODE_FACTS, DayBegan, PolicyAdopted}
    for _ in range(ENOUGH):
        moves = [
            Move(name, chance.randrange(4), chance.randrange(12))
            for name in chance.choices((*MOVES, *OFTEN), k=40)
        ]
        with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
            missing -= {type(entry.event) for page in history.log.pages() for entry in page}
        if not missing:
            break
    assert not missing, "add a move to moves.py that leads to these"
