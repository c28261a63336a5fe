"""Which threads of sharing wait for people, and which there are of a case or an organisation."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from msgspec import Struct, structs
from sqlalchemy import ColumnElement, Connection, Row, select, true

from domain.agreements.document import Tier
from projections.case.rows import moment_text
from projections.disclosures import evening
from projections.owed import INFORM, still_untold
from projections.places import at
from projections.tables.case import cases
from projections.tables.sharing import disclosures

_NEVER = datetime.max.replace(tzinfo=UTC)


class DisclosureWaiting(Struct, frozen=True):
    """A thread in a list; no number for a decision not to share."""

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


def waiting(
    connection: Connection, facility: str | None = None, *, ended: bool = False
) -> list[DisclosureWaiting]:
    """What waits for people, first what is due first; with `ended` everything."""
    where: ColumnElement[bool] = true() if ended else disclosures.c.task != ""
    found = _found(connection, where & at(facility))
    return sorted([*found, *_informing(connection, found)], key=lambda one: one.due_at or _NEVER)


def threads_of(connection: Connection, case: str) -> list[DisclosureWaiting]:
    """Every thread of one case, also what ended."""
    return _found(connection, disclosures.c.case == case)


def threads_with(connection: Connection, ours: Collection[str], limit: int) -> list[DisclosureWaiting]:
    """What these organisations give or receive: what waits first, then what is done."""
    return _found(connection, disclosures.c.receiver.in_(ours) | disclosures.c.giver.in_(ours), limit)


def _informing(connection: Connection, found: list[DisclosureWaiting]) -> Iterator[DisclosureWaiting]:
    """A line more for each thread where telling the client waits beside something else."""
    untold = still_untold(connection)
    for one in found:
        until = untold.get((one.case, one.disclosure))
        if until is not None and one.task != INFORM:
            yield structs.replace(one, task=INFORM, due_at=evening(until))


def lapsing(connection: Connection, limit: int) -> list[DisclosureWaiting]:
    """What goes on resting on a consent, and so ends with its last day."""
    d = disclosures.c
    goes_on = (d.status == "gevraagd") | ((d.status == "verstrekt") & d.exchange.is_(True))
    return _found(connection, goes_on & (d.consent != ""), limit)


def shaken(connection: Connection, limit: int) -> list[DisclosureWaiting]:
    """What may have lost what it rests on."""
    return _found(connection, disclosures.c.shaken.is_(True), limit)


def overdue(connection: Connection, at: datetime, limit: int) -> list[DisclosureWaiting]:
    """Duties of the police whose time passed at or before a moment."""
    d = disclosures.c
    due = d.task.in_(("beoordelen", "ingrijpen")) & d.due_at.is_not(None) & (d.due_at <= moment_text(at))
    return _found(connection, due, limit)


def _found(
    connection: Connection, where: ColumnElement[bool], limit: int | None = None
) -> list[DisclosureWaiting]:
    d = disclosures.c
    kept = [d[name] for name in DisclosureWaiting.__struct_fields__[3:]]
    query = (
        select(d.case, cases.c.facility, cases.c.reference, *kept)
        .join(cases, cases.c.case == d.case)
        .where(where)
        .order_by(d.task == "", d.due_at.is_(None), d.due_at, d.position)
        .limit(limit)
    )
    return [_waiting(row) for row in connection.execute(query)]


def _waiting(row: Row[Any]) -> DisclosureWaiting:
    """A row as it is told; Any: of several types, each as its table says."""
    due_at = datetime.fromisoformat(row.due_at) if row.due_at else None
    return DisclosureWaiting(**row._asdict() | {"due_at": due_at})


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
