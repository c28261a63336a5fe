"""The agenda at the command: made from the rows and the log, and shown as its reader may know it."""

import json
from datetime import timedelta

import pytest
from msgspec import structs

from cli.place.clock import today
from cli.place.identities import context
from domain.cases.commands import PlaceCase
from domain.words import CaseId, OrganisationId, PersonId
from eventlog.codec import encode
from eventlog.execute import execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import HEADER, Command, line
from tests.integration.cli.stepping import CASE, decide, take
from tests.integration.cli.test_access import case_of
from tests.unit.domain.consents import consented

CODES = ("SX02", "SX03", "SX04", "SX07")
RECENT = today() - timedelta(days=3)
SOON = today() + timedelta(days=20)
Points = dict[str, list[dict[str, object]]]


def points(opplussen: Command, reader: str) -> tuple[Points, dict[str, int]]:
    said = opplussen("meeting", "agenda", "instelling-1", "--as", reader, "--json")
    found = json.loads(said.out)["points"]
    assert [one["point"] for one in found] == [1, 2, 3, 4, 5, 6, 7]
    return (
        {one["subject"]: one["matters"] for one in found},
        {one["subject"]: one["shielded"] for one in found},
    )


def ok(opplussen: Command, *arguments: str) -> None:
    said = opplussen(*arguments)
    assert said.code == 0, said.err


@pytest.fixture
def full(opplussen: Command) -> Command:
    """Something under every point, all about one case of which Sem is the owner."""
    rows = [line(indicator=code, source=code, day=str(RECENT)) for code in CODES]
    file = opplussen.began().file("in.csv", HEADER, *rows)
    assert opplussen("import", file, "--format", "csv").code == 0
    case = case_of(opplussen, "a1")
    with SQLiteRecorder(opplussen.data / "log.sqlite") as recorder:
        log, home = Log(recorder), OrganisationId("instelling-1")
        execute(log, PlaceCase(case, home, RECENT, RECENT, PersonId("sem")), context("sanne"))
        given = structs.replace(consented(), case=case, until=SOON)
        recorder.append(encode([given], context("sem")))
    take(opplussen, "stap_1")
    take(opplussen, "stap_2")
    take(opplussen, "stap_3")
    take(opplussen, "stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="ja", v13_toestemming="nee")
    assert decide(opplussen, "5a", "stap_5a").code == 0
    ok(opplussen, "list", "endorse", "instelling-1", "--by", "noor", "--entry", "a1=hoog_risico=hotels")
    ok(opplussen, "list", "endorse", "instelling-1", "--by", "bram")
    start = ("--since", str(today() - timedelta(days=170)), "--until", str(SOON))
    ok(opplussen, "exchange", "open", CASE, "--by", "noor", "--category", "feiten", *start)
    minutes = (
        'aanwezig = ["noor", "bram"]',
        'privacy = "Foto\'s delen wij niet."',
        "[[besluiten]]",
        'casus = "a1"',
        'wat = "navragen"',
        'reden = "Wie is hij?"',
        'wie = "sem"',
        f"voor = {RECENT}",
    )
    hold = ("meeting", "hold", "instelling-1", "--by", "noor", "--on", str(RECENT - timedelta(days=9)))
    ok(opplussen, *hold, "--minutes", str(opplussen.file("verslag.toml", *minutes)))
    return opplussen


def test_there_is_something_under_every_point_for_the_kernteam_of_care(full: Command) -> None:
    found, shielded = points(full, "noor")
    assert "Foto's delen wij niet." in str(found["privacy"][0]["what"])
    assert [(one["case"], one["rank"]) for one in found["lijst"]] == [("a1", 1)]
    assert {one["case"] for one in found["escalaties"]} == {"a1"}
    assert all(one["owner"] and one["due"] for one in found["escalaties"])
    assert [(one["case"], one["due"]) for one in found["uitwisselingen"]] == [("a1", str(SOON))]
    assert [(one["what"], one["owner"]) for one in found["toestemming"]] == [
        ("Bekijk de eigen hulp opnieuw (5a).", "sem"),
        ("De toestemming eindigt.", "sem"),
    ]
    assert [one["late"] for one in found["convenant"]] == [True]
    assert [(one["what"], one["owner"], one["due"]) for one in found["besluiten"]] == [
        ("navragen", "sem", str(RECENT))
    ]
    assert set(shielded.values()) == {0}


def test_what_is_still_done_after_something_was_told_comes_up(full: Command) -> None:
    ok(full, "report", "make", CASE, "--channel", "noodnummer", "--by", "sem")
    found, _ = points(full, "noor")
    told = {one["what"]: one["due"] for one in found["toestemming"]}
    assert told["Leg vast hoe de meldcode is gevolgd, na acuut gevaar."] == str(today() + timedelta(days=1))
    heard = told["Vertel de cliënt wat over hem of haar is gedeeld of gemeld."]
    assert heard == str(today() + timedelta(days=30))


def test_an_agenda_is_read_from_top_to_bottom(full: Command) -> None:
    said = full("meeting", "agenda", "instelling-1", "--as", "noor").out
    titles = [text for text in said.splitlines() if text[:1].isdigit()]
    assert [title[0] for title in titles] == ["1", "2", "3", "4", "5", "6", "7"]
    assert titles[0] == "1. Privacy (vast punt)"
    assert "a1: navragen (sem, " in said
    assert "te laat" in said


def test_police_see_the_cases_of_their_pair_by_pseudonym(full: Command) -> None:
    case: CaseId = case_of(full, "a1")
    found, shielded = points(full, "bram")
    assert {one["case"] for one in found["lijst"]} == {case}
    assert [(one["what"], one["owner"]) for one in found["besluiten"]] == [("navragen", "sem")]
    assert found["escalaties"] == []
    assert shielded["escalaties"] > 0
    assert "a1" not in full("meeting", "agenda", "instelling-1", "--as", "bram").out
    ok(full, "exchange", "end", CASE, "--by", "noor", "--reason", "klaar")
    found, _ = points(full, "bram")
    assert [(one["what"], one["case"]) for one in found["lijst"]] == [("afgeschermd", case)]
    assert {one["what"] for one in found["toestemming"]} <= {"afgeschermd"}


def test_who_has_no_place_in_this_pair_reads_no_agenda(full: Command) -> None:
    assert full("meeting", "agenda", "instelling-1", "--as", "mila").code == 1
    assert "meeting agenda; geweigerd" in full("access", "by", "mila").out
    assert full("meeting", "agenda", "instelling-1", "--as", "sem").code == 1, "a worker has own cases alone"


def test_nothing_to_talk_about_is_said_for_each_point(opplussen: Command) -> None:
    said = opplussen.began()("meeting", "agenda", "instelling-2", "--as", "mila").out
    assert said.count("Niets.") == 5
