"""kill -9 at fifty random moments of imports, the engine, its reactions and rebuilds: nothing lost or twice.

A moment is not a time on the clock, which would mostly hit a program that starts: it is how far the work is.
Only processes that the test itself started are killed, by their own handle.
"""

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from cli.main import run
from cli.place.clock import today
from domain.cases.events import CaseRegistered
from domain.escalation.events import EscalationRaised
from domain.signals.events import SignalRecorded
from engine.rebuild import rebuild
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows, reading
from projections.tables.case import cases, positions
from tests.integration.cli.command import HEADER, line

KILLS = 50
SEED = 20260302
CASES = 200
"""In one file; each gets strong signals of today, so that the engine has people to tell."""
INDICATORS = ("SX03", "GW01", "RL01")
EVENTS = CASES * (2 + len(INDICATORS))
LOOK_S = 0.001
LATEST_S = 0.010
"""What is seen from outside is a transaction that ended: a little later it is within the next."""
SPOILED = -1.0
"""No score is like this: rows that differ give an exchange its work."""
LIMIT_S = 60.0


class Place:
    """The folder, and how far log and rows are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = folder / "rows.sqlite"
        self.log = Log(SQLiteRecorder(folder / "log.sqlite"))
        self._rows = open_rows(self.rows)

    def close(self) -> None:
        self._rows.dispose()

    def rows_at(self) -> int:
        with reading(self._rows) as connection:
            return connection.scalar(select(func.max(positions.c.position))) or 0

    def count(self) -> int:
        with reading(self._rows) as connection:
            return connection.scalar(select(func.count()).select_from(cases)) or 0

    def spoil(self) -> None:
        """Make each row of a case differ from what a rebuild makes of it."""
        with self._rows.begin() as connection:
            connection.execute(update(cases).values(score=SPOILED))

    def spoiled(self) -> int:
        with reading(self._rows) as connection:
            found = select(func.count()).select_from(cases).where(cases.c.score == SPOILED)
            return connection.scalar(found) or 0

    def is_being_written(self) -> bool:
        """Whether another process holds the lock of the live rows."""
        try:
            with closing(sqlite3.connect(self.rows, timeout=0, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False

    def size(self, ending: str) -> int:
        file = self.folder / f"rows{ending}"
        return file.stat().st_size if file.exists() else 0


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("OPPLUSSEN_DATABASE", str(tmp_path / "data"))
    assert run(["init"]) == 0
    found = Place(tmp_path / "data")
    yield found
    found.close()


def signals(folder: Path, number: int) -> Path:
    file = folder / f"in-{number}.csv"
    lines = [
        line(case=f"{number}-{case}", indicator=indicator, day=str(today()), source=f"bron-{indicator}")
        for case in range(CASES)
        for indicator in INDICATORS
    ]
    file.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return file


def killed(words: tuple[str, ...], reached: Callable[[], bool], late_s: float) -> bool:
    """Whether the command was killed at its work, a moment after it was so far; else it was done before."""
    with subprocess.Popen(  # noqa: S603 - our own command, with words of this file
        [sys.executable, "-m", "cli.main", *words],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        for _ in range(int(LIMIT_S / LOOK_S)):
            if reached():
                break
            try:
                child.wait(LOOK_S)
            except subprocess.TimeoutExpired:
                continue
            return False
        else:
            pytest.fail(f"{words} did not come so far")
        with suppress(subprocess.TimeoutExpired):
            child.wait(late_s)
        child.kill()
        return child.wait(LIMIT_S) != 0


def moment(place: Place, kind: str, chance: random.Random) -> Callable[[], bool]:
    """How far the work is when it is cut off."""
    head = place.log.head()
    match kind:
        case "import":
            at = head + chance.randrange(EVENTS)
            return lambda: place.log.head() > at
        case "folding":
            at = chance.randint(place.rows_at(), head - 1)
            return lambda: place.rows_at() > at
        case "reacting":
            more = head + chance.randrange(CASES)
            return lambda: place.log.head() > more
        case "rebuild":
            size = int(chance.random() * place.size(".sqlite"))
            return lambda: place.size(".beside.sqlite") > size
        case _:  # the exchange: the live rows are being written while all is there beside them
            most = place.size(".sqlite") // 2
            return lambda: place.size(".beside.sqlite") > most and place.is_being_written()


KINDS = ("import", "folding", "import", "reacting", "rebuild", "exchange")


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing_and_count_nothing_twice(place: Place) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a seed that repeats, no secret
    files: list[Path] = []
    tried: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for number in range(KILLS):
        kind = KINDS[number % len(KINDS)]
        if kind == "import":
            files.append(signals(place.folder.parent, number))
            words: tuple[str, ...] = ("import", str(files[-1]), "--format", "csv")
        else:
            words = ("worker",) if kind in {"folding", "reacting"} else ("rebuild",)
        if kind == "exchange":
            place.spoil()
        reached = moment(place, kind, chance)
        head = place.log.head()
        was_hit = killed(words, reached, chance.uniform(0, LATEST_S))
        assert place.log.head() >= head, "an acknowledged event was lost"
        if kind == "exchange":
            spoiled = place.spoiled()
            assert spoiled in {0, place.count()}, "an exchange is whole or not at all"
            was_hit = spoiled > 0
            rebuild(place.log, place.rows)
        tried[kind] += 1
        hit[kind] += was_hit
    assert all(hit[kind] > tried[kind] / 2 for kind in KINDS), (hit, tried)
    for file in files:
        assert run(["import", str(file), "--format", "csv"]) == 0
    assert run(["watchlist", "instelling-1", "--json"]) == 0
    events = [entry.event for page in place.log.pages() for entry in page]
    told = Counter(type(event) for event in events)
    assert told[CaseRegistered] == len(files) * CASES == place.count()
    assert told[SignalRecorded] == len(files) * CASES * len(INDICATORS)
    raised = [(one.case, one.level, one.opened) for one in events if isinstance(one, EscalationRaised)]
    assert len(set(raised)) == len(raised) >= len(files) * CASES
    done = rebuild(place.log, place.rows)
    assert done.differences is not None
    assert not any(done.differences.values()), done.differences
