"""The gate: may this leave, and if not, why not and what would make it so?

One pure function for everybody who asks: a request shows what is still needed, a release is decided by it,
advice explains by it, and the tables in the docs are made with it. Each rule is small and names its source.
"""

from collections.abc import Iterable
from datetime import date

from domain.agreements.document import Agreements
from domain.disclosure import needs, people, shape, steps
from domain.disclosure.question import Ask, Known, Obstacle, Rule

AT_THE_REQUEST: tuple[Rule, ...] = (*shape.SHAPE, *people.ASKING)
"""What nothing done afterwards can mend: a request that breaks one of these is refused."""
BEFORE_IT_LEAVES: tuple[Rule, ...] = (*people.RELEASING, *needs.RELEASING, *steps.RELEASING)
"""What people do between the request and the release."""


def obstacles(agreements: Agreements, ask: Ask, known: Known, on: date) -> tuple[Obstacle, ...]:
    """Everything that stands in the way on a day; empty: it may leave."""
    return _broken((*AT_THE_REQUEST, *BEFORE_IT_LEAVES), agreements, ask, known, on)


def request_obstacles(agreements: Agreements, ask: Ask, known: Known, on: date) -> tuple[Obstacle, ...]:
    """What makes it no good request at all, whatever is done after it."""
    return _broken(AT_THE_REQUEST, agreements, ask, known, on)


def _broken(
    rules: Iterable[Rule], agreements: Agreements, ask: Ask, known: Known, on: date
) -> tuple[Obstacle, ...]:
    return tuple(obstacle for rule in rules for obstacle in rule(agreements, ask, known, on))
