"""What people do with an episode: acknowledge, hand over, decide, record the outcome, agree who leads."""

from datetime import date

from msgspec import Struct, structs

from domain.access.seeing import CaseFacts
from domain.acting.rule import EPISODES, TAKES_OVER, acting
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent, Merged, merged, standing, workable
from domain.cases.standing import evolve as evolve_case
from domain.cases.standing import life_of as life_of_case
from domain.commands import Command, Query, Refused, about
from domain.escalation.episode import UNRAISED, Episode, EpisodeFact, Raised, life_of, require_raised
from domain.escalation.episode import evolve as evolve_episode
from domain.escalation.events import (
    REFERRAL,
    Decision,
    EpisodeEvent,
    EscalationAcknowledged,
    EscalationDecided,
    EscalationHandedOver,
    EscalationOutcomeRecorded,
    Lead,
    LeadAgreed,
    Outcome,
)
from domain.events import Event
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.watchlists.pair import Teams, speaks_for
from domain.words import CaseId, LevelName, OrganisationId, Personal, PersonId

DecidingEvent = EpisodeFact | LifecycleEvent | AppointmentEvent | PartnersEvent


class Deciding(Struct, frozen=True):
    """What acting on an episode depends on: it and what was decided last, the case, partners and roles."""

    episode: Episode = UNRAISED
    decided: EscalationDecided | None = None
    case: CaseView = NEW
    roles: Appointments = ()
    partners: Partners = Partners()


class EpisodeCommand(Command[Deciding, DecidingEvent], frozen=True):
    """A command of a person about one episode."""

    case: CaseId
    level: LevelName
    opened: int
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The case's life, the episode, the partners, and the roles of who acts."""
        return (
            life_of_case(self.case),
            life_of(self.case, self.level, self.opened),
            PARTNERS,
            roles_of(self.by),
        )

    def initial(self) -> Deciding:
        """Nothing known."""
        return Deciding()

    def evolve(self, view: Deciding, event: DecidingEvent) -> Deciding:
        """Each event to its own part."""
        if isinstance(event, EpisodeEvent):
            decided = event if isinstance(event, EscalationDecided) else view.decided
            return structs.replace(view, episode=evolve_episode(view.episode, event), decided=decided)
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def raised(self, view: Deciding) -> Raised:
        """The episode, when this person may act on it.

        Raises:
            Refused: when it was never raised, the person has no role in it, or it went along with the case.
        """
        episode = require_raised(view.episode)
        self.require_role(view, episode, self.by)
        if isinstance(view.case, Merged):
            raise merged(view.case)
        return episode

    def require_role(self, view: Deciding, episode: Raised, person: PersonId) -> None:
        """Refuse who is not responsible in a role of today, nor has one where the client is now.

        Raises:
            Refused: naming the person's pseudonym.
        """
        facility = standing(view.case).facility or episode.facility
        require_role(self.facts(view, facility, episode.responsible), view.roles, person, self.today)

    def facts(
        self, view: Deciding, facility: OrganisationId, responsible: PersonId | None = None
    ) -> CaseFacts:
        """What the episode is to people: see `episode_facts`."""
        return episode_facts(facility, view.partners.coordination, responsible)


def episode_facts(
    facility: OrganisationId, coordination: OrganisationId, responsible: PersonId | None = None
) -> CaseFacts:
    """What an episode is to people: whoever is responsible owns it, wherever they work."""
    return CaseFacts(facility, responsible, coordination=coordination, raised=True)


def require_role(facts: CaseFacts, roles: Appointments, person: PersonId, on: date) -> None:
    """Refuse somebody without a role in an episode.

    Raises:
        Refused: naming the person's pseudonym.
    """
    if not acting(EPISODES, facts, roles, person, on):
        raise Refused(
            "escalatie.rol",
            f"{person} heeft geen rol bij deze escalatie.",
            "Dit kan de zorgcoördinator, of van de instelling zelf de aandachtsfunctionaris of het kernteam.",
        )


class AcknowledgeEscalation(EpisodeCommand, frozen=True):
    """Say that one saw it and takes it up."""

    attempt = "escalatie_bevestigen"

    def decide(self, view: Deciding) -> list[Event]:
        """Once until it is handed over."""
        if self.raised(view).acknowledged is not None:
            return []
        return [EscalationAcknowledged(self.case, self.level, self.opened, self.by)]


