"""Which context does a case have, and how many different signs were seen lately?

The system derives context itself, so nobody can write down what the signals do not say.
"""

from collections.abc import Iterable
from datetime import date

from domain.scoring.facts import PRONE, PROTECTIVE, Case, Facts, Signal, is_active

_TELLS = dict.fromkeys(PRONE, "kwetsbaarheid") | {"SX10": "eerder_slachtoffer"}
"""The context that an indicator tells of."""
RECENT_DAYS = 90


def derive_context(signals: Iterable[Signal], *, minor: bool, missing: bool, on: date) -> tuple[str, ...]:
    """The names of the context on that day, sorted.

    `minor` says that the age band is under 18, `missing` that a missing episode is open.
    """
    names: set[str] = set()
    for signal in signals:
        tells = _TELLS.get(signal.indicator)
        if tells is not None and signal.polarity == "bevestigt" and is_active(signal, on):
            names.add(tells)
    if minor:
        names.add("minderjarig")
    if missing:
        names.add("vermist")
    return tuple(sorted(names)) if names else ()


def case_on(facts: Facts, on: date) -> Case:
    """The case as it is scored on that day."""
    context = derive_context(facts.signals, minor=facts.minor, missing=facts.missing, on=on)
    return Case(facts.signals, context, facts.links)


def different_indicators(
    case: Case | Facts,
    on: date,
    days: int = RECENT_DAYS,
    besides: frozenset[str] = PROTECTIVE,
) -> int:
    """The number of different indicators of active supporting signals at most `days` days old.

    Indicators that protect (`besides`) are no sign and stay out. Needs no policy: it stands beside the score.
    """
    return len(
        {
            signal.indicator
            for signal in case.signals
            if signal.polarity == "bevestigt"
            and is_active(signal, on)
            and (on - signal.observed_on).days <= days
            and signal.indicator not in besides
        }
    )
