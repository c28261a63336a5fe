"""The invented proeftuin in which the rules are told: two facilities, two units, a few people."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import structs

from domain.agreements.document import Agreements
from domain.appointments import PersonAppointed
from domain.cases.events import CaseClosed, CasePlaced, CaseRegistered
from domain.events import Event
from domain.partners import ConvenantSigned, FacilityJoined, OrganisationAdded, UnitPaired
from domain.policies import PolicyAdopted
from domain.policy_document import Indicator, Level, Policy
from domain.signals.events import SignalRecorded
from domain.words import CaseId, OrganisationId, PersonId, SignalId

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)

HAVEN = OrganisationId("haven")
DUIN = OrganisationId("duin")
UNIT = OrganisationId("eenheid-kust")
OTHER_UNIT = OrganisationId("eenheid-stad")

ANNA = PersonId("anna")  # kernteam of care at Haven
BRAM = PersonId("bram")  # kernteam of police at the unit on the coast
CARLA = PersonId("carla")  # worker at Haven
DIRK = PersonId("dirk")  # worker at Haven
EVA = PersonId("eva")  # kernteam of care at Duin

MEES = CaseId("mees")
NOOR = CaseId("noor")
SAM = CaseId("sam")

S1, S2, S3 = SignalId("s1"), SignalId("s2"), SignalId("s3")

PARTNERS: tuple[Event, ...] = (
    FacilityJoined(HAVEN, "De Haven"),
    FacilityJoined(DUIN, "Het Duin"),
    OrganisationAdded(UNIT, "eenheid", "Eenheid Kust"),
    OrganisationAdded(OTHER_UNIT, "eenheid", "Eenheid Stad"),
    UnitPaired(HAVEN, UNIT),
)
TEAM: tuple[Event, ...] = (
    PersonAppointed(ANNA, HAVEN, "kernteam_zorg", date(2026, 1, 1)),
    PersonAppointed(BRAM, UNIT, "kernteam_politie", date(2026, 1, 1)),
    PersonAppointed(EVA, DUIN, "kernteam_zorg", date(2026, 1, 1)),
)
CONVENANT = ConvenantSigned("2026", (HAVEN, DUIN, UNIT), date(2026, 1, 1), date(2028, 1, 1))


HAS_ROLE = PersonAppointed(CARLA, HAVEN, "hulpverlener", date(2026, 1, 1))
"""Who has each case holds a role: a case alone lets nobody act."""


def registered(case: CaseId, facility: OrganisationId = HAVEN) -> tuple[Event, ...]:
    return (
        HAS_ROLE,
        CaseRegistered(case, facility, f"ref-{case}"),
        CasePlaced(case, facility, date(2026, 1, 5), CARLA),
    )


def closed(case: CaseId, facility: OrganisationId = HAVEN) -> tuple[Event, ...]:
    return (*registered(case, facility), CaseClosed(case, date(2026, 2, 1), "afgerond"))


def signal(case: CaseId, name: SignalId, indicator: str = "SX01") -> SignalRecorded:
    return SignalRecorded(
        case, name, indicator, "bevestigt", "feit", "eigen_waarneming", "carla", HAVEN, date(2026, 2, 20)
    )


def policy(version: str = "1", prior_db: float = -20.0) -> Policy:
    return Policy(
        prior_db=prior_db,
        nature={"feit": 1.0, "omstandigheid": 0.8, "waarneming": 0.7, "interpretatie": 0.4},
        provenance={"eigen_waarneming": 1.0, "client_zelf": 0.9},
        indicators={"SX01": Indicator("seksueel", 5, 30, 90), "OV01": Indicator("overig", 2.5, 30, 90)},
        combinations=(),
        contradiction_cap=0.75,
        saturation_db=3.0,
        diversity_db=1.5,
        organisations_db=2.0,
        gate_db=6.0,
        context={"vermist": 2.0},
        context_cap_db=5.0,
        link_db=1.5,
        link_max=3,
        protective_cap_db=6.0,
        floor_natures=("feit",),
        floor_grade=0.65,
        denial_factor=0.5,
        version=version,
        levels={"zorgcoordinator": Level(50, 35, 72), "avim": Level(80, 60, 24)},
    )


@cache
def agreements(version: str = "1") -> Agreements:
    """The working agreements that ship."""
    text = (files("cli") / "data" / "agreements-1.toml").read_text(encoding="utf-8")
    return structs.replace(msgspec.convert(tomllib.loads(text), Agreements), version=version)


ADOPTED = PolicyAdopted("1", policy(), ANNA, BRAM)
