"""Two same decisions at once are one: by threads, by processes, under one id and under two."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.proeftuin.document import shipped_policy
from domain.commands import Command, Context
from domain.escalation.deciding import AgreeLead, DecideEscalation
from domain.escalation.events import EscalationDecided, LeadAgreed
from domain.events import Event
from domain.policies import AdoptPolicy, PolicyAdopted, ProposePolicy
from domain.words import PersonId
from engine.embedded import Embedded
from eventlog.execute import execute
from eventlog.log import Log
from projections.database import open_rows, reading
from projections.escalations import of_case
from tests.integration.engine.decider import AT
from tests.integration.engine.world import World, begin
from tests.servers.stores import PROMPT_S, opened

ROOT = Path(__file__).resolve().parents[3]
AnyCommand = Command[Any, Any]  # commands of several views
IDS = [("een", "een"), ("een", "twee")]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the log is, in each kind of store."""
    if request.param == "sqlite":
        return str(tmp_path / "log.sqlite")
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def world(place: str) -> Iterator[World]:
    with opened(place, create=True) as recorder:
        yield begin(World(Log(recorder)))


def decision(world: World, folder: Path) -> tuple[AnyCommand, type[Event]]:
    case = world.case("een")
    for indicator in ("SX03", "GW01", "RL01"):
        world.signal(case, indicator, indicator)
    rows = open_rows(folder / "rows.sqlite")
    Embedded(rows, world.log, world.clock).catch_up()
    with reading(rows) as connection:
        one = of_case(connection, case)[0]
    rows.dispose()
    by = PersonId(one.responsible or "")
    return DecideEscalation(
        case, one.level, one.opened, by, world.today, "zelf_hulp", "wij praten eerst"
    ), EscalationDecided


def adoption(world: World, _: Path) -> tuple[AnyCommand, type[Event]]:
    policy = msgspec.structs.replace(shipped_policy(), version="2")
    world.do(ProposePolicy("2", PersonId("noor"), world.today, policy, "anders"))
    world.do(AdoptPolicy("2", PersonId("noor"), world.today))
    return AdoptPolicy("2", PersonId("bram"), world.today), PolicyAdopted


def lead(world: World, _: Path) -> tuple[AnyCommand, type[Event]]:
    case = world.case("een")
    return AgreeLead(case, "zorg", PersonId("noor"), PersonId("bram"), world.today), LeadAgreed


Make = Callable[[World, Path], tuple[AnyCommand, type[Event]]]
DECISIONS: list[Make] = [decision, adoption, lead]


def since(log: Log, position: int, kind: type[Event]) -> list[int]:
    return [entry.position for page in log.pages(position) for entry in page if isinstance(entry.event, kind)]


@pytest.mark.parametrize("ids", IDS, ids=["one id", "two ids"])
@pytest.mark.parametrize("make", DECISIONS, ids=lambda make: make.__name__)
def test_two_threads_that_decide_the_same_decide_once(
    world: World, place: str, tmp_path: Path, make: Make, ids: tuple[str, str]
) -> None:
    command, kind = make(world, tmp_path)
    head, start = world.log.head(), threading.Barrier(2)

    def decide(name: str) -> int:
        with opened(place) as recorder:
            log = Log(recorder)
            start.wait(PROMPT_S)
            return execute(log, command, Context(name, AT, PersonId("noor"))).position

    with ThreadPoolExecutor(2) as threads:
        answers = [run.result(PROMPT_S) for run in [threads.submit(decide, name) for name in ids]]
    found = since(world.log, head, kind)
    assert len(found) == 1
    assert min(answers) >= found[0], "each answer tells from where on the decision can be read"


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ids", IDS, ids=["one id", "two ids"])
@pytest.mark.parametrize("make", DECISIONS, ids=lambda make: make.__name__)
def test_two_processes_that_decide_the_same_decide_once(
    world: World, place: str, tmp_path: Path, make: Make, ids: tuple[str, str]
) -> None:
    command, kind = make(world, tmp_path)
    head = world.log.head()
    told = msgspec.json.encode(command).decode()
    words = ["-m", "tests.integration.engine.decider", place]
    deciders = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, *words, name, type(command).__name__, told],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ids
    ]
    for one in deciders:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    answers = [int(one.communicate(None, PROMPT_S)[0]) for one in _all_told(deciders)]
    found = since(world.log, head, kind)
    assert len(found) == 1
    assert min(answers) >= found[0]


def _all_told(deciders: list["subprocess.Popen[str]"]) -> list["subprocess.Popen[str]"]:
    """All of them, after each was told to go."""
    for one in deciders:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return deciders
