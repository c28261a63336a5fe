"""Workers of a test, each in a thread, and the rows that they should make."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from sqlalchemy import Engine, func, select, update

from engine.partition import Partition
from engine.parts import Parts
from eventlog.log import Log
from projections.database import reading
from projections.tables.case import calendar, cases, positions
from streams.held import Held
from streams.worker import Patience, Worker
from tests.integration.engine.world import everything
from tests.integration.streams.copying import Place
from tests.servers.parent import waited

LIMIT_S = 60.0
SESSION_S = 2.0
LONG_S = 1800.0
"""For a whole log, however busy the machine is."""


class ByMessages(Held):
    """Folds what comes by a message, and takes nothing of the log itself; nor does it ask anything of it."""

    def react(self) -> None:
        """Nothing follows from these rows."""

    def chore(self) -> bool:
        return bool(self.parts.held) and self.sweep()


class Running:
    """A worker in its thread."""

    def __init__(self, place: Place, held: Held, standstill_s: float) -> None:
        self.held = held
        self.failure: BaseException | None = None
        self._stop = Event()
        self._worker = Worker(
            self.held, place.kafka, place.topics, self._stop, Patience(SESSION_S, standstill_s)
        )
        self._thread = Thread(target=self._run)
        self._thread.start()

    def holds(self, at_least: int = 1) -> None:
        """Wait until it holds so many parts."""
        waited(lambda: self.failure is not None or len(self.held.parts.held) >= at_least, LIMIT_S)

    def ends(self) -> None:
        """Wait until it ended by itself."""
        self._thread.join(LIMIT_S)
        assert not self._thread.is_alive()

    def stop(self) -> None:
        self._stop.set()
        self.ends()

    def _run(self) -> None:
        try:
            self._worker.run()
        except Exception as failure:  # noqa: BLE001 - the test looks at it
            self.failure = failure


@contextmanager
def working(place: Place, held: Held, standstill_s: float = LONG_S) -> Iterator[Running]:
    running = Running(place, held, standstill_s)
    try:
        yield running
    finally:
        running.stop()


def caught_up(rows: Engine, log: Log, limit_s: float = LIMIT_S) -> None:
    """Wait until every part is where the log is, and every case is up to the last day."""
    waited(lambda: _position(rows) >= log.head() and not _behind(rows), limit_s)


def folded(running: Running, last: Sequence[int]) -> None:
    """Wait until each part is at its own last position, and every case up to the last day."""
    held = running.held

    def told() -> str:
        return f"{_positions(held.rows)} of {last}, {held.health()}, {running.failure!r}"

    def reached() -> bool:
        far = held.parts.position >= min(last)  # in memory: what is asked of the rows holds the worker up
        return far and _positions(held.rows) == dict(enumerate(last)) and not _behind(held.rows)

    waited(lambda: running.failure is not None or reached(), LONG_S, told)


def _positions(rows: Engine) -> dict[int, int]:
    with reading(rows) as connection:
        found = connection.execute(select(positions.c.partition, positions.c.position))
        return {row.partition: row.position for row in found}


def _position(rows: Engine) -> int:
    with reading(rows) as connection:
        return min(connection.scalars(select(positions.c.position)), default=0)


def _behind(rows: Engine) -> int:
    with reading(rows) as connection:
        now = connection.scalar(select(func.max(calendar.c.position))) or 0
        return connection.scalar(select(func.count()).select_from(cases).where(cases.c.seen < now)) or 0


def taken_up(rows: Engine, log: Log, parts: int) -> None:
    """Fold what a worker had asked of the log just before it was stopped, as the next one would."""
    left = Parts(rows, log, range(parts), parts)
    while left.take(log.head()):
        pass
    while left.sweep():
        pass


def as_one(rows: Engine) -> dict[str, list[Any]]:
    """All rows, as if they were made in one part."""
    with rows.begin() as connection:
        connection.execute(update(cases).values(part=0))
    return everything(rows)


def whole(log: Log, rows: Engine) -> dict[str, list[Any]]:
    """The rows that one program makes of the log, in empty rows."""
    partition = Partition(rows, log)
    for page in log.pages():
        partition.apply(page, page[0].position - 1)
    while partition.sweep().left:
        pass
    return everything(rows)
