"""Somebody keeps the time, or the screen says that nobody does; and `status` tells how things stand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import Engine

from cli.desk.engine import running
from cli.place.clock import now, today
from cli.place.databases import Folder
from cli.place.workplace import opened
from engine.embedded import Embedded
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.beat import keep_beat, last_beat
from projections.database import open_rows, reading
from tests.integration.cli.command import HEADER, Command, line

ALARM = "opplussen worker staat stil"
LISTS = (
    ("watchlist", "instelling-1"),
    ("explain", "instelling-1/a1"),
    ("escalations", "list"),
    ("parked",),
    ("status",),
)


@contextmanager
def rows_of(command: Command) -> Iterator[Engine]:
    rows = open_rows(command.data / "rows.sqlite")
    try:
        yield rows
    finally:
        rows.dispose()


def beaten(command: Command, **ago: float) -> datetime:
    """A worker's last sign of life was so long ago."""
    at = now() - timedelta(**ago)
    with rows_of(command) as rows, rows.begin() as connection:
        keep_beat(connection, at)
    return at


@pytest.fixture
def filled(opplussen: Command) -> Command:
    opplussen.began()
    found = line(indicator="SX02", day=today().isoformat())
    assert opplussen("import", opplussen.file("in.csv", HEADER, found), "--format", "csv").code == 0
    assert opplussen("watchlist", "instelling-1").code == 0
    return opplussen


@pytest.mark.parametrize("words", LISTS)
def test_nobody_is_missed_where_no_worker_ever_ran(filled: Command, words: tuple[str, ...]) -> None:
    assert ALARM not in filled(*words).err


@pytest.mark.parametrize("words", LISTS)
def test_ten_minutes_of_silence_are_an_alarm_that_the_command_itself_does_not_end(
    filled: Command, words: tuple[str, ...]
) -> None:
    beaten(filled, minutes=11)
    for _ in range(2):
        said = filled(*words)
        assert said.code == 0
        assert ALARM in said.err
        assert ALARM not in said.out
    beaten(filled, minutes=9)
    assert ALARM not in filled(*words).err


def test_a_running_worker_beats_and_a_rebuild_keeps_its_last_beat(filled: Command) -> None:
    stop, at, calls = Event(), now(), 0

    def clock() -> datetime:
        nonlocal calls
        calls += 1
        if calls >= 5:
            stop.set()
        return at + timedelta(seconds=calls)

    with rows_of(filled) as rows, SQLiteRecorder(filled.data / "log.sqlite") as recorder:
        with reading(rows) as connection:
            assert last_beat(connection) is None
        Embedded(rows, Log(recorder), clock).run(stop)
        with reading(rows) as connection:
            beat = last_beat(connection)
    assert beat is not None
    assert filled("rebuild").code == 0
    assert json.loads(filled("status", "--json").out)["beat"] == beat.isoformat().replace("+00:00", "Z")
    assert filled("rebuild", "--discard").code == 0
    assert json.loads(filled("status", "--json").out)["beat"] is None


def test_rows_are_not_thrown_away_under_who_works_with_them(filled: Command) -> None:
    with opened(Folder(filled.data)) as workplace, running(workplace) as worker:
        said = filled("rebuild", "--discard")
        assert (said.code, said.out) == (1, "")
        assert "opplussen worker" in said.err
        assert filled("rebuild").code == 0, "beside it they may be made again"
        assert filled("watchlist", "instelling-1").code == 0
        assert worker.catch_up() == workplace.log.head()
    assert filled("rebuild", "--discard").code == 0


def test_status_tells_how_things_stand_and_brings_nothing_up_to_date(filled: Command) -> None:
    told = json.loads(filled("status", "--json").out)
    assert told["head"] == told["position"] == len(filled.events())
    assert (told["cases"], told["parked"], told["held"]) == (1, 0, 0)
    assert (told["policy"], told["beat"], told["silent"]) == ("1", None, False)
    assert told["tasks"] == {"decide": 1}
    more = filled.file("meer.csv", HEADER, line(case="a2"), line(case="a3"))
    assert filled("import", more, "--format", "csv").code == 0
    behind = json.loads(filled("status", "--json").out)
    assert behind["position"] < behind["head"]
    assert json.loads(filled("status", "--json").out) == behind
    shown = filled("status").out
    assert "gebeurtenissen te verwerken" in shown
    assert "opplussen worker draaide nog nooit" in " ".join(shown.split())


def test_status_without_a_log_says_how_to_begin(opplussen: Command) -> None:
    said = opplussen("status")
    assert said.code == 1
    assert "opplussen init" in said.err
