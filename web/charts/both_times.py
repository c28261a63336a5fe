"""Signals in both times: when each was so, above, and when it was written down, below; a line joins the two.

A slanting line is a signal that was known for a while before anybody wrote it down.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT = 600.0, 96.0
SEEN_Y, RECORDED_Y = 26.0, 74.0
_SIDE = 14.0
_MONTHS_SHOWN = 6
"""As many names of months as fit below the lines."""


class Mark(NamedTuple):
    """One signal: its nature, the day it was so, and the day it was recorded."""

    nature: str
    seen: date
    recorded: date


class Stroke(NamedTuple):
    """A mark as it is drawn; `cut` says that it was so before the drawing begins."""

    nature: str
    seen_x: float
    recorded_x: float
    cut: bool


class Tick(NamedTuple):
    """Where a month begins."""

    x: float
    day: date


class BothTimes(NamedTuple):
    """The strokes, oldest first, and the months."""

    strokes: tuple[Stroke, ...]
    ticks: tuple[Tick, ...]


def both_times(marks: Sequence[Mark], until: date) -> BothTimes | None:
    """Drawn from the first day that something was recorded, or was so shortly before; None of nothing."""
    if not marks:
        return None
    first = min(one.recorded for one in marks)
    near = [one.seen for one in marks if (first - one.seen).days <= _NEAR_DAYS]
    start = min([first, *near]).toordinal()
    span = max(until.toordinal() - start, 1)

    def x(day: date) -> float:
        share = (max(day.toordinal(), start) - start) / span
        return round(_SIDE + min(share, 1.0) * (WIDTH - 2 * _SIDE), 1)

    strokes = [
        Stroke(one.nature, x(one.seen), x(one.recorded), one.seen.toordinal() < start)
        for one in sorted(marks, key=lambda one: (one.recorded, one.seen))
    ]
    months = [Tick(x(day), day) for day in _months(date.fromordinal(start), until)]
    return BothTimes(tuple(strokes), tuple(months[:: 1 + len(months) // (_MONTHS_SHOWN + 1)]))


_NEAR_DAYS = 60
"""What was so longer before the first record is drawn at the edge: it would push all else together."""


def _months(start: date, until: date) -> list[date]:
    found = []
    year, month = start.year, start.month
    while (month := month + 1) and (day := date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)) <= until:
        found.append(day)
    return found
