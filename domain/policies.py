"""Which policy holds: proposed with its reasons, endorsed by care and by police, adopted, retired.

A policy is an expert proposal, to be adopted and replaced by its users. Two sides must agree, as for every
list in the proeftuin (factsheet, artikel).
"""

from datetime import date

from msgspec import Struct, structs

from domain.access.seeing import NO_CASE
from domain.acting.rule import PROPOSES, acting, side_anywhere
from domain.appointments import (
    AppointmentEvent,
    Appointments,
    evolve_appointments,
    roles_of,
)
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.policy_check import check
from domain.policy_document import Policy
from domain.words import SIDES, PersonId, Side

# events


class PolicyProposed(Event, frozen=True):
    """Somebody proposes a policy, whole, with reasons."""

    version: str
    document: Policy
    rationale: str
    by: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of all policies, and of this version."""
        return ("policies", f"policy:{self.version}")


class PolicyEndorsed(Event, frozen=True):
    """One side agrees."""

    version: str
    side: Side
    by: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of all policies, and of this version."""
        return ("policies", f"policy:{self.version}")


class PolicyAdopted(Event, frozen=True):
    """Both sides agreed; from this position on every score follows this document."""

    version: str
    document: Policy
    care: PersonId
    police: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of all policies, and of this version."""
        return ("policies", f"policy:{self.version}")


class PolicyRetired(Event, frozen=True):
    """A later policy took its place."""

    version: str
    by: str

    def tags(self) -> tuple[str, ...]:
        """Of all policies, and of this version."""
        return ("policies", f"policy:{self.version}")


PolicyEvent = PolicyProposed | PolicyEndorsed | PolicyAdopted | PolicyRetired
POLICY_ITEM: Item = about("policies", PolicyAdopted)
"""The boundary item for the policy that holds."""

# view


class Proposal(Struct, frozen=True):
    """A proposed policy and who of each side endorsed it."""

    document: Policy
    endorsed: dict[Side, PersonId] = {}


class Policies(Struct, frozen=True):
    """All proposals, the version that holds, and the roles of the person who acts."""

    proposals: dict[str, Proposal] = {}
    adopted: str = ""
    roles: Appointments = ()


def evolve(view: Policies, event: PolicyEvent | AppointmentEvent) -> Policies:
    """The policies after one more event about them."""
    match event:
        case PolicyProposed():
            proposals = {**view.proposals, event.version: Proposal(event.document)}
            return structs.replace(view, proposals=proposals)
        case PolicyEndorsed():
            proposal = view.proposals[event.version]
            endorsed = structs.replace(proposal, endorsed={**proposal.endorsed, event.side: event.by})
            return structs.replace(view, proposals={**view.proposals, event.version: endorsed})
        case PolicyAdopted():
            return structs.replace(view, adopted=event.version)
        case PolicyRetired():
            return view
        case _:
            return structs.replace(view, roles=evolve_appointments(view.roles, event))


# commands


class PolicyCommand(Command[Policies, PolicyEvent | AppointmentEvent], frozen=True):
    """A command about policies by somebody with a role."""

    version: str
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """All policies, and the roles of who acts."""
        return (
            about("policies", PolicyProposed, PolicyEndorsed, PolicyAdopted, PolicyRetired),
            roles_of(self.by),
        )

    def initial(self) -> Policies:
        """None."""
        return Policies()

    def evolve(self, view: Policies, event: PolicyEvent | AppointmentEvent) -> Policies:
        """One fold for all of them."""
        return evolve(view, event)


class ProposePolicy(PolicyCommand, frozen=True):
    """Propose a policy under a version of its own."""

    attempt = "beleid_voorstellen"

    document: Policy
    rationale: str

    def decide(self, view: Policies) -> list[Event]:
        """Only a sound document, with reasons, under a new version."""
        if self.version in view.proposals:
            if view.proposals[self.version].document == self.document:
                return []
            raise Refused(
                "beleid.bestaat",
                f"Er is al een beleid met versie {self.version}.",
                "Geef het voorstel een nieuwe versie.",
            )
        if self.document.version != self.version:
            raise Refused(
                "beleid.versie",
                "De versie in het document is een andere dan die van het voorstel.",
                "Geef het voorstel de versie die in het document staat.",
            )
        problems = check(self.document)
        if problems:
            first = problems[0]
            raise Refused(
                "beleid.onjuist",
                f"Het beleid klopt niet: {first.place}: {first.sentence}",
                f"`opplussen policy check` noemt alle {len(problems)} punten.",
            )
        if not acting(PROPOSES, NO_CASE, view.roles, self.by, self.today):
            raise Refused(
                "beleid.rol",
                f"{self.by} doet geen voorstel voor een beleid.",
                "Laat de beheerder of iemand van een kernteam dit doen.",
            )
        if not self.rationale.strip():
            raise Refused("beleid.reden", "Een voorstel heeft een onderbouwing nodig.", "Schrijf waarom.")
        return [PolicyProposed(self.version, self.document, self.rationale, self.by)]


class AdoptPolicy(PolicyCommand, frozen=True):
    """Agree with a proposal on behalf of one's side; the second side's agreement adopts it."""

    attempt = "beleid_vaststellen"

    def decide(self, view: Policies) -> list[Event]:
        """One of care and one of police."""
        proposal = view.proposals.get(self.version)
        if proposal is None:
            raise Refused(
                "beleid.onbekend",
                f"Er is geen voorstel met versie {self.version}.",
                "Doe eerst een voorstel met `opplussen policy propose`.",
            )
        if view.adopted == self.version:
            return []
        side = side_of(view.roles, self.by, self.today)
        if len(proposal.endorsed) == len(set(SIDES.values())):
            raise Refused(
                "beleid.vervallen",
                f"Het beleid {self.version} is vervangen door {view.adopted}.",
                "Doe hetzelfde voorstel opnieuw onder een nieuwe versie.",
            )
        if proposal.endorsed.get(side) is not None:
            return []
        endorsed = {**proposal.endorsed, side: self.by}
        events: list[Event] = [PolicyEndorsed(self.version, side, self.by)]
        if len(endorsed) == len(set(SIDES.values())):
            if view.adopted:
                events.append(PolicyRetired(view.adopted, self.version))
            adopted = PolicyAdopted(self.version, proposal.document, endorsed["zorg"], endorsed["politie"])
            events.append(adopted)
        return events


def side_of(roles: Appointments, person: PersonId, on: date) -> Side:
    """The side for which somebody may agree on a day.

    Raises:
        Refused: when the person is in neither kernteam.
    """
    side = side_anywhere(roles, person, on)
    if side is not None:
        return side
    raise Refused(
        "rol.kernteam",
        f"{person} zit op deze dag niet in een kernteam.",
        "Laat iemand van het kernteam van zorg of van politie dit doen.",
    )
