"""What people want of a case: register, place, move, close, reopen, say who it is."""

from datetime import date
from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.cases.events import (
    Background,
    BriefAcknowledged,
    CaseClosed,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    IdentityRecorded,
    PlacementEnded,
    reference_tag,
)
from domain.cases.reference import require_reference
from domain.cases.standing import (
    NEW,
    CaseView,
    Closed,
    LifecycleEvent,
    evolve,
    life_of,
    workable,
)
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.happened import require_happened
from domain.partners import PARTNERS, FacilityJoined, Partners, PartnersEvent, evolve_partners
from domain.watchlists.exchange import Exchange, ExchangeEvent, evolve_exchange, exchange_of
from domain.watchlists.following import on_move
from domain.words import CaseId, OrganisationId, Personal, PersonId


class RegisterCase(Command[tuple[bool, bool], CaseRegistered | FacilityJoined], frozen=True):
    """Begin a case and place it, since `on`. `case` is a new random pseudonym.

    The view is (reference taken, facility known). `today` is the day in Europe/Amsterdam.
    """

    attempt = "casus_beginnen"

    case: CaseId
    facility: OrganisationId
    reference: str
    on: date
    today: date
    owner: PersonId | None = None
    background: Background | None = None

    def boundary(self) -> Query:
        """The facility and the reference: an attempt is about the facility, and keeps nobody's reference."""
        return (
            about(f"organisation:{self.facility}", FacilityJoined),
            about(reference_tag(self.facility, self.reference), CaseRegistered),
        )

    def initial(self) -> tuple[bool, bool]:
        """Free, and unknown."""
        return (False, False)

    def evolve(self, view: tuple[bool, bool], event: CaseRegistered | FacilityJoined) -> tuple[bool, bool]:
        """Taken, or known."""
        match event:
            case CaseRegistered():
                return (True, view[1])
            case FacilityJoined():
                return (view[0], True)
            case _:
                assert_never(event)

    def decide(self, view: tuple[bool, bool]) -> list[Event]:
        """Register once, at a facility that takes part."""
        taken, joined = view
        require_reference(self.reference)
        require_happened("casus", self.on, self.today)
        if not joined:
            raise not_joined(self.facility)
        if taken:
            raise Refused(
                "casus.bestaat",
                f"Bij {self.facility} bestaat al een casus {self.reference}.",
                "Gebruik die casus, of kies een andere verwijzing.",
            )
        return [
            CaseRegistered(self.case, self.facility, self.reference, self.background),
            CasePlaced(self.case, self.facility, self.on, self.owner),
        ]


class CaseCommand(Command[CaseView, LifecycleEvent], frozen=True):
    """A command that depends on the life of one case alone."""

    case: CaseId

    def boundary(self) -> Query:
        """The case's life."""
        return (life_of(self.case),)

    def initial(self) -> CaseView:
        """Unknown."""
        return NEW

    def evolve(self, view: CaseView, event: LifecycleEvent) -> CaseView:
        """One fold for all of them."""
        return evolve(view, event)


class Placing(Struct, frozen=True):
    """What placing depends on: the case, what was agreed about it, and the partners."""

    case: CaseView = NEW
    exchange: Exchange = Exchange()
    partners: Partners = Partners()


class PlaceCase(Command[Placing, LifecycleEvent | ExchangeEvent | PartnersEvent], frozen=True):
    """Move the client, or give the case another owner; everything about the case goes along.

    `today` is the day in Europe/Amsterdam.
    """

    attempt = "casus_plaatsen"

    case: CaseId
    facility: OrganisationId
    on: date
    today: date
    owner: PersonId | None = None

    def boundary(self) -> Query:
        """The case's life, its listing and exchange, and the partners with their convenant."""
        return (life_of(self.case), exchange_of(self.case), PARTNERS)

    def initial(self) -> Placing:
        """Unknown, all."""
        return Placing()

    def evolve(self, view: Placing, event: LifecycleEvent | ExchangeEvent | PartnersEvent) -> Placing:
        """Each event to its own part."""
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, ExchangeEvent):
            return structs.replace(view, exchange=evolve_exchange(view.exchange, event))
        return structs.replace(view, case=evolve(view.case, event))

    def decide(self, view: Placing) -> list[Event]:
        """End the old placement when it is another facility's; the owner stays until another is named."""
        now = workable(self.case, view.case)
        require_happened("plaatsing", self.on, self.today)
        if self.facility not in view.partners.kinds:
            raise not_joined(self.facility)
        owner = self.owner or now.owner
        if (now.facility, now.owner, now.placed) == (self.facility, owner, True):
            return []
        ended = now.placed and now.facility != self.facility
        leaving: list[Event] = [PlacementEnded(self.case, now.facility, self.on)] if ended else []
        placed = CasePlaced(self.case, self.facility, self.on, owner)
        return [
            *leaving,
            placed,
            *on_move(view.exchange, now.facility, placed, view.partners),
        ]


