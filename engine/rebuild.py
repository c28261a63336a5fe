"""Making the rows again from the log, beside the live ones, which they then replace.

Nobody is told anything by a rebuild. What it finds due but never raised is held for a person to look at.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, union, update

from domain.words import CaseId
from engine.partition import Partition
from eventlog.log import Log
from projections.database import OutdatedRows, RowsFault, faults, index_rows, open_rows, reading
from projections.tables import beside, episodes, metadata, positions

PAGE = 20_000
"""Events a page: more than live, for nobody waits meanwhile."""
TRIES = 5
"""How often the live rows may run ahead while the rebuilt ones are about to take their place."""

Progress = Callable[[int, int], None]
"""Told how many events of how many are done."""


class Rebuilt(NamedTuple):
    """How many events went through, how long the fold took in seconds, and what was different before.

    `differences` counts rows by table; None when there was nothing to compare with.
    """

    events: int
    seconds: float
    differences: dict[str, int] | None


def silent(_done: int, _of: int) -> None:
    """Progress that nobody sees."""


def rebuild(log: Log, live: Path, progress: Progress = silent, *, discard: bool = False) -> Rebuilt:
    """Make the rows again beside `live`, compare, and put them in its place in one transaction.

    `discard` takes away rows that belong to another log first; without it they are a fault.

    Raises:
        RowsFault: when the rows cannot be read or written.
    """
    if discard:
        for part in (live, live.with_name(live.name + "-wal"), live.with_name(live.name + "-shm")):
            part.unlink(missing_ok=True)
    new = live.with_suffix(".beside.sqlite")
    new.unlink(missing_ok=True)
    rows, old = open_rows(new, beside=True), open_rows(live)
    try:
        with suppress(OutdatedRows):
            position_of(old, log)
        partition = Partition(rows, log, beside=True)
        started = perf_counter()
        events = run_through(partition, log, progress)
        seconds = perf_counter() - started
        index_rows(rows)
        while partition.sweep(PAGE).left:
            pass
        partition.hold(_pending(old))
        rows.dispose()
        for _ in range(TRIES):
            differences = _take_place(old, new, partition.position())
            if differences is not RUN_AHEAD:
                return Rebuilt(events, seconds, differences)
            run_through(partition, log)
        raise RowsFault(str(live), "ze veranderen te snel. Probeer het opnieuw.")
    finally:
        rows.dispose()
        old.dispose()
        new.unlink(missing_ok=True)


def position_of(rows: Engine, log: Log) -> int:
    """How far rows are, after checking that they belong to this log."""
    return Partition(rows, log).position()


def run_through(
    partition: Partition, log: Log, progress: Progress = silent, *, until: int | None = None
) -> int:
    """Fold the log so far, or until a position, into a partition beside the live one; the last position."""
    head = log.head() if until is None else until
    position = partition.position()
    with _uncollected():
        while position < head:
            page = log.tail(position, min(PAGE, head - position))
            position = partition.apply(page, position).position
            progress(position, head)
        partition.settle()
    return head


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: a fold makes many objects and no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _pending(rows: Engine) -> dict[CaseId, frozenset[int]]:
    """The episodes that the reactor of the live rows still has to raise, by case."""
    with reading(rows) as connection:
        found = connection.execute(
            select(episodes.c.case, episodes.c.opened).where(episodes.c.task == "raise")
        ).all()
    return {case: frozenset(opened for other, opened in found if other == case) for case, _ in found}


RUN_AHEAD: dict[str, int] = {"": -1}
"""The live rows are further than the rebuilt ones."""


def _take_place(rows: Engine, new: Path, position: int) -> dict[str, int] | None:
    """Replace every live row by the rebuilt ones; how many differed, by table."""
    with faults(str(rows.url)), rows.connect() as connection:
        raw = connection.connection.cursor()  # ATTACH is refused inside a transaction
        raw.execute("ATTACH DATABASE ? AS beside", (str(new),))
        try:
            with connection.begin():
                live = connection.scalar(select(func.max(positions.c.position))) or 0
                if live > position:
                    return RUN_AHEAD
                return _exchange(connection, compare=live == position)
        finally:
            raw.execute("DETACH DATABASE beside")
            raw.close()


def _exchange(connection: Connection, *, compare: bool) -> dict[str, int] | None:
    generation = connection.scalar(select(func.max(positions.c.generation))) or 0
    beat = connection.scalar(select(func.max(positions.c.beat))) or ""
    pairs = list(zip(metadata.sorted_tables, beside("beside"), strict=True))
    differences = None
    if compare:
        differences = {
            table.name: _different(connection, table, other)
            for table, other in pairs
            if table is not positions
        }
    for table, other in pairs:
        connection.execute(delete(table))
        connection.execute(insert(table).from_select(list(table.columns.keys()), select(other)))
    connection.execute(update(positions).values(generation=generation + 1, beat=beat))
    return differences


def _different(connection: Connection, table: Table, other: Table) -> int:
    """How many rows stand in one and not in the other."""
    gone = select(table).except_(select(other)).subquery()
    come = select(other).except_(select(table)).subquery()
    both = union(select(gone), select(come)).subquery()
    return connection.scalar(select(func.count()).select_from(both)) or 0
