"""How long the file of a closed case is kept: terms as data, a hold while the law asks for it, and a review.

Source: AVG 5(1)(e) (no longer than needed) and 17(3) (kept for a legal claim).
"""

from datetime import date
from typing import Literal, NamedTuple, assert_never

from msgspec import Struct, structs

from domain.appointments import Appointments, places
from domain.cases.events import (
    CaseAbsorbed,
    CaseClosed,
    CaseMergedInto,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
    SubjectErased,
)
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent, standing
from domain.cases.standing import evolve as evolve_case
from domain.commands import Item, Refused, about
from domain.events import Event
from domain.words import CaseId, PersonId

Reason = Literal["ongegrond", "afgerond", "vertrokken", "overleden"]
HoldReason = Literal["aangifte", "strafzaak", "klacht", "rechtszaak", "onderzoek"]
_TAG = "retention"

# events


class RetentionTermsAdopted(Event, frozen=True):
    """From here on files are kept so many months after they were closed, by why they were closed."""

    months: dict[Reason, int]
    by: PersonId
    second: PersonId

    def tags(self) -> tuple[str, ...]:
        """All terms: a few in the life of a proeftuin."""
        return (_TAG,)


class LegalHoldPlaced(Event, frozen=True):
    """Nothing of this case is erased until the hold is lifted."""

    case: CaseId
    reason: HoldReason
    by: PersonId
    on: date

    tagged = ("case",)


class LegalHoldLifted(Event, frozen=True):
    """The law no longer asks to keep it."""

    case: CaseId
    by: PersonId
    on: date

    tagged = ("case",)


class RetentionReviewed(Event, frozen=True):
    """Somebody looked at a file whose term is over, and keeps it until a day."""

    case: CaseId
    until: date
    by: PersonId
    on: date

    tagged = ("case",)


TERMS: Item = about(_TAG, RetentionTermsAdopted)
"""The terms that hold: the last."""

# view


class Kept(Struct, frozen=True):
    """What is known of keeping one case.

    `sources` are the cases that went on in it; `gone` what was erased of it.
    """

    case: CaseView = NEW
    closed: CaseClosed | None = None
    hold: LegalHoldPlaced | None = None
    until: date | None = None
    sources: frozenset[CaseId] = frozenset()
    gone: frozenset[str] = frozenset()


KeepingEvent = (
    LifecycleEvent | CaseAbsorbed | CaseSplitOff | LegalHoldPlaced | LegalHoldLifted | RetentionReviewed
)
KEEPING = (*LIFECYCLE, CaseAbsorbed, CaseSplitOff, LegalHoldPlaced, LegalHoldLifted, RetentionReviewed)


def keeping_of(case: CaseId) -> Item:
    """The boundary item for keeping one case."""
    return about(f"case:{case}", *KEEPING)


def evolve_kept(view: Kept, event: KeepingEvent) -> Kept:
    """What is known after one more event of the case."""
    match event:
        case CaseAbsorbed(source=source):
            return structs.replace(view, sources=view.sources | {source})
        case CaseSplitOff(source=source):
            return structs.replace(view, sources=view.sources - {source})
        case LegalHoldPlaced():
            return structs.replace(view, hold=event)
        case LegalHoldLifted():
            return structs.replace(view, hold=None)
        case RetentionReviewed(until=until):
            return structs.replace(view, until=until)
        case SubjectErased(what=what):
            return Kept(evolve_case(view.case, event), gone=view.gone | {what})
        case CaseClosed():
            return structs.replace(view, case=evolve_case(view.case, event), closed=event, until=None)
        case CaseReopened():
            return structs.replace(view, case=evolve_case(view.case, event), closed=None)
        case _ if isinstance(event, CaseRegistered | CaseMergedInto | CaseRestored | LifecycleEvent):
            return structs.replace(view, case=evolve_case(view.case, event))
        case _:
            assert_never(event)


class Due(NamedTuple):
    """From which day a file may go, and why it is kept longer (`hold`)."""

    on: date
    hold: HoldReason | None


def due(kept: Kept, months: dict[Reason, int]) -> Due | None:
    """When the file of a closed case may go; None while it is open, forgotten, or there is no term for it."""
    if kept.closed is None or kept.closed.reason not in months:
        return None
    term = _later(kept.closed.on, months[kept.closed.reason])
    return Due(max(term, kept.until or term), kept.hold.reason if kept.hold else None)


def _later(day: date, months: int) -> date:
    """So many months later; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    return day


# who


def is_keeper(kept: Kept, roles: Appointments, person: PersonId, on: date) -> bool:
    """Whether this person answers for the file at the case's own facility."""
    facility = standing(kept.case).facility
    return any(
        one.role in ("aandachtsfunctionaris", "kernteam_zorg") and one.organisation == facility
        for one in places(roles, person, on)
    )


def is_officer(roles: Appointments, person: PersonId, on: date) -> bool:
    """Whether this person is a data protection officer."""
    return any(one.role == "fg" for one in places(roles, person, on))


def require_officer(roles: Appointments, by: PersonId, second: PersonId, on: date) -> None:
    """Refuse when this is not by two people of whom one is the data protection officer.

    Raises:
        Refused: saying who is wanted.
    """
    if by == second or not any(is_officer(roles, one, on) for one in (by, second)):
        raise Refused(
            "bewaren.tweede",
            "Hierover beslissen twee mensen, van wie een de functionaris gegevensbescherming is.",
            "Noem een tweede persoon, en zorg dat een van u die rol heeft.",
        )


def not_a_keeper(person: PersonId) -> Refused:
    """The refusal for somebody who does not answer for the file."""
    return Refused(
        "bewaren.rol",
        f"{person} gaat niet over het bewaren van dit dossier.",
        "Dit kan de aandachtsfunctionaris of het kernteam van de eigen instelling.",
    )
