"""The events of no case: which day it is and which policy holds, at any position.

A case's state remembers how far in the calendar it has seen; before an event of its own it first goes through
what it missed.
"""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from domain.calendar import DayBegan
from domain.events import Event
from domain.policies import PolicyAdopted
from domain.policy_document import Policy
from domain.scoring.score import Scorer
from projections.tables.case import calendar
from projections.writing import insert_absent


class Point(NamedTuple):
    """From `position` on it is `day`, and `scorer` scores; either is None before the first."""

    position: int
    day: date | None
    version: str
    scorer: Scorer | None
    is_policy: bool


START = Point(0, None, "", None, is_policy=False)


class Calendar:
    """The points so far, in order; `now` is the last."""

    def __init__(self) -> None:
        self.now = START
        self._points = [START]
        self._positions = [0]

    def add(self, position: int, event: Event) -> bool:
        """Take in one event; False when it is not of the calendar, or was taken in already."""
        if position <= self.now.position:
            return False
        match event:
            case DayBegan():
                self.begin_day(position, event.day)
            case PolicyAdopted():
                self.adopt(position, event.version, event.document)
            case _:
                return False
        return True

    def begin_day(self, position: int, day: date) -> None:
        """From this position on it is `day`."""
        self._append(self.now._replace(position=position, day=day, is_policy=False))

    def adopt(self, position: int, version: str, document: Policy) -> None:
        """From this position on this policy scores."""
        self._append(Point(position, self.now.day, version, Scorer(document), is_policy=True))

    def _append(self, point: Point) -> None:
        self.now = point
        self._points.append(point)
        self._positions.append(point.position)

    def at(self, position: int) -> Point:
        """What held at a position."""
        if position >= self.now.position:
            return self.now
        return self._points[bisect_right(self._positions, position) - 1]

    def between(self, after: int, before: int) -> list[Point]:
        """The points after one position and before another."""
        start = bisect_right(self._positions, after)
        points = self._points[start:]
        return (
            points
            if not points or points[-1].position < before
            else [point for point in points if point.position < before]
        )

    def last_policy_position(self) -> int:
        """Where the policy that holds was adopted; 0 when none was."""
        return max((point.position for point in self._points if point.is_policy), default=0)

    def evening(self, day: date) -> int | None:
        """The last position of a day: just before the next one began; None while it lasts."""
        for point in self._points:
            if point.day is not None and not point.is_policy and point.day > day:
                return point.position - 1
        return None

    def days(self) -> list[date]:
        """Every day that began, in order."""
        return [point.day for point in self._points if point.day is not None and not point.is_policy]

    def begun(self, day: date) -> Point | None:
        """The point at which a day began."""
        for point in self._points:
            if point.day == day and not point.is_policy:
                return point
        return None


def keep_calendar(connection: Connection, position: int, event: Event) -> None:
    """Write one event of the calendar as a row, so that a restart knows it; each part comes by with it."""
    row: dict[str, object] = {"position": position, "day": None, "version": None, "document": None}
    match event:
        case DayBegan(day=day):
            row["day"] = day
        case PolicyAdopted(version=version, document=document):
            row["version"] = version
            row["document"] = msgspec.msgpack.encode(document)
        case _:
            return
    insert_absent(connection, calendar, row)


def read_calendar(connection: Connection, until: int) -> Calendar:
    """The calendar up to and with a position: other parts may be further."""
    found = Calendar()
    c = calendar.c
    rows = select(c.position, c.day, c.version, c.document).where(c.position <= until).order_by(c.position)
    for position, day, version, document in connection.execute(rows):
        if document is None:
            found.begin_day(position, day)
        else:
            found.adopt(position, version, msgspec.msgpack.decode(document, type=Policy))
    return found
