"""A meeting was held: who attended, what was said about privacy, what was decided on which case.

Sources: factsheet (periodic physical meetings of a small kernteam), handreiking 5 (privacy is on the agenda
regularly), artikel (care and police go through the list together).
"""

from datetime import date
from typing import Literal

from msgspec import Struct, structs

from domain.access.seeing import CaseFacts
from domain.acting.rule import TEAMS, acting
from domain.appointments import appointments_of
from domain.cases.standing import NEW, CaseView, LifecycleEvent, Merged, Unknown, life_of, merged, unknown
from domain.cases.standing import evolve as evolve_case
from domain.cases.standing import standing as standing_of
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.happened import require_happened
from domain.watchlists.pair import TeamEvent, Teams, evolve_teams, unit_of
from domain.words import CaseId, OrganisationId, Personal, PersonId, Side

Conclusion = Literal["volgen", "navragen", "hulp", "uitwisselen", "opschalen", "afschalen", "anders"]
"""What a meeting concludes on a case: keep watching, find out more, help, exchange, scale up, scale down."""

# events


class Decision(Struct, frozen=True, omit_defaults=True):
    """What was decided on one case and why; `owner` sees to it, to be done before `until`."""

    case: CaseId
    what: Conclusion
    reason: Personal
    owner: PersonId | None = None
    until: date | None = None


class MeetingHeld(Event, frozen=True):
    """The kernteam of a facility and that of its unit met; the minutes are this event."""

    facility: OrganisationId
    unit: OrganisationId
    on: date
    attendees: tuple[PersonId, ...]
    privacy: Personal
    decisions: tuple[Decision, ...] = ()

    def tags(self) -> tuple[str, ...]:
        """The facility's meetings: a few a month."""
        return (meetings_tag(self.facility),)


def meetings_tag(facility: OrganisationId) -> str:
    """The tag of one facility's meetings, and of nothing else."""
    return f"meetings:{facility}"


def meetings_of(facility: OrganisationId) -> Item:
    """The boundary item for the meetings of one facility."""
    return about(meetings_tag(facility), MeetingHeld)


# view


class Meeting(Struct, frozen=True):
    """What minutes depend on: the pair, both sides' appointments, the cases named, and earlier minutes."""

    teams: Teams = Teams()
    cases: dict[CaseId, CaseView] = {}
    held: tuple[MeetingHeld, ...] = ()


MeetingEvent = MeetingHeld | TeamEvent | LifecycleEvent

# command


class HoldMeeting(Command[Meeting, MeetingEvent], frozen=True):
    """Record the minutes of a meeting. `today` is the day in Europe/Amsterdam, `by` who writes them down."""

    attempt = "overleg_vastleggen"

    facility: OrganisationId
    unit: OrganisationId
    on: date
    attendees: tuple[PersonId, ...]
    privacy: Personal
    decisions: tuple[Decision, ...]
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The pair, its meetings and the appointments of both, and the life of each case decided on."""
        return (
            meetings_of(self.facility),
            unit_of(self.facility),
            appointments_of(self.facility),
            appointments_of(self.unit),
            *dict.fromkeys(life_of(decision.case) for decision in self.decisions),
        )

    def initial(self) -> Meeting:
        """Nothing known."""
        return Meeting()

    def evolve(self, view: Meeting, event: MeetingEvent) -> Meeting:
        """Each event to its own part."""
        if isinstance(event, MeetingHeld):
            return structs.replace(view, held=(*view.held, event))
        if isinstance(event, TeamEvent):
            return structs.replace(view, teams=evolve_teams(view.teams, event))
        case = evolve_case(view.cases.get(event.case, NEW), event)
        return structs.replace(view, cases={**view.cases, event.case: case})

    def decide(self, view: Meeting) -> list[Event]:
        """Once, by both sides of a pair, with privacy on the agenda; the same minutes again are the same."""
        held = MeetingHeld(self.facility, self.unit, self.on, self.attendees, self.privacy, self.decisions)
        if held in view.held:
            return []
        self._require_pair(view.teams.unit)
        require_happened("overleg", self.on, self.today)
        self._require_attendance(view.teams)
        if not self.privacy.strip():
            raise Refused(
                "overleg.privacy",
                "Er staat niet wat er over privacy is gezegd.",
                "Privacy is een vast punt van elk overleg: schrijf op wat er is besproken.",
            )
        for number, decision in enumerate(self.decisions, start=1):
            self._require_sound(number, decision, view.cases.get(decision.case, NEW))
        return [held]

    def _require_pair(self, unit: OrganisationId | None) -> None:
        if unit is None:
            raise Refused(
                "overleg.geen_eenheid",
                f"De instelling {self.facility} heeft nog geen politie-eenheid.",
                "Laat de beheerder een eenheid koppelen.",
            )
        if unit != self.unit:
            raise Refused(
                "overleg.eenheid",
                f"{self.unit} is niet de politie-eenheid van {self.facility}.",
                f"Leg het overleg vast met {unit}.",
            )

    def _require_attendance(self, teams: Teams) -> None:
        if not self._attended(teams, "zorg"):
            raise Refused(
                "overleg.zorg",
                f"Er was niemand bij van het kernteam van {self.facility}.",
                "Noem wie van het kernteam van zorg erbij was, of wie waarnam.",
            )
        if not self._attended(teams, "politie"):
            raise Refused(
                "overleg.politie",
                f"Er was niemand bij van het kernteam van {self.unit}.",
                "Noem wie van het kernteam van politie erbij was, of wie waarnam.",
            )
        if self.by not in self.attendees:
            raise Refused(
                "overleg.verslag",
                f"{self.by} was niet bij dit overleg.",
                "Laat iemand die erbij was het verslag vastleggen.",
            )

    def _attended(self, teams: Teams, side: Side) -> bool:
        """Whether somebody of a side's kernteam was there, or who takes their place."""
        facts = CaseFacts(self.facility, unit=self.unit)
        return any(acting(TEAMS[side], facts, teams.roles, one, self.on) for one in self.attendees)

    def _require_sound(self, number: int, decision: Decision, case: CaseView) -> None:
        if isinstance(case, Unknown):
            raise unknown(decision.case)
        if isinstance(case, Merged):
            raise merged(case)
        if standing_of(case).facility != self.facility:
            raise Refused(
                "overleg.casus",
                f"De casus van besluit {number} is niet van {self.facility}.",
                "Besluit over casussen van de instelling zelf.",
            )
        if not decision.reason.strip():
            raise Refused(
                "overleg.reden", f"Bij besluit {number} staat niet waarom.", "Schrijf de reden erbij."
            )
        if decision.until is not None and decision.until <= self.on:
            raise Refused(
                "overleg.termijn",
                f"Besluit {number} moet klaar zijn voor een dag die niet na het overleg ligt.",
                "Noem een latere dag.",
            )
