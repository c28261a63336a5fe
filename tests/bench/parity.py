"""One log, three engines: rows on files, on a server, and through Kafka and Faust are equal, table by table.

`python -m tests.bench.parity --histories 5000 --ctdc FILE` takes the story, so many random histories and a
whole file of that format: each log on a file of SQLite, the same log on a server, and sent through a broker
to a worker that reads nothing of the log itself.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

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
from tests.integration.engine.histories import begun, by_chance, played
from tests.integration.engine.lived import NAMES
from tests.integration.engine.moves import MOVES
from tests.integration.streams.copying import Place, copied
from tests.integration.streams.folding import ByMessages, as_one, folded, whole, working
from tests.servers.kafka import brokers
from tests.servers.postgres import database, wheel
from tests.servers.stores import copy_of

PARTS = 2
IN_A_LOG = 10
"""Histories in one log, one after another, each of cases of its own: a log of its own costs seconds."""
SHOWN = 100
"""Histories after which it is said how far it is."""
SEED = 20260302
NUMBERS = count()


Clock = Callable[[], datetime]


class Servers(NamedTuple):
    """Where everything happens."""

    kafka: str
    postgres: str
    folder: Path


class Compared(NamedTuple):
    """What a log came to, how many of its events the worker had by a message, and which tables differ."""

    events: int
    by_messages: int
    tables: int
    rows: int
    differing: frozenset[str]

    def with_another(self, other: "Compared") -> "Compared":
        """Both logs together."""
        return Compared(
            self.events + other.events,
            self.by_messages + other.by_messages,
            max(self.tables, other.tables),
            self.rows + other.rows,
            self.differing | other.differing,
        )


NOTHING = Compared(0, 0, 0, 0, frozenset())


def compared(servers: Servers, log: Log, clock: Clock) -> Compared:
    """What each of the three engines makes of a log, which stays as it is."""
    number = next(NUMBERS)
    with database(servers.postgres) as address, PostgresRecorder(address, create=True) as recorder:
        there = copy_of(log, recorder)
        if there.digest(log.head()) != log.digest(log.head()):
            raise AssertionError("the copy on the server is another log")
        on_files = open_rows(servers.folder / f"rows-{number}.sqlite")
        on_server = open_rows(Schema(address, "embedded"))
        through = open_rows(Schema(address, "through_kafka"))
        place = Place(servers.kafka, address, Topics(f"parity-{number}", PARTS))
        try:
            messages = sent(place, there, through, clock)
            rows = [whole(log, on_files), whole(there, on_server), as_one(through)]
        finally:
            for one in (on_files, on_server, through):
                one.dispose()
            removed(place)
    differing = frozenset(name for name in rows[0] if len({repr(one[name]) for one in rows}) > 1)
    return Compared(log.head(), messages, len(rows[0]), sum(map(len, rows[0].values())), differing)


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
    """So many random histories in one log, one after another, each of cases of its own."""
    chance = random.Random(seed)  # noqa: S311 - repeats, no secret
    with TemporaryDirectory() as folder, played(begun(Path(folder)), Path(folder), []) as history:
        for one in range(number):
            history.cases = [history.case(f"{name}-{one}") for name in NAMES]
            for move in by_chance(chance):
                MOVES[move.name](history, history.cases[move.case], move.number)
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


def many(servers: Servers, number: int, seed: int = SEED) -> Iterator[tuple[int, Compared]]:
    """So many random histories, log by log; how many were compared so far, and what all came to."""
    found = NOTHING
    for start in range(0, number, IN_A_LOG):
        end = min(start + IN_A_LOG, number)
        found = found.with_another(histories(servers, end - start, seed + start))
        yield end, found


def told(what: str, found: Compared, took_s: float) -> bool:
    """Print what was compared; whether all of it was equal."""
    put(f"{what}: {found.events:,} events, {found.by_messages:,} by a message, in {took_s:,.0f} s")
    differs = ", ".join(sorted(found.differing)) or "none"
    put(f"  {found.tables} tables, {found.rows:,} rows in each of three engines; that differ: {differs}")
    return not found.differing


def main() -> int:
    """Compare everything, and print it."""
    parser = argparse.ArgumentParser(description="Compare what three engines make of the same logs.")
    parser.add_argument("--histories", type=int, default=100, metavar="N", help="how many random histories")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones")
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
        for done, found in many(servers, given.histories, given.seed):
            if done % SHOWN == 0 or done == given.histories or found.differing:
                equal &= told(f"{done:,} histories", found, perf_counter() - began)
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
