"""Which working agreements hold: adopted by one of care and one of police, with reasons.

Source: handreiking (agreements are worked out by the partners themselves, and looked at again).
"""

from datetime import date

from msgspec import Struct, structs

from domain.agreements.check import check
from domain.agreements.document import Agreements
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.policies import side_of
from domain.words import PersonId

# events


class AgreementsAdopted(Event, frozen=True):
    """Care and police agreed; from this position on this document tells what may be shared."""

    version: str
    document: Agreements
    rationale: str
    care: PersonId
    police: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of all agreements, and of this version."""
        return ("agreements", f"agreements:{self.version}")


AGREEMENTS: Item = about("agreements", AgreementsAdopted)
"""The boundary item for the agreements that hold: the last of a few in the life of a proeftuin."""

# view


class Adopting(Struct, frozen=True):
    """All versions so far, the last one last, and the roles of both people."""

    versions: dict[str, Agreements] = {}
    roles: Appointments = ()


# commands


class AdoptAgreements(Command[Adopting, AgreementsAdopted | AppointmentEvent], frozen=True):
    """Agree on new working agreements: `care` and `police` each speak for their side."""

    attempt = "werkafspraken_vaststellen"

    document: Agreements
    rationale: str
    care: PersonId
    police: PersonId
    today: date

    def boundary(self) -> Query:
        """All agreements, and the roles of both people."""
        return (AGREEMENTS, roles_of(self.care), roles_of(self.police))

    def initial(self) -> Adopting:
        """None."""
        return Adopting()

    def evolve(self, view: Adopting, event: AgreementsAdopted | AppointmentEvent) -> Adopting:
        """Each event to its own part."""
        if isinstance(event, AgreementsAdopted):
            others = {one: document for one, document in view.versions.items() if one != event.version}
            return structs.replace(view, versions={**others, event.version: event.document})
        return structs.replace(view, roles=evolve_appointments(view.roles, event))

    def decide(self, view: Adopting) -> list[Event]:
        """A sound document under a new version, with reasons, by one of each side."""
        version = self.document.version
        if view.versions and list(view.versions)[-1] == version and view.versions[version] == self.document:
            return []
        if version in view.versions:
            raise Refused(
                "afspraken.bestaat",
                f"Er zijn al werkafspraken met versie {version}.",
                "Geef de nieuwe afspraken een nieuwe versie.",
            )
        problems = check(self.document)
        if problems:
            first = problems[0]
            raise Refused(
                "afspraken.onjuist",
                f"De werkafspraken kloppen niet: {first.place}: {first.sentence}",
                f"`opplussen agreements check` noemt alle {len(problems)} punten.",
            )
        if not self.rationale.strip():
            raise Refused(
                "afspraken.reden", "Nieuwe werkafspraken hebben een onderbouwing nodig.", "Schrijf waarom."
            )
        if (
            side_of(view.roles, self.care, self.today) != "zorg"
            or side_of(view.roles, self.police, self.today) != "politie"
        ):
            raise Refused(
                "afspraken.kanten",
                "Over werkafspraken beslissen één van zorg en één van politie.",
                "Noem van elke kant iemand van het kernteam.",
            )
        return [AgreementsAdopted(version, self.document, self.rationale, self.care, self.police)]
