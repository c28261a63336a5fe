"""The power fails during an import: what could be seen was on the disk, and the log opens without repair.

The importing process is stopped at a moment, so that its files are copied as they stood. Of the bytes behind
the last commit nothing is promised: in some copies they are cut off, in others noise.
"""

import os
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest

from cli.place.settings import DATABASE
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import HEADER, Command, line

CASES = 3_000
EVENTS_A_CASE = 3
MOMENTS = 12
LIMIT_S = 60.0
SEED = 20260302
_WAL_HEAD, _FRAME_HEAD = 32, 24
_MAX_FRAME_AT = _PAGE_SIZE_AT = 16


class Copy(NamedTuple):
    """A copied folder, and up to where others could read the log by then."""

    folder: Path
    acknowledged: int


@pytest.fixture
def lines(opplussen: Command) -> Path:
    opplussen.began()
    return opplussen.file("in.csv", HEADER, *[line(case=f"a{number}") for number in range(CASES)])


def end_of_commits(folder: Path) -> int:
    """Bytes of the write-ahead log that hold commits; SQLite's own index of it says so."""
    (frames,) = struct.unpack_from("=I", (folder / "log.sqlite-shm").read_bytes(), _MAX_FRAME_AT)
    (page,) = struct.unpack_from(">H", (folder / "log.sqlite").read_bytes(), _PAGE_SIZE_AT)
    return _WAL_HEAD + int(frames) * (_FRAME_HEAD + int(page))


def grown(log: Log, child: subprocess.Popen[bytes], after: int) -> bool:
    """Whether the log went beyond a position while the import ran: every copy is of another moment."""
    until = monotonic() + LIMIT_S
    while not log.wait(after, 0.05):
        assert monotonic() < until, "the import stands still"
        if child.poll() is not None:
            return False
    return child.poll() is None


def copies(opplussen: Command, file: Path, chance: random.Random) -> Iterator[Copy]:
    """The folder at random moments of one import."""
    with (
        SQLiteRecorder(opplussen.data / "log.sqlite") as recorder,
        subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "cli.main", "import", str(file), "--format", "csv"],
            env={**os.environ, DATABASE: str(opplussen.data)},
            stderr=subprocess.DEVNULL,
        ) as child,
    ):
        log = Log(recorder)
        begun = acknowledged = log.head()
        for number, done in enumerate(sorted(chance.sample(range(EVENTS_A_CASE * CASES), MOMENTS))):
            if not grown(log, child, max(begun + done, acknowledged)):
                break
            child.send_signal(signal.SIGSTOP)
            folder = opplussen.folder / f"copy-{number}"
            shutil.copytree(opplussen.data, folder)
            acknowledged = log.head()
            child.send_signal(signal.SIGCONT)
            yield Copy(folder, acknowledged)
        assert child.wait(LIMIT_S) == 0


def spoil(copy: Copy, number: int, chance: random.Random) -> None:
    """Lose what a power cut may lose: the index beside the log, and what no commit vouches for."""
    index, ahead = copy.folder / "log.sqlite-shm", copy.folder / "log.sqlite-wal"
    end = min(end_of_commits(copy.folder), ahead.stat().st_size) if ahead.exists() else 0
    if number % 4:
        index.unlink(missing_ok=True)
    if number % 4 == 2:
        os.truncate(ahead, chance.randint(end, ahead.stat().st_size))
    if number % 4 == 3:
        with ahead.open("r+b") as file:
            file.seek(end)
            file.write(chance.randbytes(ahead.stat().st_size - end + 10_000))


@pytest.mark.slow
def test_a_power_cut_at_any_moment_of_an_import_loses_nothing_that_could_be_seen(
    opplussen: Command, lines: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a seed that repeats, no secret
    seen = list(copies(opplussen, lines, chance))
    assert len({copy.acknowledged for copy in seen}) > MOMENTS / 2, "the moments differ"
    for number, copy in enumerate(seen):
        spoil(copy, number, chance)
        with SQLiteRecorder(copy.folder / "log.sqlite") as recorder:
            positions = [entry.position for page in Log(recorder).pages() for entry in page]
        assert positions == list(range(1, len(positions) + 1))
        assert len(positions) >= copy.acknowledged
        with closing(sqlite3.connect(copy.folder / "log.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    whole = len(opplussen.events())
    for copy in seen[:: MOMENTS // 4]:
        assert opplussen("import", lines, "--format", "csv", data=copy.folder).code == 0
        assert len(opplussen.events(copy.folder)) == whole