class HandOverEscalation(EpisodeCommand, frozen=True):
    """Let somebody else be responsible, before the same deadline."""

    attempt = "escalatie_overdragen"

    to: PersonId
    reason: Personal = ""

    def boundary(self) -> Query:
        """The episode, the case's life and the roles of both people."""
        return (*super().boundary(), roles_of(self.to))

    def decide(self, view: Deciding) -> list[Event]:
        """Only while it waits for a decision."""
        episode = self.raised(view)
        if episode.decision is not None or episode.due_at is None:
            raise Refused(
                "escalatie.besloten",
                "Er loopt geen termijn meer voor deze escalatie.",
                "Neem een nieuw besluit als dat nodig is.",
            )
        if self.to == episode.responsible:
            return []
        facts = self.facts(view, standing(view.case).facility or episode.facility)
        if not acting(TAKES_OVER, facts, view.roles, self.to, self.today):
            raise Refused(
                "escalatie.naar",
                f"{self.to} heeft op deze dag geen rol waarin iemand over deze escalatie beslist.",
                "Noem de zorgcoördinator, of een hulpverlener, aandachtsfunctionaris of iemand van het "
                "kernteam van zorg van de instelling waar de cliënt is.",
            )
        return [
            EscalationHandedOver(
                self.case, self.level, self.opened, self.to, "vervanger", episode.due_at, self.reason
            )
        ]


class DecideEscalation(EpisodeCommand, frozen=True):
    """Decide what to do; a referral needs a second person who has a role too.

    `again` says that one looked again after the score rose: then the same words are a new decision.
    """

    attempt = "escalatie_besluiten"

    decision: Decision
    reasons: Personal
    second: PersonId | None = None
    again: bool = False

    def boundary(self) -> Query:
        """The episode, the case's life and the roles of both people."""
        own = super().boundary()
        return own if self.second is None else (*own, roles_of(self.second))

    def decide(self, view: Deciding) -> list[Event]:
        """With reasons. Another decision replaces the earlier one, both stay in the log; the same is one."""
        episode = self.raised(view)
        if not self.reasons.strip():
            raise Refused("besluit.reden", "Een besluit heeft een reden nodig.", "Schrijf waarom.")
        if self.decision == REFERRAL:
            if self.second is None or self.second == self.by:
                raise Refused(
                    "besluit.tweede",
                    "Een doorverwijzing naar AVIM besluit u met een tweede persoon.",
                    "Noem een tweede persoon met een rol bij deze escalatie.",
                )
            self.require_role(view, episode, self.second)
        decided = EscalationDecided(
            self.case, self.level, self.opened, self.decision, self.reasons, self.by, self.second
        )
        return [] if view.decided == decided and not self.again else [decided]


class RecordOutcome(EpisodeCommand, frozen=True):
    """Record later what it proved to be."""

    attempt = "uitkomst_vastleggen"

    outcome: Outcome

    def decide(self, view: Deciding) -> list[Event]:
        """After a decision; the last word stands."""
        episode = self.raised(view)
        if episode.decision is None:
            raise Refused("uitkomst.besluit", "Over deze escalatie is nog niet besloten.", "Besluit eerst.")
        if episode.outcome == self.outcome:
            return []
        return [EscalationOutcomeRecorded(self.case, self.level, self.opened, self.outcome, self.by)]


LeadingEvent = LifecycleEvent | LeadAgreed | AppointmentEvent | PartnersEvent


class Leading(Struct, frozen=True):
    """What agreeing on the lead depends on: the case, who leads, and the roles of both people."""

    case: CaseView = NEW
    roles: Appointments = ()
    partners: Partners = Partners()
    agreed: LeadAgreed | None = None


class AgreeLead(Command[Leading, LeadingEvent], frozen=True):
    """Record that one of care and one of police agreed who leads."""

    attempt = "voortouw_afspreken"

    case: CaseId
    lead: Lead
    care: PersonId
    police: PersonId
    today: date

    def boundary(self) -> Query:
        """The case's life, who leads, the roles of both people, and the pairs."""
        return (
            about(f"case:{self.case}", *LIFECYCLE, LeadAgreed),
            roles_of(self.care),
            roles_of(self.police),
            PARTNERS,
        )

    def initial(self) -> Leading:
        """Nothing known."""
        return Leading()

    def evolve(self, view: Leading, event: LeadingEvent) -> Leading:
        """Each event to its own part."""
        if isinstance(event, LeadAgreed):
            return structs.replace(view, agreed=event)
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Leading) -> list[Event]:
        """Each for their own side of the pair where the case is; the same once more changes nothing."""
        here = workable(self.case, view.case).facility
        teams = Teams(view.partners.units.get(here), view.roles)
        sides = [speaks_for(teams, one, self.today, here) for one in (self.care, self.police)]
        if sides != ["zorg", "politie"]:
            raise Refused(
                "regie.kanten",
                "Over de regie beslissen één van zorg en één van politie.",
                "Noem van elke kant iemand.",
            )
        agreed = LeadAgreed(self.case, self.lead, self.care, self.police)
        return [] if view.agreed == agreed else [agreed]
