"""`make bench`: the main figures in one run, each beside a plain yardstick of the same run.

Import and rebuild go over the shipped sample, read in again and again under other prefixes; live latency over
one signal after another at 100 a second. Prints a table; docs/performance.md keeps what was seen.
"""

import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

from cli.identities import case_pseudonym, log_id
from cli.importing.ctdc import Ctdc
from cli.importing.judging import Judge
from cli.importing.lines import numbered
from cli.importing.loading import Loader
from cli.importing.tally import Tally
from cli.proeftuin import proeftuin_of, steps
from cli.screen import put
from cli.signals_in import chunks
from domain.calendar import OpenLog
from domain.cases.commands import RegisterCase
from domain.commands import Context
from domain.escalation.events import EscalationRaised
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from engine.embedded import Embedded
from engine.rebuild import rebuild
from eventlog.execute import AnyCommand, execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows

COPIES = 10
RATE = 100
SECONDS = 10
MOMENT = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = date(2026, 6, 1)
PLACE = OrganisationId("instelling-1")
SIGNS = ("SX03", "GW01", "RL01", "SX01", "VM01", "SX04")


def clock() -> datetime:
    """One moment for everything: days are not what is measured."""
    return MOMENT


def do(log: Log, number: int, command: AnyCommand) -> int:
    """One command, one by one, as a person gives it."""
    return execute(log, command, Context(f"bench.{number}", MOMENT, PersonId("bench"))).position


def begin(log: Log) -> None:
    """The sample proeftuin."""
    do(log, -1, OpenLog(log_id()))
    for number, (_, command, by) in enumerate(steps(proeftuin_of(None), DAY)):
        execute(log, command, Context(f"begin.{number}", MOMENT, PersonId(by)))


def bulk(log: Log) -> tuple[int, float]:
    """Signals read in, and the seconds that took."""
    sample = (files("cli") / "data" / "ctdc-sample.csv").read_bytes()
    started = perf_counter()
    signals = 0
    for copy in range(COPIES):
        tally = Tally()
        loader = Loader(log, PersonId("bench"), clock, tally)
        judge = Judge(log, DAY)
        for rows in chunks(Ctdc("sample", f"b{copy}", None).read(numbered(BytesIO(sample))), tally):
            loader.load(rows, judge)
        signals += tally.new_signals
    return signals, perf_counter() - started


def raw_insert(folder: Path, count: int) -> float:
    """Rows a second into a bare table of SQLite, synced every 500."""
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, data BLOB)")
    started = perf_counter()
    for _ in range(0, count, 500):
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO raw (data) VALUES (?)", [(b"x" * 250,)] * 500)
        connection.execute("COMMIT")
    seconds = perf_counter() - started
    connection.close()
    return count / seconds


def scan(log: Log) -> float:
    """Events a second, read and decoded and nothing else."""
    started = perf_counter()
    count = sum(len(page) for page in log.pages())
    return count / (perf_counter() - started)


def live(log: Log, rows: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from a command to its rows, and from a command to the raised escalation in the rows."""
    engine = Embedded(open_rows(rows), log, clock)
    engine.catch_up()
    stop, seen = Event(), [(perf_counter(), log.head())]

    def follow() -> None:
        def step() -> bool:
            worked = engine.step()
            seen.append((perf_counter(), engine.position))
            return worked

        while not stop.is_set():
            if not step():
                log.wait(engine.position, 0.05)

    thread = Thread(target=follow)
    thread.start()
    begun: dict[int, float] = {}
    case = case_pseudonym()
    started = perf_counter()
    for number in range(RATE * SECONDS):
        if number % len(SIGNS) == 0:
            case = case_pseudonym()
            do(log, 10_000 + number, RegisterCase(case, PLACE, f"live-{number}", DAY))
        stop.wait(max(0.0, started + number / RATE - perf_counter()))
        at = perf_counter()
        position = do(log, 50_000 + number, _signal(case, number))
        begun[position] = at
    limit = perf_counter() + 10
    while engine.position < log.head() and perf_counter() < limit:
        log.wait(engine.position + 1, 0.05)
    stop.set()
    thread.join()
    engine.rows.dispose()
    reached = _reached(seen)
    alerts = [
        entry
        for page in log.pages(min(begun) - 1)
        for entry in page
        if isinstance(entry.event, EscalationRaised) and entry.event.opened in begun
    ]
    raised = [
        reached(entry.position) - begun[entry.event.opened]
        for entry in alerts
        if isinstance(entry.event, EscalationRaised)
    ]
    return [1000 * (reached(position) - at) for position, at in begun.items()], [1000 * one for one in raised]


def _signal(case: CaseId, number: int) -> RecordSignal:
    return RecordSignal(
        case,
        SignalId(f"live-{number}"),
        SIGNS[number % len(SIGNS)],
        "bevestigt",
        "feit",
        "eigen_waarneming",
        f"bron-{number % 3}",
        PLACE,
        DAY - timedelta(days=number % 20),
        DAY,
    )


def _reached(seen: list[tuple[float, int]]) -> Callable[[int], float]:
    """When the rows were at a position."""

    def reached(position: int) -> float:
        return next((at for at, done in seen if done >= position), float("inf"))

    return reached


def main() -> int:
    """Run everything and print it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with SQLiteRecorder(folder / "log.sqlite", create=True) as recorder:
            log = Log(recorder)
            begin(log)
            signals, seconds = bulk(log)
            raw = raw_insert(folder, 50_000)
            events = log.head()
            put(f"bulk import: {signals / seconds:,.0f} signals/s, {events / seconds:,.0f} events/s, durable")
            put(f"  raw insert: {raw:,.0f} rows/s, {raw * seconds / events:.1f} times as fast")
            rates = sorted(scan(log) for _ in range(3))
            done = rebuild(log, folder / "rows.sqlite")
            folded = done.events / done.seconds
            put(f"rebuild: {folded:,.0f} events/s of {done.events:,}")
            put(f"  scan and decode: {rates[1]:,.0f} events/s, {rates[1] / folded:.1f} times as fast")
            rows, raised = live(log, folder / "live.sqlite")
            for what, found in (("rows", rows), ("raised escalation", raised)):
                cuts = quantiles(found, n=100)
                put(f"signal to {what} at {RATE} a second, {len(found)} times:")
                put(f"  median {cuts[49]:.1f} ms, 99th percentile {cuts[98]:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
