"""What is known, as whoever reads finds it: the log, its rows, and the calendar that the rows are at.

The engine that writes the rows is one; an edge that only reads has `Kept`, which never holds that engine up.
"""

from functools import cached_property
from typing import Protocol

from sqlalchemy import Connection, Engine, func, select

from eventlog.log import Log
from projections.calendar import Calendar, read_calendar
from projections.database import reading
from projections.tables.case import calendar, positions


class Known(Protocol):
    """The log with the rows that were made from it."""

    @property
    def log(self) -> Log:
        """What happened."""
        ...

    @property
    def rows(self) -> Engine:
        """What people look at."""
        ...

    @property
    def calendar(self) -> Calendar:
        """The days and policies so far."""
        ...


class Kept:
    """The rows as another process keeps them up to date; the calendar is read again when it went on."""

    def __init__(self, log: Log, rows: Engine) -> None:
        self.log = log
        self.rows = rows
        self._calendar = Calendar()

    @property
    def calendar(self) -> Calendar:
        """The days and policies that the rows are at."""
        with reading(self.rows) as connection:
            position = _position(connection)
            last = connection.scalar(
                select(func.max(calendar.c.position)).where(calendar.c.position <= position)
            )
            if last is not None and last != self._calendar.now.position:
                self._calendar = read_calendar(connection, position)
        return self._calendar

    @property
    def position(self) -> int:
        """How far the rows are in the log: every part of them."""
        with reading(self.rows) as connection:
            return _position(connection)


class Held:
    """The same for as long as one question takes: the days and policies are read once."""

    def __init__(self, kept: Kept) -> None:
        self.log = kept.log
        self.rows = kept.rows
        self._kept = kept

    @cached_property
    def calendar(self) -> Calendar:
        """The days and policies so far, as they were at first."""
        return self._kept.calendar

    @property
    def position(self) -> int:
        """How far the rows are now."""
        return self._kept.position


def _position(connection: Connection) -> int:
    return connection.scalar(select(func.min(positions.c.position))) or 0
