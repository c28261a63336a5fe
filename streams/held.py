"""What a worker does with the parts that it holds: fold what comes, react, and all the chores in between.

Nothing here waits for anybody. A message may come late, twice, or not at all: the rows say where each part
is, and what is missing is read from the log.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from time import monotonic
from typing import NamedTuple

from sqlalchemy import Engine, func, select

from engine.parts import Parts, Run
from engine.reactions import Reactor
from engine.timekeeper import Timekeeper
from eventlog.log import Log
from projections.database import reading
from projections.standing import positions_of
from projections.tables.case import parked
from streams.messages import Received

PAGE = 2_000
"""Events of the log a transaction while filling: what comes meanwhile waits some tenths of a second."""
QUIET_S = 2.0
"""After so long without a message a part that is behind reads the log itself."""
PATIENCE = timedelta(seconds=5)
"""What was asked of the log comes back through Kafka; only after so long it is asked again."""
TIMEKEEPER = 0
"""Who holds this part keeps the time for all."""

Clock = Callable[[], datetime]


class Health(NamedTuple):
    """How it is with a worker: `behind` in events, `waiting` parked cases, `last` the last event's moment."""

    parts: tuple[int, ...]
    position: int
    behind: int
    waiting: int
    last: datetime | None
    by_messages: int
    by_log: int


class Held:
    """The parts that one worker holds; of one thread."""

    def __init__(self, rows: Engine, log: Log, clock: Clock, of: int) -> None:
        self.rows = rows
        self.log = log
        self.clock = clock
        self.log_id = log.identity()
        self.parts = Parts(rows, log, (), of)
        self.reactor = Reactor(rows, log, PATIENCE)
        self.timekeeper = Timekeeper(rows, log, self.reactor)
        self.timekeeper.begin_beating()
        self._filling = False
        self._unanswered = False  # stays so when asking failed, for then the same comes again
        self._swept_for: Mapping[int, int] = {}
        self._heard_s = monotonic()
        self._last: datetime | None = None
        self._by_messages = 0
        self.heard = 0
        """Messages that came, also those that said nothing new."""

    def hold(self, numbers: Collection[int]) -> None:
        """From now on these parts and no others; each is compared with the log and filled."""
        self.parts.hold(numbers)
        self._filling = True
        self._swept_for = {}

    def fold(self, some: Sequence[Received]) -> None:
        """Fold what came, all parts together where that can be, and do what follows from it."""
        runs = [Run(run[0].part, [one.entry for one in run], run[0].previous) for run in runs_of(some)]
        done = self.parts.fold(runs)
        self._filling |= done.is_missing
        self._by_messages += done.events
        if some:
            self._last = some[-1].entry.at
        self.heard += len(some)
        self._heard_s = monotonic()
        self._unanswered |= done.events > 0
        if self._unanswered:
            self.react()

    def react(self) -> None:
        """Ask the log for what follows from the rows."""
        if self.parts.held:
            self.reactor.react(self.parts.calendar, self.clock(), self.parts.held)
        self._unanswered = False

    def chore(self) -> bool:
        """One piece of what waits besides: filling, what is due, the sweep. False when nothing does."""
        if not self.parts.held:
            return False
        return self._fill() or self._tick() or self.sweep()

    def sweep(self) -> bool:
        """One piece of bringing cases up to the day; False when none is behind."""
        now = self.parts.days
        if self._swept_for == now:
            return False
        if not self.parts.sweep():
            self._swept_for = now
        return True

    def positions(self) -> dict[int, int]:
        """How far the rows of these parts are; where none is held, those of all parts."""
        with reading(self.rows) as connection:
            found = positions_of(connection)
        held = self.parts.held
        return {number: found.get(number, 0) for number in held} if held else found

    def health(self) -> Health:
        """How it is now."""
        head = self.log.head()
        with reading(self.rows) as connection:
            waiting = connection.scalar(select(func.count()).select_from(parked)) or 0
        position = min(self.parts.position, head)
        held = tuple(sorted(self.parts.held))
        return Health(
            held, position, head - position, waiting, self._last, self._by_messages, self.parts.taken
        )

    def _fill(self) -> bool:
        if not self._filling and monotonic() - self._heard_s >= QUIET_S:
            self._filling = self.parts.position < self.log.head()
            self._heard_s = monotonic()
        if not self._filling:
            return False
        self._filling = self.parts.take(PAGE)
        if not self._filling:
            self.react()
        return True

    def _tick(self) -> bool:
        if TIMEKEEPER not in self.parts.held:
            return False
        now = self.clock()
        return self.timekeeper.tick(self.parts.calendar, now) or self.reactor.stop_unfounded(now) > 0


def runs_of(some: Sequence[Received]) -> Iterator[list[Received]]:
    """By part, what follows each other without a gap; what comes again is left out."""
    for _, of_part in groupby(sorted(some, key=lambda one: one.part), key=lambda one: one.part):
        run: list[Received] = []
        for one in of_part:
            if run and one.entry.position <= run[-1].entry.position:
                continue
            if run and one.previous != run[-1].entry.position:
                yield run
                run = []
            run.append(one)
        yield run
