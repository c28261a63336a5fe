"""Who works together: the proeftuin, its organisations, pairs and convenant.

Sources: factsheet (kernteam, convenant), artikel (four facilities and four police units), handreiking (the
convenant never makes a ground of its own).
"""

from datetime import date
from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.words import OrganisationId

OrganisationKind = Literal[
    "instelling", "eenheid", "zorgcoordinatie", "wijkteam", "school", "gemeente", "voogdij", "overig"
]

# events


class ProeftuinStarted(Event, frozen=True):
    """The cooperation began; `coordination` is the regional zorgcoördinator's organisation."""

    name: str
    coordination: OrganisationId

    def tags(self) -> tuple[str, ...]:
        """One proeftuin a log."""
        return ("proeftuin",)


class OrganisationAdded(Event, frozen=True):
    """An organisation takes part."""

    organisation: OrganisationId
    kind: OrganisationKind
    name: str

    def tags(self) -> tuple[str, ...]:
        """The proeftuin's own list."""
        return ("proeftuin", f"organisation:{self.organisation}")


class FacilityJoined(Event, frozen=True):
    """A care organisation's location joined."""

    facility: OrganisationId
    name: str

    def tags(self) -> tuple[str, ...]:
        """The proeftuin's own list."""
        return ("proeftuin", f"organisation:{self.facility}")


class UnitPaired(Event, frozen=True):
    """A facility and a police unit form a pair with one kernteam."""

    facility: OrganisationId
    unit: OrganisationId

    def tags(self) -> tuple[str, ...]:
        """The pair is found from either side."""
        return ("proeftuin", f"organisation:{self.facility}", f"organisation:{self.unit}")


class ConvenantSigned(Event, frozen=True):
    """The partners' agreement, from the day it holds until the day it must be renewed."""

    convenant: str
    partners: tuple[OrganisationId, ...]
    since: date
    until: date

    def tags(self) -> tuple[str, ...]:
        """Of the proeftuin."""
        return ("proeftuin", f"convenant:{self.convenant}")


class ConvenantEnded(Event, frozen=True):
    """The agreement no longer holds."""

    convenant: str
    on: date
    reason: str

    def tags(self) -> tuple[str, ...]:
        """Of the proeftuin."""
        return ("proeftuin", f"convenant:{self.convenant}")


# view


class Partners(Struct, frozen=True):
    """Which organisations take part, and which pairs they form."""

    kinds: dict[OrganisationId, OrganisationKind] = {}
    units: dict[OrganisationId, OrganisationId] = {}
    convenant: ConvenantSigned | None = None
    coordination: OrganisationId = OrganisationId("")


PartnersEvent = (
    ProeftuinStarted | OrganisationAdded | FacilityJoined | UnitPaired | ConvenantSigned | ConvenantEnded
)
PARTNERS: Item = about(
    "proeftuin",
    ProeftuinStarted,
    OrganisationAdded,
    FacilityJoined,
    UnitPaired,
    ConvenantSigned,
    ConvenantEnded,
)
"""The boundary item for the organisations of the proeftuin: a few dozen events in its life."""


def evolve_partners(view: Partners, event: PartnersEvent) -> Partners:
    """The partners after one more event about them."""
    match event:
        case ProeftuinStarted():
            return structs.replace(view, coordination=event.coordination)
        case OrganisationAdded():
            return structs.replace(view, kinds={**view.kinds, event.organisation: event.kind})
        case FacilityJoined():
            return structs.replace(view, kinds={**view.kinds, event.facility: "instelling"})
        case UnitPaired():
            return structs.replace(view, units={**view.units, event.facility: event.unit})
        case ConvenantSigned():
            return structs.replace(view, convenant=event)
        case ConvenantEnded(convenant=ended):
            holds = view.convenant is not None and view.convenant.convenant != ended
            return view if holds else structs.replace(view, convenant=None)
        case _:
            assert_never(event)


def signed_by(view: Partners, on: date, *parties: OrganisationId) -> bool:
    """Whether a convenant of all these partners holds on a day."""
    convenant = view.convenant
    return (
        convenant is not None
        and convenant.since <= on < convenant.until
        and set(parties) <= set(convenant.partners)
    )


# commands


class StartProeftuin(Command[bool, ProeftuinStarted], frozen=True):
    """Begin the cooperation; once a log."""

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


class PartnersCommand(Command[Partners, PartnersEvent], frozen=True):
    """A command that decides on the organisations of the proeftuin."""

    def boundary(self) -> Query:
        """All organisations."""
        return (PARTNERS,)

    def initial(self) -> Partners:
        """Nobody yet."""
        return Partners()

    def evolve(self, view: Partners, event: PartnersEvent) -> Partners:
        """One fold for all of them."""
        return evolve_partners(view, event)


class AddOrganisation(PartnersCommand, frozen=True):
    """Let an organisation take part."""

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


class SignConvenant(PartnersCommand, frozen=True):
    """Record that the partners signed their agreement."""

    convenant: str
    partners: tuple[OrganisationId, ...]
    since: date
    until: date

    def decide(self, view: Partners) -> list[Event]:
        """Only partners sign, for a period that has a length."""
        strangers = [partner for partner in self.partners if partner not in view.kinds]
        if strangers:
            raise Refused(
                "convenant.partner",
                f"Deze partijen doen niet mee: {', '.join(sorted(strangers))}.",
                "Laat de beheerder deze partijen eerst toevoegen.",
            )
        if self.until <= self.since:
            raise Refused(
                "convenant.periode",
                "Het convenant eindigt niet na het begin.",
                "Kies een einde dat na het begin ligt.",
            )
        return [ConvenantSigned(self.convenant, self.partners, self.since, self.until)]


class EndConvenant(PartnersCommand, frozen=True):
    """Record that the agreement no longer holds."""

    convenant: str
    on: date
    reason: str

    def decide(self, view: Partners) -> list[Event]:
        """Only the one that holds, and never without a reason."""
        if view.convenant is None or view.convenant.convenant != self.convenant:
            raise Refused(
                "convenant.geen",
                f"Het convenant {self.convenant} geldt niet.",
                "Noem het convenant dat nu geldt.",
            )
        if not self.reason.strip():
            raise Refused(
                "convenant.reden", "Een convenant beëindigen heeft een reden nodig.", "Schrijf waarom."
            )
        return [ConvenantEnded(self.convenant, self.on, self.reason)]
