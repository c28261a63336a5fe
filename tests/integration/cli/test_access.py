"""Who reads what: each edge asks the table, writes down who read, and only then shows what may be seen."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.place.clock import today
from cli.place.identities import context
from cli.place.settings import PERSON
from domain.access.log import AccessLogOpened, CaseRead, Reading, RegisterRead
from domain.cases.commands import PlaceCase
from domain.cases.events import AgeBandEntered, CaseRegistered
from domain.words import CaseId, OrganisationId, PersonId
from eventlog.access import AccessLog
from eventlog.codec import ACCESS
from eventlog.execute import execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import HEADER, Command, line

HOME = OrganisationId("instelling-1")
CODES = ("SX02", "SX03", "SX04", "SX07")
RECENT = str(today() - timedelta(days=3))


def case_of(opplussen: Command, reference: str) -> CaseId:
    return next(
        entry.event.case
        for entry in opplussen.events()
        if isinstance(entry.event, CaseRegistered) and entry.event.reference == reference
    )


def place(opplussen: Command, reference: str, owner: str) -> None:
    case = case_of(opplussen, reference)
    with SQLiteRecorder(opplussen.data / "log.sqlite") as recorder:
        execute(
            Log(recorder),
            PlaceCase(case, HOME, date(2026, 1, 6), date(2026, 1, 6), PersonId(owner)),
            context("sanne"),
        )


def lines(opplussen: Command) -> list[CaseRead | RegisterRead]:
    with SQLiteRecorder(opplussen.data / "access.sqlite") as recorder:
        found = [ACCESS.decode(*one[:3]).event for one in recorder.scan(0, 1000)]
    assert isinstance(found[0], AccessLogOpened)
    return [one for one in found if isinstance(one, CaseRead | RegisterRead)]


def reads(opplussen: Command) -> list[Reading]:
    return [one.read for one in lines(opplussen)]


@pytest.fixture
def listed(opplussen: Command) -> Command:
    """Three cases of one facility: Sem has the first, high enough to be raised, and Fleur the second."""
    rows = [line(case="a1", indicator=code, source=code, day=RECENT) for code in CODES]
    others = [line(case="a2", indicator="SX05", day=RECENT), line(case="a3", indicator="GW01", day=RECENT)]
    file = opplussen.began().file("in.csv", HEADER, *rows, *others)
    assert opplussen("import", file, "--format", "csv").code == 0
    place(opplussen, "a1", "sem")
    place(opplussen, "a2", "fleur")
    return opplussen


def entries(said: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(said)["entries"]
    return found


def test_whoever_keeps_the_folder_reads_all_and_is_written_down_so(listed: Command) -> None:
    seen = entries(listed("watchlist", "instelling-1", "--json").out)
    assert {one["case"] for one in seen} == {"a1", "a2", "a3"}
    assert {read.reader for read in reads(listed)} == {"beheer-van-de-map"}
    assert {read.role for read in reads(listed)} == {None}


def test_a_list_of_three_cases_is_three_lines_in_one_append(listed: Command) -> None:
    assert listed("watchlist", "instelling-1", "--as", "sanne").code == 0
    written = lines(listed)
    assert len(written) == 3
    assert all(isinstance(one, CaseRead) for one in written)
    assert {(one.read.reader, one.read.role, one.read.level, one.read.outcome) for one in written} == {
        ("sanne", "aandachtsfunctionaris", "identiteit", 0)
    }
    with SQLiteRecorder(listed.data / "access.sqlite") as recorder:
        stored = [ACCESS.decode(*one[:3]) for one in recorder.scan(1, 10)]
    assert len({entry.id.partition(".")[0] for entry in stored}) == 1


def test_a_worker_sees_their_own_cases_and_those_they_stand_in_for(listed: Command) -> None:
    said = listed("watchlist", "instelling-1", "--as", "sem", "--json")
    assert {one["case"] for one in entries(said.out)} == {"a1", "a2"}
    assert json.loads(said.out)["shielded"] == 1
    by_case = {one.case: one.read for one in lines(listed) if isinstance(one, CaseRead)}
    assert by_case[case_of(listed, "a1")].instead_of is None
    assert by_case[case_of(listed, "a2")].instead_of == "fleur"
    assert "Afgeschermd: 1." in listed("watchlist", "instelling-1", "--as", "sem").out


def test_police_of_the_pair_see_places_under_a_pseudonym_and_no_score(listed: Command) -> None:
    said = listed("watchlist", "instelling-1", "--as", "bram", "--json")
    assert [set(one) for one in entries(said.out)] == [{"rank", "case", "shielded"}] * 3
    assert {str(one["case"]) for one in entries(said.out)} == {case_of(listed, f"a{n}") for n in (1, 2, 3)}
    assert "a1" not in listed("watchlist", "instelling-1", "--as", "bram").out


@pytest.mark.parametrize("person", ["anouk", "daan", "willemijn", "ada", "frits", "bea", "niemand"])
def test_nobody_else_sees_a_list_and_the_attempt_is_written_down(listed: Command, person: str) -> None:
    said = listed("watchlist", "instelling-1", "--as", person)
    assert (said.code, said.out) == (1, "")
    (refused,) = lines(listed)
    assert isinstance(refused, RegisterRead)
    assert (refused.of, refused.read.reader, refused.read.outcome) == ("lijst van instelling-1", person, 4)
    assert refused.read.code in {"toegang.niet", "toegang.rol"}


def test_the_coordinator_sees_an_escalation_by_pseudonym_and_why_it_scored(listed: Command) -> None:
    said = listed("escalations", "list", "--as", "willemijn", "--json")
    case = case_of(listed, "a1")
    assert {one["case"] for one in json.loads(said.out)} == {case}
    explained = json.loads(listed("explain", case, "--as", "willemijn", "--json").out)
    assert explained["case"] == case
    assert explained["contributions"]
    assert [read.level for read in reads(listed)] == ["gecodeerd", "gecodeerd"]
    assert listed("explain", case_of(listed, "a3"), "--as", "willemijn").code == 1


def test_who_may_not_see_a_case_is_not_told_whether_it_is_there(listed: Command) -> None:
    there = listed("explain", "instelling-1/a1", "--as", "tess")
    absent = listed("explain", "instelling-1/a99", "--as", "tess")
    assert (there.code, there.out, there.err) == (absent.code, absent.out, absent.err)
    assert there.code == 1
    assert "Vraag wie voor de casus verantwoordelijk is" in " ".join(there.err.split())
    assert [read.code for read in reads(listed)] == ["toegang.niet", "toegang.niet"]


def test_police_cannot_name_a_case_by_the_reference_of_the_facility(listed: Command) -> None:
    said = listed("explain", "instelling-1/a1", "--as", "bram")
    assert said.code == 1
    by_pseudonym = listed("explain", case_of(listed, "a1"), "--as", "bram")
    assert by_pseudonym.code == 1
    assert "Vraag de instelling om overleg" in " ".join(by_pseudonym.err.split())


def test_an_auditor_replays_in_codes_and_that_is_written_down(listed: Command) -> None:
    said = listed("replay", "--until", "500", "--as", "ada", "--json")
    assert said.code == 1  # later than the log
    head = str(len(listed.events()))
    said = listed("replay", "--until", head, "--as", "ada", "--json")
    assert {one["reference"] for one in json.loads(said.out)["instelling-1"]} == {
        case_of(listed, f"a{n}") for n in (1, 2, 3)
    }
    assert {(read.purpose, read.level) for read in reads(listed)} == {("controle", "gecodeerd")}
    assert listed("replay", "--until", head, "--as", "sem").code == 1


def test_an_export_is_a_line_about_every_case(listed: Command) -> None:
    assert listed("export", "--as", "sem").out == ""
    assert listed("export", "--as", "ada").code == 0
    shown = listed("access", "show", "instelling-1/a3", "--json")
    assert [one["users"][0]["userID"] for one in json.loads(shown.out)] == ["sem", "ada", "beheer-van-de-map"]


def test_the_owner_sees_who_read_their_case_and_others_do_not(listed: Command) -> None:
    for _ in range(2):
        assert listed("explain", "instelling-1/a1", "--as", "noor").code == 0
    listed("explain", "instelling-1/a1", "--as", "tess")
    said = listed("access", "show", "instelling-1/a1", "--as", "sem")
    assert "noor (kernteam_zorg bij instelling-1)" in said.out, (
        "her own role suffices, so she acts in no other"
    )
    assert "teksten; hulp, explain; gezien, 2 keer" in said.out
    assert "niets; hulp, explain; geweigerd (toegang.niet)" in said.out
    assert listed("access", "show", "instelling-1/a3", "--as", "sem").code == 1
    assert listed("access", "show", "instelling-1/a1", "--as", "frits").code == 0
    nen = json.loads(listed("access", "show", "instelling-1/a1", "--as", "sem", "--json").out)
    assert [one["event"]["EventOutcomeIndicator"] for one in nen[:3]] == [0, 0, 4]
    assert nen[0]["participants"][0]["participantObjectPermissionPolicySet"] == "toegang-3"
    assert nen[-1]["users"][0]["userID"] == "sem", "reading who read is written down as well"


def test_the_lines_of_a_person_are_for_their_own_facility_and_the_data_protection_officer(
    listed: Command,
) -> None:
    assert listed("explain", "instelling-1/a1", "--as", "sem").code == 0
    for person in ("sanne", "frits"):
        assert "explain" in listed("access", "by", "sem", "--as", person).out
    for person in ("daan", "sem", "bram"):
        assert listed("access", "by", "sem", "--as", person).code == 1


def test_the_person_can_be_set_for_all_commands(listed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PERSON, "sem")
    assert listed("explain", "instelling-1/a1").code == 0
    assert listed("explain", "instelling-1/a3").code == 1
    assert {read.reader for read in reads(listed)} == {"sem"}


def test_nothing_is_shown_when_it_cannot_be_written_down(listed: Command) -> None:
    path = listed.data / "access.sqlite"
    path.unlink()
    path.mkdir()
    said = listed("explain", "instelling-1/a1")
    assert (said.code, said.out) == (1, "")
    assert "Logboek" in said.err


def test_nothing_is_done_where_who_did_it_cannot_be_written_down(listed: Command) -> None:
    path = listed.data / "access.sqlite"
    path.unlink()
    path.mkdir()
    assert listed("case", "age-band", "instelling-1/a1", "16_17", "--by", "sem").code == 1
    assert not [entry for entry in listed.events() if isinstance(entry.event, AgeBandEntered)]


def test_the_access_log_of_another_log_is_not_taken(listed: Command, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    assert listed("init", data=other).code == 0
    (other / "access.sqlite").replace(listed.data / "access.sqlite")
    said = listed("watchlist", "instelling-1")
    assert (said.code, said.out) == (1, "")
    assert "toegangslogboek hoort bij een ander logboek" in " ".join(said.err.split())


def test_a_log_from_before_begins_one_that_says_since_when(listed: Command) -> None:
    with SQLiteRecorder(listed.data / "access.sqlite") as recorder:
        opening = ACCESS.decode(*recorder.scan(0, 1)[0][:3]).event
    assert isinstance(opening, AccessLogOpened)
    assert opening.position == 0
    (listed.data / "access.sqlite").unlink()
    assert listed("watchlist", "instelling-1").code == 0
    with SQLiteRecorder(listed.data / "access.sqlite") as recorder:
        opening = ACCESS.decode(*recorder.scan(0, 1)[0][:3]).event
        AccessLog(recorder, Log(SQLiteRecorder(listed.data / "log.sqlite")).identity())
    assert isinstance(opening, AccessLogOpened)
    assert opening.position > 0


def test_who_reads_is_never_in_the_log_of_the_cases(listed: Command) -> None:
    before = len(listed.events())
    assert listed("explain", "instelling-1/a1", "--as", "sem").code == 0
    assert not [one for one in listed.events()[before:] if "read" in type(one.event).__name__.lower()]


@pytest.mark.parametrize(
    "command",
    [
        ("access", "by", "sem"),
        ("access", "show", "instelling-1/a1"),
        ("case", "brief", "instelling-1/a1"),
        ("case", "involved", "instelling-1/a1"),
        ("case", "links", "instelling-1/a1"),
        ("escalations", "list"),
        ("explain", "instelling-1/a1"),
        ("export",),
        ("people", "list"),
        ("replay", "--until", "40"),
        ("report", "list", "instelling-1/a1"),
        ("signal", "list", "instelling-1/a1"),
        ("steps", "show", "instelling-1/a1"),
        ("watchlist", "instelling-1"),
    ],
    ids=" ".join,
)
def test_no_edge_shows_anything_to_who_has_no_role_and_each_attempt_is_written_down(
    listed: Command, command: tuple[str, ...]
) -> None:
    head = str(len(listed.events()))
    said = listed(*[head if word == "40" else word for word in command], "--as", "niemand")
    assert (said.code, said.out) == (1, "")
    assert "U hebt op deze dag geen rol" in " ".join(said.err.split())
    assert [(read.reader, read.outcome, read.code) for read in reads(listed)] == [
        ("niemand", 4, "toegang.rol")
    ]


def test_words_and_sources_of_a_case_are_for_its_own_people(listed: Command) -> None:
    case = case_of(listed, "a1")
    assert listed("signal", "list", "instelling-1/a1", "--as", "sem").code == 0
    for person in ("willemijn", "bram", "tess"):
        assert listed("signal", "list", case, "--as", person).code == 1
    assert listed("case", "links", case, "--as", "willemijn").code == 0


def test_police_see_an_agreed_list_by_pseudonym_without_grounds_or_words(listed: Command) -> None:
    entry = "a1=hoog_risico=Zij vertelde het zelf"
    assert listed("list", "endorse", "instelling-1", "--by", "noor", "--entry", entry).code == 0
    assert listed("list", "endorse", "instelling-1", "--by", "bram").code == 0
    said = listed("list", "show", "instelling-1", "--as", "bram").out
    assert case_of(listed, "a1") in said
    assert "afgeschermd" in said
    assert "hoog_risico" not in said
    assert "vertelde" not in said
    assert "vertelde" in listed("list", "show", "instelling-1", "--as", "sanne").out
    assert listed("list", "show", "instelling-1", "--as", "anouk").code == 1
