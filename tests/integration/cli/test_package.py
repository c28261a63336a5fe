"""What police read of a case: a pseudonym before a release, its package after it, nothing once it stopped."""

import json
import stat
from datetime import timedelta
from typing import Any

import pytest

from cli.place.clock import today
from cli.place.identities import context
from domain.agreements.document import Tier
from domain.disclosure.events import DisclosureReleased, DisclosureRequested
from domain.events import Event
from domain.watchlists.events import ExchangeOpened
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from eventlog.codec import encode
from eventlog.execute import condition
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.integration.cli.stepping import to_report
from tests.integration.cli.test_access import case_of, reads
from tests.integration.cli.test_share import CASE, prepared

D1, D2 = DisclosureId("d-1"), DisclosureId("d-2")
HOME, UNIT, OFFICE = OrganisationId("instelling-1"), OrganisationId("eenheid-1"), OrganisationId("eenheid-2")


@pytest.fixture
def known(opplussen: Command) -> Command:
    file = opplussen.began().file("in.csv", HEADER, line(text="Twintig condooms in de la."))
    assert opplussen("import", file, "--format", "csv").code == 0
    return to_report(opplussen)


def put(known: Command, *events: Event) -> None:
    """Events of another day, as if their commands had been decided."""
    with SQLiteRecorder(known.data / "log.sqlite") as recorder:
        head = Log(recorder).head()
        recorder.append(encode(list(events), context("sanne")), condition([], f"put.{head}", head))


def released(
    case: CaseId, tier: Tier, to: OrganisationId = UNIT, number: DisclosureId = D1, digest: str = "0" * 64
) -> tuple[Event, Event]:
    by, day = PersonId("sanne"), today()
    end, purpose, ground = day + timedelta(days=300), "veiligheid", "CONFLICT_VAN_PLICHTEN"
    left = (case, number, "avim", to, purpose, ground, "artikel", ("signalen",), (), digest, "1", by, day)
    asked = DisclosureRequested(
        case, number, "zorg", HOME, "avim", to, purpose, tier, ground, ("feiten",), "ernstig", by
    )
    return asked, DisclosureReleased(*left, end, end)


def listed(known: Command, person: str = "bram") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(known("watchlist", HOME, "--as", person, "--json").out)
    return found


def read(known: Command, number: str, person: str, *more: str) -> Said:
    return known("share", "package", case_of(known, "a1"), number, "--as", person, *more)


def last(known: Command) -> tuple[str, str, str, int, str]:
    line = reads(known)[-1]
    return (line.reader, line.door, line.level, line.outcome, line.code)


def test_police_read_the_package_from_its_release_until_it_is_stopped(known: Command) -> None:
    number = prepared(known)
    before = read(known, number, "bram")
    assert (before.code, before.out) == (1, "")
    assert last(known) == ("bram", "share package", "niets", 4, "toegang.niet")
    assert listed(known)["packages"] == []

    file = known.folder / "pakket.json"
    assert known("share", "release", CASE, number, "--by", "sanne", "--package", file).code == 0
    case = case_of(known, "a1")
    assert listed(known)["packages"] == [case]
    assert "opplussen share package" in known("watchlist", HOME, "--as", "bram").out
    pointed = known("explain", case, "--as", "bram")
    assert pointed.code == 1
    assert "opplussen share package" in " ".join(pointed.err.split())
    after = read(known, number, "bram")
    assert (after.code, after.out.encode()) == (0, file.read_bytes() + b"\n")
    assert last(known) == ("bram", "share package", "pakket", 0, "")

    assert known("share", "stop", CASE, number, "--by", "sanne", "--reasons", "niet nodig").code == 0
    gone = read(known, number, "bram")
    assert (gone.code, gone.out) == (1, "")
    assert "Deze verstrekking is gestopt." in gone.err
    assert last(known) == ("bram", "share package", "pakket", 4, "pakket.gestopt")
    assert listed(known)["packages"] == []
    assert [one.outcome for one in reads(known) if one.door == "share package"] == [4, 0, 4]


