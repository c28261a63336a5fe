"""A score over twelve weeks as a line, with the thresholds it may cross and the days of new signals."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.policy_document import Policy
from engine.trend import SPAN, Evening

WIDTH, HEIGHT = 220.0, 56.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 5.0, 24.0, 5.0, 5.0
_FULL = 100.0


class Dot(NamedTuple):
    """A day on which signals came in, or the last day."""

    x: float
    y: float


class Threshold(NamedTuple):
    """A line at the score that opens a level."""

    y: float
    score: float


class Row(NamedTuple):
    """One evening for the table that says the same: what came in since the row above."""

    day: date
    score: float
    signals: int


class Sparkline(NamedTuple):
    """`line` is the path of the score, `policies` where another policy began, `rows` the table of weeks."""

    line: str
    area: str
    dots: tuple[Dot, ...]
    last: Dot
    thresholds: tuple[Threshold, ...]
    policies: tuple[float, ...]
    rows: tuple[Row, ...]
    first_day: date


def sparkline(evenings: Sequence[Evening], policy: Policy) -> Sparkline | None:
    """The line through the evenings; None before there was a score."""
    if not evenings:
        return None
    end = evenings[-1].day.toordinal()
    start = end - SPAN.days

    def x(day: date) -> float:
        share = (day.toordinal() - start) / (end - start)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(score: float) -> float:
        return round(_TOP + (1 - score / _FULL) * (HEIGHT - _TOP - _BOTTOM), 1)

    points = [Dot(x(one.day), y(one.score)) for one in evenings]
    line = "M" + " L".join(f"{point.x},{point.y}" for point in points)
    floor = HEIGHT - _BOTTOM
    return Sparkline(
        line,
        f"{line} L{points[-1].x},{floor} L{points[0].x},{floor} Z",
        tuple(point for point, one in zip(points, evenings, strict=True) if one.signals),
        points[-1],
        tuple(Threshold(y(level.on), level.on) for level in policy.levels.values()),
        tuple(x(one.day) for one in evenings if one.policy),
        _weeks(evenings),
        evenings[0].day,
    )


def _weeks(evenings: Sequence[Evening]) -> tuple[Row, ...]:
    """An evening a week, the last one first."""
    rows = []
    for last in range(len(evenings) - 1, -1, -7):
        week = evenings[max(last - 6, 0) : last + 1]
        rows.append(Row(evenings[last].day, evenings[last].score, sum(one.signals for one in week)))
    return tuple(rows)
