"""`make bench`: the main figures in one run, each beside a plain yardstick of the same run.

Over the shipped sample, read in again and again under other prefixes, or with `--ctdc FILE` over a whole file
of that format; `--ilo` lets the ILO profile open a level. Prints a figure a line; docs/performance.md keeps
what was seen.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cli.screen.output import put
from eventlog.log import Log, Recorder
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import Place
from projections.postgres import Schema
from tests.bench.beginning import begin
from tests.bench.bulk import first_rows, raw_insert, read_in, rows_again, scan, timed
from tests.bench.live import RATE, live
from tests.bench.pages import pages
from tests.bench.server import (
    WRITERS,
    appends,
    database_to_measure,
    plain_inserts,
    raw_insert_on,
)

COPIES = 10
LATENCY_MS = 50
REBUILD = 100_000
"""Aims: milliseconds at the 99th percentile; events a second of a core."""
ON_FILES, ON_A_SERVER = 20_000, 5_000
"""Aims: signals a second that a bulk import keeps."""
Raw = Callable[[int], None]
"""Writes so many plain rows, each transaction on the disk before the next."""


class Chosen(NamedTuple):
    """The lines to read in, under which prefixes; whether the ILO profile opens a level; the pages' cases."""

    data: bytes
    prefixes: tuple[str, ...]
    ilo: bool
    cases: int


def chosen() -> Chosen:
    """What to measure."""
    parser = argparse.ArgumentParser(description="Measure the main job.")
    parser.add_argument("--ctdc", type=Path, metavar="FILE", help="a whole file instead of the sample")
    parser.add_argument("--ilo", action="store_true", help="a complete ILO profile opens a level too")
    parser.add_argument(
        "--cases", type=int, default=100_000, help="in the log of the pages; 0 leaves them out"
    )
    given = parser.parse_args()
    if given.ctdc is None:
        sample = (files("cli") / "data" / "ctdc-sample.csv").read_bytes()
        return Chosen(sample, tuple(map(str, range(COPIES))), given.ilo, given.cases)
    return Chosen(given.ctdc.read_bytes(), ("ctdc",), given.ilo, given.cases)


def bulk_import(log: Log, raw_insert: Raw, data: bytes, prefixes: tuple[str, ...], aim: int) -> None:
    """Into the log, durable, and once more."""
    tally, took = timed(partial(read_in, log, data, prefixes))
    events = log.head()
    _, raw = timed(partial(raw_insert, events))
    signals = tally.new_signals
    put(f"bulk import, durable: {signals / took.wall_s:,.0f} signals/s, {events / took.wall_s:,.0f} events/s")
    put(f"  aim: {aim:,} signals/s")
    put(f"  {signals:,} signals in {took.wall_s:.2f} s, a core busy for {took.core_s:.2f} s")
    put(f"  raw insert: {events / raw.wall_s:,.0f} rows/s, {took.wall_s / raw.wall_s:.1f} times as fast")
    again, took = timed(partial(read_in, log, data, prefixes))
    put(f"the same again: {again.known_signals / took.wall_s:,.0f} signals/s, {again.new_signals} new")


def rows(log: Log, place: Place) -> None:
    """Out of the log: first rows with what they raise, and the same rows again."""
    before = log.head()
    _, took = timed(partial(first_rows, log, place))
    raised = log.head() - before
    put(f"first rows: {before:,} events in {took.wall_s:.1f} s, and {raised:,} escalations raised")
    scans = sorted(timed(partial(scan, log))[1].core_s for _ in range(3))
    events = log.head()
    done, took = timed(partial(rows_again, log, place))
    put(f"rebuild, the fold: {events / done.seconds:,.0f} events/s")
    put(f"  the same: {events / done.core_s:,.0f} events/s a core")
    whole = f"{events / took.core_s:,.0f} events/s a core, aim: {REBUILD:,}"
    put(f"  with indexes, comparison and exchange: {whole}")
    put(f"  scan and decode: {events / scans[1]:,.0f} events/s a core")
    put(f"  that is {done.core_s / scans[1]:.1f} times as fast as the fold")
    put(f"  rows that differed: {sum((done.differences or {}).values())}")


def latency(log: Log, place: Place) -> None:
    """One signal after another."""
    found = live(log, place)
    for what, times_ms in zip(("rows", "raised escalation"), found, strict=True):
        cuts = quantiles(times_ms, n=100)
        put(f"signal to {what} at {RATE} a second, {len(times_ms)} times:")
        put(f"  median {cuts[49]:.1f} ms, 99th percentile {cuts[98]:.1f} ms, aim: under {LATENCY_MS} ms")


def main() -> int:
    """Run everything and print it."""
    what = chosen()
    with TemporaryDirectory() as name:
        folder = Path(name)
        put("On files (SQLite)")
        with SQLiteRecorder(folder / "log.sqlite", create=True) as recorder:
            measure(recorder, partial(raw_insert, folder), folder / "rows.sqlite", what, ON_FILES)
    with database_to_measure() as address:
        put("On a server (PostgreSQL)")
        with PostgresRecorder(address, create=True) as ours:
            measure(ours, partial(raw_insert_on, address), Schema(address), what, ON_A_SERVER)
            one_by_one(address, ours)
    if what.cases:
        put("Pages")
        with TemporaryDirectory() as name:
            pages(Path(name) / "world", what.cases)
    return 0


def measure(recorder: Recorder, raw_insert: Raw, place: Place, what: Chosen, aim: int) -> None:
    """The main figures of one kind of database; `aim` is for its bulk import, in signals a second."""
    log = Log(recorder)
    begin(log, ilo=what.ilo)
    bulk_import(log, raw_insert, what.data, what.prefixes, aim)
    rows(log, place)
    latency(log, place)


def one_by_one(address: str, recorder: PostgresRecorder) -> None:
    """Appends with a condition, each by itself, beside a plain insert."""
    plain = plain_inserts(address)
    for what, rate in (
        ("a plain insert, committed", plain),
        ("an append with a condition", appends(recorder, 1)),
        (f"the same from {WRITERS} threads", appends(recorder, WRITERS)),
    ):
        put(f"{what}: {rate:,.0f} a second, {rate / plain:.2f} of a plain insert")


if __name__ == "__main__":
    sys.exit(main())
