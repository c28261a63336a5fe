"""How long does the server take over each page, and how much goes over the wire, in a large log?

    python -m tests.bench.pages --cases 100000

Each page of the table of routes is asked as somebody of the sample proeftuin who may see it, without a socket
between. Beside the clock stands what the process kept a core busy, for a machine that does other things too.
"""

import argparse
import asyncio
import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from fastapi import FastAPI
from sqlalchemy import select

from cli.desk.engine import running
from cli.importing.judging import Judge
from cli.importing.loading import Loader
from cli.importing.rows import Piece, Row
from cli.importing.tally import Tally
from cli.place.clock import now
from cli.place.databases import Folder
from cli.place.workplace import made, opened
from cli.screen.output import put
from cli.serving.pages import opened_world
from cli.serving.story import personas
from domain.cases.commands import PlaceCase
from domain.words import OrganisationId, PersonId, SignalId
from eventlog.log import Log
from projections.database import reading
from projections.tables.case import cases, episodes
from tests.bench.beginning import DAY, MOMENT, begin, clock
from tests.integration.web.serving import Endless, Served
from tests.integration.web.shared import HOME, NUMBER, OWNER, Doing, shared
from web.app import application
from web.gate import COOKIE
from web.governing.policy import versions_of
from web.routes import ROUTES, Route
from web.world import World

SIGNALS = 9
"""Of one case, so that with its beginning it is ten events."""
FACILITIES = 4
STRONG_EVERY = 200
"""One case in so many has signs that call for people."""
WEAK, STRONG = ("OV01", "VM01"), ("SX03", "GW01", "RL01", "SX01", "VM01", "SX04")
SHARED = "bench-1"
"""Of which case something was shared with the police."""
WHOLE = 2_000
"""Cases that are read in at once."""
ASKED = 60
LIMIT_MS, LIMIT_BYTES = 50.0, 100_000
HOST = "testserver"


class Asked(NamedTuple):
    """One answer: its status, its size as it is and packed, and what it took."""

    status: int
    size: int
    packed: int
    wall_ms: float
    core_ms: float


def fill(log: Log, identity: str, count: int) -> None:
    """The sample proeftuin with so many cases of ten events."""
    begin(log, identity=identity)
    chance, tally = Random(count), Tally()  # noqa: S311 - the same cases every time
    loader, judge = Loader(log, PersonId("bench"), clock, tally), Judge(log, DAY)
    for start in range(0, count, WHOLE):
        loader.load([_row(chance, number) for number in range(start, min(start + WHOLE, count))], judge)


def _row(chance: Random, number: int) -> Row:
    facility = OrganisationId(f"instelling-{number % FACILITIES + 1}")
    signs = STRONG if number % STRONG_EVERY < FACILITIES else WEAK
    pieces = tuple(
        Piece(
            SignalId(f"b-{number}-{one}"),
            chance.choice(signs),
            "bevestigt",
            "waarneming",
            "eigen_waarneming",
            f"bron-{chance.randrange(9)}",
            facility,
            DAY - timedelta(days=chance.randrange(200)),
            text="Wat iemand zag, in een paar woorden zoals mensen die schrijven.",
        )
        for one in range(SIGNALS)
    )
    return Row(number + 1, facility, f"bench-{number}", pieces)


@contextmanager
def large_world(folder: Path, count: int) -> Iterator[World]:
    """The log in a folder, its rows brought up to date, and what the pages stand on."""
    place = Folder(folder)
    begun = process_time()
    with made(place, "bench") as workplace:
        fill(workplace.log, workplace.identity, count)
        with running(workplace, clock) as engine:
            engine.catch_up()
        took = process_time() - begun
        put(f"{count:,} cases, {workplace.log.head():,} events, made in {took:.0f} s of a core")
    with opened_world(place, now() - MOMENT, (HOST,), personas()) as world:
        _share(Served(world))
        with opened(place) as workplace, running(workplace, clock) as engine:
            engine.catch_up()
        yield world


def _share(pages: Served) -> None:
    """Let the police have something of one case, after its owner went through the stappenplan."""
    do = Doing(pages.world, pages.case(SHARED))
    today = do.world.today()
    do(PlaceCase(do.case, HOME, today, today, OWNER))
    shared(pages, SHARED)


