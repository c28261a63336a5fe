"""Many signals at once: into the log, out of it, to their first rows and to the same rows again."""

import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple, TypeVar

from cli.importing.command import chunks, few_collections
from cli.importing.ctdc import Ctdc
from cli.importing.judging import Judge
from cli.importing.lines import numbered
from cli.importing.loading import Loader
from cli.importing.tally import Tally
from domain.words import PersonId
from engine.embedded import Embedded
from engine.rebuild import Rebuilt, rebuild
from eventlog.log import Log
from projections.database import Place, open_rows
from tests.bench.beginning import DAY, clock

T = TypeVar("T")
SYNCED = 480
"""Rows a transaction of the raw insert, as many as a bulk import has."""


class Timed(NamedTuple):
    """Seconds on the clock, and seconds that this process kept a core busy."""

    wall_s: float
    core_s: float


def timed(work: Callable[[], T]) -> tuple[T, Timed]:
    """What the work gives, and what it took."""
    wall, core = perf_counter(), process_time()
    done = work()
    return done, Timed(perf_counter() - wall, process_time() - core)


def read_in(log: Log, data: bytes, prefixes: tuple[str, ...]) -> Tally:
    """The lines of one file, once under each prefix; what came of it."""
    tally = Tally()
    with few_collections():
        for prefix in prefixes:
            loader = Loader(log, PersonId("bench"), clock, tally)
            judge = Judge(log, DAY)
            for rows in chunks(Ctdc("bench", prefix).read(numbered(BytesIO(data))), tally):
                loader.load(rows, judge)
    return tally


def raw_insert(folder: Path, count: int) -> None:
    """So many rows into a bare table of SQLite, each transaction on the disk before the next."""
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, data BLOB)")
    for start in range(0, count, SYNCED):
        connection.execute("BEGIN")
        rows = [(b"x" * 250,)] * min(SYNCED, count - start)
        connection.executemany("INSERT INTO raw (data) VALUES (?)", rows)
        connection.execute("COMMIT")
    connection.close()


def scan(log: Log) -> int:
    """All events, read and decoded and nothing else."""
    return sum(len(page) for page in log.pages())


def first_rows(log: Log, rows: Place) -> None:
    """Everything that the first list after an import waits for."""
    engine = Embedded(open_rows(rows), log, clock)
    engine.catch_up()
    engine.rows.dispose()


def rows_again(log: Log, rows: Place) -> Rebuilt:
    """The rows made again, compared and put in their place."""
    return rebuild(log, rows)
