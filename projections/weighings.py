"""What each side made of a case, blind until both weighed, and who leads."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, false, func, insert, or_, select, update

from domain.escalation.events import LeadAgreed
from domain.watchlists.events import CaseWeighed
from domain.words import SIDES, Side
from projections.calendar import Point
from projections.tables.agreed import leads, weighings
from projections.tables.case import cases


def fold_weighing(connection: Connection, position: int, event: CaseWeighed, now: Point) -> None:
    """A round lasts until both sides weighed; then each sees all of it."""
    row = {
        "case": event.case,
        "position": position,
        "facility": event.facility,
        "side": event.side,
        "by": event.by,
        "judgement": event.judgement,
        "on": now.day,
        "shown": False,
    }
    connection.execute(insert(weighings), row)
    blind = and_(weighings.c.case == event.case, weighings.c.shown == false())
    sides = connection.scalar(select(func.count(weighings.c.side.distinct())).where(blind))
    if sides == len(set(SIDES.values())):
        connection.execute(update(weighings).where(blind).values(shown=True))


def fold_lead(connection: Connection, position: int, event: LeadAgreed, now: Point) -> None:
    """The last agreement holds; the earlier ones stay."""
    row = {"case": event.case, "position": position, "lead": event.lead}
    connection.execute(insert(leads), {**row, "care": event.care, "police": event.police, "on": now.day})


class Weighing(NamedTuple):
    """One side's judgement; its reasons are personal and stay in the log at `position`."""

    position: int
    side: str
    by: str
    judgement: str
    on: date | None
    shown: bool


class Waiting(NamedTuple):
    """A case that one side weighed, and that the other has to weigh before either sees more."""

    case: str
    reference: str
    weighed: str


class Lead(NamedTuple):
    """Who leads, and who agreed on it."""

    lead: str
    care: str
    police: str
    on: date | None


def seen_by(connection: Connection, case: str, side: Side | None) -> list[Weighing]:
    """What a side may see: every round that both closed, and its own judgement of the open one."""
    w = weighings.c
    query = select(w.position, w.side, w.by, w.judgement, w.on, w.shown).where(
        w.case == case, or_(w.shown, w.side == side)
    )
    return [Weighing(*row) for row in connection.execute(query.order_by(w.position))]


def waiting(connection: Connection, facility: str) -> list[Waiting]:
    """Which cases of a facility one side weighed and the other did not yet."""
    w = weighings.c
    query = (
        select(w.case, cases.c.reference, w.side)
        .join(cases, cases.c.case == w.case)
        .where(w.facility == facility, w.shown == false())
        .distinct()
        .order_by(cases.c.reference)
    )
    return [Waiting(*row) for row in connection.execute(query)]


def lead_of(connection: Connection, case: str) -> Lead | None:
    """Who leads now; None when nobody agreed on it."""
    x = leads.c
    query = select(x.lead, x.care, x.police, x.on).where(x.case == case)
    row = connection.execute(query.order_by(x.position.desc()).limit(1)).one_or_none()
    return None if row is None else Lead(*row)
