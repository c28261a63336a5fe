"""The engine on one machine: follow the log's tail, fold, react, keep the time, sweep.

Everything in order of urgency: live events first, then reactions, deadlines, and a piece of the sweep.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Event

from sqlalchemy import Engine

from domain.words import CaseId
from engine.collecting import uncollected
from engine.follow import PASSING, follow
from engine.parts import Parts
from engine.reactions import Reactor
from engine.timekeeper import Timekeeper
from eventlog.log import Log
from projections.calendar import Calendar

PAGE = 10_000
"""Events a transaction at most: half a second of work, so that rows are never far behind."""

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Progress that nobody sees."""


class Embedded:
    """The folds of one log into one set of rows; `parts` is in how many those are divided."""

    def __init__(self, rows: Engine, log: Log, clock: Clock, parts: int = 1) -> None:
        self.rows = rows
        self.log = log
        self.clock = clock
        self.parts = Parts(rows, log, range(parts), parts)
        self.reactor = Reactor(rows, log)
        self.timekeeper = Timekeeper(rows, log, self.reactor)
        self._swept_for = -1

    @property
    def position(self) -> int:
        """How far the rows are."""
        return self.parts.position

    @property
    def calendar(self) -> Calendar:
        """The days and policies so far."""
        return self.parts.calendar

    def step(self) -> bool:
        """One piece of work; False when everything is up to date."""
        return self._take() or self._react() or self._tick() or self._sweep()

    def catch_up(self, progress: Progress = silent) -> int:
        """Work until everything is up to date; the position that the rows are at."""
        with uncollected():
            while self.step():
                progress(self.position, self.log.head())
        return self.position

    def retry(self, case: CaseId) -> bool:
        """Fold a parked case again from the log; True when it is whole again.

        Raises:
            Refused: when the case is not parked.
        """
        return self.parts.of(case).retry(case)

    def run(self, stop: Event) -> None:
        """Follow until `stop` is set, and say all the while that somebody keeps the time."""
        self.timekeeper.begin_beating()
        follow(self.step, lambda idle_s: self.log.wait(self.position, idle_s), stop, passing=PASSING)

    def _take(self) -> bool:
        return self.parts.take(PAGE)

    def _react(self) -> bool:
        now = self.clock()
        return self.reactor.react(self.calendar, now) + self.reactor.stop_unfounded(now) > 0

    def _tick(self) -> bool:
        return self.timekeeper.tick(self.calendar, self.clock())

    def _sweep(self) -> bool:
        now = self.calendar.now.position
        if self._swept_for == now:
            return False
        if not self.parts.sweep():
            self._swept_for = now
        return True
