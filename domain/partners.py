"""Who works together: the proeftuin, its organisations, pairs and convenant.

Sources: factsheet (kernteam, convenant), artikel (four facilities and four police units), handreiking (the
convenant never makes a ground of its own).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.commands import Command, Item, Query, about
from domain.events import Event
from domain.words import OrganisationId

OrganisationKind = Literal[
    "instelling",
    "eenheid",
    "zorgcoordinatie",
    "wijkteam",
    "school",
    "gemeente",
    "voogdij",
    "overig",
    "parket",
]

ReviewOutcome = Literal["blijft", "aanpassen", "stoppen"]
"""What partners conclude when they look at their convenant again: it stays, is to change, or is to end."""

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
    """The partners' agreement, from the day it holds until the day it must be renewed.

    `table` is the recipient whose own convenant it is, such as a zorgtafel, and then `partners` are those
    that sit at that table; without one it is the proeftuin's.
    """

    convenant: str
    partners: tuple[OrganisationId, ...]
    since: date
    until: date
    table: str = ""

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


class ConvenantReviewed(Event, frozen=True):
    """The partners looked at their agreement again; `following` is when they do so next."""

    convenant: str
    on: date
    outcome: ReviewOutcome
    following: date

    def tags(self) -> tuple[str, ...]:
        """Of the proeftuin."""
        return ("proeftuin", f"convenant:{self.convenant}")


# view


class Partners(Struct, frozen=True):
    """Who takes part, which pairs they form, their convenant, and how they looked at it last.

    `tables` are the convenants of tables where some of them sit, by their code.
    """

    kinds: dict[OrganisationId, OrganisationKind] = {}
    units: dict[OrganisationId, OrganisationId] = {}
    convenant: ConvenantSigned | None = None
    coordination: OrganisationId = OrganisationId("")
    reviewed: ConvenantReviewed | None = None
    tables: dict[str, ConvenantSigned] = {}


PartnersEvent = (
    ProeftuinStarted
    | OrganisationAdded
    | FacilityJoined
    | UnitPaired
    | ConvenantSigned
    | ConvenantEnded
    | ConvenantReviewed
)
PARTNERS: Item = about(
    "proeftuin",
    ProeftuinStarted,
    OrganisationAdded,
    FacilityJoined,
    UnitPaired,
    ConvenantSigned,
    ConvenantEnded,
    ConvenantReviewed,
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
        case ConvenantSigned(table=""):
            return structs.replace(view, convenant=event, reviewed=None)
        case ConvenantSigned(convenant=signed):
            return structs.replace(view, tables={**view.tables, signed: event})
        case ConvenantEnded(convenant=ended) if ended in view.tables:
            left = {code: one for code, one in view.tables.items() if code != ended}
            return structs.replace(view, tables=left)
        case ConvenantEnded(convenant=ended):
            holds = view.convenant is not None and view.convenant.convenant != ended
            return view if holds else structs.replace(view, convenant=None, reviewed=None)
        case ConvenantReviewed(convenant=looked_at):
            current = view.convenant is not None and view.convenant.convenant == looked_at
            return structs.replace(view, reviewed=event) if current else view
        case _:
            assert_never(event)


def review_due(view: Partners, review_days: int) -> date | None:
    """The day before which the partners look at their convenant again; None without one."""
    if view.convenant is None:
        return None
    if view.reviewed is not None:
        return view.reviewed.following
    return view.convenant.since + timedelta(days=review_days)


def signed_by(view: Partners, on: date, *parties: OrganisationId) -> bool:
    """Whether a convenant of all these partners holds on a day."""
    return view.convenant is not None and _holds(view.convenant, on, parties)


def sits_at(view: Partners, on: date, party: OrganisationId, table: str, convenant: str) -> bool:
    """Whether this convenant is one of that table, signed by the party, and holds on a day."""
    signed = view.tables.get(convenant)
    return signed is not None and signed.table == table and _holds(signed, on, (party,))


def _holds(convenant: ConvenantSigned, on: date, parties: Iterable[OrganisationId]) -> bool:
    return convenant.since <= on < convenant.until and set(parties) <= set(convenant.partners)


# commands


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
