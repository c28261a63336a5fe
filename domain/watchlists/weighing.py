"""Weighing a case blind: each side judges before it sees the other's judgement or the score.

Source: artikel ("het verschil in risicotaxatie"). A round lasts until both sides weighed; then each sees
all of it, and the next weighing begins a new round.
"""

from datetime import date

from msgspec import Struct, structs

from domain.appointments import roles_of
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.watchlists.events import CaseWeighed, Judgement
from domain.watchlists.pair import TeamEvent, Teams, evolve_teams, speaks_for, unit_of
from domain.words import SIDES, CaseId, OrganisationId, Personal, PersonId, Side

# view


class Weighings(Struct, frozen=True):
    """All weighings of one case: rounds in which both sides weighed, and the one that is open."""

    closed: tuple[CaseWeighed, ...] = ()
    current: tuple[CaseWeighed, ...] = ()


def evolve_weighings(view: Weighings, event: CaseWeighed) -> Weighings:
    """The weighings after one more."""
    current = (*view.current, event)
    if {one.side for one in current} == set(SIDES.values()):
        return Weighings((*view.closed, *current))
    return structs.replace(view, current=current)


def seen_by(view: Weighings, side: Side) -> tuple[CaseWeighed, ...]:
    """What a person of one side may see: every closed round, and of the open one their own side's only."""
    return (*view.closed, *[one for one in view.current if one.side == side])


def score_shows(view: Weighings, side: Side) -> bool:
    """Whether a side that weighs blind may see the score: once it weighed and owes no answer to the other."""
    if view.current:
        return any(one.side == side for one in view.current)
    return bool(view.closed)


class Weighing(Struct, frozen=True):
    """What weighing depends on: the case, the pair with the roles of who weighs, and the weighings so far."""

    case: CaseView = NEW
    teams: Teams = Teams()
    weighings: Weighings = Weighings()


# command


class WeighCase(Command[Weighing, LifecycleEvent | TeamEvent | CaseWeighed], frozen=True):
    """Say what one makes of a case, on behalf of one's side."""

    attempt = "casus_wegen"

    case: CaseId
    facility: OrganisationId
    by: PersonId
    judgement: Judgement
    reasons: Personal
    today: date

    def boundary(self) -> Query:
        """The case's life and weighings, the facility's unit, and the roles of who weighs."""
        return (
            about(f"case:{self.case}", *LIFECYCLE, CaseWeighed),
            unit_of(self.facility),
            roles_of(self.by),
        )

    def initial(self) -> Weighing:
        """Nothing known."""
        return Weighing()

    def evolve(self, view: Weighing, event: LifecycleEvent | TeamEvent | CaseWeighed) -> Weighing:
        """Each event to its own part."""
        if isinstance(event, CaseWeighed):
            return structs.replace(view, weighings=evolve_weighings(view.weighings, event))
        if isinstance(event, TeamEvent):
            return structs.replace(view, teams=evolve_teams(view.teams, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Weighing) -> list[Event]:
        """With reasons, of a case of this facility; the same words twice change nothing."""
        side = speaks_for(view.teams, self.by, self.today, self.facility)
        if workable(self.case, view.case).facility != self.facility:
            raise Refused(
                "lijst.instelling",
                f"De casus {self.case} is niet van {self.facility}.",
                "Weeg casussen van de eigen instelling.",
            )
        if not self.reasons.strip():
            raise Refused("weging.reden", "Een weging heeft een reden nodig.", "Schrijf waarom.")
        weighed = CaseWeighed(self.case, self.facility, side, self.by, self.judgement, self.reasons)
        return [] if weighed in view.weighings.current else [weighed]
