"""Which cases stand highest, now and as a day ended?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from domain.words import CaseId
from projections.places import at
from projections.tables.case import cases, evenings, parked


class Place(NamedTuple):
    """A case on a list: `log_odds_db` rounded to 6 decimals, `recent_indicators` of the last 90 days."""

    rank: int
    case: str
    reference: str
    score: float
    log_odds_db: float
    conflict: float
    level: str | None
    last_observed: date
    recent_indicators: int
    policy: str


def highest_now(connection: Connection, facility: str, limit: int) -> list[Place]:
    """The ranking of the day that the rows are at; cases without an active signal are on no list."""
    c = cases.c
    found = connection.execute(
        select(*_columns(cases))
        .where(c.facility == facility, c.status == "open", c.last_observed.is_not(None))
        .order_by(c.log_odds_db.desc(), c.last_observed.desc(), c.reference)
        .limit(limit)
    )
    return [Place(rank, *row) for rank, row in enumerate(found, start=1)]


def highest_of_evening(connection: Connection, facility: str, day: date, limit: int) -> list[Place]:
    """The list as that day ended; empty when the day was not frozen or had nobody on it."""
    e = evenings.c
    found = connection.execute(
        select(e.rank, *_columns(evenings))
        .where(e.facility == facility, e.day == day, e.rank <= limit)
        .order_by(e.rank)
    )
    return [Place(*row) for row in found]


def _columns(table: Table) -> list[Column[Any]]:  # of several types, each as its table says
    return [table.c[name] for name in Place._fields[1:]]


class Freshness(NamedTuple):
    """How many cases there are, how many are at the last day, and how many wait parked."""

    cases: int
    current: int
    parked: int


def freshness(connection: Connection, facility: str, seen: int) -> Freshness:
    """How far the sweep is; `seen` is the calendar's last position.

    Nearly always nobody is behind and nothing waits: those few are looked up, and not the whole facility.
    """
    c = cases.c
    total = connection.scalar(select(func.count()).where(c.facility == facility)) or 0
    behind = connection.scalar(select(func.count()).where(c.seen < seen, at(facility))) or 0
    waiting = (
        connection.scalar(select(func.count()).where(c.case.in_(select(parked.c.key)), at(facility))) or 0
    )
    return Freshness(total, total - behind, waiting)


def changed_since(connection: Connection, facility: str, position: int) -> int:
    """Of how many cases of a facility something came in after a position."""
    c = cases.c
    query = select(func.count()).where(c.facility == facility, c.position > position)
    return connection.scalar(query) or 0


def find_case(connection: Connection, facility: str | None, reference: str) -> list[tuple[str, str]]:
    """The cases with this reference, or this pseudonym: (case, facility)."""
    c = cases.c
    found: dict[str, str] = {}
    for named in (c.case, c.reference):
        query = select(c.case, c.facility).where(named == reference)
        if facility is not None:
            query = query.where(c.facility == facility)
        found |= {row.case: row.facility for row in connection.execute(query)}
    return sorted(found.items(), key=lambda one: (one[1], one[0]))


def references(connection: Connection, named: Iterable[CaseId]) -> dict[CaseId, str]:
    """How the facility of each of these cases calls it."""
    c = cases.c
    found = connection.execute(select(c.case, c.reference).where(c.case.in_(list(named))))
    return {CaseId(row.case): row.reference for row in found}


class OpenCase(NamedTuple):
    """An open case as a list of one's own cases names it."""

    case: str
    facility: str
    reference: str
    last_observed: date | None


def open_cases(connection: Connection, owner: str, places: Sequence[str], limit: int) -> list[OpenCase]:
    """The open cases of a person, and those at these facilities: own first, then the latest seen."""
    own = _latest(connection, cases.c.owner == owner, limit)
    near = [one for place in places for one in _latest(connection, cases.c.facility == place, limit)]
    near.sort(key=lambda one: one.reference)
    near.sort(key=lambda one: one.last_observed or date.min, reverse=True)
    return list({one.case: one for one in (*own, *near)}.values())[:limit]


def _latest(connection: Connection, whose: ColumnElement[bool], limit: int) -> list[OpenCase]:
    c = cases.c
    query = (
        select(c.case, c.facility, c.reference, c.last_observed)
        .where(c.status == "open", whose)
        .order_by(c.last_observed.desc(), c.reference)
        .limit(limit)
    )
    return [OpenCase(*row) for row in connection.execute(query)]


def owners(connection: Connection, named: Iterable[str]) -> dict[str, str]:
    """Who is responsible for each of these cases; a case without an owner is left out."""
    c = cases.c
    query = select(c.case, c.owner).where(c.case.in_(list(named)), c.owner.is_not(None))
    return {row.case: row.owner for row in connection.execute(query)}


class Brief(NamedTuple):
    """A case whose client came from elsewhere, and whose brief nobody here read yet."""

    case: str
    facility: str
    reference: str
    owner: str | None


def briefs_to_read(connection: Connection, facility: str | None = None) -> list[Brief]:
    """Which open cases came along with a client, by facility and reference."""
    c = cases.c
    query = select(c.case, c.facility, c.reference, c.owner).where(c.brief, c.status == "open")
    if facility is not None:
        query = query.where(c.facility == facility)
    return [Brief(*row) for row in connection.execute(query.order_by(c.facility, c.reference))]


def place_of(connection: Connection, case: str) -> str:
    """The facility where a case is; empty when there is no such case."""
    return connection.scalar(select(cases.c.facility).where(cases.c.case == case)) or ""


def state_of(connection: Connection, case: str) -> bytes | None:
    """The packed state of a case's fold."""
    return connection.scalar(select(cases.c.state).where(cases.c.case == case))


class ClosedCase(NamedTuple):
    """A case without further steps."""

    case: str
    facility: str
    reference: str


def closed_cases(connection: Connection) -> list[ClosedCase]:
    """The cases without further steps, whose terms run."""
    c = cases.c
    query = select(c.case, c.facility, c.reference).where(c.status == "gesloten").order_by(c.case)
    return [ClosedCase(*row) for row in connection.execute(query)]
