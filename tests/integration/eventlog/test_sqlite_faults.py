"""Files that are no log, and disks that do not work: each an error with a name, and nothing half written."""

import os
import pickle
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition
from eventsourcing.persistence import IntegrityError

from eventlog.faults import (
    LogBusy,
    LogCorrupt,
    LogDeviceFailed,
    LogFault,
    LogForeign,
    LogFull,
    LogMissing,
    LogNewer,
    LogReadOnly,
    LogUnreachable,
)
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.eventlog.recorder_contract import about, event, positions
from tests.integration.unprivileged import reachable_folder, unprivileged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


def filled(path: Path, events: int = 3) -> Path:
    with SQLiteRecorder(path, create=True) as recorder:
        recorder.append([event("a", data=bytes(100)) for _ in range(events)])
    return path


def fill(recorder: SQLiteRecorder) -> None:
    """Append by seven until it is refused; a hundred times is more than fits."""
    for _ in range(100):
        recorder.append([event("a", data=bytes(900)) for _ in range(7)])


def changed(path: Path, *statements: str) -> Path:
    """Somebody else's hand in the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


def test_a_log_is_only_made_when_asked(path: Path) -> None:
    with pytest.raises(LogMissing, match=r"log\.db: hier is nog geen logboek"):
        SQLiteRecorder(path)
    assert not path.exists()
    filled(path)
    with SQLiteRecorder(path, create=True) as recorder:
        assert positions(recorder) == [1, 2, 3]


def test_an_empty_file_is_no_log_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(LogMissing):
        SQLiteRecorder(path)
    with SQLiteRecorder(path, create=True) as recorder:
        assert recorder.append([event("a")]) == 1


def test_a_name_with_odd_signs_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "dossier 1? 50% #2 é.db"
    filled(path)
    with SQLiteRecorder(path) as recorder:
        assert positions(recorder) == [1, 2, 3]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(LogUnreachable, match="de map bestaat niet"):
        SQLiteRecorder(tmp_path / "nowhere" / "log.db", create=True)
    with pytest.raises(LogForeign, match="dit is een map"):
        SQLiteRecorder(tmp_path, create=True)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("geen database, maar een brief\n" * 100),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "another program's database": lambda path: changed(path, "CREATE TABLE clients (name TEXT)"),
    "another program's empty database": lambda path: changed(path, "PRAGMA application_id = 7", "VACUUM"),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_of_another_program_is_left_alone(path: Path, make: Callable[[Path], object]) -> None:
    make(path)
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(LogForeign, match="geen logboek van opplussen"):
            SQLiteRecorder(path, create=create)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["log.db"]


def test_a_log_of_a_newer_program_is_not_opened(path: Path) -> None:
    changed(filled(path), "PRAGMA user_version = 2")
    with pytest.raises(LogNewer, match="nieuwere versie"):
        SQLiteRecorder(path)


def test_half_a_file_is_corrupt(path: Path) -> None:
    filled(path, 500)
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(LogCorrupt, match="beschadigd"):
        SQLiteRecorder(path, create=True)


def test_noise_in_the_middle_is_corrupt(path: Path) -> None:
    filled(path, 2_000)
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(path.stat().st_size - 8192))
    with pytest.raises(LogCorrupt), SQLiteRecorder(path) as recorder:
        positions(recorder)


def test_a_hole_is_corrupt_wherever_it_is_met(path: Path) -> None:
    changed(filled(path, 5), "DELETE FROM events WHERE position = 3")
    with SQLiteRecorder(path) as recorder:
        asked: list[Callable[[], object]] = [
            lambda: positions(recorder),
            lambda: recorder.scan(0, 10),
            lambda: recorder.scan(2, 1),
            lambda: recorder.bare(0, 10),
            lambda: list(recorder.read(after=2, limit=1)),
            lambda: list(recorder.read(about("a"))),
        ]
        for ask in asked:
            with pytest.raises(LogCorrupt, match="ontbreken"):
                ask()
        assert recorder.scan(3, 10)[0][0] == 4


def test_a_type_without_a_name_is_corrupt(path: Path) -> None:
    changed(filled(path), "DELETE FROM types")
    with SQLiteRecorder(path) as recorder:
        for ask in (recorder.scan, recorder.bare):
            with pytest.raises(LogCorrupt):
                ask(0, 10)


def test_a_log_that_another_holds_too_long_is_busy(path: Path) -> None:
    filled(path)
    with SQLiteRecorder(path, busy_s=0.05) as recorder:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogBusy, match="te lang bezet"):
                recorder.append([event("b")])
            assert positions(recorder) == [1, 2, 3]
        assert recorder.append([event("b")]) == 4


def test_a_full_disk_leaves_nothing_half_written(path: Path) -> None:
    with SQLiteRecorder(path, create=True, max_pages=30) as recorder:
        with pytest.raises(LogFull, match="schijf is vol"):
            fill(recorder)
        head = recorder.read().head or 0
        assert head > 0
        assert head % 7 == 0
        assert positions(recorder) == list(range(1, head + 1))
        with pytest.raises(IntegrityError):
            recorder.append([event("a")], DCBAppendCondition(about("a"), 0))
        assert recorder.append([event("b")]) == head + 1


def test_a_disk_that_refuses_a_write_is_named_and_the_recorder_goes_on(path: Path) -> None:
    filled(path)
    with SQLiteRecorder(path) as recorder:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
        try:
            with pytest.raises(LogDeviceFailed, match="SQLITE_IOERR"):
                recorder.append([event("b", data=bytes(50_000))])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert positions(recorder) == [1, 2, 3]
        assert recorder.append([event("b")]) == 4


def test_a_file_that_may_only_be_read_is_read_and_not_written(open_folder: Path) -> None:
    path = filled(open_folder / "log.db")
    path.chmod(0o444)
    with unprivileged(), SQLiteRecorder(path) as recorder:
        assert positions(recorder) == [1, 2, 3]
        with pytest.raises(LogReadOnly, match="alleen-lezen"):
            recorder.append([event("b")])
        assert positions(recorder) == [1, 2, 3]


def test_a_folder_without_rights_is_named(open_folder: Path) -> None:
    path = filled(open_folder / "log.db")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with unprivileged():
        with pytest.raises(LogReadOnly):
            SQLiteRecorder(path)
        with pytest.raises(LogUnreachable):
            SQLiteRecorder(open_folder / "new.db", create=True)
    open_folder.chmod(0o700)
    with unprivileged(), pytest.raises(LogUnreachable, match="geen rechten"):
        SQLiteRecorder(path)


def test_a_fault_survives_the_way_to_another_process(path: Path) -> None:
    for fault in (LogFull(str(path)), LogCorrupt(str(path), "er ontbreekt iets.")):
        copy = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes
        assert isinstance(copy, LogFault)
        assert (str(copy), type(copy)) == (str(fault), type(fault))
