"""Somebody is forgotten: everywhere, for good, every proof as it was; and no old copy brings them back."""

import json
import shutil

import pytest

from cli.place.settings import ERASURES
from domain.cases.events import CaseRegistered, SubjectErased
from domain.signals.events import SignalRecorded
from domain.words import ERASED
from eventlog.encryption.personal import texts
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.canary import (
    BY,
    CANARY,
    CASE,
    files_with,
    read,
    refused_everywhere,
    said_everywhere,
)
from tests.integration.cli.command import HEADER, Command, Said, line
from verifier.notes import read_key, read_note

ERASE = ("erase", CASE, *BY, "--second", "frits", "--ground", "verzoek")


@pytest.fixture
def known(opplussen: Command) -> Command:
    """A case in which the canary was said by every way there is; a second one that stays."""
    said = said_everywhere(opplussen.began())
    assert [(one.code, one.err) for one in said if one.code] == []
    assert not [one for one in said if CANARY in one.out + one.err]
    return opplussen


def _closed(known: Command) -> Command:
    said = known("case", "close", CASE, *BY, "--reason", "afgerond")
    assert said.code == 0, said.err
    return known


def _refused(known: Command, *more: str) -> Said:
    said = known(*ERASE, *more)
    assert said.code == 1
    assert CANARY not in said.err
    return said


def test_what_is_said_of_somebody_is_in_no_file_and_gone_when_they_are_forgotten(known: Command) -> None:
    assert any(CANARY in one for one in read(known))
    refused = refused_everywhere(known)
    assert [(one.code, CANARY in one.out + one.err) for one in refused] == [(1, False)] * 5
    assert files_with(known.data) == []
    assert known("checkpoint").code == 0

    said = _closed(known)(*ERASE)
    assert said.code == 0, said.err
    assert CANARY not in said.out + said.err
    assert not any(CANARY in one for one in read(known))
    assert {ERASED, "tekst"} <= set(read(known))
    assert known("export", "--folder", str(known.folder / "map")).code == 0
    assert known("rebuild").code == 0
    assert files_with(known.data) + files_with(known.folder / "map") == []
    assert CANARY not in known("export").out
    assert known("verify").code == 0


def test_the_case_is_on_no_screen_any_more_and_takes_no_signal(known: Command) -> None:
    case = next(one.event.case for one in known.events() if isinstance(one.event, CaseRegistered))
    assert _closed(known)(*ERASE).code == 0
    assert known("explain", case).code == 1
    assert known(*ERASE).code == 1
    assert known("import", known.file("nog.csv", HEADER, line(indicator="GW01")), "--format", "csv").code == 1
    signals = [one.event for one in known.events() if isinstance(one.event, SignalRecorded)]
    assert len([one for one in signals if one.case == case]) == 1


def test_proofs_are_the_same_before_and_after(known: Command) -> None:
    with SQLiteRecorder(_closed(known).data / "log.sqlite") as recorder:
        before = recorder.scan(0, 1_000)
    assert known(*ERASE).code == 0
    with SQLiteRecorder(known.data / "log.sqlite") as recorder:
        after = recorder.scan(0, 1_000)
    assert list(after[: len(before)]) == list(before)
    assert {name for _, name, _, _ in after[len(before) :]} == {"subject-erased.v1"}


def test_the_report_is_signed_and_names_nobody_but_who_decided(known: Command) -> None:
    key = read_key(known("checkpoint", "--key").out.strip())
    said = _closed(known)(*ERASE)
    note = read_note(said.out.encode(), "verslag")
    assert note.text.startswith("opplussen-erasure/v2\n")
    assert "by sanne\nsecond frits\n" in note.text
    assert [one.id for one in note.signatures] == [key.id]


def test_an_old_copy_of_the_vault_brings_nobody_back(known: Command) -> None:
    shutil.copy(_closed(known).data / "vault.sqlite", known.folder / "oud")
    assert known(*ERASE).code == 0
    (known.data / "vault.sqlite-wal").unlink(missing_ok=True)
    shutil.copy(known.folder / "oud", known.data / "vault.sqlite")
    assert not any(CANARY in one for one in read(known))


def test_an_old_copy_of_the_log_says_nothing_with_the_keys_of_now(known: Command) -> None:
    copy = known.folder / "kopie"
    shutil.copytree(_closed(known).data, copy)
    assert known(*ERASE).code == 0
    shutil.copy(known.data / "vault.sqlite", copy / "vault.sqlite")
    (copy / "vault.sqlite-wal").unlink(missing_ok=True)
    assert not any(isinstance(one.event, SubjectErased) for one in known.events(copy))
    assert not any(CANARY in text.text for one in known.events(copy) for text in texts(one.event))


def test_two_people_decide_of_whom_one_is_the_officer_and_only_on_a_closed_case(known: Command) -> None:
    assert "nog open" in _refused(known).err
    _closed(known)
    assert "functionaris" in _refused(known, "--second", "noor").err
    assert known("retention", "hold", CASE, *BY, "--reason", "aangifte").code == 0
    assert "bewaard blijven" in _refused(known).err
    assert known("retention", "lift", CASE, *BY).code == 0
    assert known(*ERASE).code == 0


def test_what_may_go_is_listed_by_terms_that_people_adopted(known: Command) -> None:
    assert "Geen" in known("retention", "due").out or "geen" in known("retention", "due").out
    terms = ("retention", "terms", "--by", "noor", "--second", "frits")
    assert known(*terms, "afgerond=x").code == 1
    assert known(*terms, "afgerond=1").code == 0
    _closed(known)
    assert json.loads(known("retention", "due", "--json").out) == []
    assert known("retention", "keep", CASE, *BY, "--until", "2099-01-01").code == 0
    assert "2099" in _refused(known, "--ground", "termijn").err


def test_log_and_vault_both_from_before_bring_nobody_back_where_reports_are_kept_apart(
    known: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = known.folder / "verslagen"
    monkeypatch.setenv(ERASURES, str(apart))
    assert "geen map" in known("status").err
    apart.mkdir()
    shutil.copytree(_closed(known).data, known.folder / "oud")
    assert known(*ERASE).code == 0
    [report] = apart.iterdir()
    assert CANARY not in report.read_text()
    shutil.rmtree(known.data)
    shutil.copytree(known.folder / "oud", known.data)
    assert known("status").code == 0
    assert not any(CANARY in one for one in read(known))

    other = apart / "los.report"
    other.write_text(report.read_text().replace("second frits", "second ander"))
    assert "los.report" in known("status").err
    other.write_text("opplussen-erasure/v2\nopplussen/l-ander\n\n\u2014 opplussen/l-ander AAAAAAAA\n")
    assert known("status").code == 0
