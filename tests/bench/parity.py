"""One log, three engines: rows on files, on a server, and through Kafka and Faust are equal, table by table.

`python -m tests.bench.parity --histories 5000 --ctdc FILE` takes the story, so many random histories and a
whole file of that format: each log on a file of SQLite, the same log on a server, and sent through a broker
to a worker that reads nothing of the log itself. With `TMPDIR` in memory nothing waits for a disk.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Engine

from cli.demo.play import Play
from cli.demo.story import BEGAN
from cli.desk.engine import running
from cli.place.databases import Folder
from cli.place.workplace import made
from cli.screen.output import put
from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows
from projections.postgres import Schema
from streams.topics import Topics, administration
from tests.bench import beginning
from tests.bench.bulk import first_rows, read_in
from tests.integration.engine.histories import begun, played, side_by_side
from tests.integration.streams.copying import Place, copied
from tests.integration.streams.folding import ByMessages, as_one, folded, whole, working
from tests.servers.kafka import brokers
from tests.servers.postgres import database, wheel
from tests.servers.stores import copy_of

PARTS = 2
IN_A_LOG = 100
"""Histories in one log, side by side: a log of its own costs seconds, a day or a policy costs by the case."""
SEED = 20260302


Clock = Callable[[], datetime]


class Servers(NamedTuple):
    """Where everything happens."""

    kafka: str
    postgres: str
    folder: Path


class Compared(NamedTuple):
    """What a log came to, how many of its events the worker had by a message, and which tables differ.

    `rows` is how many rows of each table were compared, in each of the engines.
    """

    events: int
    by_messages: int
    rows: dict[str, int]
    differing: frozenset[str]

    def with_another(self, other: "Compared") -> "Compared":
        """Both logs together."""
        return Compared(
            self.events + other.events,
            self.by_messages + other.by_messages,
            {name: rows + self.rows.get(name, 0) for name, rows in other.rows.items()},
            self.differing | other.differing,
        )


NOTHING = Compared(0, 0, {}, frozenset())


def compared(servers: Servers, log: Log, clock: Clock) -> Compared:
    """What each of the three engines makes of a log, which stays as it is."""
    name = f"parity-{uuid4().hex[:12]}"
    with database(servers.postgres) as address, PostgresRecorder(address, create=True) as recorder:
        there = copy_of(log, recorder)
        if there.digest(log.head()) != log.digest(log.head()):
            raise AssertionError("the copy on the server is another log")
        on_files = open_rows(servers.folder / f"{name}.sqlite")
        on_server = open_rows(Schema(address, "embedded"))
        through = open_rows(Schema(address, "through_kafka"))
        place = Place(servers.kafka, address, Topics(name, PARTS))
        try:
            messages = sent(place, there, through, clock)
            rows = [whole(log, on_files), whole(there, on_server), as_one(through)]
        finally:
            for one in (on_files, on_server, through):
                one.dispose()
            removed(place)
    differing = frozenset(name for name in rows[0] if len({repr(one[name]) for one in rows}) > 1)
    return Compared(log.head(), messages, {name: len(some) for name, some in rows[0].items()}, differing)


def sent(place: Place, log: Log, rows: Engine, clock: Clock) -> int:
    """Send a log through a broker to a worker that folds messages and nothing else; how many were new."""
    last = copied(place, log)
    with working(place, ByMessages(rows, log, clock, place.topics.parts)) as worker:
        folded(worker, last)
        return worker.held.health().by_messages


def removed(place: Place) -> None:
    """Leave no topics behind."""
    with administration(place.kafka) as there:
        there.remove(place.topics.events)
        there.remove(place.topics.alerts)


def story(servers: Servers) -> Compared:
    """The story of the demo, day by day."""
    with made(Folder(servers.folder / "story"), str(BEGAN.year)) as workplace:
        play = Play(workplace)
        play.begin()
        with running(workplace, play.clock) as engine:
            for _ in play.days(engine):
                pass
        return compared(servers, workplace.log, play.clock)


def histories(servers: Servers, number: int, seed: int) -> Compared:
    """So many random histories side by side in one log."""
    chance = random.Random(seed)  # noqa: S311 - repeats, no secret
    with TemporaryDirectory() as folder, played(begun(Path(folder)), Path(folder), []) as history:
        side_by_side(history, number, chance)
        history.engine.catch_up()
        return compared(servers, history.log, history.clock)


def ctdc(servers: Servers, data: bytes) -> Compared:
    """A whole file of that format, with everything that it raises."""
    with SQLiteRecorder(servers.folder / "ctdc.sqlite", create=True) as recorder:
        log = Log(recorder)
        beginning.begin(log)
        read_in(log, data, ("ctdc",))
        first_rows(log, servers.folder / "ctdc-rows.sqlite")
        return compared(servers, log, beginning.clock)


def many(servers: Servers, number: int, seed: int, processes: int) -> Iterator[tuple[int, Compared]]:
    """So many random histories, log by log; how many were compared so far, and what all came to."""
    found, done = NOTHING, 0
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        asked = {}
        for start in range(0, number, IN_A_LOG):
            some = min(IN_A_LOG, number - start)
            asked[pool.submit(histories, servers, some, seed + start)] = (some, seed + start)
        for one in as_completed(asked):
            some, which = asked[one]
            if one.result().differing:
                put(f"  --seed {which} --histories {some} differs")
            found, done = found.with_another(one.result()), done + some
            yield done, found


def told(what: str, found: Compared, took_s: float) -> bool:
    """Print what was compared; whether all of it was equal."""
    put(f"{what}: {found.events:,} events, {found.by_messages:,} by a message, in {took_s:,.0f} s")
    differs = ", ".join(sorted(found.differing)) or "none"
    rows = f"{sum(found.rows.values()):,} rows in each of three engines"
    put(f"  {len(found.rows)} tables, {rows}; that differ: {differs}")
    return not found.differing


def every_table(found: Compared) -> None:
    """Print how many rows of each table were compared."""
    for name, rows in sorted(found.rows.items()):
        put(f"  {name:<24}{rows:>12,}")


def main() -> int:
    """Compare everything, and print it."""
    parser = argparse.ArgumentParser(description="Compare what three engines make of the same logs.")
    parser.add_argument("--histories", type=int, default=100, metavar="N", help="how many random histories")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="how many logs at once")
    parser.add_argument("--ctdc", type=Path, metavar="FILE", help="a whole file of that format too")
    given = parser.parse_args()
    with (
        TemporaryDirectory() as name,
        wheel() as server,
        brokers(1) as broker,
    ):
        servers = Servers(broker.address, server.start(synced=False), Path(name))
        began = perf_counter()
        equal = told("The story", story(servers), perf_counter() - began)
        if given.ctdc is not None:
            began = perf_counter()
            found = ctdc(servers, given.ctdc.read_bytes())
            equal &= told("A whole file", found, perf_counter() - began)
        began = perf_counter()
        found = NOTHING
        for done, found in many(servers, given.histories, given.seed, given.processes):
            equal &= told(f"{done:,} histories", found, perf_counter() - began)
        every_table(found)
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
