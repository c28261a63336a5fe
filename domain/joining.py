"""How partners come together: the proeftuin begins, organisations join, a facility and a unit become a pair.

Sources: artikel (four facilities and four police units), factsheet (kernteam).
"""

from typing import assert_never

from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.partners import (
    FacilityJoined,
    OrganisationAdded,
    OrganisationKind,
    Partners,
    PartnersCommand,
    ProeftuinStarted,
    UnitPaired,
)
from domain.words import OrganisationId

# commands


class StartProeftuin(Command[bool, ProeftuinStarted], frozen=True):
    """Begin the cooperation; once a log."""

    attempt = "proeftuin_beginnen"

    name: str
    coordination: OrganisationId

    def boundary(self) -> Query:
        """Whether it began."""
        return (about("proeftuin", ProeftuinStarted),)

    def initial(self) -> bool:
        """Not begun."""
        return False

    def evolve(self, view: bool, event: ProeftuinStarted) -> bool:
        """Begun."""
        match event:
            case ProeftuinStarted():
                return True
            case _:
                assert_never(event)

    def decide(self, view: bool) -> list[Event]:
        """Begin, with the coordinating organisation as its first partner."""
        if view:
            raise Refused(
                "proeftuin.begonnen",
                "Deze proeftuin is al begonnen.",
                "Voeg organisaties toe aan deze proeftuin.",
            )
        return [
            ProeftuinStarted(self.name, self.coordination),
            OrganisationAdded(self.coordination, "zorgcoordinatie", "Zorgcoördinatie mensenhandel"),
        ]


class AddOrganisation(PartnersCommand, frozen=True):
    """Let an organisation take part."""

    attempt = "organisatie_toevoegen"

    organisation: OrganisationId
    kind: OrganisationKind
    name: str

    def decide(self, view: Partners) -> list[Event]:
        """Add it once; a facility joins."""
        if self.organisation in view.kinds:
            raise Refused(
                "partner.bekend",
                f"De organisatie {self.organisation} doet al mee.",
                "Kies een andere code, of gebruik deze organisatie.",
            )
        if self.kind == "instelling":
            return [FacilityJoined(self.organisation, self.name)]
        return [OrganisationAdded(self.organisation, self.kind, self.name)]


class PairUnit(PartnersCommand, frozen=True):
    """Pair a facility with a police unit."""

    attempt = "eenheid_koppelen"

    facility: OrganisationId
    unit: OrganisationId

    def decide(self, view: Partners) -> list[Event]:
        """Both must take part, each in its own part."""
        if view.kinds.get(self.facility) != "instelling":
            raise Refused(
                "partner.instelling",
                f"De instelling {self.facility} doet niet mee.",
                "Laat de beheerder de instelling eerst toevoegen.",
            )
        if view.kinds.get(self.unit) != "eenheid":
            raise Refused(
                "partner.eenheid",
                f"De politie-eenheid {self.unit} doet niet mee.",
                "Laat de beheerder de politie-eenheid eerst toevoegen.",
            )
        if view.units.get(self.facility) == self.unit:
            return []
        return [UnitPaired(self.facility, self.unit)]
