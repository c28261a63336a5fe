"""Advice: one thing first, in the order of the stappenplan, each with its source; 112 before everything."""

from datetime import date

from msgspec import structs

from domain.advice.assembling import advise
from domain.cases.events import AgeBandEntered
from domain.channels.events import ANONYMOUS, ReportId, ReportMade
from domain.stappenplan.events import HelpReviewPassed
from domain.stappenplan.reviewing import FORM, ReviewHelp
from tests.unit.domain.advising import advice, commands, first, looked
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import NOW, START, decide, record, recorded, weighed
from tests.unit.domain.story import given
from tests.unit.domain.world import CARLA, MEES, TODAY, agreements


def test_the_next_step_is_named_one_at_a_time() -> None:
    story = given(*START)
    for step in ("stap_1", "stap_2", "stap_3", "stap_4"):
        assert commands(story) == [f"steps record {step}"]
        story = story.when(record(step))
    assert commands(story)[0].startswith("steps decide --route ")


def test_the_talk_is_advised_with_a_warning_not_to_question_about_an_offence() -> None:
    line = advice(given(*START, recorded("stap_1"), recorded("stap_2"))).first[0]
    assert "Vraag de cliënt niet uit over een mogelijk strafbaar feit." in line.text
    assert line.source == "S stap 3; H; K"


def test_in_acute_danger_there_is_112_and_nothing_that_competes() -> None:
    found = advice(weighed("acuut", "nee", "nee"))
    assert [line.text for line in found.first] == ["Bel 112. Al het andere kan daarna."]
    assert found.channels[0].channel == "noodnummer"
    assert all(one.mode == "daarna" for one in found.channels[1:])
    assert (found.steps, found.besides) == ((), ())


def test_after_112_was_called_the_steps_go_on() -> None:
    found = advice(weighed("acuut", "nee", "nee").when(decide("acuut_112")))
    assert [line.command for line in found.first[:2]] == [
        "steps record meldcode",
        "steps decide --route 5b_conflict_van_plichten",
    ]
    assert "conflict van plichten" in found.first[1].text
    assert "avim" in [one.channel for one in found.channels if one.mode == "melden"]
    begun = given(*START).when(decide("acuut_112"))
    assert commands(begun) == ["steps record meldcode", "steps record stap_1"]


def test_the_decision_that_the_chart_points_at_comes_with_its_reason() -> None:
    line = advice(weighed("ernstig", "nee", "nee")).first[0]
    assert line.command == "steps decide --route 5b_conflict_van_plichten"
    assert "ernstig gevaar" in line.text
    assert advice(weighed("reele_kans", "nee", "nee")).first[0].command == "steps decide --route advies_eerst"


def test_after_advice_both_ways_are_told_and_the_person_decides() -> None:
    asked = weighed("reele_kans", "nee", "nee").when(decide("advies_eerst"))
    assert commands(asked) == ["share advice"]
    told = asked.when(record("stap_2", met_wie="de zorgcoördinator"))
    assert first(told).startswith("Besluit zelf, nu u advies hebt: ")
    assert [way.route for way in advice(told).ways] == ["5b_conflict_van_plichten", "5a"]


def test_help_is_followed_and_what_was_not_looked_at_in_time_comes_first() -> None:
    helped = weighed("reele_kans", "ja", "nee").when(decide("5a"))
    assert commands(helped) == ["steps review"]
    [taken] = helped.happened
    late = given(*helped.events, HelpReviewPassed(MEES, taken.review_due_at))  # type: ignore[attr-defined]  # a decision for 5a
    assert "ging voorbij" in first(late)


def test_suspicions_that_stay_ask_for_a_new_weighing_first() -> None:
    helped = weighed("reele_kans", "ja", "nee").when(decide("5a"))
    answers = filled(FORM, vermoedens="sterker", opnieuw="2026-03-09")
    stronger = helped.when(ReviewHelp(MEES, CARLA, TODAY, NOW, answers))
    assert commands(stronger) == ["steps record stap_4"]
    assert [step.note for step in advice(stronger).steps][3] == "opnieuw doen"


def test_a_talk_that_was_put_off_comes_back_on_its_day() -> None:
    story = given(*START, recorded("stap_1"), recorded("stap_2"), recorded("stap_3_overslaan"))
    assert commands(story) == ["steps record stap_4"]
    assert commands(story, date(2026, 3, 9))[0] == "steps record stap_3"
    assert "opnieuw bekijken op 09-03-2026" in advice(story).steps[2].note


