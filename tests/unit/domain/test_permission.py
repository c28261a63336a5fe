"""Whether the client agrees: the ledger has the last word, and what step 4 found while it is silent."""

import pytest

from domain.cases.events import AgeBandEntered
from domain.channels.events import ReportId
from domain.channels.reporting import MakeReport
from domain.consent.events import ConsentRefused, ConsentWithdrawn
from domain.events import Event
from domain.stappenplan.events import Permission
from domain.stappenplan.permission import permission_now
from tests.unit.domain.consents import CLIENT, aged, consented, ledger
from tests.unit.domain.steps import decide, weighed
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import CARLA, MEES, TODAY, agreements

AGED = aged("18_plus")
POLICE = consented("18_plus")
CARE = consented("18_plus", recipients=("zorgcoordinator",))
TOOK_BACK = ConsentWithdrawn(MEES, "t1", CLIENT)
NO = ConsentRefused(MEES, TODAY, CLIENT, ("avim",), ("veiligheid",), ("feiten",), "bang", "samen gaan")


@pytest.mark.parametrize(
    ("events", "permission"),
    [
        ((), "niet_gevraagd"),
        ((AGED, POLICE), "ja"),
        ((AGED, CARE), "deels"),
        ((AGED, POLICE, NO), "deels"),
        ((AGED, POLICE, TOOK_BACK), "nee"),
        ((AGED, NO), "nee"),
        ((aged("12_15"), POLICE), "nee"),
    ],
)
def test_the_ledger_says_whether_the_client_agrees_now(
    events: tuple[Event, ...], permission: Permission
) -> None:
    assert permission_now(ledger(*events), agreements(), "niet_gevraagd", TODAY) == permission


def told(agreed: str, *events: Event) -> Story:
    return given(*weighed("ernstig", "nee", agreed).events, AGED, *events)


def test_consent_that_was_recorded_opens_the_way_that_the_weighing_had_not_seen() -> None:
    assert told("nee", POLICE).when(decide("5b_toestemming")).refused is None
    told("nee", POLICE).when(decide("5b_conflict_van_plichten")).then_refused("besluit.weg")


def test_consent_for_others_leaves_the_police_to_a_conflict_of_duties() -> None:
    for route in ("5b_toestemming", "5b_conflict_van_plichten"):
        assert told("nee", CARE).when(decide(route)).refused is None


def test_consent_that_was_taken_back_closes_the_way_whatever_was_weighed() -> None:
    taken_back = told("ja", POLICE, TOOK_BACK)
    taken_back.when(decide("5b_toestemming")).then_refused("besluit.weg")
    assert taken_back.when(decide("5b_conflict_van_plichten")).refused is None


def test_a_report_with_consent_is_not_made_after_it_was_taken_back() -> None:
    report = MakeReport(MEES, ReportId("m1"), CARLA, TODAY, "avim", witness_told=True)
    decided = told("nee", POLICE).when(decide("5b_toestemming"))
    assert decided.when(report).refused is None
    given(*decided.events, TOOK_BACK).when(report).then_refused("melding.toestemming")


def test_an_age_band_reaches_the_plan_and_the_consent() -> None:
    minor = given(*weighed("ernstig", "nee", "nee").events, AgeBandEntered(MEES, "16_17", TODAY))
    assert minor.when(decide("5b_conflict_van_plichten")).happened[0].minor is True  # type: ignore[attr-defined]  # a decision
