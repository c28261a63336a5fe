"""From the starting point to the score in steps: what is drawn, what is told and the total sum exactly.

Numbers are whole tenths of a deciban. Each is rounded by itself; what that leaves over the total is given to
the steps that were rounded most, so that a reader who adds them up finds the total.
"""

from collections.abc import Sequence
from typing import NamedTuple

from domain.policy_document import Policy
from domain.scoring.result import threshold_db

SHOWN = 10
"""Steps shown by themselves; the rest together are one."""
WIDTH = 100.0
"""The width of every bar's drawing."""
_MARGIN_DB = 1.5


class Step(NamedTuple):
    """One contribution: what it is, its unrounded decibans, and what is told beside it."""

    what: str
    db: float
    note: str = ""


class Bar(NamedTuple):
    """A step as it is drawn: `start` and `width` of `WIDTH`; `tenths` of a deciban as it is told."""

    step: Step
    tenths: int
    start: float
    width: float
    end: float

    @property
    def rises(self) -> bool:
        """Whether it makes the score higher."""
        return self.tenths >= 0


class Threshold(NamedTuple):
    """Where a level opens."""

    x: float
    score: float


class Waterfall(NamedTuple):
    """The start, the steps and the total, all in tenths of a deciban, and where the levels open."""

    prior: Bar
    bars: tuple[Bar, ...]
    total: int
    thresholds: tuple[Threshold, ...]


def waterfall(prior_db: float, steps: Sequence[Step], policy: Policy) -> Waterfall:
    """The steps from what weighs most to least, under the start."""
    ordered = sorted(steps, key=lambda one: (-abs(one.db), one.what))
    if len(ordered) > SHOWN + 1:
        rest = ordered[SHOWN:]
        ordered = [*ordered[:SHOWN], Step(f"Overige {len(rest)} samen", sum(one.db for one in rest))]
    tenths = summing([prior_db, *(one.db for one in ordered)])
    total = sum(tenths)
    reached = [0]
    for one in tenths:
        reached.append(reached[-1] + one)
    bars_db = [threshold_db(level.on) * 10 for level in policy.levels.values()]
    low = min([*reached[1:], *bars_db]) - _MARGIN_DB * 10
    high = max([*reached[1:], *bars_db]) + _MARGIN_DB * 10

    def x(at: float) -> float:
        return round((at - low) / (high - low) * WIDTH, 2)

    prior = Bar(Step("Begin, voor er iets bekend is", prior_db), tenths[0], 0.0, x(tenths[0]), x(tenths[0]))
    bars = []
    for number, step in enumerate(ordered, start=1):
        start, end = x(reached[number]), x(reached[number + 1])
        bars.append(Bar(step, tenths[number], min(start, end), round(abs(end - start), 2), end))
    thresholds = tuple(
        Threshold(x(at), level.on) for at, level in zip(bars_db, policy.levels.values(), strict=True)
    )
    return Waterfall(prior, tuple(bars), total, thresholds)


def summing(numbers: Sequence[float]) -> list[int]:
    """The numbers in tenths, so that they sum to the rounded sum: those rounded most give way."""
    exact = [number * 10 for number in numbers]
    tenths = [round(one) for one in exact]
    over = sum(tenths) - round(sum(exact))
    sign = 1 if over > 0 else -1
    by_error = sorted(range(len(exact)), key=lambda at: sign * (exact[at] - tenths[at]))
    for at in by_error[: abs(over)]:
        tenths[at] -= sign
    return tenths
