"""Step 5: the chart says which ways are open, all steps come before a report, 112 waits for nothing."""

from typing import get_args

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec import structs

from domain.agreements.adopting import AgreementsAdopted
from domain.agreements.document import Danger
from domain.cases.events import AgeBandEntered, CaseClosed, CaseReopened
from domain.disclosure.events import AdviceAsked
from domain.stappenplan.chart import Weighed, ways
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import (
    DecisionTaken,
    Permission,
    Route,
    StepName,
)
from domain.words import DisclosureId
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import FOUR, MELDCODE, NOW, START, decide, record, recorded, weighed
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    HAVEN,
    MEES,
    TEAM,
    TODAY,
    agreements,
    closed,
    registered,
)

EXPECTED: dict[tuple[str, str, str], tuple[Route, ...]] = {
    ("acuut", "ja", "ja"): ("acuut_112",),
    ("acuut", "nee", "nee"): ("acuut_112",),
    ("geen", "ja", "nee"): ("5a", "ongegrond"),
    ("geen", "nee", "nee"): ("5a", "ongegrond"),
    ("geen", "nee", "ja"): ("5a", "ongegrond", "5b_toestemming"),
    ("reele_kans", "ja", "nee"): ("5a",),
    ("reele_kans", "ja", "ja"): ("5a", "5b_toestemming"),
    ("reele_kans", "nee", "ja"): ("5b_toestemming",),
    ("reele_kans", "nee", "nee"): ("advies_eerst",),
    ("reele_kans", "nee", "niet_gevraagd"): ("advies_eerst",),
    ("reele_kans", "nee", "deels"): ("5b_toestemming", "advies_eerst"),
    ("ernstig", "ja", "nee"): ("5a",),
    ("ernstig", "nee", "ja"): ("5b_toestemming",),
    ("ernstig", "nee", "nee"): ("5b_conflict_van_plichten",),
    ("ernstig", "nee", "niet_gevraagd"): ("5b_conflict_van_plichten",),
    ("ernstig", "nee", "deels"): ("5b_toestemming", "5b_conflict_van_plichten"),
}


@pytest.mark.parametrize("found", EXPECTED, ids=" ".join)
def test_the_chart_says_which_ways_are_open_and_no_other_can_be_decided(found: tuple[str, str, str]) -> None:
    story = weighed(*found)
    for route in get_args(Route):
        after = story.when(decide(route))
        if route in EXPECTED[found] or route == "acuut_112":
            assert after.refused is None, route
        else:
            refused = after.then_refused("besluit.weg")
            assert ways(Weighed(found[0], found[1] == "ja", found[2]))[0].reason in refused.remedy  # type: ignore[arg-type]  # words of the table above


@for_all(
    st.sampled_from(get_args(Danger)),
    st.booleans(),
    st.sampled_from(get_args(Permission)),
    st.booleans(),
    st.booleans(),
)
def test_there_is_always_a_way_and_a_reason_and_in_acute_danger_one_alone(
    danger: Danger, avertable: bool, permission: Permission, called: bool, advised: bool
) -> None:
    found = ways(Weighed(danger, avertable, permission, called, advised))
    assert found
    assert all(way.reason and way.source for way in found)
    assert len({way.route for way in found}) == len(found)
    if danger == "acuut" and not called:
        assert [way.route for way in found] == ["acuut_112"]
    if permission in {"nee", "niet_gevraagd"}:
        assert "5b_toestemming" not in [way.route for way in found]
    if avertable:
        assert "5b_conflict_van_plichten" not in [way.route for way in found]


def test_acute_danger_waits_for_no_step_no_role_and_no_open_case() -> None:
    for past in (START, registered(MEES), (*TEAM, *closed(MEES))):
        taken, *_ = given(*past).when(TakeDecision(MEES, BRAM, TODAY, "acuut_112", "", NOW)).happened
        assert isinstance(taken, DecisionTaken)
        assert (taken.route, taken.danger, taken.avertable) == ("acuut_112", "acuut", False)
    given().when(TakeDecision(MEES, BRAM, TODAY, "acuut_112", "", NOW)).then_refused("casus.onbekend")


def test_each_call_to_112_is_recorded_also_in_the_same_words() -> None:
    call = TakeDecision(MEES, BRAM, TODAY, "acuut_112", "", NOW)
    first = given(*registered(MEES)).when(call)
    first.when(call).then(*first.happened)


def test_after_112_was_called_the_other_ways_are_open_again() -> None:
    story = weighed("acuut", "nee", "nee")
    story.when(decide("5b_conflict_van_plichten")).then_refused("besluit.weg")
    called = story.when(decide("acuut_112"))
    assert called.when(decide("5b_conflict_van_plichten")).refused is None


