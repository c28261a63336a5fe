"""kill -9 at random moments of an import and of the engine: nothing acknowledged is lost or counted twice.

Only processes that the test itself started are killed, by their own handle.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cli.main import run
from engine.rebuild import rebuild
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows, reading
from projections.tables import cases

KILLS = 50
SEED = 20260302


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("OPPLUSSEN_DATABASE", str(tmp_path / "data"))
    assert run(["init"]) == 0
    return (yield tmp_path / "data")


def killed_after(seconds: float, *words: str) -> None:
    """Start the command and kill it at a moment, unless it was done before."""
    with subprocess.Popen(  # noqa: S603 - our own command, with words of this file
        [sys.executable, "-m", "cli.main", *words],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()


@pytest.mark.slow
def test_kills_of_import_and_engine_lose_nothing_and_count_nothing_twice(folder: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a seed that repeats, no secret
    sample = str(files("cli") / "data" / "ctdc-sample.csv")
    head = 0
    for number in range(KILLS):
        command = (
            ("worker",)
            if number % 2
            else ("import", sample, "--format", "ctdc", "--prefix", f"k{number % 3}")
        )
        killed_after(chance.uniform(0.3, 1.6), *command)
        with SQLiteRecorder(folder / "log.sqlite") as recorder:
            log = Log(recorder)
            assert log.head() >= head, "an acknowledged event was lost"
            head = log.head()
    for prefix in ("k0", "k1", "k2"):
        assert run(["import", sample, "--format", "ctdc", "--prefix", prefix]) == 0
    assert run(["watchlist", "instelling-1", "--json"]) == 0
    with SQLiteRecorder(folder / "log.sqlite") as recorder:
        log = Log(recorder)
        events = [entry.event for page in log.pages() for entry in page]
        recorded = [type(event).__name__ for event in events]
        assert recorded.count("CaseRegistered") == 3 * 2000
        assert recorded.count("SignalRecorded") == 3 * _signals(Path(sample))
        rows = open_rows(folder / "rows.sqlite")
        with reading(rows) as connection:
            assert connection.scalar(select(func.count()).select_from(cases)) == 3 * 2000
        rows.dispose()
        done = rebuild(log, folder / "rows.sqlite")
        assert done.differences is not None
        assert not any(done.differences.values()), done.differences


def _signals(sample: Path) -> int:
    head, *body = [line.split(",") for line in sample.read_text(encoding="utf-8").splitlines()]
    flags = [place for place, name in enumerate(head) if name.startswith(("Means ", "Recruiter "))]
    return sum(row[place] == "1" for row in body for place in flags)
