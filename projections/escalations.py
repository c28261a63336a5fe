"""What waits for whom: escalations with their owner and deadline, and what the system still has to do."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, true

from domain.escalation.events import Snapshot
from domain.words import CaseId, LevelName, OrganisationId, PersonId
from projections.case.rows import moment_text, read_snapshot
from projections.tables.case import cases, episodes
from projections.tables.sharing import disclosures

TASKS = {
    "decide": "besluiten",
    "lower": "besluiten",
    "move": "besluiten",
    "review": "opnieuw bekijken",
    "held": "nog niet gemeld: kijken of dat moet",
}
"""Tasks that wait for people, in their words; `lower` and `move` only tell
the system something besides."""
PEOPLE = tuple(TASKS)
SYSTEM_TASKS = ("raise", "lower", "move")
"""Tasks of the reactor."""


class Escalation(NamedTuple):
    """An episode as people see it; `opened` is the position of the event that opened it."""

    case: CaseId
    level: LevelName
    opened: int
    facility: str
    reference: str
    opened_on: date
    status: str
    task: str
    snapshot: Snapshot
    responsible: str | None
    stage: str | None
    due_at: datetime | None
    acknowledged: str | None
    decision: str | None
    decided_by: str | None
    second: str | None
    outcome: str | None


def waiting_for_people(connection: Connection, facility: str | None = None) -> list[Escalation]:
    """What people have to decide, first what is due first; what has no deadline last."""
    where: ColumnElement[bool] = episodes.c.task.in_(PEOPLE)
    if facility is not None:
        where &= episodes.c.facility == facility
    return _found(connection, where)


def first_at(connection: Connection, facility: str, limit: int) -> tuple[list[Escalation], int]:
    """So many of what people of a facility have to decide, and how many there are in all.

    First what has no deadline left to wait for, then what is due first.
    """
    e = episodes.c
    where = e.task.in_(PEOPLE) & (e.facility == facility)
    total = connection.scalar(select(func.count()).where(where)) or 0
    return _found(connection, where, limit, undated_first=True), total


class Near(NamedTuple):
    """Of whose cases somebody may see anything: their facilities', their own, what was shared with these."""

    person: PersonId
    organisations: frozenset[OrganisationId]


class Waits(NamedTuple):
    """How much waits for people: in all, near somebody, and of that what nobody took up or decided."""

    every: int
    near: int
    fresh: int


def _nearby(near: Near | None) -> ColumnElement[bool]:
    e, c, d = episodes.c, cases.c, disclosures.c
    if near is None:
        return true()
    return (
        e.facility.in_(near.organisations)
        | e.case.in_(select(c.case).where(c.owner == near.person))
        | e.case.in_(select(d.case).where(d.receiver.in_(near.organisations)))
    )


def count_waiting(connection: Connection, near: Near | None) -> Waits:
    """How much waits; without `near` all of it is."""
    e, close = episodes.c, _nearby(near)
    is_fresh = e.acknowledged.is_(None) & e.decision.is_(None)
    counted = (func.count(), func.count().filter(close), func.count().filter(close & is_fresh))
    return Waits(*connection.execute(select(*counted).where(e.task.in_(PEOPLE))).one())


def next_waiting(connection: Connection, near: Near | None, limit: int, after: int = 0) -> list[Escalation]:
    """So many of what waits near somebody, after the first so many; first what is due first."""
    return _found(connection, episodes.c.task.in_(PEOPLE) & _nearby(near), limit, after)


def marks_of_waiting(connection: Connection, near: Near | None) -> list[tuple[object, ...]]:
    """By what is seen whether anything changed in what waits near somebody."""
    e = episodes.c
    kept = (e.case, e.level, e.opened, e.task, e.acknowledged, e.responsible)
    query = select(*kept).where(e.task.in_(PEOPLE), _nearby(near)).order_by(e.opened, e.level)
    return [tuple(row) for row in connection.execute(query)]


def all_of(connection: Connection, facility: str | None = None) -> list[Escalation]:
    """Every episode, also what ended."""
    where: ColumnElement[bool] = episodes.c.case.is_not(None)
    if facility is not None:
        where &= episodes.c.facility == facility
    return _found(connection, where)


def of_case(connection: Connection, case: str) -> list[Escalation]:
    """The episodes of one case, in the order in which they opened."""
    return sorted(_found(connection, episodes.c.case == case), key=lambda one: (one.opened, one.level))


def without_outcome(connection: Connection, limit: int) -> list[Escalation]:
    """What was decided and waits for nothing, while nobody said what it proved to be; the newest few."""
    e = episodes.c
    where = e.decision.is_not(None) & e.outcome.is_(None) & (e.task == "")
    newest = select(e.opened).where(where).order_by(e.opened.desc()).limit(limit)
    return _found(connection, where & e.opened.in_(newest))


def for_the_system(
    connection: Connection, limit: int, parts: Collection[int] | None = None
) -> list[Escalation]:
    """Episodes that the reactor has to `raise`, `lower` or `move`, in the order in which they opened.

    With `parts` only those of cases in these.
    """
    where: ColumnElement[bool] = episodes.c.task.in_(SYSTEM_TASKS)
    if parts is not None:
        where &= episodes.c.case.in_(select(cases.c.case).where(cases.c.part.in_(parts)))
    return _found(connection, where, limit)


def overdue(connection: Connection, at: datetime, limit: int) -> list[Escalation]:
    """Undecided escalations whose deadline passed at or before a moment."""
    due = episodes.c.due_at.is_not(None) & (episodes.c.due_at <= moment_text(at))
    return _found(connection, due & (episodes.c.task.in_(("decide", "lower"))), limit)


def _found(
    connection: Connection,
    where: ColumnElement[bool],
    limit: int | None = None,
    after: int = 0,
    *,
    undated_first: bool = False,
) -> list[Escalation]:
    e = episodes.c
    undated = e.due_at.is_not(None) if undated_first else e.due_at.is_(None)
    query = (
        select(*[e[name] for name in Escalation._fields])
        .where(where)
        .order_by(undated, e.due_at, e.opened, e.level)
        .limit(limit)
        .offset(after or None)
    )
    return [
        Escalation(*row)._replace(
            snapshot=read_snapshot(row.snapshot),
            due_at=datetime.fromisoformat(row.due_at) if row.due_at else None,
        )
        for row in connection.execute(query)
    ]
