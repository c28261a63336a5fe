"""The invented case in which the gate's rules are told: Mees at Haven, and the police unit on the coast."""

from datetime import UTC, date, datetime
from typing import Any

from msgspec import structs

from domain.agreements.adopting import AgreementsAdopted
from domain.appointments import PersonAppointed
from domain.cases.events import AgeBandEntered, CasePlaced, CaseRegistered, IdentityRecorded
from domain.consent.events import ConsentGiven, Giver
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import RequestDisclosure
from domain.disclosure.events import (
    ClientInformed,
    ConflictOfDutiesWeighed,
    DiscloserTold,
    DisclosureApproved,
    DisclosureReleased,
    DisclosureRequested,
)
from domain.disclosure.needs import POINTS
from domain.disclosure.releasing import ReleaseDisclosure, SendUnderExchange
from domain.events import Event
from domain.signals.events import SignalRecorded
from domain.stappenplan.events import DecisionTaken
from domain.words import DisclosureId, PersonId, SignalId
from tests.unit.domain.consents import sought
from tests.unit.domain.steps import FOUR, recorded
from tests.unit.domain.story import Story
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    CONVENANT,
    HAVEN,
    MEES,
    PARTNERS,
    TEAM,
    TODAY,
    UNIT,
    agreements,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
D1, D2 = DisclosureId("d-1"), DisclosureId("d-2")
FLOOR = PersonId("floor")  # aandachtsfunctionaris at Haven
GIJS = PersonId("gijs")  # AVIM at the unit on the coast
WORKER = PersonAppointed(CARLA, HAVEN, "hulpverlener", date(2026, 1, 1), None, "Carla Visser")
REPORTER = PersonAppointed(FLOOR, HAVEN, "aandachtsfunctionaris", date(2026, 1, 1))
DETECTIVE = PersonAppointed(GIJS, UNIT, "avim", date(2026, 1, 1), None, "Gijs Mulder", "0118-555123")
ADOPTED = AgreementsAdopted("1", agreements(), "samen gemaakt", ANNA, BRAM)

MINIMAL = ("identiteit", "feiten", "omstandigheden", "waarnemingen")
TEXTS = {
    "s-feit": ("SX01", "feit", "Twintig condooms in de la."),
    "s-gezien": ("OV01", "waarneming", "Blauwe plekken op de arm."),
    "s-gevoel": ("OV01", "interpretatie", "Het voelt niet pluis."),
    "s-beperking": ("LV02", "feit", "Een test liet een beperking zien."),
}


def told_signal(name: str, organisation: Any = HAVEN, text: str | None = None) -> SignalRecorded:
    indicator, nature, words = TEXTS[name]
    return SignalRecorded(
        MEES,
        SignalId(name),
        indicator,
        "bevestigt",
        nature,  # type: ignore[arg-type]  # a word of the list above
        "collega",
        "bron-oma",
        organisation,
        date(2026, 2, 20),
        text=words if text is None else text,
    )


FOUND = recorded("stap_4", v07_risico="ernstig")
DECIDED = DecisionTaken(
    MEES,
    "5b_conflict_van_plichten",
    "ernstig",
    avertable=False,
    permission="nee",
    minor=True,
    reasons="Hulp wendt het niet af.",
    by=CARLA,
    on=TODAY,
    agreements="1",
)
STEPS: tuple[Event, ...] = (*[recorded(step) for step in FOUR[:3]], FOUND, DECIDED)
"""The four steps and the decision to report, before anything is asked of the gate."""
SOUGHT = sought()
CASE: tuple[Event, ...] = (
    CaseRegistered(MEES, HAVEN, "dossier-4711"),
    CasePlaced(MEES, HAVEN, date(2026, 1, 5), CARLA),
    AgeBandEntered(MEES, "16_17", date(2026, 1, 5)),
    IdentityRecorded(
        MEES,
        "Mees El Amrani",
        "2009-05-01",
        ("Kerkstraat 12, 4331 AB Middelburg",),
        ("06-12345678",),
        ("AB-123-C",),
        "111222333",
    ),
    *[told_signal(name) for name in TEXTS],
    *STEPS,
    SOUGHT,
)
WORLD: tuple[Event, ...] = (
    *PARTNERS,
    *TEAM,
    CONVENANT,
    WORKER,
    REPORTER,
    DETECTIVE,
    ADOPTED,
    *CASE,
)
CONSENT = ConsentGiven(
    MEES,
    "toe-1",
    (Giver("client"),),
    ("avim",),
    ("veiligheid", "uitwisseling"),
    MINIMAL,
    date(2026, 2, 1),
    date(2026, 12, 1),
    "16_17",
)


def request(ground: str = "TOESTEMMING", **changes: Any) -> RequestDisclosure:
    """Carla asks to give police at the coast a minimal package for safety."""
    plain = RequestDisclosure(
        MEES,
        D1,
        CARLA,
        TODAY,
        HAVEN,
        UNIT,
        "zorg",
        "avim",
        "veiligheid",
        3,
        ground,
        MINIMAL,
        "ernstig",
    )
    return structs.replace(plain, **changes)


def requested(ground: str = "TOESTEMMING", **changes: Any) -> DisclosureRequested:
    plain = DisclosureRequested(
        MEES, D1, "zorg", HAVEN, "avim", UNIT, "veiligheid", 3, ground, MINIMAL, "ernstig", CARLA
    )
    return structs.replace(plain, **changes)


WEIGHED = ConflictOfDutiesWeighed(MEES, D1, (), (), "de zorgcoördinator", "doorbreken", CARLA)
TOLD = DiscloserTold(MEES, D1, POINTS, CARLA)
INFORMED = ClientInformed(MEES, D1, "in een gesprek", CARLA)
APPROVED = DisclosureApproved(MEES, D1, FLOOR)
READY: tuple[Event, ...] = (TOLD, INFORMED, APPROVED)
"""Everything that is done between the request and the release."""


def approve(by: PersonId = FLOOR, **changes: Any) -> ApproveDisclosure:
    return structs.replace(ApproveDisclosure(MEES, D1, by, TODAY, HAVEN, UNIT), **changes)


def release(by: PersonId = CARLA, **changes: Any) -> ReleaseDisclosure:
    return structs.replace(ReleaseDisclosure(MEES, D1, by, TODAY, HAVEN, UNIT, NOW), **changes)


def send(*signals: str, **changes: Any) -> SendUnderExchange:
    named = tuple(SignalId(one) for one in signals)
    plain = SendUnderExchange(MEES, D1, CARLA, TODAY, HAVEN, UNIT, NOW, named)
    return structs.replace(plain, **changes)


CARRIED = requested(consent="toe-1")
OPEN = (*WORLD, CONSENT, CARRIED, *READY)
"""A request on consent of which everything is done."""
CONFLICT = (*WORLD, requested("CONFLICT_VAN_PLICHTEN"), WEIGHED, *READY)
"""A request on conflict of duties, weighed and all."""


def left(story: Story) -> DisclosureReleased:
    """What left at the last step of a story."""
    event, *_ = story.happened
    assert isinstance(event, DisclosureReleased), story.refused
    return event


def without(events: tuple[Event, ...], *gone: Event) -> tuple[Event, ...]:
    """A past in which some things did not happen."""
    return tuple(one for one in events if one not in gone)