def test_with_a_real_chance_of_harm_only_advice_comes_first_and_then_a_person_decides() -> None:
    story = weighed("reele_kans", "nee", "nee")
    story.when(decide("5b_conflict_van_plichten")).then_refused("besluit.weg")
    asked = story.when(decide("advies_eerst"))
    asked.when(decide("5a")).then_refused("besluit.weg")
    told = asked.when(record("stap_2", met_wie="de zorgcoördinator"))
    assert told.when(decide("5b_conflict_van_plichten")).refused is None
    assert told.when(decide("5a")).refused is None
    again = told.when(
        record("stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="nee", v13_toestemming="nee")
    )
    assert again.when(decide("5b_conflict_van_plichten")).refused is None


def test_anonymous_advice_through_the_gate_counts_as_the_advice_that_comes_first() -> None:
    asked = weighed("reele_kans", "nee", "nee").when(decide("advies_eerst"))
    advice = AdviceAsked(
        MEES, DisclosureId("d1"), HAVEN, "zorgcoordinator", None, "wat nu?", "digest", TODAY, CARLA
    )
    told = given(*asked.events, advice)
    assert told.when(decide("5b_conflict_van_plichten")).refused is None


# deciding


def test_a_decision_holds_what_it_rests_on() -> None:
    story = weighed("ernstig", "nee", "nee")
    [taken] = story.when(decide("5b_conflict_van_plichten")).happened
    assert taken == DecisionTaken(
        MEES,
        "5b_conflict_van_plichten",
        "ernstig",
        avertable=False,
        permission="nee",
        minor=None,
        reasons="omdat het nodig is",
        by=CARLA,
        on=TODAY,
        agreements="1",
        answers=filled("stap_5b", meldcode=MELDCODE),
    )


@pytest.mark.parametrize(("band", "minor"), [("12_15", True), ("16_17", True), ("18_plus", False)])
def test_for_a_minor_the_meldcode_stands_beside_the_decision(band: str, minor: bool) -> None:
    story = weighed("ernstig", "nee", "nee")
    aged = given(*story.past, AgeBandEntered(MEES, band, TODAY))  # type: ignore[arg-type]  # words of the table
    [taken] = aged.when(decide("5b_conflict_van_plichten")).happened
    assert isinstance(taken, DecisionTaken)
    assert taken.minor is minor


@pytest.mark.parametrize("band", ["12_15", "16_17", None])
def test_who_is_or_may_be_a_minor_is_not_reported_without_the_meldcode(band: str | None) -> None:
    story = weighed("ernstig", "nee", "nee")
    aged = given(*story.past, *([AgeBandEntered(MEES, band, TODAY)] if band else []))  # type: ignore[arg-type]  # words of the table
    silent = decide("5b_conflict_van_plichten", filled("stap_5b"))
    refused = aged.when(silent).then_refused("melden.meldcode")
    assert "stappen van de meldcode" in refused.remedy
    assert aged.when(decide("5b_conflict_van_plichten")).refused is None


def test_an_adult_is_reported_without_the_meldcode_and_so_is_anybody_where_the_form_does_not_ask() -> None:
    story = weighed("ernstig", "nee", "nee")
    silent = decide("5b_conflict_van_plichten", filled("stap_5b"))
    adult = given(*story.past, AgeBandEntered(MEES, "18_plus", TODAY))
    assert adult.when(silent).refused is None
    document = agreements("2")
    report = document.forms["stap_5b"]
    unasked = structs.replace(report, fields=tuple([one for one in report.fields if one.key != "meldcode"]))
    older = structs.replace(document, forms={**document.forms, "stap_5b": unasked})
    adopted = AgreementsAdopted("2", older, "ouder", ANNA, BRAM)
    assert given(*story.past, adopted).when(silent).refused is None


@pytest.mark.parametrize("left_out", FOUR[:3])
def test_all_steps_come_before_a_report(left_out: StepName) -> None:
    found = {"v07_risico": "ernstig", "v17_hulp_wendt_af": "nee", "v13_toestemming": "nee"}
    steps = [recorded(step) for step in FOUR[:3] if step != left_out]
    story = given(*START, *steps, recorded("stap_4", **found, v14_niet_besproken="nog niet"))
    refused = story.when(decide("5b_conflict_van_plichten")).then_refused("stappen.ontbreken")
    assert left_out.replace("_", " ") in refused.sentence


def test_a_talk_that_was_skipped_with_care_counts_as_a_step() -> None:
    found = {"v07_risico": "ernstig", "v17_hulp_wendt_af": "nee", "v13_toestemming": "niet_gevraagd"}
    steps = [recorded("stap_1"), recorded("stap_2"), recorded("stap_3_overslaan")]
    story = given(*START, *steps, recorded("stap_4", **found, v14_niet_besproken="te gevaarlijk"))
    assert story.when(decide("5b_conflict_van_plichten")).refused is None


def test_a_decision_rests_on_a_weighing_and_has_reasons() -> None:
    given(*START).when(decide("5a")).then_refused("stappen.wegen")
    silent = TakeDecision(MEES, CARLA, TODAY, "5a", "  ", NOW, filled("stap_5a"))
    weighed("reele_kans", "ja", "nee").when(silent).then_refused("besluit.reden")
    weighed("reele_kans", "ja", "nee").when(decide("5a", by=BRAM)).then_refused("stappen.rol")


def test_who_reports_was_told_that_a_witness_statement_may_be_asked() -> None:
    story = weighed("ernstig", "nee", "nee")
    story.when(decide("5b_conflict_van_plichten", filled("stap_5b", getuige="nee"))).then_refused(
        "melden.getuige"
    )


def test_an_unfounded_suspicion_closes_the_case_with_what_was_weighed() -> None:
    story = weighed("geen", "ja", "nee").when(decide("ongegrond"))
    taken, ended = story.happened
    assert isinstance(taken, DecisionTaken)
    assert (taken.route, taken.danger) == ("ongegrond", "geen")
    assert ended == CaseClosed(MEES, TODAY, "ongegrond")
    story.when(record("stap_1", bevestigt="toch iets")).then_refused("casus.gesloten")


def test_a_case_that_opens_again_begins_at_step_1() -> None:
    story = weighed("geen", "ja", "nee").when(decide("ongegrond"))
    reopened = given(*story.events, CaseReopened(MEES, "nieuw_signaal"))
    reopened.when(decide("5a")).then_refused("stappen.wegen")
