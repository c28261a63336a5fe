"""The list of a day as it ended: each facility's ten highest cases, frozen before the next day begins.

Exact without visiting every case: a row's `ceiling_db` bounds the log-odds of all later days, so the cases
are scored from the highest ceiling down until ten are above what is left. Only cases that a new policy has
not met yet have no bound, and are all visited.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, select

from projections.calendar import Calendar
from projections.case.rows import CaseRow, case_row
from projections.case.state import CaseState, unpack
from projections.partners import facilities
from projections.parts import WHOLE, Part
from projections.tables.case import cases, evenings
from projections.writing import Row, upsert

EVENING = 1
"""The first half of the lock under which parts put their lists of a day together."""
LONGEST = 10
"""A watchlist is a top 5 or a top 10."""


class Ranked(NamedTuple):
    """How two cases compare: log-odds, then the latest observation, then the reference."""

    minus_db: float
    minus_observed: int
    reference: str


def rank_of(log_odds_db: float, last_observed: date, reference: str) -> Ranked:
    """The sorting key: smaller ranks higher."""
    return Ranked(-log_odds_db, -last_observed.toordinal(), reference)


Passed = Callable[[CaseState, int], CaseState | None]
"""A state after the days that began before a position; None when it cannot take them."""


def freeze(
    connection: Connection, calendar: Calendar, position: int, passed: Passed, part: Part = WHOLE
) -> None:
    """Keep the lists of the day that ends just after `position`, as far as this part's cases go.

    A list is whole when every part has passed that day: each puts its own ten highest among those it finds.
    """
    point = calendar.at(position)
    if point.day is None or point.scorer is None:
        return
    lists: dict[str, list[Row]] = {}
    for facility in facilities(connection):
        here = (cases.c.facility == facility) & (cases.c.part == part.number)
        lists[facility] = [
            _row(row, position) for row in highest(connection, here, calendar, position, passed)
        ]
    if part.of > 1:
        lists = _among_others(connection, point.day, {name: rows for name, rows in lists.items() if rows})
    ranked = [row | {"rank": rank} for rows in lists.values() for rank, row in enumerate(rows, start=1)]
    upsert(connection, evenings, ranked)


def _among_others(connection: Connection, day: date, mine: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """By facility the ten highest of what other parts froze and these; the others are taken away."""
    e = evenings.c
    if connection.dialect.name == "postgresql":  # parts of one day wait for each other; SQLite has one writer
        connection.execute(select(func.pg_advisory_xact_lock(EVENING, day.toordinal())))
    there = connection.execute(select(evenings).where(e.facility.in_(list(mine)), e.day == day)).mappings()
    found: dict[str, dict[str, Row]] = {facility: {} for facility in mine}
    for row in (*there, *(row for rows in mine.values() for row in rows)):
        found[row["facility"]][row["case"]] = dict(row)
    lists = {}
    for facility, by_case in found.items():
        ranked = sorted(by_case.values(), key=_rank)
        lists[facility] = ranked[:LONGEST]
        if gone := [row["case"] for row in ranked[LONGEST:]]:
            connection.execute(delete(evenings).where(e.facility == facility, e.day == day, e.case.in_(gone)))
    return lists


def _rank(row: Row) -> Ranked:
    observed = row["last_observed"]
    day = observed if isinstance(observed, date) else date.fromisoformat(observed)
    return rank_of(row["log_odds_db"], day, row["reference"])


def highest(
    connection: Connection, here: ColumnElement[bool], calendar: Calendar, position: int, passed: Passed
) -> list[CaseRow]:
    """The case rows of the highest of some cases at a position, first first."""
    found: list[tuple[Ranked, CaseRow]] = []
    for ceiling_db, state in _candidates(connection, here & (cases.c.status == "open"), calendar):
        if ceiling_db is not None and len(found) == LONGEST and ceiling_db < -found[-1][0].minus_db:
            break
        after = passed(state, position + 1)
        if after is None:
            continue
        row = case_row(after)
        if row.last_observed is None or row.log_odds_db is None:
            continue
        ranked = rank_of(row.log_odds_db, date.fromisoformat(row.last_observed), row.reference)
        found.append((ranked, row))
        found.sort(key=lambda one: one[0])
        del found[LONGEST:]
    return [row for _, row in found]


def _candidates(
    connection: Connection, here: ColumnElement[bool], calendar: Calendar
) -> Iterator[tuple[float | None, CaseState]]:
    """First those without a bound, with None; then the others by ceiling, highest first."""
    unbound = (cases.c.seen < calendar.last_policy_position()) | cases.c.ceiling_db.is_(None)
    for (data,) in connection.execute(select(cases.c.state).where(here, unbound)):
        yield None, unpack(data)
    yield from _bounded(connection, here & ~unbound)


def _bounded(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[float, CaseState]]:
    found = (
        select(cases.c.ceiling_db, cases.c.state)
        .where(where, cases.c.last_observed.is_not(None))
        .order_by(cases.c.ceiling_db.desc())
    )
    rows = connection.execute(found, execution_options={"stream_results": True})
    with rows:
        for ceiling_db, data in rows:
            yield ceiling_db, unpack(data)


def _row(row: CaseRow, position: int) -> Row:
    kept = ("facility", "day", "case", "reference", "score", "log_odds_db", "conflict", "level")
    more = ("last_observed", "recent_indicators", "policy")
    return {name: getattr(row, name) for name in (*kept, *more)} | {"position": position}
