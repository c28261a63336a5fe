"""`opplussen advise` on a screen and for a script: what to do first, and on an earlier day."""

import json
from datetime import timedelta

import pytest

from cli.place.clock import today
from tests.integration.cli.command import Command
from tests.integration.cli.stepping import CASE, decide, take, with_case


@pytest.fixture
def case(opplussen: Command) -> Command:
    return with_case(opplussen)


def test_it_reads_as_a_colleague_with_the_command_to_type(case: Command) -> None:
    said = case("advise", CASE)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[2] == "Eerst:"
    assert lines[3].startswith("  1. Zet de signalen op een rij")
    assert lines[4].strip() == f"opplussen steps record {CASE} stap_1"
    assert "5. besluiten                    nog niet" in said.out


def test_112_stands_on_top_when_the_danger_is_acute(case: Command) -> None:
    take(case, "stap_4", v07_risico="acuut", v14_niet_besproken="geen tijd")
    lines = case("advise", CASE).out.splitlines()
    assert lines[3] == "  1. Bel 112. Al het andere kan daarna. (S stap 5b; H)"
    assert "AVIM" not in "\n".join(lines)


def test_a_script_gets_everything(case: Command) -> None:
    for step in ("stap_1", "stap_2", "stap_3"):
        take(case, step)
    take(case, "stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="nee", v13_toestemming="nee")
    decide(case, "advies_eerst")
    take(case, "stap_2", met_wie="de zorgcoördinator")
    document = json.loads(case("advise", CASE, "--organised", "--json").out)
    assert [way["route"] for way in document["ways"]] == ["5b_conflict_van_plichten", "5a"]
    assert "riec_liec" in [one["channel"] for one in document["channels"]]
    assert "Ook open:" in case("advise", CASE).out


def test_a_day_before_the_case_was_there_has_no_advice(case: Command) -> None:
    assert case("advise", CASE, "--known-at", today().isoformat()).code == 0
    before = (today() - timedelta(days=1)).isoformat()
    said = case("advise", CASE, "--known-at", before)
    assert said.code == 1
    assert "Traceback" not in said.err


def test_what_sharing_still_needs_is_told_by_the_gate_with_its_remedy(case: Command) -> None:
    for step in ("stap_1", "stap_2", "stap_3"):
        take(case, step)
    take(case, "stap_4", v07_risico="ernstig", v17_hulp_wendt_af="nee", v13_toestemming="nee")
    decide(case, "5b_conflict_van_plichten", "stap_5b", meldcode="stap 1 tot en met 4")
    said = case("advise", CASE).out
    assert "een minimaal pakket voor AVIM" in said
    assert "grond: conflict van plichten" in said
    assert "nog niet door een jurist nagekeken" in said
    assert "Het conflict van plichten is nog niet gewogen." in said
    assert "een volledige verwijzing" not in said
    whole = case("advise", CASE, "--sharing").out
    assert "een volledige verwijzing voor CoMensha" in whole


def test_who_is_missing_comes_first_and_who_is_back_is_asked_after_police_were(case: Command) -> None:
    assert case("case", "missing", CASE, "--by", "sem").code == 0
    assert "1. De cliënt is vermist." in case("advise", CASE).out
    back = case("case", "found", CASE, "--by", "sem")
    assert "Overleg met de politie of het verstandig is" in " ".join(back.err.split())
    now = case("advise", CASE).out
    assert "vermist" not in now
    assert "1. De cliënt is terug" in now
