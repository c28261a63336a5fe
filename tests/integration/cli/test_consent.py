"""`opplussen consent`: explain, ask, take back, and see who may receive what and why."""

import json
from datetime import timedelta

import pytest

from cli.place.clock import today
from domain.consent.events import ConsentExplained, ConsentGiven
from tests.integration.cli.command import Command, Said
from tests.integration.cli.stepping import CASE, seek, with_case

TOLD = ("wie_en_wat", "politie_moet_handelen", "ook_zonder_aangifte", "niet_terug_te_nemen")
ABOUT = (
    "--recipient",
    "avim",
    "--purpose",
    "veiligheid",
    "--category",
    "feiten",
    "--category",
    "waarnemingen",
)
UNTIL = (today() + timedelta(days=20)).isoformat()


@pytest.fixture
def case(opplussen: Command) -> Command:
    made = with_case(opplussen)
    assert made("case", "age-band", CASE, "16_17", "--by", "sem").code == 0
    return made


def explain(case: Command, *points: str, understood: str = "ja") -> Said:
    told = [word for point in (*TOLD, *points) for word in ("--told", point)]
    words = ("--how", "met plaatjes", "--teach-back", "zij vertelde het na")
    return case(
        "consent", "explain", CASE, "--by", "sem", "--client", "--understood", understood, *told, *words
    )


def give(case: Command, *more: str) -> Said:
    return case("consent", "give", CASE, "--by", "sem", "--client", "--until", UNTIL, *ABOUT, *more)


def given_name(case: Command) -> str:
    return [one.event.consent for one in case.events() if isinstance(one.event, ConsentGiven)][-1]


def test_each_effort_to_get_consent_is_recorded_and_counted(case: Command) -> None:
    gap = case("consent", "seek", CASE, "--by", "sem", "--client", "--how", "aan tafel")
    assert gap.code == 1
    assert "wat de ander zei" in gap.err
    assert "nu 1 keer" in seek(case).err
    hindered = ("--hindered", "contact_verbroken", "--why", "Zij is dan weg.")
    assert "nu 2 keer" in case("consent", "seek", CASE, "--by", "sem", "--client", *hindered).err
    shown = case("consent", "show", CASE).out
    assert "aan de cliënt, door sem." in shown
    assert "Het kon niet: contact" in shown
    assert "hij wordt dan boos" not in shown
    assert "Zij is dan weg" not in shown
    assert len(json.loads(case("consent", "show", CASE, "--json").out)["sought"]) == 2


def test_it_is_explained_first_and_what_was_not_told_is_named(case: Command) -> None:
    early = give(case)
    assert early.code == 1
    assert "Leg het uit" in early.err
    gap = explain(case)
    assert gap.code == 1
    assert "nee zeggen mag" in gap.err
    assert "opnieuw uit" in explain(case, "weigeren_en_intrekken", understood="nee").err
    assert give(case).code == 1
    assert explain(case, "weigeren_en_intrekken").code == 0
    assert give(case).code == 0
    [_, told] = [one.event for one in case.events() if isinstance(one.event, ConsentExplained)]
    assert told.how == "met plaatjes"


def test_what_may_be_received_is_told_with_reasons_and_taken_back_without_one(case: Command) -> None:
    explain(case, "weigeren_en_intrekken")
    assert "Er is geen toestemming." in case("consent", "show", CASE).out
    give(case)
    shown = case("consent", "show", CASE, "--recipient", "avim", "--organisation", "eenheid-1").out
    assert "de cliënt, tot" in shown
    assert "wel: feiten, waarnemingen" in shown
    assert "een ander doel" in shown
    asked = case("consent", "show", CASE, "--recipient", "avim", "--json").out
    document = json.loads(asked)
    allowed = [one for one in document["receivable"] if one["allowed"]]
    assert {one["category"] for one in allowed} == {"feiten", "waarnemingen"}
    assert all(one["consent"] == given_name(case) for one in allowed)
    assert "plaatjes" not in asked
    assert given_name(case) in case("consent", "waiting").out
    # whoever the client tells it writes it down: somebody of the unit of another pair as well
    assert case("consent", "show", CASE, "--as", "stijn").code == 1
    assert case("consent", "withdraw", CASE, "--by", "stijn", "--client").code == 0
    assert "ingetrokken" in case("consent", "show", CASE, "--recipient", "avim").out
    assert case("consent", "withdraw", CASE, "--by", "sem", "--client").code == 1
    assert "Er wacht geen toestemming." in case("consent", "waiting").out