def not_joined(facility: OrganisationId) -> Refused:
    """The refusal for a place that is no partner."""
    return Refused(
        "partner.instelling",
        f"De instelling {facility} doet niet mee.",
        "Laat de beheerder de instelling toevoegen.",
    )


class EndPlacement(CaseCommand, frozen=True):
    """The client left, and where to is not known yet. `today` is the day in Europe/Amsterdam."""

    attempt = "plaatsing_beëindigen"

    on: date
    today: date
    reason: Personal = ""

    def decide(self, view: CaseView) -> list[Event]:
        """Only a placement that lasts can end."""
        now = workable(self.case, view)
        require_happened("plaatsing", self.on, self.today)
        if not now.placed:
            raise Refused("plaatsing.geen", "Deze casus is nergens geplaatst.", "Plaats de casus eerst.")
        return [PlacementEnded(self.case, now.facility, self.on, self.reason)]


class AcknowledgeBrief(CaseCommand, frozen=True):
    """The receiving facility read the brief."""

    attempt = "overdracht_bevestigen"

    by: PersonId

    def decide(self, view: CaseView) -> list[Event]:
        """After a move, once, for the facility where the case is now."""
        now = workable(self.case, view)
        if not now.brief:
            raise Refused(
                "overdracht.geen",
                "Er is geen overdracht van deze casus die nog gelezen moet worden.",
                "Een overdracht ontstaat als de cliënt naar een andere plek gaat.",
            )
        return [BriefAcknowledged(self.case, now.facility, self.by)]


class CloseCase(CaseCommand, frozen=True):
    """End the work on a case. `today` is the day in Europe/Amsterdam."""

    attempt = "casus_sluiten"

    on: date
    today: date
    reason: Literal["ongegrond", "afgerond", "vertrokken", "overleden"]

    def decide(self, view: CaseView) -> list[Event]:
        """Once."""
        if isinstance(view, Closed):
            return []
        workable(self.case, view)
        require_happened("casus", self.on, self.today)
        return [CaseClosed(self.case, self.on, self.reason)]


class ReopenCase(CaseCommand, frozen=True):
    """Take up a closed case again."""

    attempt = "casus_heropenen"

    def decide(self, view: CaseView) -> list[Event]:
        """Only what is closed."""
        if isinstance(view, Closed):
            return [CaseReopened(self.case, "besluit")]
        workable(self.case, view)
        return []


class Identified(Struct, frozen=True):
    """The case, and who its client is as far as that was recorded."""

    case: CaseView = NEW
    known: IdentityRecorded | None = None


class RecordIdentity(Command[Identified, LifecycleEvent | IdentityRecorded], frozen=True):
    """Record who the client is, and by what else somebody could be recognised."""

    attempt = "identiteit_vastleggen"

    case: CaseId
    name: Personal
    born: Personal
    addresses: tuple[Personal, ...] = ()
    phones: tuple[Personal, ...] = ()
    plates: tuple[Personal, ...] = ()
    bsn: Personal = ""

    def boundary(self) -> Query:
        """The life of the case, and who its client is."""
        return (life_of(self.case), about(f"case:{self.case}", IdentityRecorded))

    def initial(self) -> Identified:
        """Unknown."""
        return Identified()

    def evolve(self, view: Identified, event: LifecycleEvent | IdentityRecorded) -> Identified:
        """Each event to its own part."""
        if isinstance(event, IdentityRecorded):
            return Identified(view.case, event)
        return Identified(evolve(view.case, event), view.known)

    def decide(self, view: Identified) -> list[Event]:
        """A name, of a case that is worked on; the same once."""
        workable(self.case, view.case)
        if not self.name.strip():
            raise Refused("identiteit.naam", "Er staat geen naam.", "Schrijf de naam van de cliënt.")
        recorded = IdentityRecorded(
            self.case, self.name, self.born, self.addresses, self.phones, self.plates, self.bsn
        )
        return [] if view.known == recorded else [recorded]
