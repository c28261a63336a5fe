"""A log in which somebody wrote around this program is found out, at the first wrong position."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventlog.faults import LogCorrupt, LogFault
from eventlog.merkle.checking import Whole, check_events
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Place, Sealed
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add
from verifier.checkpoints import Checkpoint
from verifier.faults import Wrong

SIGNED = (300, 900, 1_200)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Kept]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        found = Kept(tmp_path, recorder)
        for size in SIGNED:
            add(recorder, size - (recorder.read(limit=None, after=2**62).head or 0))
            found.sealed.sign(NOW)
        add(recorder, 50)
        yield found


def position(log: Kept) -> int | None:
    with pytest.raises(Wrong) as wrong:
        log.sealed.check()
    return wrong.value.position


def test_a_log_that_nobody_touched_is_whole(log: Kept) -> None:
    assert log.sealed.check()[:2] == (1_250, 1_200)


def test_a_log_without_checkpoints_has_a_root_and_no_more(tmp_path: Path) -> None:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        add(recorder, 3)
        whole = Kept(tmp_path, recorder).sealed.check()
        assert isinstance(whole, Whole)
        assert (whole.head, whole.signed) == (3, 0)


CHANGES = {
    "content": "UPDATE events SET data = CAST(data || '.' AS BLOB) WHERE position = {0}",
    "type": "UPDATE events SET type = 3 - type WHERE position = {0}",
    "tags": "UPDATE events SET tags = '[]' WHERE position = {0}",
    "removed": "DELETE FROM events WHERE position = {0}",
    "a type that is none": "UPDATE events SET type = 99 WHERE position = {0}",
    "a text for bytes": "UPDATE events SET data = 'tekst' WHERE position = {0}",
    "bytes for a text": "UPDATE events SET tags = x'ff' WHERE position = {0}",
    "no text at all": "UPDATE events SET tags = CAST(x'ff' AS TEXT) WHERE position = {0}",
    "a number": "UPDATE events SET data = 5 WHERE position = {0}",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("at", [1, 300, 301, 1_200])
@pytest.mark.parametrize("hashes", [True, False])
def test_a_changed_event_is_found(log: Kept, change: str, at: int, hashes: bool) -> None:
    log.by_hand("PRAGMA foreign_keys = OFF", CHANGES[change].format(at))
    if not hashes:
        for path in (log.folder / "hashes").iterdir():
            path.unlink()
    found = position(log)
    if hashes or change not in ("content", "type", "tags"):
        assert found == at
    else:
        start = next(before for before, size in zip((0, *SIGNED), SIGNED, strict=False) if at <= size)
        assert found == start + 1


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ("DELETE FROM tags WHERE position = 640", 640),
        ("UPDATE tags SET tag = 'case:c-1' WHERE position = 640", 640),
        ("UPDATE tags SET position = 641 WHERE position = 640", 640),
        ("UPDATE tags SET type = 3 - type WHERE position = 640", 640),
        ("INSERT INTO tags VALUES ('case:c-1', 1, 640)", 640),
        ("INSERT INTO tags VALUES ('case:c-1', 1, 9999)", 9_999),
    ],
)
def test_an_event_that_is_not_found_by_its_own_tags_is_found(log: Kept, change: str, at: int) -> None:
    log.by_hand(change)
    with pytest.raises(Wrong, match="onder precies haar eigen labels") as wrong:
        log.sealed.check()
    assert wrong.value.position == at


def test_swapped_and_renumbered_events_are_found(log: Kept) -> None:
    log.by_hand(
        "UPDATE events SET position = -1 WHERE position = 500",
        "UPDATE events SET position = 500 WHERE position = 600",
        "UPDATE events SET position = 600 WHERE position = -1",
    )
    assert position(log) == 500


def test_an_event_taken_out_with_the_others_moved_up_is_found(log: Kept) -> None:
    log.by_hand(
        "DELETE FROM events WHERE position = 700",
        "UPDATE events SET position = -position WHERE position > 700",
        "UPDATE events SET position = -position - 1 WHERE position < 0",
    )
    assert position(log) == 700


def test_a_log_cut_short_is_found_unless_nothing_was_signed_of_it(log: Kept) -> None:
    log.by_hand("DELETE FROM events WHERE position > 1230", "DELETE FROM tags WHERE position > 1230")
    assert log.sealed.check().head == 1_230
    log.by_hand("DELETE FROM events WHERE position > 1100")
    assert position(log) == 1_101
    log.by_hand("DELETE FROM events")
    assert position(log) == 1


def test_what_a_witness_saw_counts_too(log: Kept) -> None:
    other = Checkpoint(LOG.key.name, 1_240, bytes(32))
    with pytest.raises(Wrong, match="positie 1201 tot en met 1240"):
        log.sealed.check([other])


def test_a_checkpoint_that_was_made_up_is_found(log: Kept) -> None:
    note = PARTNER.sign(f"{LOG.key.name}\n1250\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    with kept(log.folder / "checkpoints.sqlite") as points:
        points.sign(note, "hier")
    with pytest.raises(Wrong, match="niet met de sleutel van dit logboek"):
        log.sealed.check()
    with pytest.raises(Wrong, match="niet met de sleutel van dit logboek"):
        log.sealed.sign(NOW)


def test_one_event_is_checked_by_itself(log: Kept) -> None:
    log.by_hand("UPDATE events SET data = x'00' WHERE position = 500")
    with log.sealed.proving() as proving:
        check_events(log.recorder, proving, [1, 499, 501, 1_200])
        for wrong, reason in ((500, "niet meer wat er stond"), (1_201, "nog niet ondertekend")):
            with pytest.raises(Wrong, match=reason) as found:
                check_events(log.recorder, proving, [1, wrong])
            assert found.value.position == wrong


def test_a_line_of_the_index_for_no_position_blames_the_event_that_lost_it_or_the_end(log: Kept) -> None:
    log.by_hand("INSERT INTO tags (tag, type, position) VALUES ('case:x', 'x.v1', 0)")
    assert position(log) == 1_251
    log.by_hand("UPDATE tags SET position = -7 WHERE position = 300")
    assert position(log) == 300


def test_a_schema_that_is_no_text_any_more_is_a_broken_log(spoilt: Path) -> None:
    whole = (spoilt / "whole").read_bytes()
    (spoilt / "log.sqlite").write_bytes(whole.replace(b"CREATE TABLE", b"CREATE TABL\xff"))
    with pytest.raises(LogCorrupt):
        SQLiteRecorder(spoilt / "log.sqlite")


@settings(max_examples=40)
@given(place=st.floats(0, 1, exclude_max=True), data=st.binary(min_size=1, max_size=64))
def test_a_file_spoilt_anywhere_is_no_crash(spoilt: Path, place: float, data: bytes) -> None:
    whole = (spoilt / "whole").read_bytes()
    at = int(place * len(whole))
    (spoilt / "log.sqlite").write_bytes(whole[:at] + data + whole[at + len(data) :])
    assert checked(spoilt) in (None, *range(1, 102))


def checked(folder: Path) -> int | None:
    """Where a log is wrong; None when it is not, or cannot even be opened as one."""
    try:
        with SQLiteRecorder(folder / "log.sqlite") as recorder:
            Kept(folder, recorder).sealed.check()
    except Wrong as wrong:
        return wrong.position
    except LogFault:
        return None
    return None


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoilt")
    with SQLiteRecorder(folder / "log.sqlite", create=True) as recorder:
        add(recorder, 100)
        Kept(folder, recorder).sealed.sign(NOW)
    with closing(sqlite3.connect(folder / "log.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    shutil.copyfile(folder / "log.sqlite", folder / "whole")
    return folder


@pytest.fixture
def served(postgres: str, tmp_path: Path) -> Iterator[Sealed]:
    with PostgresRecorder(postgres, create=True) as recorder:
        add(recorder, 600)
        place = Place(tmp_path / "hashes", tmp_path / "checkpoints.sqlite", tmp_path / "place")
        sealed = Sealed(recorder, LOG, place)
        sealed.sign(NOW)
        yield sealed


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE opplussen_log.events SET data = 'anders' WHERE position = 321",
        "UPDATE opplussen_log.events SET tags = '[]' WHERE position = 321",
        "UPDATE opplussen_log.events SET type = 3 - type WHERE position = 321",
        "DELETE FROM opplussen_log.events WHERE position = 321",
        "DELETE FROM opplussen_log.tags WHERE position = 321",
        "UPDATE opplussen_log.tags SET tag = 'case:c-1' WHERE position = 321",
    ],
)
def test_a_log_on_a_server_is_checked_alike(served: Sealed, postgres: str, change: LiteralString) -> None:
    assert served.check().head == 600
    with closing(psycopg.connect(postgres, autocommit=True)) as connection:
        connection.execute(
            "SET session_replication_role = replica"
        )  # its triggers are off, as for its keeper
        connection.execute(change)
    with pytest.raises(Wrong) as wrong:
        served.check()
    assert wrong.value.position == 321
