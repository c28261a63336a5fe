"""Workers of a test, each in a thread, and the rows that they should make."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread
from typing import Any

from sqlalchemy import Engine, func, select, update

from engine.partition import Partition
from eventlog.log import Log
from projections.database import reading
from projections.tables import calendar, cases, positions
from streams.held import Held
from streams.worker import Worker
from tests.integration.engine.world import everything
from tests.integration.streams.copying import Place
from tests.servers.parent import waited

LIMIT_S = 60.0
SESSION_S = 2.0


class Running:
    """A worker in its thread."""

    def __init__(self, place: Place, log: Log, rows: Engine, clock: Callable[[], datetime]) -> None:
        self.held = Held(rows, log, clock, place.topics.parts)
        self.failure: BaseException | None = None
        self._stop = Event()
        self._worker = Worker(self.held, place.kafka, place.topics, self._stop, session_s=SESSION_S)
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
def working(place: Place, log: Log, rows: Engine, clock: Callable[[], datetime]) -> Iterator[Running]:
    running = Running(place, log, rows, clock)
    try:
        yield running
    finally:
        running.stop()


def caught_up(rows: Engine, log: Log) -> None:
    """Wait until every part is where the log is, and every case is up to the last day."""
    waited(lambda: _position(rows) >= log.head() and not _behind(rows), LIMIT_S)


def _position(rows: Engine) -> int:
    with reading(rows) as connection:
        return min(connection.scalars(select(positions.c.position)), default=0)


def _behind(rows: Engine) -> int:
    with reading(rows) as connection:
        now = connection.scalar(select(func.max(calendar.c.position))) or 0
        return connection.scalar(select(func.count()).select_from(cases).where(cases.c.seen < now)) or 0


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
