"""Which of the ILO's dimensions do some indicators make positive, and is the whole complete?

Rules over dimensions and strengths alone, without case, policy or day.
"""

from collections.abc import Collection, Iterable
from typing import Literal

Dimension = Literal["DR", "CR", "AVR", "AVD", "EX", "CD", "COR", "BES"]
Strength = Literal["S", "M", "W"]
Rule = Literal["a", "b", "c", "d"]

SHOWN: tuple[Dimension, ...] = ("DR", "CR", "AVR", "AVD", "EX", "CD", "COR")
"""Dimensions in the profile's order; what protects is no part of it."""
MEANS: frozenset[Dimension] = frozenset({"DR", "CR", "AVR", "AVD", "CD"})
"""Deception, coercion and abuse: they need not be shown of somebody under 18."""
EXPLOITATION: Dimension = "EX"
CORROBORATING: Dimension = "COR"
NEVER = frozenset({"LV01"})
"""Indicators that never count."""


def positive(signs: Iterable[tuple[str, Strength]]) -> dict[str, Rule]:
    """The dimensions that indicators make positive, with the rule; each is (dimension, strength)."""
    counts: dict[str, list[int]] = {}
    for dimension, strength in signs:
        if dimension in SHOWN and dimension != CORROBORATING:
            counts.setdefault(dimension, [0, 0, 0])["SMW".index(strength)] += 1
    found = {dimension: fired(*numbers) for dimension, numbers in counts.items()}
    return {dimension: rule for dimension, rule in found.items() if rule is not None}


def complete(dimensions: Collection[str], *, means_needed: bool) -> bool:
    """Whether positive dimensions make a possible victim: exploitation and, where needed, a means."""
    return EXPLOITATION in dimensions and not (means_needed and MEANS.isdisjoint(dimensions))


def fired(strong: int, medium: int, weak: int) -> Rule | None:
    """The first rule by which a dimension with so many indicators is positive."""
    match (strong, medium, weak):
        case (s, _, _) if s >= 2:  # noqa: PLR2004 - the four rules are the ILO's
            return "a"
        case (1, m, w) if m + w >= 1:
            return "b"
        case (_, m, _) if m >= 3:  # noqa: PLR2004 - as above
            return "c"
        case (_, m, w) if m >= 2 and w >= 1:  # noqa: PLR2004 - as above
            return "d"
        case _:
            return None
