"""Reporting: after the steps and a decision; who stays unknown is in no record."""

from datetime import timedelta

import pytest
from msgspec import structs

from domain.cases.commands import CloseCase
from domain.cases.events import AgeBandEntered
from domain.channels.events import ANONYMOUS, ReportAnswered, ReportId, ReportInformingDue, ReportMade
from domain.channels.reporting import AnswerReport, MakeReport
from domain.words import PersonId
from tests.unit.domain.consents import aged, consented
from tests.unit.domain.steps import ADOPTED, START, decide, record, recorded, weighed
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import BRAM, CARLA, MEES, TEAM, TODAY, closed

R1 = ReportId("m1")
NAMED = ReportMade(MEES, R1, "avim", CARLA, "1", witness_told=True)
TELL = ReportInformingDue(MEES, R1, TODAY, TODAY + timedelta(days=30))


def report(channel: str = "avim", by: PersonId = CARLA, told: bool = True) -> MakeReport:
    return MakeReport(MEES, R1, by, TODAY, channel, told)


def anonymous() -> MakeReport:
    return report("meld_misdaad_anoniem", ANONYMOUS, told=False)


def decided() -> Story:
    return weighed("ernstig", "nee", "nee").when(decide("5b_conflict_van_plichten"))


def agreed(recipient: str) -> Story:
    """An adult who agreed that this recipient is told, and a decision that rests on it."""
    story = weighed("ernstig", "nee", "nee")
    told = (aged("18_plus"), consented("18_plus", recipients=(recipient,)))
    return given(*story.events, *told).when(decide("5b_toestemming"))


def quiet() -> Story:
    """A decision to report while nothing serious threatens now."""
    return weighed("reele_kans", "nee", "ja").when(decide("5b_toestemming"))


def test_a_report_follows_the_decision_to_report() -> None:
    decided().when(report()).then(NAMED, TELL)
    weighed("ernstig", "nee", "nee").when(report()).then_refused("melding.besluit")
    weighed("reele_kans", "ja", "nee").when(decide("5a")).when(report()).then_refused("melding.besluit")
    given(*START).when(report()).then_refused("stappen.ontbreken")


def test_before_a_report_with_a_name_the_worker_knows_that_a_statement_may_be_asked() -> None:
    refused = decided().when(report(told=False)).then_refused("melden.getuige")
    assert "getuigenverklaring" in refused.sentence


def test_112_waits_for_nothing_also_when_a_case_is_closed() -> None:
    for past in (START, (*TEAM, ADOPTED, *closed(MEES))):
        assert given(*past).when(report("noodnummer", told=False)).refused is None
    given(*TEAM, ADOPTED).when(report("noodnummer")).then_refused("casus.onbekend")


def test_after_112_a_report_needs_no_steps() -> None:
    called = given(*START).when(decide("acuut_112"))
    called.when(report()).then(NAMED, TELL)


def test_after_a_new_weighing_112_no_longer_carries_a_report_and_neither_does_an_earlier_decision() -> None:
    called = weighed("acuut", "nee", "nee").when(decide("acuut_112"))
    assert called.when(report()).refused is None
    calm = {"v07_risico": "geen", "v13_toestemming": "nee", "v01_feiten": "het is nu rustig"}
    called.when(record("stap_4", **calm)).when(report()).then_refused("melding.besluit")
    decided().when(record("stap_4", **calm)).when(report()).then_refused("melding.besluit")
    helped = called.when(record("stap_4", **calm)).when(decide("5a"))
    helped.when(report()).then_refused("melding.besluit")


def test_an_anonymous_report_keeps_nobody() -> None:
    story = quiet().when(anonymous())
    story.then(ReportMade(MEES, R1, "meld_misdaad_anoniem", ANONYMOUS, "1"))
    kept = {"case", "report", "channel", "by", "agreements", "witness_told"}
    assert set(ReportMade.__struct_fields__) == kept, "no day, no organisation, no words"


@pytest.mark.parametrize("danger", ["ernstig", "acuut"])
def test_nobody_reports_anonymously_in_actual_danger(danger: str) -> None:
    refused = weighed(danger, "nee", "nee").when(anonymous()).then_refused("melding.gevaar")
    assert "112" in refused.remedy


