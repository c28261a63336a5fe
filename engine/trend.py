"""How a score went, evening by evening: each as it was known then, under the policy of then."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from domain import case_facts
from domain.case_facts import NO_FACTS, FactEvent
from domain.scoring.context import case_on
from domain.scoring.result import score_of
from domain.signals.events import SignalRecorded
from domain.words import CaseId
from engine.history import When, steps_of
from eventlog.log import Log
from projections.calendar import Calendar, Point
from projections.case.state import scored_facts

SPAN = timedelta(weeks=12)


class Evening(NamedTuple):
    """The score as a day ended (0 to 100), and what came in that day.

    `signals` is how many were recorded; `policy` is the version that began that day, or empty.
    """

    day: date
    score: float
    signals: int
    policy: str


def trend(log: Log, calendar: Calendar, case: CaseId, when: When) -> list[Evening]:
    """The evenings of twelve weeks up to and with the moment's day, oldest first."""
    steps = steps_of(log, case, when.position)
    facts, taken = NO_FACTS, 0
    found: list[Evening] = []
    before = ""
    for day, last, point in _evenings(calendar, when):
        signals = 0
        while taken < len(steps) and steps[taken].position <= last:
            event = steps[taken].event
            signals += isinstance(event, SignalRecorded)
            if isinstance(event, FactEvent):
                facts = case_facts.evolve(facts, event)
            taken += 1
        if taken and point.scorer is not None and day >= when.on - SPAN:
            score = score_of(point.scorer.log_odds_db(case_on(scored_facts(facts), day), day))
            began = point.version if before and before != point.version else ""
            found.append(Evening(day, score, signals, began))
        before = point.version
    return found


def _evenings(calendar: Calendar, when: When) -> Iterator[tuple[date, int, Point]]:
    """Each day up to the moment's own, its last position, and what held there."""
    points = calendar.between(0, when.position + 1)
    begun = [
        point for point in points if point.day is not None and not point.is_policy and point.day <= when.on
    ]
    for number, point in enumerate(begun):
        last = begun[number + 1].position - 1 if number + 1 < len(begun) else when.position
        if point.day is not None:
            yield point.day, last, calendar.at(last)
