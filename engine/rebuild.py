"""Making the rows again from the log, beside the live ones, which they then replace.

Nobody is told anything by a rebuild. What it finds due but never raised is held for a person to look at.
"""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter, process_time
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, exists, func, insert, select, update

from domain.commands import Refused
from domain.words import CaseId
from engine.collecting import uncollected
from engine.parts import Parts
from eventlog.log import Log
from projections.database import Place, both, open_rows, place_of, reading, room_beside
from projections.database import discard as take_away
from projections.faults import OutdatedRows, RowsFault, faults
from projections.tables.case import episodes, positions
from projections.tables.whole import beside, metadata

PAGE = 20_000
"""Events a page: more than live, for nobody waits meanwhile."""
TRIES = 5
"""How often the live rows may run ahead while the rebuilt ones are about to take their place."""

Progress = Callable[[int, int], None]
"""Told how many events of how many are done."""


class Rebuilt(NamedTuple):
    """How many events went through, how long the fold took in seconds, and what was different before.

    `core_s` is how long it kept a core busy. `differences` counts rows by table; None when there was nothing
    to compare with.
    """

    events: int
    seconds: float
    core_s: float
    differences: dict[str, int] | None


def silent(_done: int, _of: int) -> None:
    """Progress that nobody sees."""


def rebuild(
    log: Log, live: Place, progress: Progress = silent, *, discard: bool = False, parts: int = 1
) -> Rebuilt:
    """Make the rows again beside `live`, compare, and put them in its place in one transaction.

    `discard` takes away rows that belong to another log first; without it they are a fault. `parts` is in how
    many the cases are divided from then on.

    Raises:
        Refused: when somebody else is making them again, or works with what is to be taken away.
        RowsFault: when the rows cannot be read or written.
    """
    with room_beside(live) as new:
        if new is None:
            raise Refused(
                "overzichten.bezet",
                "Iemand anders maakt de overzichten al opnieuw.",
                "Wacht tot dat klaar is; ze gelden dan voor iedereen.",
            )
        if discard and not take_away(live):
            raise Refused(
                "overzichten.in_gebruik",
                "Een ander programma werkt nu met de overzichten, zoals opplussen worker.",
                "Stop dat eerst, en gooi ze dan weg. Opnieuw maken zonder --discard kan wel.",
            )
        return _rebuild(log, live, (new, parts), progress)


@uncollected()
def _rebuild(log: Log, live: Place, beside: tuple[Place, int], progress: Progress) -> Rebuilt:
    new, number = beside
    rows, old = open_rows(new, beside=True), open_rows(live)
    try:
        with suppress(OutdatedRows):
            Parts(old, log, range(number), number)  # refuses rows of another log
        parts = Parts(rows, log, range(number), number, beside=True)
        started, core = perf_counter(), process_time()
        events = run_through(parts, log, progress)
        seconds, core_s = perf_counter() - started, process_time() - core
        _pass_days(parts)
        parts.wait_for_a_person(_pending(old))
        for _ in range(TRIES):
            rows.dispose()
            differences = _take_place(old, new, parts.look())
            if differences is not RUN_AHEAD:
                return Rebuilt(events, seconds, core_s, differences)
            run_through(parts, log)
            _pass_days(parts)
        raise RowsFault(place_of(old), "ze veranderen te snel. Probeer het opnieuw.")
    finally:
        rows.dispose()
        old.dispose()


def _pass_days(parts: Parts) -> None:
    """Every case up to the last day: also those of which nothing came in."""
    while parts.sweep(PAGE):
        pass


def run_through(parts: Parts, log: Log, progress: Progress = silent, *, until: int | None = None) -> int:
    """Fold the log so far, or until a position, into parts beside the live ones; the last position."""
    head = log.head() if until is None else until
    with uncollected():
        while parts.position < head and parts.take(min(PAGE, head - parts.position)):
            progress(parts.position, head)
        parts.settle()
    return head


def _pending(rows: Engine) -> dict[CaseId, frozenset[int]]:
    """The episodes that the reactor of the live rows still has to raise, by case."""
    with reading(rows) as connection:
        found = connection.execute(
            select(episodes.c.case, episodes.c.opened).where(episodes.c.task == "raise")
        ).all()
    by_case: dict[CaseId, set[int]] = {}
    for case, opened in found:
        by_case.setdefault(case, set()).add(opened)
    return {case: frozenset(opened) for case, opened in by_case.items()}


RUN_AHEAD: dict[str, int] = {"": -1}
"""The live rows are further than the rebuilt ones."""


def _take_place(rows: Engine, new: Place, position: int) -> dict[str, int] | None:
    """Make the live rows what the rebuilt ones are; how many differed, by table."""
    with faults(place_of(rows)), both(rows, new) as (connection, rebuilt):
        live = connection.scalar(select(func.max(positions.c.position))) or 0
        if live > position:
            return RUN_AHEAD
        return _exchange(connection, rebuilt, compare=live == position)


def _exchange(connection: Connection, rebuilt: str, *, compare: bool) -> dict[str, int] | None:
    """Take away what the rebuilt rows do not have and put in what they have besides; the rest stays."""
    generation = connection.scalar(select(func.max(positions.c.generation))) or 0
    beat = connection.scalar(select(func.max(positions.c.beat))) or ""
    differences: dict[str, int] = {}
    for table, other in zip(metadata.sorted_tables, beside(rebuilt), strict=True):
        coming, gone = _count(connection, other), 0
        if present := _count(connection, table):
            gone = connection.execute(delete(table).where(~_stands_in(other, table))).rowcount
        come = coming - (present - gone)
        if come:  # what is left stands in both, so that nothing is missing where both are as many
            missing = select(other).where(~_stands_in(table, other))
            connection.execute(insert(table).from_select(list(table.columns.keys()), missing))
        if table is not positions:
            differences[table.name] = gone + come
    connection.execute(update(positions).values(generation=generation + 1, beat=beat))
    return differences if compare else None


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _stands_in(table: Table, row: Table) -> ColumnElement[bool]:
    """Whether the very same row stands in a table; found by its key."""
    there = table.alias("there")
    same = [
        there.c[column.name] == column
        if column.primary_key  # what is never empty is found by its index
        else there.c[column.name].is_not_distinct_from(column)
        for column in row.columns
    ]
    return exists().where(*same).correlate(row)