async def ask(app: FastAPI, path: str, secret: str) -> Asked:
    """One page, as a browser asks it."""
    status, body = 0, b""
    where, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": where,
        "raw_path": where.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", HOST.encode()), (b"cookie", f"{COOKIE}={secret}".encode())],
        "client": ("127.0.0.1", 1),
        "server": (HOST, 443),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        nonlocal status, body
        if message["type"] == "http.response.start":
            status = int(str(message["status"]))
        else:
            body += bytes(message.get("body", b""))  # type: ignore[call-overload]  # what a server gives

    wall, core = perf_counter(), process_time()
    await app(scope, receive, send)  # type: ignore[arg-type]  # plain functions do
    took = 1000 * (perf_counter() - wall), 1000 * (process_time() - core)
    return Asked(status, len(body), len(gzip.compress(body)), *took)


def to_ask(world: World, chance: Random) -> dict[str, list[str]]:
    """What each part of an address may be: facilities, cases that people look at, their levels, and so on.

    The case of which something was shared goes before: of others there is no package.
    """
    with reading(world.known.rows) as connection:
        raised = list(
            connection.scalars(select(episodes.c.case).where(episodes.c.level == "avim").limit(500))
        )
        first = list(connection.scalars(select(cases.c.case).limit(500)))
    chance.shuffle(raised)
    return {
        "facility": [f"instelling-{number + 1}" for number in range(FACILITIES)],
        "name": [Served(world).case(SHARED), *raised[:8], *chance.sample(first, 4)],
        "level": ["avim"],
        "number": [NUMBER],
        "version": list(versions_of(world.known.log)),
    }


def addresses(route: Route, known: dict[str, list[str]]) -> list[str]:
    """Addresses of one route; none when it names something that this log has not."""
    names = [one.split("}")[0] for one in route.path.split("{")[1:]]
    if any(name not in known for name in names):
        return []
    longest = max((len(known[name]) for name in names), default=1)
    return [
        route.path.format(**{name: known[name][number % len(known[name])] for name in names})
        for number in range(longest)
    ]


class Pages:
    """The pages of a large world, and who asks them."""

    def __init__(self, world: World) -> None:
        self.app = application(world)
        self.app.state.limits = Endless()
        self.secrets = {one.person: world.sessions.begin(one.person, world.clock()) for one in world.personas}
        self.known = to_ask(world, Random(1))  # noqa: S311 - the same pages every time

    def seen(self, route: Route) -> tuple[str, list[str]] | None:
        """Who may see a page, and the addresses of it that they see; those who see most of them."""
        best: tuple[str, list[str]] | None = None
        for person, secret in self.secrets.items():
            found = [one for one in addresses(route, self.known) if self._is_there(one, secret)]
            if found and (best is None or len(found) > len(best[1])):
                best = (person, found)
        return best

    def _is_there(self, path: str, secret: str) -> bool:
        return asyncio.run(ask(self.app, path, secret)).status == 200

    def measured(self, person: str, paths: list[str]) -> list[Asked]:
        """Each in turn, so many times in all."""

        async def every() -> list[Asked]:
            secret = self.secrets[PersonId(person)]
            return [await ask(self.app, paths[number % len(paths)], secret) for number in range(ASKED)]

        return asyncio.run(every())


def told(path: str, person: str, found: list[Asked]) -> bool:
    """One line of figures; whether they are within what was promised."""
    wall, core = (_p95([getattr(one, name) for one in found]) for name in ("wall_ms", "core_ms"))
    size = max(one.packed for one in found)
    fits = core < LIMIT_MS and size < LIMIT_BYTES
    mark = "" if fits else "   TOO MUCH"
    put(f"{path} ({person}): p95 {wall:.1f} ms, a core {core:.1f} ms; {size / 1000:.1f} kB packed{mark}")
    return fits


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[18]


def pages(folder: Path, count: int) -> bool:
    """Every page; whether all are within what was promised."""
    with large_world(folder, count) as world:
        served = Pages(world)
        fits = True
        for route in ROUTES:
            if route.method != "GET" or route.is_open or route.path.startswith(("/live/", "/static/")):
                continue
            seen = served.seen(route)
            if seen is None:
                put(f"{route.path}: nobody here sees one")
                continue
            fits &= told(route.path, seen[0], served.measured(*seen))
            if route.path == "/lijst/{facility}":
                longer = [f"{one}?top=10" for one in seen[1]]
                fits &= told(f"{route.path}?top=10", seen[0], served.measured(seen[0], longer))
    return fits


def main() -> int:
    """Make the log in a folder that goes away, and measure."""
    parser = argparse.ArgumentParser(description="Measure the pages.")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases, of ten events each")
    with TemporaryDirectory() as name:
        return 0 if pages(Path(name) / "world", parser.parse_args().cases) else 1


if __name__ == "__main__":
    sys.exit(main())
