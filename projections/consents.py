"""Which consents stand, until when, and which must be asked again."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from domain.consent.events import (
    ConsentGiven,
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentWithdrawn,
)
from domain.watchlists.exchange import months_after
from domain.words import CaseId
from projections.places import at
from projections.tables.case import cases
from projections.tables.sharing import consents
from projections.writing import upsert

ConsentEvent = ConsentGiven | ConsentLimited | ConsentWithdrawn | ConsentReassessmentDue | ConsentReassessed
AHEAD_MONTHS = 1
"""How long before its end a consent is announced."""


def fold_consent(connection: Connection, event: ConsentEvent) -> None:
    """A row while a consent stands; each event reads the rows of its own case alone."""
    match event:
        case ConsentGiven(case=case, consent=consent, until=until):
            row = {"case": case, "consent": consent, "until": until, "due": ""}
            upsert(connection, consents, [row])
        case ConsentLimited(case=case, consent=consent, until=until):
            this = _one(case, consent) & (consents.c.until > until)
            connection.execute(update(consents).where(this).values(until=until))
        case ConsentReassessmentDue(case=case, consents=names, reason=reason):
            these = (consents.c.case == case) & consents.c.consent.in_(names)
            connection.execute(update(consents).where(these).values(due=reason))
        case ConsentReassessed(case=case, consent=consent, stays=True):
            connection.execute(update(consents).where(_one(case, consent)).values(due=""))
        case ConsentReassessed(case=case, consent=consent) | ConsentWithdrawn(case=case, consent=consent):
            connection.execute(delete(consents).where(_one(case, consent)))


def _one(case: str, consent: str) -> ColumnElement[bool]:
    return (consents.c.case == case) & (consents.c.consent == consent)


class WaitingConsent(NamedTuple):
    """A consent that must be asked again, for `due`, or that ends soon (then `due` is empty)."""

    case: CaseId
    facility: str
    reference: str
    owner: str | None
    consent: str
    until: date
    due: str


def waiting_consents(
    connection: Connection, today: date, facility: str | None = None
) -> list[WaitingConsent]:
    """What must be talked about again in cases that are worked on, first what ends first."""
    c = consents.c
    soon = months_after(today, AHEAD_MONTHS)
    where = (c.until > today) & or_(c.due != "", c.until <= soon) & (cases.c.status == "open") & at(facility)
    query = (
        select(c.case, cases.c.facility, cases.c.reference, cases.c.owner, c.consent, c.until, c.due)
        .join(cases, cases.c.case == c.case)
        .where(where)
        .order_by(c.until, c.case, c.consent)
    )
    return [WaitingConsent(*row) for row in connection.execute(query)]


class StandingConsent(NamedTuple):
    """That a case has consent, until when at the longest; `due` tells why one must be asked again."""

    until: date
    due: str


def standing_consents(
    connection: Connection, named: Iterable[str], today: date
) -> dict[str, StandingConsent]:
    """What stands of consent in each of these cases; a case without it is left out."""
    c = consents.c
    query = (
        select(c.case, func.max(c.until), func.max(c.due))
        .where(c.case.in_(list(named)), c.until > today)
        .group_by(c.case)
    )
    return {found: StandingConsent(until, due) for found, until, due in connection.execute(query)}