def test_who_asked_and_who_approved_read_it_and_a_colleague_does_not(known: Command) -> None:
    number = prepared(known)
    early = known("share", "package", CASE, number, "--as", "sanne")
    assert "niets verstrekt" in early.err
    file = known.folder / "pakket.json"
    known("share", "release", CASE, number, "--by", "sanne", "--package", file)
    again = known.folder / "weer.json"
    said = known("share", "package", CASE, number, "--as", "sanne", "-o", again)
    assert said.code == 0, said.err
    assert again.read_bytes() == file.read_bytes()
    assert stat.S_IMODE(again.stat().st_mode) == 0o600
    assert last(known) == ("sanne", "share package", "pakket", 0, "")
    assert read(known, number, "noor").code == 0
    for person in ("sem", "daan", "anouk", "willemijn", "bea"):
        assert read(known, number, person).code == 1
    known("share", "stop", CASE, number, "--by", "sanne", "--reasons", "niet nodig")
    assert read(known, number, "noor").code == 0


def test_a_file_that_is_there_is_left_alone_and_nothing_is_read(known: Command) -> None:
    number = prepared(known)
    known("share", "release", CASE, number, "--by", "sanne", "--package", known.folder / "pakket.json")
    taken = known.file("bezet.json", "{}")
    assert read(known, number, "bram", "-o", str(taken)).code == 1
    assert taken.read_text() == "{}\n"
    assert [one for one in reads(known) if one.door == "share package"] == []


def test_a_package_that_no_longer_follows_from_the_log_is_not_shown(known: Command) -> None:
    put(known, *released(case_of(known, "a1"), 3))
    said = read(known, D1, "bram")
    assert (said.code, said.out) == (1, "")
    assert "volgt niet meer uit het logboek" in said.err
    assert "geen pakket met deze code" in read(known, D1, "bram", "--digest", "f").err


def test_a_hit_says_on_the_list_that_somebody_is_known_and_no_more(known: Command) -> None:
    case = case_of(known, "a1")
    put(known, *released(case, 2))
    assert listed(known)["entries"] == [{"rank": 1, "case": case, "shielded": True, "known": True}]
    assert listed(known)["packages"] == []
    assert "bekend" in known("watchlist", HOME, "--as", "bram").out
    said = known("explain", case, "--as", "bram")
    assert "dat deze persoon bekend is, en verder niets" in " ".join(said.err.split())


def test_a_whole_referral_shows_codes_and_points_to_the_package(known: Command) -> None:
    case = case_of(known, "a1")
    put(known, *released(case, 4))
    [entry] = listed(known)["entries"]
    assert (entry["case"], "score" in entry) == (case, True)
    assert listed(known)["packages"] == [case]
    assert json.loads(known("explain", case, "--as", "bram", "--json").out)["case"] == case


def test_an_exchange_that_runs_shows_codes_under_the_pseudonym(known: Command) -> None:
    case, day = case_of(known, "a1"), today()
    end = day + timedelta(days=300)
    put(known, ExchangeOpened(case, HOME, UNIT, ("feiten",), day, end))
    [entry] = listed(known)["entries"]
    assert (entry["case"], "score" in entry) == (case, True)
    assert json.loads(known("explain", case, "--as", "bram", "--json").out)["case"] == case


def test_another_receiver_reads_its_own_and_the_list_names_nobody_elses(known: Command) -> None:
    case = case_of(known, "a1")
    put(known, *released(case, 3), *released(case, 3, OFFICE, D2))
    assert read(known, D2, "bram").code == 1
    waits = json.loads(known("share", "list", "--as", "bram", "--json").out)
    assert [one["disclosure"] for one in waits] == [D1]
    assert "volgt niet meer" in read(known, D1, "bram").err
