"""Which threads of sharing wait for people, and which there are of a case or an organisation."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select, true

from domain.agreements.document import Tier
from projections.case.rows import moment_text
from projections.disclosures import evening
from projections.owed import INFORM, still_untold
from projections.places import at
from projections.tables.case import cases
from projections.tables.sharing import disclosures

_NEVER = datetime.max.replace(tzinfo=UTC)


class Waiting(NamedTuple):
    """A thread as people see it; no number for a decision not to share."""

    case: str
    facility: str
    reference: str
    disclosure: str
    giver: str
    receiver: str | None
    recipient: str
    tier: int
    ground: str
    by: str
    status: str
    task: str
    due_at: datetime | None


def waiting(connection: Connection, facility: str | None = None, *, ended: bool = False) -> list[Waiting]:
    """What waits for people, first what is due first; with `ended` everything."""
    where: ColumnElement[bool] = true() if ended else disclosures.c.task != ""
    found = _found(connection, where & at(facility))
    return sorted([*found, *_informing(connection, found)], key=lambda one: one.due_at or _NEVER)


def threads_of(connection: Connection, case: str) -> list[Waiting]:
    """Every thread of one case, also what ended."""
    return _found(connection, disclosures.c.case == case)


def threads_with(connection: Connection, ours: Collection[str], limit: int) -> list[Waiting]:
    """What these organisations give or receive: what waits first, then what is done."""
    return _found(connection, disclosures.c.receiver.in_(ours) | disclosures.c.giver.in_(ours), limit)


def _informing(connection: Connection, found: list[Waiting]) -> Iterator[Waiting]:
    """A line more for each thread where telling the client waits beside something else."""
    untold = still_untold(connection)
    for one in found:
        until = untold.get((one.case, one.disclosure))
        if until is not None and one.task != INFORM:
            yield one._replace(task=INFORM, due_at=evening(until))


def lapsing(connection: Connection, limit: int) -> list[Waiting]:
    """What goes on resting on a consent, and so ends with its last day."""
    d = disclosures.c
    goes_on = (d.status == "gevraagd") | ((d.status == "verstrekt") & d.exchange.is_(True))
    return _found(connection, goes_on & (d.consent != ""), limit)


def shaken(connection: Connection, limit: int) -> list[Waiting]:
    """What may have lost what it rests on."""
    return _found(connection, disclosures.c.shaken.is_(True), limit)


def overdue(connection: Connection, at: datetime, limit: int) -> list[Waiting]:
    """Duties of the police whose time passed at or before a moment."""
    d = disclosures.c
    due = d.task.in_(("beoordelen", "ingrijpen")) & d.due_at.is_not(None) & (d.due_at <= moment_text(at))
    return _found(connection, due, limit)


def _found(connection: Connection, where: ColumnElement[bool], limit: int | None = None) -> list[Waiting]:
    d = disclosures.c
    kept = [d[name] for name in Waiting._fields[3:]]
    query = (
        select(d.case, cases.c.facility, cases.c.reference, *kept)
        .join(cases, cases.c.case == d.case)
        .where(where)
        .order_by(d.task == "", d.due_at.is_(None), d.due_at, d.position)
        .limit(limit)
    )
    return [
        Waiting(*row)._replace(due_at=datetime.fromisoformat(row.due_at) if row.due_at else None)
        for row in connection.execute(query)
    ]


class Left(NamedTuple):
    """What left of a case at the highest tier, and to whom; it was not stopped."""

    tier: Tier
    recipient: str


def highest_left(connection: Connection, named: Iterable[str]) -> dict[str, Left]:
    """What left of each of these cases; a case of which nothing did is left out."""
    d = disclosures.c
    query = (
        select(d.case, d.tier, d.recipient)
        .where(d.case.in_(list(named)), d.status.in_(("advies", "verstrekt")))
        .order_by(d.tier, d.position)
    )
    return {row.case: Left(row.tier, row.recipient) for row in connection.execute(query)}