def test_an_anonymous_report_comes_after_the_steps_too() -> None:
    given(*START, recorded("stap_1")).when(anonymous()).then_refused("stappen.ontbreken")


def test_an_anonymous_report_follows_the_decision_too() -> None:
    weighed("reele_kans", "nee", "ja").when(anonymous()).then_refused("melding.besluit")
    helped = weighed("reele_kans", "ja", "nee").when(decide("5a"))
    helped.when(anonymous()).then_refused("melding.besluit")
    assert quiet().when(anonymous()).refused is None


def test_a_name_stays_out_of_an_anonymous_report_and_is_in_any_other() -> None:
    decided().when(report("meld_misdaad_anoniem")).then_refused("melding.geen_naam")
    decided().when(report(by=ANONYMOUS)).then_refused("melding.naam")


def test_a_channel_that_asks_consent_gets_no_report_without_it() -> None:
    decided().when(report("zorgcoordinator")).then_refused("melding.toestemming")
    agreed("zorgcoordinator").when(report("zorgcoordinator")).then(
        structs.replace(NAMED, channel="zorgcoordinator")
    )


def test_consent_names_who_is_told_and_what_step_4_found_names_nobody() -> None:
    said = weighed("ernstig", "nee", "ja").when(decide("5b_toestemming"))
    for channel in ("zorgcoordinator", "avim"):
        refused = said.when(report(channel)).then_refused("melding.toestemming")
        assert "Leg de toestemming voor deze ontvanger vast" in refused.remedy
    agreed("zorgcoordinator").when(report("avim")).then_refused("melding.toestemming")
    agreed("avim").when(report("zorgcoordinator")).then_refused("melding.toestemming")


def test_after_112_a_channel_that_asks_consent_still_asks_it() -> None:
    called = given(*START).when(decide("acuut_112"))
    called.when(report("zorgcoordinator")).then_refused("melding.toestemming")


def test_a_channel_for_adults_gets_no_report_about_a_minor_and_the_other_way_round() -> None:
    story = agreed("comensha")
    minor = given(*story.events, AgeBandEntered(MEES, "12_15", TODAY))
    minor.when(report("comensha")).then_refused("melding.leeftijd")
    story.when(report("veilig_thuis")).then_refused("melding.leeftijd")
    assert story.when(report("comensha")).refused is None


def test_veilig_thuis_hears_of_a_minor_under_the_meldcode_and_not_by_consent() -> None:
    said = weighed("ernstig", "nee", "ja").when(decide("5b_toestemming"))
    minor = given(*said.events, AgeBandEntered(MEES, "12_15", TODAY))
    assert minor.when(report("veilig_thuis")).refused is None


def test_a_criminal_network_is_no_way_round_the_steps() -> None:
    given(*START).when(report("riec_liec")).then_refused("stappen.ontbreken")
    weighed("ernstig", "nee", "nee").when(report("riec_liec")).then_refused("melding.besluit")
    agreed("avim").when(report("riec_liec")).then_refused("melding.toestemming")


def test_only_who_works_there_reports_and_only_at_a_channel_that_is_known() -> None:
    decided().when(report(by=BRAM)).then_refused("stappen.rol")
    decided().when(report("emm")).then_refused("melding.kanaal")


def test_the_same_report_sent_twice_is_made_once() -> None:
    decided().when(report()).when(report()).then()


def test_what_the_channel_answers_is_recorded() -> None:
    answer = AnswerReport(MEES, R1, CARLA, TODAY, "vastgesteld", "het klopt")
    made = decided().when(report())
    made.when(answer).then(ReportAnswered(MEES, R1, "vastgesteld", CARLA, TODAY, "het klopt"))
    made.when(structs.replace(answer, by=BRAM)).then_refused("stappen.rol")
    closed_since = made.when(CloseCase(MEES, TODAY, TODAY, "afgerond"))
    closed_since.when(answer).then(ReportAnswered(MEES, R1, "vastgesteld", CARLA, TODAY, "het klopt"))
    made.when(structs.replace(answer, report=ReportId("m9"))).then_refused("melding.onbekend")


def test_who_stayed_unknown_gets_no_answer() -> None:
    made = quiet().when(anonymous())
    made.when(AnswerReport(MEES, R1, CARLA, TODAY, "ontvangen")).then_refused("melding.anoniem")