def test_a_consent_is_limited_asked_again_and_refused(case: Command) -> None:
    explain(case, "weigeren_en_intrekken")
    give(case)
    name = given_name(case)
    limit = ("consent", "limit", CASE, name, "--by", "sem", "--client")
    assert "beperkt" in case(*limit, "--category", "feiten").err
    assert "al zo" in case(*limit, "--category", "feiten").err
    assert case(*limit, "--category", "identiteit").code == 1
    case("case", "age-band", CASE, "18_plus", "--by", "sem")
    assert "leeftijdsgroep" in case("consent", "show", CASE).out
    again = ("consent", "reassess", CASE, name, "--by", "sem", "--client")
    assert case(*again, "--stays", "ja").code == 0
    refused = case(
        "consent",
        "refuse",
        CASE,
        "--by",
        "sem",
        "--client",
        *ABOUT,
        "--objections",
        "hij slaat",
        "--met",
        "x",
    )
    assert refused.code == 0
    told = case("consent", "show", CASE, "--recipient", "avim")
    assert "Laatste weigering" in told.out
    assert "hij slaat" not in told.out
    assert case(*again, "--stays", "nee").code == 0
    assert "vervallen" in case("consent", "show", CASE).out


def test_a_representative_who_is_a_risk_does_not_decide(case: Command) -> None:
    excluded = ("consent", "exclude", CASE, "ouder-1", "--by", "sem", "--why", "in_risiconetwerk")
    assert case(*excluded, "--reason", "haalt haar op").code == 0
    parent = ("--representative", "ouder-1", "--relation", "ouder_met_gezag")
    words = ("--how", "x", "--teach-back", "y")
    said = case("consent", "explain", CASE, "--by", "sem", *parent, "--understood", "ja", *words)
    assert said.code == 1
    assert "uitgesloten" in said.err
    assert "Uitgesloten: vertegenwoordiger ouder-1" in case("consent", "show", CASE).out


def test_a_command_says_whom_it_is_about_and_whom_there_is(case: Command) -> None:
    assert case("consent", "withdraw", CASE, "--by", "sem").code == 2
    strange = case("consent", "show", CASE, "--recipient", "buurvrouw")
    assert strange.code == 1
    assert "Kies uit: zorgcoordinator" in strange.err
    assert case("consent", "show", CASE, "--recipient", "avim", "--organisation", "niemand").code == 1


def test_a_judgement_of_one_decision_lets_a_representative_decide(case: Command) -> None:
    explain(case, "weigeren_en_intrekken", understood="nee")
    parent = ("--representative", "ouder-1", "--relation", "ouder_met_gezag")
    told = [word for point in (*TOLD, "weigeren_en_intrekken") for word in ("--told", point)]
    words = ("--how", "x", "--teach-back", "y")
    case("consent", "explain", CASE, "--by", "sem", *parent, "--understood", "ja", *told, *words)
    judged = (
        "--judgement",
        "wilsonbekwaam",
        "--about",
        "dit delen",
        "--judged-by",
        "sem",
        "--why",
        "gesprek",
    )
    give_for = ("consent", "give", CASE, "--by", "sem", *parent, "--until", UNTIL, *ABOUT)
    lvb = case(*give_for, *judged)
    assert lvb.code == 1
    assert "LVB" in lvb.err
    assert case(*give_for, *judged, "--cannot", "overziet_gevolgen_niet").code == 0


def test_who_does_not_work_with_the_client_sees_no_consent_and_is_told_so(case: Command) -> None:
    explain(case, "weigeren_en_intrekken")
    give(case)
    assert case("consent", "show", CASE, "--as", "noor").code == 0
    assert given_name(case) in case("consent", "waiting", "--as", "noor").out
    police = case("consent", "show", CASE, "--as", "bram")
    assert police.code == 1
    assert given_name(case) not in police.out
    assert given_name(case) not in case("consent", "waiting", "--as", "bram").out


def test_status_counts_the_consents_that_wait_to_be_talked_about_again(case: Command) -> None:
    assert json.loads(case("status", "--json").out)["consents"] == 0
    explain(case, "weigeren_en_intrekken")
    give(case)
    assert given_name(case) in case("consent", "waiting").out
    assert json.loads(case("status", "--json").out)["consents"] == 1
    shown = " ".join(case("status").out.split())
    assert "1 opnieuw te bespreken of bijna voorbij (opplussen consent waiting)" in shown