def test_a_decision_to_report_leads_to_a_report_and_then_to_its_answer() -> None:
    story = weighed("ernstig", "nee", "nee").when(decide("5b_conflict_van_plichten"))
    assert commands(story) == ["share request", "report make"]
    report = ReportMade(MEES, ReportId("m1"), "avim", CARLA, "1", witness_told=True)
    made = structs.replace(looked(story), reports={report.report: report})
    assert [line.command for line in advise(made).first] == ["report answer"]
    answered = structs.replace(made, answered={report.report: "vastgesteld"})
    assert advise(answered).first == ()
    unknown = structs.replace(report, by=ANONYMOUS)
    assert advise(structs.replace(made, reports={report.report: unknown})).first == ()


def test_a_closed_case_asks_nothing() -> None:
    found = advice(weighed("geen", "ja", "nee").when(decide("ongegrond")))
    assert "gesloten" in found.first[0].text
    assert (found.steps, found.channels) == ((), ())


def test_the_meldcode_stands_beside_for_a_minor_and_when_the_age_is_unknown() -> None:
    assert "leeftijd is niet bekend" in advice(given(*START)).besides[0].text
    minor = given(*START, AgeBandEntered(MEES, "12_15", TODAY))
    assert "meldcode, met Veilig Thuis" in advice(minor).besides[0].text
    adult = given(*START, AgeBandEntered(MEES, "18_plus", TODAY))
    assert advice(adult).besides == ()


def test_consultation_that_was_not_anonymous_is_pointed_out() -> None:
    found = advice(given(*START, recorded("stap_2", anoniem="nee")))
    assert any("niet anoniem" in line.text for line in found.besides)


def test_consultation_inside_the_organisation_alone_names_nobody_outside() -> None:
    found = advice(given(*START, recorded("stap_2", anoniem="alleen_intern")))
    assert not any("niet anoniem" in line.text for line in found.besides)


def test_the_hard_frames_are_named_with_the_beroepscode() -> None:
    [frames] = [line for line in advice(weighed("ernstig", "nee", "nee")).besides if line.source == "F"]
    assert all(one in frames.text for one in ("meldcode", "beroepscode", "doorlaatverbod"))


def test_where_a_signal_about_an_offender_can_go_and_that_bystanders_can_go_there_too() -> None:
    [line] = [one for one in advice(weighed("ernstig", "nee", "nee")).besides if "dader" in one.text]
    assert "Meld Misdaad Anoniem" in line.text
    assert "omstanders" in line.text
    document = agreements()
    none = {code: structs.replace(one, offenders=False) for code, one in document.channels.items()}
    silent = structs.replace(
        looked(weighed("ernstig", "nee", "nee")), agreements=structs.replace(document, channels=none)
    )
    assert not any("dader" in one.text for one in advise(silent).besides)


def test_the_specialist_of_the_police_can_be_asked_before_anything_was_weighed() -> None:
    found = {one.channel: one.mode for one in advice(given(*START)).channels}
    assert found["avim"] == "advies"


def test_not_sharing_can_be_blamed_too() -> None:
    found = advice(weighed("ernstig", "nee", "nee"))
    assert any(line.source == "H" and "verweten" in line.text for line in found.besides)


def test_how_long_something_was_known_and_not_shared_stands_beside() -> None:
    waiting = structs.replace(looked(weighed("ernstig", "nee", "nee")), days_unshared=12)
    assert any(line.text.startswith("Er is al 12 dagen iets bekend") for line in advise(waiting).besides)


def test_before_anything_was_weighed_only_advice_is_offered() -> None:
    adult = given(*START, AgeBandEntered(MEES, "18_plus", TODAY))
    assert {one.mode for one in advice(adult).channels} == {"advies"}


def test_every_line_has_its_source() -> None:
    for danger in ("geen", "reele_kans", "ernstig", "acuut"):
        for helps in ("ja", "nee"):
            for agreed in ("ja", "nee", "deels", "niet_gevraagd"):
                found = advice(weighed(danger, helps, agreed))
                assert found.first
                assert all(line.source for line in (*found.first, *found.besides))
