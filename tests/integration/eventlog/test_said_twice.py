"""Every command about a case given twice to a real log: under its own id, and under another."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.acting.given import given_by
from domain.calendar import OpenLog
from domain.commands import Context, Refused
from eventlog.execute import Answer, execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.eventlog.test_sharing_races import put
from tests.unit.domain.attacks import ATTACKS, PAST, AnyCommand, Attack
from tests.unit.domain.sharing import NOW
from tests.unit.domain.test_attacks import AGAIN
from tests.unit.domain.world import CARLA, TODAY

REFUSED_AT_FIRST = frozenset({"SplitCases", "CompleteMerge", "KeepLonger"})
"""What asks a case that was merged or closed: its refusal is what is repeated."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        log = Log(recorder)
        execute(log, OpenLog("l-1"), Context("begin", NOW, CARLA))
        yield log


def tried(log: Log, attack: Attack, name: str) -> Answer | str:
    """What it led to, or the code of its refusal; the moment never goes back."""
    command: AnyCommand = given_by(attack.command, attack.by, TODAY)
    try:
        return execute(log, command, Context(name, NOW + timedelta(minutes=1), attack.by))
    except Refused as refused:
        return refused.code


def length(log: Log) -> int:
    return sum(1 for _ in log.recorder.scan(0, 10_000))


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_given_twice_happens_once_and_is_answered_the_same(log: Log, name: str) -> None:
    attack = ATTACKS[name]
    put(log, [*PAST, *attack.ready])
    first = tried(log, attack, "a")
    assert isinstance(first, str) == (name in REFUSED_AT_FIRST)
    before = length(log)
    again = tried(log, attack, "a")
    assert length(log) == before, "under the same id it adds nothing"
    assert again == first
    other = tried(log, attack, "b")
    if isinstance(other, Answer):
        assert bool(other.events) == (AGAIN.get(name) == "ja")
    else:
        assert other == AGAIN[name]
