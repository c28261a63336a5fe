"""`opplussen steps` and `opplussen agreements`: forms from a file or a terminal, and what follows."""

import io
import json
import sys

import pytest

from cli.proeftuin.document import SHIPPED_AGREEMENTS, shipped
from domain.agreements.adopting import AgreementsAdopted
from domain.channels.events import ReportInformingDue
from domain.stappenplan.events import DecisionTaken, MeldcodeDue, StepRecorded
from tests.integration.cli.command import Command
from tests.integration.cli.stepping import CASE, decide, take, with_case, written
from tests.unit.domain.answers import filled

AGREEMENTS = shipped(SHIPPED_AGREEMENTS).decode()


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def case(opplussen: Command) -> Command:
    return with_case(opplussen)


def test_an_empty_form_tells_every_question_and_can_be_read_back(case: Command) -> None:
    said = case("steps", "form", "stap_4")
    assert said.code == 0
    assert "# 19/20  19. Zijn er redenen" in said.out
    assert "(geen, reele_kans, ernstig, acuut)" in said.out
    empty = case.file("leeg.toml", said.out)
    refused = case("steps", "record", CASE, "stap_4", "--by", "sem", "--answers", empty)
    assert refused.code == 1
    assert "Vul in: 1. Welke concrete feiten" in refused.err
    assert case("steps", "form", "stap_9").code == 1
    number = case.file("getal.toml", "v01_feiten = 3")
    assert "v01_feiten" in case("steps", "record", CASE, "stap_4", "--by", "sem", "--answers", number).err


def test_a_wrong_answer_is_named_and_never_repeated(case: Command) -> None:
    said = take(case, "stap_4", v07_risico="zij zegt dat hij slaat")
    assert said.code == 1
    assert "Kies bij «7." in said.err
    assert "slaat" not in said.err


def test_the_steps_lead_to_a_decision_and_each_says_what_follows(case: Command) -> None:
    assert "Nog te doen: stap 2" in take(case, "stap_1").err
    take(case, "stap_2")
    take(case, "stap_3")
    told = take(case, "stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="ja", v13_toestemming="nee").err
    assert "Het risico is af te wenden met hulp. (S stap 5)" in told
    closed_way = decide(case, "5b_conflict_van_plichten", "stap_5b")
    assert closed_way.code == 1
    assert "Wel open: zelf hulp geven" in closed_way.err
    helped = decide(case, "5a", "stap_5a")
    assert helped.code == 0
    assert "Bekijk de hulp opnieuw" in helped.err
    assert "leeftijd is niet bekend" in helped.err
    shown = case("steps", "show", CASE)
    assert "stap 3, door sem" in shown.out
    assert "besluit: zelf hulp geven" in shown.out
    assert "Alle stappen zijn gezet." in shown.out
    answers = case("steps", "show", CASE, "--step", "stap_3").out
    assert "Wat was de reactie van de cliënt?" in answers
    assert "over reactie" in answers
    document = json.loads(case("steps", "show", CASE, "--json").out)
    assert document["decision"]["route"] == "5a"
    assert document["missing"] == []


def test_acute_danger_says_112_first_and_asks_nothing(case: Command) -> None:
    said = case("steps", "decide", CASE, "--route", "acuut_112", "--by", "sem")
    assert said.code == 0
    assert "Bel 112." in said.err
    assert [type(entry.event) for entry in case.events()][-3:] == [
        DecisionTaken,
        MeldcodeDue,
        ReportInformingDue,
    ]
    assert "volg nu de meldcode" in said.err
    assert "meldcode is gevolgd, na acuut gevaar. Uiterlijk" in case("steps", "owed").out
    assert json.loads(case("status", "--json").out)["owed"] == {"waits": 2, "late": 0}
    assert "2 nog te doen (opplussen steps owed)" in case("status").out
    acute = take(case, "stap_4", v07_risico="acuut", v14_niet_besproken="geen tijd")
    assert acute.err.splitlines()[1] == "Bel 112. Al het andere kan daarna."


def test_on_a_terminal_each_question_is_asked_with_how_far_one_is(
    case: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["hij bleef weg", "", "niets", "misschien", "ja", ""]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join([*typed, ""])))
    said = case("steps", "record", CASE, "stap_1", "--by", "sem")
    assert said.code == 0
    assert "Vraag 1 van 4." in said.err
    assert "(ja of nee)" in said.err
    recorded = [entry.event for entry in case.events() if isinstance(entry.event, StepRecorded)]
    assert [(one.key, one.choice or one.text) for one in recorded[0].answers] == [
        ("bevestigt", "hij bleef weg"),
        ("weerspreekt", "niets"),
        ("onderscheid", "ja"),
    ]


