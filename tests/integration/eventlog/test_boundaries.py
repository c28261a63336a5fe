"""What every command reads before it decides: one rare tag and named types an item, fast in a long log."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import ExitStack
from time import perf_counter
from typing import Any

import pytest

import domain
from cli.importing.admitting import AdmitCase
from domain.commands import Command, Item
from domain.events import Event
from domain.registry import NAMES
from domain.unchanged import Unchanged
from eventlog.log import Log, Recorder
from tests.integration.eventlog.large_log import LARGEST, fill
from tests.servers.postgres import database
from tests.servers.stores import Database, Files, Store
from tests.unit.domain.made import Place, maker

AnyCommand = Command[Any, Any]  # commands of every view there is
EVENTS = 1_000_000
LONGEST_S = {"sqlite": 0.010, "postgres": 0.020}
"""On a server the events of a case with years of history (some 1,100) travel through a socket as well."""
TRIES = 7
"""The fastest counts: a busy machine slows one try down, a slow boundary all."""
MOST_TRIES = 200
"""How often one is tried that was slow every time: other tests may have kept the machine busy."""


def _commands(kind: type[AnyCommand] = Command) -> Iterator[type[AnyCommand]]:
    """Every class below that decides something."""
    for one in kind.__subclasses__():
        if one.decide is not Command.decide:
            yield one
        yield from _commands(one)


def _found() -> list[type[AnyCommand]]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    found = {one for one in _commands() if one.__module__.split(".")[0] == "domain"}
    return sorted({*found, AdmitCase}, key=lambda one: one.__name__)


COMMANDS = _found()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def large_log(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Recorder, float]]:
    """A log of a million events, and how long a command's question may take there, in seconds."""
    with ExitStack() as stack:
        store: Store = Files(tmp_path_factory.mktemp("large"))
        if request.param == "postgres":
            store = Database(stack.enter_context(database(request.getfixturevalue("postgres_server"))))
        recorder = stack.enter_context(store.log(create=True))
        fill(Log(recorder), EVENTS)
        yield recorder, LONGEST_S[request.param]


def test_every_kind_of_command_is_looked_at() -> None:
    assert len(COMMANDS) > 40


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_an_item_has_one_tag_and_names_its_types(kind: type[AnyCommand]) -> None:
    boundary = maker(kind)(Place(LARGEST)).boundary()
    assert boundary
    for tag, types in boundary:
        assert tag.partition(":")[2] or ":" not in tag, "a tag of nothing in particular"
        assert not tag.startswith(("facility:", "command:")), "these are not rare, or not a command's to ask"
        assert types or kind is Unchanged, "only who looked at a case wants to know of anything about it"
        assert set(types) <= set(NAMES), "an event that never stands in a log"


@pytest.mark.slow
def test_no_boundary_takes_long_in_a_log_of_a_million_events(large_log: tuple[Recorder, float]) -> None:
    recorder, longest_s = large_log
    assert Log(recorder).head() == EVENTS
    slow: dict[str, str] = {}
    met: set[type[Event]] = set()
    for kind in COMMANDS:
        items = (*maker(kind)(Place(LARGEST)).boundary(), Item("command:nieuw", ()))
        tries: list[float] = []
        while len(tries) < TRIES or (min(tries) > longest_s and len(tries) < MOST_TRIES):
            log = Log(recorder)  # one that remembers nothing
            started = perf_counter()
            found = log.read(items)
            tries.append(perf_counter() - started)
        met.update(type(entry.event) for entry in found.entries)
        assert found.entries, f"{kind.__name__} reads nothing here: what it asks about is not in the log"
        if min(tries) > longest_s:
            slow[kind.__name__] = f"{min(tries) * 1000:.1f} ms for {len(found.entries)} events"
    assert not slow
    assert len(met) > len(NAMES) / 2
