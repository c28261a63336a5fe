"""What people do with an episode that was held: raise it after all, or set it aside with a reason.

A new policy and a rebuild alert nobody by themselves (scoring.md, levels): what they find due is held for a
person, who knows whether people are aware of it already.
"""

from domain.appointments import roles_of
from domain.cases.standing import standing, workable
from domain.commands import Query, Refused
from domain.escalation.deciding import Deciding, EpisodeCommand, episode_facts, require_role
from domain.escalation.episode import Raised, SetAside
from domain.escalation.events import EscalationSetAside
from domain.escalation.raising import RaiseEscalation, Raising
from domain.events import Event
from domain.words import Personal, PersonId


class RaiseHeld(RaiseEscalation, frozen=True):
    """Tell people after all, on behalf of somebody with a role at the facility."""

    attempt = "melding_alsnog_doen"

    by: PersonId

    def boundary(self) -> Query:
        """As for every alert, and the roles of who raises it."""
        return (*super().boundary(), roles_of(self.by))

    def decide(self, view: Raising) -> list[Event]:
        """Once, also what was set aside before, of a case that is worked on."""
        if isinstance(view.episode, Raised):
            raise already_raised()
        now = workable(self.case, view.case)
        require_role(episode_facts(now.facility, self.coordination), view.appointments, self.by, self.today)
        return self.told(view, now)


class SetAsideHeld(EpisodeCommand, frozen=True):
    """Find that nobody needs to be told."""

    attempt = "melding_niet_doen"

    reason: Personal

    def decide(self, view: Deciding) -> list[Event]:
        """With a reason, once, and only what nobody was told of."""
        if isinstance(view.episode, Raised):
            raise already_raised()
        require_role(self.facts(view, standing(view.case).facility), view.roles, self.by, self.today)
        if not self.reason.strip():
            raise Refused("escalatie.reden", "Niet melden heeft een reden nodig.", "Schrijf waarom.")
        if isinstance(view.episode, SetAside):
            return []
        return [EscalationSetAside(self.case, self.level, self.opened, self.by, self.reason)]


def already_raised() -> Refused:
    """The refusal for an episode that people know of."""
    return Refused(
        "escalatie.gemeld", "Deze escalatie is al gemeld.", "Neem er een besluit over, met de redenen."
    )
