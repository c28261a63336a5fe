"""Which context does a case have, and how many different signs were seen lately?

The system derives context itself, so nobody can write down what the signals do not say.
"""

from collections.abc import Iterable
from datetime import date

from domain.scoring.facts import PRONE, PROTECTIVE, Case, Facts, Signal, is_active

_PRONE = frozenset(PRONE)
RECENT_DAYS = 90


def derive_context(signals: Iterable[Signal], *, minor: bool, missing: bool, on: date) -> tuple[str, ...]:
    """The names of the context on that day, sorted.

    `minor` says that the age band is under 18, `missing` that a missing episode is open.
    """
    names = {name for name, holds in (("minderjarig", minor), ("vermist", missing)) if holds}
    for signal in signals:
        code = signal.indicator
        if (code == "SX10" or code in _PRONE) and signal.polarity == "bevestigt" and is_active(signal, on):
            names.add("eerder_slachtoffer" if code == "SX10" else "kwetsbaarheid")
    return tuple(sorted(names))


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
