"""Random histories of a few cases of two facilities over months, in one place for all laws of folding."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from hypothesis import strategies as st

from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows
from tests.integration.engine.lived import NAMES, History
from tests.integration.engine.moves import MOVES
from tests.integration.engine.world import START, World, begin
from tests.servers.stores import Database, copy_of


class Move(NamedTuple):
    """What is done, with which case, and a number that varies it."""

    name: str
    case: int
    number: int


OFTEN = (*["several"] * 4, *["days", "escalation"] * 2, "engine", "merge", "merge", "split")

SHORTEST, LONGEST = 4, 30
NUMBERS = 12
"""How many ways a move can vary."""

HISTORIES: st.SearchStrategy[list[Move]] = st.lists(
    st.builds(
        Move, st.sampled_from((*MOVES, *OFTEN)), st.integers(0, len(NAMES) - 1), st.integers(0, NUMBERS - 1)
    ),
    min_size=SHORTEST,
    max_size=LONGEST,
)


def by_chance(chance: random.Random) -> list[Move]:
    """One such history of a seed, where there are too many to search among."""
    return [
        Move(chance.choice((*MOVES, *OFTEN)), chance.randrange(len(NAMES)), chance.randrange(NUMBERS))
        for _ in range(chance.randint(SHORTEST, LONGEST))
    ]


def side_by_side(history: History, number: int, chance: random.Random) -> None:
    """So many histories in one log, each of cases of its own, a move of one between those of others.

    They share the days: whoever has come to its next day waits until all have.
    """
    alive = [Life(history, number, chance) for number in range(number)]
    while alive:
        awake = list(alive)
        while awake:
            life = chance.choice(awake)
            move = next(life.moves, None)
            if move is None:
                alive.remove(life)
            if move is None or move.name == "days":
                awake.remove(life)
            else:
                life.do(move)
        MOVES["days"](history, history.cases[0], chance.randrange(NUMBERS))


class Life:
    """One of several histories in a log: its cases, and what is still to be done with them."""

    def __init__(self, history: History, number: int, chance: random.Random) -> None:
        self.moves = iter(by_chance(chance))
        self._history = history
        self._mark = f"{number}-"
        self._cases = [history.case(f"{self._mark}{name}") for name in NAMES]

    def do(self, move: Move) -> None:
        """Do this with its own cases."""
        self._history.cases, self._history.mark = self._cases, self._mark
        MOVES[move.name](self._history, self._cases[move.case], move.number)


def begun(folder: Path) -> Path:
    """The log that every history begins with: making it once saves most of the time."""
    file = folder / "begun.sqlite"
    with SQLiteRecorder(file, create=True) as recorder:
        begin(World(Log(recorder)))
    return file


@contextmanager
def played_on_a_server(start: Path, server: Database, moves: list[Move]) -> Iterator[History]:
    """The same in a database, which is empty: `log`, and what its engine made of it in `rows`."""
    with SQLiteRecorder(start) as begun_with, server.log(create=True) as recorder:
        rows = open_rows(server.rows())
        try:
            history = History(copy_of(Log(begun_with), recorder), rows, START)
            for move in moves:
                MOVES[move.name](history, history.cases[move.case], move.number)
            yield history
        finally:
            rows.dispose()


@contextmanager
def played(start: Path, folder: Path, moves: list[Move]) -> Iterator[History]:
    """A history in a folder: `log.sqlite`, and in `rows.sqlite` what its own engine made of it so far."""
    copyfile(start, folder / "log.sqlite")
    with SQLiteRecorder(folder / "log.sqlite") as recorder:
        rows = open_rows(folder / "rows.sqlite")
        try:
            history = History(Log(recorder), rows, START)
            for move in moves:
                MOVES[move.name](history, history.cases[move.case], move.number)
            yield history
        finally:
            rows.dispose()
