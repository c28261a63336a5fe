"""What speaks against: signals that deny, what somebody looked into and found untrue, what protects."""

from datetime import date
from typing import NamedTuple

from domain.scoring.facts import Signal
from domain.scoring.texts import label_of
from engine.explaining import Explanation
from web.watchlists.ranked import CONFLICT


class Against(NamedTuple):
    """One thing that speaks against, or no longer counts: what, since when, and how."""

    what: str
    day: date
    how: str


def against(explained: Explanation) -> list[Against]:
    """Everything of a case that speaks against the suspicion, the newest first."""
    found = []
    for one in explained.facts.signals:
        how = _how(one, explained)
        if how:
            found.append(Against(label_of(explained.when.policy, one.indicator), one.observed_on, how))
    return sorted(found, key=lambda one: one.day, reverse=True)


def is_contested(explained: Explanation) -> bool:
    """Whether sources contradict each other enough to say so."""
    return explained.result.conflict >= CONFLICT


def _how(signal: Signal, explained: Explanation) -> str:
    indicator = explained.when.policy.indicators.get(signal.indicator)
    if signal.retracted:
        return "ingetrokken: telt niet mee"
    if signal.verdict == "weerlegd":
        return "nagegaan: klopt niet, telt niet mee"
    if signal.polarity == "weerlegt":
        return "spreekt het tegen"
    if indicator is not None and indicator.protective:
        return "beschermt"
    return ""
