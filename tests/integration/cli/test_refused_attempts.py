"""Refused attempts, read back by who looks after a case or looks back: what, why by code, who; no words."""

import json
from datetime import timedelta

import pytest

from cli.place.clock import today
from tests.integration.cli.command import HEADER, Command, line
from tests.integration.cli.test_access import place


@pytest.fixture
def known(opplussen: Command) -> Command:
    """One case of one facility, which Sem has."""
    file = opplussen.began().file("in.csv", HEADER, line(case="a1"))
    assert opplussen("import", file, "--format", "csv").code == 0
    place(opplussen, "a1", "sem")
    return opplussen


def test_what_was_tried_with_a_case_and_refused_is_there_for_who_looks_back(known: Command) -> None:
    case, until = "instelling-1/a1", str(today() + timedelta(days=90))
    given = ("--recipient", "avim", "--purpose", "veiligheid", "--category", "feiten", "--client")
    assert known("consent", "give", case, "--by", "anouk", *given, "--until", until).code == 1
    assert known("report", "make", case, "--channel", "avim", "--by", "sem").code == 1
    assert known("share", "forgo", case, "--reasons", "Nee.", "--review", until, "--by", "anouk").code == 1
    for person in ("sem", "sanne", "frits", "ada"):
        said = known("access", "show", case, "--refused", "--as", person)
        assert "anouk  toestemming geven: geweigerd (toestemming.rol)" in said.out
        assert "sem  melding doen: geweigerd (stappen.ontbreken)" in said.out
        assert "anouk  niet delen: geweigerd (aanvrager.aanstelling)" in said.out
    assert known("access", "show", case, "--refused", "--as", "anouk").code == 1
    found = json.loads(known("access", "show", case, "--refused", "--json", "--as", "ada").out)
    assert [one["attempt"] for one in found] == ["toestemming_geven", "melding_doen", "niet_delen"]
    assert "Nee." not in str(found)
    later = known("access", "show", case, "--refused", "--since", str(today() + timedelta(days=1)))
    assert "Hier is niets geweigerd." in later.out


def test_what_was_done_with_a_case_is_written_down_as_reading_is_with_the_role_of_that_moment(
    known: Command,
) -> None:
    case = "instelling-1/a1"
    assert known("case", "age-band", case, "16_17", "--by", "sem").code == 0
    assert known("report", "make", case, "--channel", "noodnummer", "--by", "noor").code == 0
    said = known("access", "show", case, "--as", "sem").out
    assert "sem (hulpverlener bij instelling-1)" in said
    assert "identiteit; hulp, leeftijd_vastleggen; gedaan" in said
    assert "noor (kernteam_zorg bij instelling-1)" in said
    assert "teksten; hulp, melding_doen; gedaan" in said
    nen = json.loads(known("access", "show", case, "--as", "sem", "--json").out)
    assert [one["event"]["EventActionCode"] for one in nen[:2]] == ["U", "U"]


def test_who_stays_unknown_is_in_no_line_and_what_was_refused_was_not_done(known: Command) -> None:
    case = "instelling-1/a1"
    before = known("access", "show", case, "--as", "sem", "--json").out
    assert known("report", "make", case, "--channel", "meld_misdaad_anoniem").code == 1
    assert known("report", "make", case, "--channel", "avim", "--by", "noor").code == 1
    after = json.loads(known("access", "show", case, "--as", "sem", "--json").out)
    assert after[:-1] == json.loads(before), "only that the lines were read is added"


def test_what_one_person_was_refused_is_for_who_sees_all_of_it(known: Command) -> None:
    ended = ("--role", "avim", "--organisation", "eenheid-1", "--by", "bea")
    assert known("people", "end", "sem", *ended).code == 1
    for person in ("frits", "ada"):
        said = known("access", "by", "bea", "--refused", "--as", person)
        assert "aanstelling beëindigen: geweigerd (aanstelling.geen), appointments:eenheid-1" in said.out
    said = known("access", "by", "sem", "--refused", "--as", "sanne")
    assert (said.code, said.out) == (1, "")
    assert "opplussen access show CASUS --refused" in said.err


def test_recording_keeps_what_was_refused_too_and_the_command_tells_its_code(known: Command) -> None:
    case, tomorrow = "instelling-1/a1", str(today() + timedelta(days=1))
    said = known("case", "missing", case, "--on", tomorrow, "--by", "sem")
    assert (said.code, said.out) == (1, "")
    assert said.err.rstrip().endswith("(vermissing.toekomst)")
    assert known("case", "found", case, "--by", "sem").err.rstrip().endswith("(vermissing.geen)")
    [signal] = json.loads(known("signal", "list", case, "--json").out)
    judged = known("signal", "verdict", signal["id"], "--by", "sem", "--verdict", "weerlegd")
    assert judged.err.rstrip().endswith("(casus.wie)")
    kept = known("access", "show", case, "--refused", "--as", "sem").out
    assert "sem  vermissing melden: geweigerd (vermissing.toekomst)" in kept
    assert "sem  vermissing beëindigen: geweigerd (vermissing.geen)" in kept
    assert "sem  oordeel geven: geweigerd (casus.wie)" in kept
