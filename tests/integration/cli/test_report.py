"""`opplussen channels` and `opplussen report`: numbers at hand, and nobody in an anonymous report."""

import json
from datetime import timedelta

import pytest

from cli.place.clock import today
from domain.channels.events import ReportMade
from tests.integration.cli.command import Command
from tests.integration.cli.stepping import CASE, decide, take, with_case


@pytest.fixture
def case(opplussen: Command) -> Command:
    return with_case(opplussen)


def weighed(case: Command, danger: str) -> None:
    for step in ("stap_1", "stap_2", "stap_3"):
        assert take(case, step).code == 0
    found = {"v07_risico": danger, "v17_hulp_wendt_af": "nee", "v13_toestemming": "nee"}
    assert take(case, "stap_4", **found).code == 0


def test_all_channels_are_listed_with_their_numbers(opplussen: Command) -> None:
    said = opplussen.began()("channels")
    assert said.code == 0
    assert said.out.startswith("112 (noodnummer): 112")
    assert "Meld Misdaad Anoniem (meld_misdaad_anoniem): 0800-7000" in said.out
    assert "Na een melding: geeft de melding door aan de politie." in said.out
    assert "nog geen nummer" in said.out
    assert "Ook voor signalen over daders." in said.out
    assert "andere omstanders" in said.out
    assert json.loads(opplussen("channels", "--json").out)["veilig_thuis"]["phone"] == "0800-2000"


def test_with_a_danger_only_what_fits_is_shown_with_its_reason(opplussen: Command) -> None:
    opplussen.began()
    acute = opplussen("channels", "--danger", "acuut", "--age", "meerderjarig").out
    assert acute.splitlines()[0] == "Bel nu:"
    assert "Veilig Thuis" not in acute
    quiet = opplussen("channels", "--danger", "reele_kans", "--age", "minderjarig", "--anonymous").out
    assert "U wilt onbekend blijven, en er is geen ernstig gevaar." in quiet
    assert "Meld Misdaad Anoniem: 0800-7000 (S stap 5b; K)" in quiet
    organised = opplussen("channels", "--danger", "geen", "--organised", "--json").out
    assert "riec_liec" in [one["channel"] for one in json.loads(organised)]


def test_a_report_with_a_name_is_made_and_answered(case: Command) -> None:
    weighed(case, "ernstig")
    early = case("report", "make", CASE, "--channel", "avim", "--by", "sem", "--witness-told")
    assert early.code == 1
    assert "niet besloten" in early.err
    assert decide(case, "5b_conflict_van_plichten", "stap_5b", meldcode="stap 1 tot en met 4").code == 0
    untold = case("report", "make", CASE, "--channel", "avim", "--by", "sem")
    assert "getuigenverklaring" in untold.err
    made = case("report", "make", CASE, "--channel", "avim", "--by", "sem", "--witness-told")
    assert made.code == 0
    report = json.loads(case("report", "list", CASE, "--json").out)[0]["report"]
    assert "Vertel het de cliënt, uiterlijk" in made.err
    assert report in case("steps", "owed").out
    told = ("report", "inform", CASE, report, "--by", "sem")
    assert case(*told, "--later", "zomaar").code == 1
    later = ("--later", "veiligheid_client", "--explanation", "Hij leest mee.")
    assert "uiterlijk" in case(*told, *later, "--review", "2099-01-01").err
    tomorrow = f"{today() + timedelta(days=1)}"
    assert case(*told, *later, "--review", tomorrow).code == 0
    assert json.loads(case("steps", "owed", "--json").out)[0]["until"] == tomorrow
    assert case(*told, "--how", "in een gesprek").code == 0
    assert "de cliënt weet het, van sem" in case("report", "list", CASE).out
    assert "Er is niets meer te doen." in case("steps", "owed").out
    back = ("--outcome", "vastgesteld", "--by", "sem", "--text", "het klopt")
    assert case("report", "answer", CASE, report, *back).code == 0
    assert "vastgesteld" in case("report", "list", CASE).out


def test_112_can_be_recorded_at_once(case: Command) -> None:
    said = case("report", "make", CASE, "--channel", "noodnummer", "--by", "sem")
    assert said.code == 0
    assert said.err.startswith("Bel 112.")


def test_an_anonymous_report_leaves_no_trace_of_who_made_it(case: Command) -> None:
    weighed(case, "reele_kans")
    decide(case, "advies_eerst")
    take(case, "stap_2", met_wie="de zorgcoördinator")
    decide(case, "5b_conflict_van_plichten", "stap_5b", meldcode="stap 1 tot en met 4")
    before = {path.name: path.read_bytes() for path in case.data.iterdir() if path.name.startswith("access")}
    named = case("report", "make", CASE, "--channel", "meld_misdaad_anoniem", "--by", "sem")
    assert named.code == 1
    made = case("report", "make", CASE, "--channel", "meld_misdaad_anoniem")
    assert made.code == 0
    assert "niet vastgelegd wie meldde" in made.err
    [entry] = [one for one in case.events() if isinstance(one.event, ReportMade)]
    assert isinstance(entry.event, ReportMade)
    assert (entry.by, entry.event.by) == ("anoniem", "anoniem")
    after = {path.name: path.read_bytes() for path in case.data.iterdir() if path.name.startswith("access")}
    assert after == before
    exported = case("export").out.splitlines()[entry.position - 1]
    assert "sem" not in exported
