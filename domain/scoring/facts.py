"""What a score is made from: the signals of a case and what is known beside them."""

from datetime import date
from typing import Literal

from msgspec import Struct

Polarity = Literal["bevestigt", "weerlegt"]
Nature = Literal["feit", "omstandigheid", "waarneming", "interpretatie"]
Verdict = Literal["vastgesteld", "weerlegd", "onbeslist"]

PRONE = (*(f"LV{number:02}" for number in range(2, 9)), "VM05", "RL13")
"""Indicators of who somebody is: they make the context `kwetsbaarheid`."""
VULNERABILITY = frozenset({*PRONE, "LV01", "SX10"})
"""Indicators that, with context alone, may never open a level."""
PROTECTIVE = frozenset({"BF01", "BF02", "BF03", "BF04"})
"""Indicators of the catalogue that protect; a policy says the same of each by `protective`."""


class Signal(Struct, frozen=True, gc=False):
    """One piece as the score sees it; `provenance` is a word of the policy's own list."""

    id: str
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: str
    observed_on: date
    retracted: bool = False
    verdict: Verdict | None = None


class Case(Struct, frozen=True):
    """A case with its context settled; `links` is the number of linked cases."""

    signals: tuple[Signal, ...]
    context: tuple[str, ...] = ()
    links: int = 0


class Facts(Struct, frozen=True):
    """A case whose context is still to be derived, so that a signal can be thought away."""

    signals: tuple[Signal, ...]
    minor: bool = False
    missing: bool = False
    links: int = 0


def is_active(signal: Signal, on: date) -> bool:
    """Whether the signal counts on that day (step 1)."""
    return not signal.retracted and signal.verdict != "weerlegd" and signal.observed_on <= on
