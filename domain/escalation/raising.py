"""What the system asks of people: raise an episode once, tell when it is lowered, pass a deadline on."""

from datetime import date, datetime, timedelta

from msgspec import Struct, structs

from domain.appointments import (
    AppointmentEvent,
    Appointments,
    appointments_of,
    evolve_appointments,
    holders,
    places,
)
from domain.cases.standing import (
    NEW,
    CaseView,
    LifecycleEvent,
    Open,
)
from domain.cases.standing import (
    evolve as evolve_case,
)
from domain.cases.standing import (
    life_of as life_of_case,
)
from domain.commands import Command, Query, Refused
from domain.escalation.episode import (
    UNRAISED,
    Episode,
    EpisodeFact,
    Raised,
    Unraised,
    left_behind,
    life_of,
)
from domain.escalation.episode import evolve as evolve_episode
from domain.escalation.events import (
    DeadlinePassed,
    EpisodeEvent,
    EscalationHandedOver,
    EscalationLowered,
    EscalationRaised,
    Snapshot,
    Stage,
)
from domain.events import Event
from domain.words import CaseId, LevelName, OrganisationId, PersonId

RaisingEvent = EpisodeFact | LifecycleEvent | AppointmentEvent


class Raising(Struct, frozen=True):
    """What raising and passing on depend on: the episode, the case, and who holds which role."""

    episode: Episode = UNRAISED
    case: CaseView = NEW
    appointments: Appointments = ()


class RaisingCommand(Command[Raising, RaisingEvent], frozen=True):
    """A command of the system about one episode; `coordination` is the zorgcoördinator's organisation."""

    case: CaseId
    level: LevelName
    opened: int
    facility: OrganisationId
    coordination: OrganisationId
    at: datetime
    today: date

    def boundary(self) -> Query:
        """The episode, the case's life, and the appointments of both organisations."""
        return (
            life_of(self.case, self.level, self.opened),
            life_of_case(self.case),
            appointments_of(self.facility),
            appointments_of(self.coordination),
        )

    def initial(self) -> Raising:
        """Nothing known."""
        return Raising()

    def evolve(self, view: Raising, event: RaisingEvent) -> Raising:
        """Each event to its own part."""
        if isinstance(event, EpisodeEvent):
            return structs.replace(view, episode=evolve_episode(view.episode, event))
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, appointments=evolve_appointments(view.appointments, event))
        return structs.replace(view, case=evolve_case(view.case, event))


class RaiseEscalation(RaisingCommand, frozen=True):
    """Tell people that a case is above a level; `deadline_hours` is the level's, from the policy."""

    snapshot: Snapshot
    deadline_hours: float

    def decide(self, view: Raising) -> list[Event]:
        """Once an episode, and not for a case that was closed meanwhile."""
        if not isinstance(view.episode, Unraised) or not isinstance(view.case, Open):
            return []
        return self.told(view, view.case)

    def told(self, view: Raising, now: Open) -> list[Event]:
        """Who is told: the zorgcoördinator decides, the owner and the aandachtsfunctionaris hear of it.

        Raises:
            Refused: when the client moved since the command was made.
        """
        if now.facility != self.facility:
            raise Refused(
                "escalatie.verplaatst",
                "De casus is intussen bij een andere instelling.",
                "Probeer het opnieuw.",
            )
        first = first_responsible(view.appointments, self.coordination, self.today)
        focal = holders(view.appointments, "aandachtsfunctionaris", self.today, self.facility)
        told = (self._owner(view, now), *(held.person for held in focal))
        return [
            EscalationRaised(
                self.case,
                self.level,
                self.opened,
                self.snapshot,
                self.facility,
                first,
                tuple(dict.fromkeys(person for person in told if person is not None and person != first)),
                self.at + timedelta(hours=self.deadline_hours),
            )
        ]

    def _owner(self, view: Raising, now: Open) -> PersonId | None:
        """Who has the case, unless every role that they held here is over."""
        own = [held for held in view.appointments if held.person == now.owner]
        gone = own and not any(held.holds(self.today) for held in own)
        return None if gone else now.owner


class LowerEscalation(RaisingCommand, frozen=True):
    """Record that the score fell below `off` on `on`."""

    on: date

    def decide(self, view: Raising) -> list[Event]:
        """Once, of an episode that people know of."""
        if not isinstance(view.episode, Raised) or view.episode.lowered:
            return []
        return [EscalationLowered(self.case, self.level, self.opened, self.on)]


class PassDeadline(RaisingCommand, frozen=True):
    """The deadline `due_at` passed at `at`: the substitute is next, and then the kernteam."""

    due_at: datetime
    deadline_hours: float

    def decide(self, view: Raising) -> list[Event]:
        """Only the deadline that runs, only when it is past, only while nobody decided."""
        episode = view.episode
        if not isinstance(episode, Raised) or episode.decision or episode.due_at != self.due_at:
            return []
        if self.at < self.due_at:
            raise Refused("termijn.loopt", "De termijn loopt nog.", "Wacht tot de termijn voorbij is.")
        passed = DeadlinePassed(self.case, self.level, self.opened, self.due_at)
        following = next_in_line(episode, view.appointments, self.facility, self.today)
        if following is None:
            return [passed]
        stage, person = following
        due = self.at + timedelta(hours=self.deadline_hours)
        return [
            passed,
            EscalationHandedOver(
                self.case,
                self.level,
                self.opened,
                person,
                stage,
                due,
                team=self.facility if stage == "kernteam" else None,
            ),
        ]


class HandToTeam(RaisingCommand, frozen=True):
    """The client moved: the kernteam of the new facility takes over from that of the old one."""

    def decide(self, view: Raising) -> list[Event]:
        """Once a move, before the same deadline; a deadline that passed already is over here too."""
        episode = view.episode
        if not isinstance(view.case, Open) or view.case.facility != self.facility:
            return []
        if not isinstance(episode, Raised) or not left_behind(episode, self.facility):
            return []
        team = holders(view.appointments, "kernteam_zorg", self.today, self.facility)
        return [
            EscalationHandedOver(
                self.case,
                self.level,
                self.opened,
                team[0].person if team else None,
                "kernteam",
                episode.due_at or self.at,
                team=self.facility,
            )
        ]


def first_responsible(appointments: Appointments, coordination: OrganisationId, on: date) -> PersonId | None:
    """The zorgcoördinator of the day; nobody when the role is vacant, which the screen then says."""
    found = holders(appointments, "zorgcoordinator", on, coordination)
    return found[0].person if found else None


def next_in_line(
    episode: Raised, appointments: Appointments, facility: OrganisationId, on: date
) -> tuple[Stage, PersonId | None] | None:
    """Who follows when a deadline passes: the substitute, then the kernteam of care there; then nobody."""
    if episode.stage == "kernteam":
        return None
    if episode.stage == "verantwoordelijke":
        for held in appointments:
            stands_in = held.substitute(on)
            if held.person != episode.responsible or stands_in is None:
                continue
            if held in places(appointments, stands_in, on):
                return "vervanger", stands_in
    team = holders(appointments, "kernteam_zorg", on, facility)
    return "kernteam", team[0].person if team else None
