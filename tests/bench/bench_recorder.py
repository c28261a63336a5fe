"""What the recorder in SQLite does a second on this machine, beside a raw insert and a raw scan of SQLite."""

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from eventlog.sqlite.recorder import SQLiteRecorder

SINGLE = 2_000
THREADS = 8
BULK_EVENTS = 100_000
GROUP = 500
PAGE = 1_000
DATA = bytes(120)
TYPES = ("signal-recorded.v1", "signal-corrected.v1")


def signal(number: int) -> DCBEvent:
    """A small event with three tags, of which one comes back in every event."""
    tags = [f"case:{number // 2:08d}", f"signal:{number:08d}", "facility:instelling-1"]
    return DCBEvent(TYPES[0], DATA, tags)


def boundary(*tags: str) -> DCBQuery:
    """The shape of a command's boundary: one tag an item, and types."""
    return DCBQuery([DCBQueryItem(list(TYPES), [tag]) for tag in tags])


def a_second(count: int, work: Callable[[], None]) -> float:
    """`count` divided by the seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def conditional_appends(recorder: SQLiteRecorder, count: int, thread: int) -> None:
    """Read a boundary, append under it, one event at a time."""
    for number in range(thread * 10_000_000, thread * 10_000_000 + count):
        event = signal(number)
        query = boundary(event.tags[0])
        head = recorder.read(query).head
        recorder.append([event], DCBAppendCondition(query, head))


def in_threads(recorder: SQLiteRecorder) -> None:
    """The same from several threads at once."""
    threads = [
        threading.Thread(target=conditional_appends, args=(recorder, SINGLE // 2, thread))
        for thread in range(1, THREADS + 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_bulk(recorder: SQLiteRecorder) -> None:
    """Appends of `GROUP` events under a condition of as many items; nothing came in between."""
    head = recorder.read().head
    for start in range(900_000_000, 900_000_000 + BULK_EVENTS, GROUP):
        events = [signal(number) for number in range(start, start + GROUP)]
        query = boundary(*(event.tags[1] for event in events))
        head = recorder.append(events, DCBAppendCondition(query, head))


def moved_condition_ms(recorder: SQLiteRecorder, items: int) -> float:
    """Milliseconds of an append whose condition of so many items is judged over everything since event 1."""
    query = boundary(*(f"case:{number:08d}" for number in range(300_000_000, 300_000_000 + items)))
    begun = time.perf_counter()
    recorder.append([signal(0)], DCBAppendCondition(query, 1))
    return (time.perf_counter() - begun) * 1_000


def read_ms(recorder: SQLiteRecorder, items: int) -> float:
    """Milliseconds to read a boundary of so many items, each with two events."""
    query = boundary(*(f"case:{number:08d}" for number in range(450_000_000, 450_000_000 + items)))
    begun = time.perf_counter()
    found = len(list(recorder.read(query)))
    if found != items * 2:
        raise RuntimeError(f"{found} events of {items} cases")
    return (time.perf_counter() - begun) * 1_000


def scanned(recorder: SQLiteRecorder) -> None:
    """The whole log in pages of tuples."""
    after = 0
    while page := recorder.scan(after, PAGE):
        after = page[-1][0]


def read_whole(recorder: SQLiteRecorder) -> None:
    """The whole log as the library's objects."""
    for _ in recorder.read():
        pass


def raw_insert(path: Path, count: int, group: int) -> float:
    """Rows a second that SQLite itself takes by `group` synced, without tags, types or conditions."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, data BLOB)")

        def work() -> None:
            for start in range(0, count, group):
                connection.execute("BEGIN IMMEDIATE")
                rows = [(position, DATA) for position in range(start + 1, start + group + 1)]
                connection.executemany("INSERT INTO events VALUES (?, ?)", rows)
                connection.execute("COMMIT")

        return a_second(count, work)


def raw_scan(path: Path) -> float:
    """Rows of our own table a second, as SQLite's module gives them."""
    with closing(sqlite3.connect(path)) as connection:
        count: int = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        rows = connection.execute("SELECT position, type, data, tags FROM events ORDER BY position")

        def work() -> None:
            while rows.fetchmany(PAGE):
                pass

        return a_second(count, work)


def measured(folder: Path) -> Iterator[str]:
    """One line a figure."""
    path = folder / "log.db"
    with SQLiteRecorder(path, create=True) as recorder:
        synced = raw_insert(folder / "synced.db", SINGLE, 1)
        single = a_second(SINGLE, lambda: conditional_appends(recorder, SINGLE, 0))
        yield f"conditional appends, one thread      {single:12,.0f} /s"
        threads = a_second(THREADS * (SINGLE // 2), lambda: in_threads(recorder))
        yield f"conditional appends, {THREADS} threads       {threads:12,.0f} /s"
        yield f"raw SQLite insert one by one         {synced:12,.0f} rows/s ({synced / single:.1f} times)"
        bulk = a_second(BULK_EVENTS, lambda: in_bulk(recorder))
        raw = raw_insert(folder / "raw.db", BULK_EVENTS, GROUP)
        yield f"bulk by {GROUP}, three tags, conditions {bulk:12,.0f} events/s"
        yield f"raw SQLite insert by {GROUP}            {raw:12,.0f} rows/s ({raw / bulk:.1f} times)"
        yield f"condition of 1500 items, head moved  {moved_condition_ms(recorder, 1_500):12.1f} ms"
        yield f"read of 1500 items, 3000 events      {read_ms(recorder, 1_500):12.1f} ms"
        count = recorder.read().head or 0
        scan = a_second(count, lambda: scanned(recorder))
        raw = raw_scan(path)
        yield f"scan                                 {scan:12,.0f} events/s"
        yield f"raw SQLite scan                      {raw:12,.0f} rows/s ({raw / scan:.1f} times)"
        objects = a_second(count, lambda: read_whole(recorder))
        yield f"read as the library's objects        {objects:12,.0f} events/s"


def main() -> None:
    """Print the figures as they come."""
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder)):
            print(line, flush=True)  # noqa: T201 - figures for whoever runs this


if __name__ == "__main__":
    main()