def test_stopping_half_way_records_nothing_and_says_how_to_work_in_pieces(
    case: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("hij bleef weg\n"))  # and then the end of what was typed
    said = case("steps", "record", CASE, "stap_1", "--by", "sem")
    assert said.code == 130
    assert "opplussen steps form stap_1" in said.err
    assert not any(isinstance(entry.event, StepRecorded) for entry in case.events())


def test_without_a_terminal_or_a_file_there_are_no_answers(
    case: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = case("steps", "record", CASE, "stap_1", "--by", "sem")
    assert said.code == 1
    assert "--answers" in said.err


def test_help_that_is_given_is_reviewed(case: Command) -> None:
    for step in ("stap_1", "stap_2", "stap_3"):
        take(case, step)
    take(case, "stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="ja")
    decide(case, "5a", "stap_5a")
    waits = case("steps", "waiting")
    assert "instelling-1/a1" in waits.out
    assert json.loads(case("steps", "waiting", "--json").out)[0]["passed"] is False
    assert "a1" not in case("steps", "waiting", "--as", "tess").out
    stronger = written(case, "volgen", filled("stap_5a_volgen", vermoedens="weggenomen"))
    said = case("steps", "review", CASE, "--by", "sem", "--answers", stronger)
    assert said.code == 0
    assert "vermoedens weggenomen" in case("steps", "show", CASE).out


# agreements


def test_the_agreements_that_hold_are_shown_and_say_what_no_lawyer_checked(opplussen: Command) -> None:
    shown = opplussen.began()("agreements", "show")
    assert shown.code == 0
    assert "gelden nu" in shown.out
    assert "nog niet door een jurist nagekeken" in " ".join(shown.out.split())
    assert json.loads(opplussen("agreements", "show", "1", "--json").out)["version"] == "1"
    assert "Er zijn: 1." in opplussen("agreements", "show", "9").err


def test_agreements_are_checked_whole_and_every_fault_named(opplussen: Command) -> None:
    good = opplussen.file("goed.toml", AGREEMENTS)
    assert opplussen("agreements", "check", good).code == 0
    wrong = AGREEMENTS.replace("help_review_days = 14", "help_review_days = 0").replace(
        'choices = ["geen", "reele_kans", "ernstig", "acuut"]', 'choices = ["geen", "ernstig"]'
    )
    said = opplussen("agreements", "check", opplussen.file("fout.toml", wrong))
    assert said.code == 1
    assert "terms.help_review_days: " in said.err
    assert "forms.stap_4.v07_risico: " in said.err
    assert "2 punten" in said.err


def test_agreements_hold_when_care_and_police_adopt_them(opplussen: Command) -> None:
    second = opplussen.file("twee.toml", AGREEMENTS.replace('version = "1"', 'version = "2"'))
    opplussen.began()
    alone = opplussen(
        "agreements", "adopt", second, "--care", "noor", "--police", "noor", "--rationale", "beter"
    )
    assert alone.code == 1
    both = opplussen(
        "agreements", "adopt", second, "--care", "noor", "--police", "bram", "--rationale", "beter"
    )
    assert "gelden vanaf nu" in both.err
    assert "Werkafspraken 2 (gelden nu)" in opplussen("agreements", "show").out
    adopted = [entry.event for entry in opplussen.events() if isinstance(entry.event, AgreementsAdopted)]
    assert [one.version for one in adopted] == ["1", "2"]


def test_who_merges_cases_that_were_weighed_apart_is_told_that_help_goes_on_and_to_weigh_again(
    case: Command,
) -> None:
    for step in ("stap_1", "stap_2", "stap_3"):
        take(case, step)
    take(case, "stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="ja", v13_toestemming="nee")
    assert decide(case, "5a", "stap_5a").code == 0
    other = "instelling-1/sam"
    assert case("case", "register", "instelling-1", "sam", "--by", "sem").code == 0
    once = case("case", "merge", CASE, other, "--by", "sem")
    assert "De eigen hulp (stap 5a) loopt door" in once.err
    assert "stap 4" not in once.err
    assert other in case("steps", "waiting").out
    assert json.loads(case("status", "--json").out)["help_reviews"] == 1
    assert "kwam mee met een samengevoegde casus: stap 1, " in case("steps", "show", other).out
    assert case("case", "split", other, CASE, "--by", "sem").code == 0
    assert other not in case("steps", "waiting").out
    assert "ging terug naar de casus die weer apart staat" in case("steps", "show", other).out
    file = written(case, "stap_4", filled("stap_4", v07_risico="geen", v14_niet_besproken="nog niet"))
    assert case("steps", "record", other, "stap_4", "--by", "sem", "--answers", file).code == 0
    assert "Leg stap 4 opnieuw vast" in case("case", "merge", CASE, other, "--by", "sem").err
    assert "ontbrak niets" in case("case", "complete", CASE, other, "--by", "sem").err
