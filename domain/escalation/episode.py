"""Where an episode stands: not raised yet, waiting for a decision, decided."""

from datetime import datetime
from typing import assert_never

from msgspec import Struct, structs

from domain.commands import Item, Refused, about
from domain.escalation.events import (
    DeadlinePassed,
    Decision,
    EscalationAcknowledged,
    EscalationDecided,
    EscalationFollowed,
    EscalationHandedOver,
    EscalationLeft,
    EscalationLowered,
    EscalationOutcomeRecorded,
    EscalationRaised,
    EscalationSetAside,
    Outcome,
    Stage,
    episode_tag,
)
from domain.words import CaseId, LevelName, OrganisationId, PersonId

EpisodeFact = (
    EscalationRaised
    | EscalationSetAside
    | EscalationAcknowledged
    | EscalationHandedOver
    | EscalationDecided
    | EscalationLowered
    | EscalationOutcomeRecorded
    | DeadlinePassed
    | EscalationFollowed
    | EscalationLeft
)
EPISODE_FACTS = (
    EscalationRaised,
    EscalationSetAside,
    EscalationAcknowledged,
    EscalationHandedOver,
    EscalationDecided,
    EscalationLowered,
    EscalationOutcomeRecorded,
    DeadlinePassed,
    EscalationFollowed,
    EscalationLeft,
)


class Unraised(Struct, frozen=True, gc=False, tag=True):
    """Nobody was told yet."""


class SetAside(Struct, frozen=True, gc=False, tag=True):
    """A person looked, and told nobody."""

    by: PersonId


class Raised(Struct, frozen=True, gc=False, tag=True):
    """An episode that people know of; `due_at` is None when no further deadline runs.

    `team` is the facility whose kernteam has it, once it came to that.
    """

    facility: OrganisationId
    responsible: PersonId | None
    informed: tuple[PersonId, ...]
    due_at: datetime | None
    stage: Stage = "verantwoordelijke"
    acknowledged: PersonId | None = None
    decision: Decision | None = None
    decided_by: PersonId | None = None
    second: PersonId | None = None
    lowered: bool = False
    outcome: Outcome | None = None
    team: OrganisationId | None = None


Episode = Unraised | SetAside | Raised
UNRAISED: Episode = Unraised()


def evolve(view: Episode, event: EpisodeFact) -> Episode:
    """The episode after one more event; what comes before the alert itself leaves it unraised."""
    if isinstance(event, EscalationRaised):
        return Raised(event.facility, event.responsible, event.informed, event.due_at)
    if isinstance(event, EscalationSetAside):
        return view if isinstance(view, Raised) else SetAside(event.by)
    if isinstance(event, EscalationFollowed):
        return as_followed(event)
    if isinstance(event, EscalationLeft):
        return UNRAISED
    if not isinstance(view, Raised):
        return view
    match event:
        case EscalationAcknowledged(by=by):
            return structs.replace(view, acknowledged=by)
        case EscalationHandedOver():
            return structs.replace(
                view,
                responsible=event.to,
                stage=event.stage,
                due_at=event.due_at,
                acknowledged=None,
                team=event.team,
            )
        case EscalationDecided():
            return structs.replace(
                view, decision=event.decision, decided_by=event.by, second=event.second, due_at=None
            )
        case EscalationLowered():
            return structs.replace(view, lowered=True)
        case EscalationOutcomeRecorded(outcome=outcome):
            return structs.replace(view, outcome=outcome)
        case DeadlinePassed():
            return structs.replace(view, due_at=None)
        case _:
            assert_never(event)


def as_followed(event: EscalationFollowed) -> Episode:
    """An episode as it was where it came from."""
    if not event.told:
        return UNRAISED if event.set_aside is None else SetAside(event.set_aside)
    return Raised(
        event.facility,
        event.responsible,
        event.informed,
        event.due_at,
        event.stage,
        event.acknowledged,
        event.decision,
        event.decided_by,
        event.second,
        event.lowered,
        event.outcome,
        event.team,
    )


def left_behind(view: Episode, facility: OrganisationId) -> bool:
    """Whether a kernteam has to decide about a client who is at another facility now."""
    return (
        isinstance(view, Raised)
        and view.stage == "kernteam"
        and view.decision is None
        and (view.team or view.facility) != facility
    )


def life_of(case: CaseId, level: LevelName, opened: int) -> Item:
    """The boundary item for one episode."""
    return about(episode_tag(case, level, opened), *EPISODE_FACTS)


def require_raised(view: Episode) -> Raised:
    """The episode as people know it.

    Raises:
        Refused: when it was never raised.
    """
    if isinstance(view, Raised):
        return view
    raise Refused(
        "escalatie.onbekend", "Deze escalatie bestaat niet.", "Kijk in `opplussen escalations list`."
    )
