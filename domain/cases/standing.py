"""Where a case stands: unknown, open, closed or merged into another."""

from typing import assert_never

from msgspec import Struct, structs

from domain.cases.events import (
    BriefAcknowledged,
    CaseClosed,
    CaseMergedInto,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    PlacementEnded,
    SubjectErased,
)
from domain.commands import Item, Refused, about
from domain.words import CaseId, OrganisationId, PersonId

LifecycleEvent = (
    CaseRegistered
    | CasePlaced
    | PlacementEnded
    | BriefAcknowledged
    | CaseClosed
    | CaseReopened
    | CaseMergedInto
    | CaseRestored
    | SubjectErased
)
LIFECYCLE = (
    CaseRegistered,
    CasePlaced,
    PlacementEnded,
    BriefAcknowledged,
    CaseClosed,
    CaseReopened,
    CaseMergedInto,
    CaseRestored,
    SubjectErased,
)


class Unknown(Struct, frozen=True, gc=False, tag=True):
    """No such case, or one that was forgotten."""


class Open(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A case that is worked on; `owner` is responsible, also between two placements.

    `brief` says that the client came from another place, and that nobody here read the brief yet.
    """

    facility: OrganisationId
    owner: PersonId | None = None
    placed: bool = True
    brief: bool = False


class Closed(Struct, frozen=True, gc=False, tag=True):
    """A case without further steps; `was` is what it was and becomes when it reopens."""

    was: Open


class Merged(Struct, frozen=True, gc=False, tag=True):
    """A case that goes on as `into`; `was` is what it becomes when the merge is undone."""

    into: CaseId
    was: Open | Closed


CaseView = Unknown | Open | Closed | Merged
NEW: CaseView = Unknown()


def standing(view: CaseView) -> Open:
    """Where the case is, whatever its status; nowhere when it is unknown."""
    match view:
        case Open():
            return view
        case Closed(was=was):
            return was
        case Merged(was=was):
            return standing(was)
        case Unknown():
            return Open(OrganisationId(""))
        case _:
            assert_never(view)


def evolve(view: CaseView, event: LifecycleEvent) -> CaseView:
    """The case's standing after one more event of its life."""
    match event:
        case CaseRegistered():
            return Open(event.facility, placed=False)
        case CasePlaced():
            now = standing(view)
            moved = now.facility not in ("", event.facility)
            return Open(event.facility, event.owner, brief=now.brief or moved)
        case PlacementEnded():
            return structs.replace(standing(view), placed=False)
        case BriefAcknowledged():
            return _read(view)
        case CaseClosed():
            return Closed(standing(view))
        case CaseReopened():
            return standing(view)
        case CaseMergedInto():
            return Merged(event.into, view if isinstance(view, Closed) else standing(view))
        case CaseRestored():
            return view.was if isinstance(view, Merged) else view
        case SubjectErased():
            return NEW
        case _:
            assert_never(event)


def _read(view: CaseView) -> CaseView:
    match view:
        case Open():
            return structs.replace(view, brief=False)
        case Closed(was=was):
            return Closed(structs.replace(was, brief=False))
        case Unknown() | Merged():
            return view
        case _:
            assert_never(view)


UNKNOWN_CASE = "casus.onbekend"


def unknown(case: CaseId) -> Refused:
    """The refusal for a case that the log does not know."""
    return Refused(UNKNOWN_CASE, f"De casus {case} bestaat niet.", "Controleer de verwijzing.")


def merged(view: Merged) -> Refused:
    """The refusal for a case that goes on as another."""
    return Refused(
        "casus.samengevoegd", "Deze casus is samengevoegd met een andere.", f"Gebruik casus {view.into}."
    )


def workable(case: CaseId, view: CaseView) -> Open:
    """The standing of an open case.

    Raises:
        Refused: when the case is unknown, closed or merged.
    """
    match view:
        case Open():
            return view
        case Unknown():
            raise unknown(case)
        case Merged():
            raise merged(view)
        case Closed():
            raise Refused("casus.gesloten", "Deze casus is gesloten.", "Heropen de casus eerst.")
        case _:
            assert_never(view)


def life_of(case: CaseId) -> Item:
    """The boundary item for the life of one case."""
    return about(f"case:{case}", *LIFECYCLE)
