"""What of a policy does every score need, worked out once?

A policy is adopted a few times a year and a score is computed at every signal, so tables are made beforehand.
"""

from msgspec import Struct

from domain.policy_document import Indicator, Policy
from domain.scoring.result import log_odds_of

_GRADE_DECIMALS = 12
"""0.7 x 0.8 meets a `floor_grade` of 0.56, which in binary fractions it just misses."""


Grade = tuple[float, float, bool]
"""Step 2 for one nature and provenance: as support, as denial, and whether it carries a floor."""
UNKNOWN: Grade = (0.0, 0.0, False)
"""The grade of a word that the policy does not have."""


class Measure(Struct, frozen=True):
    """One indicator ready for use; `floor_gain_db` is what a floor lies above the prior, `rules` codes."""

    code: str
    dimension: str
    weight_db: float
    plateau_days: float
    half_life_days: float
    protective: bool
    floor_gain_db: float | None
    rules: tuple[str, ...]


def grade_table(policy: Policy) -> dict[tuple[str, str], Grade]:
    """The grade of each nature and provenance that the policy knows."""
    table: dict[tuple[str, str], Grade] = {}
    for nature, weight in policy.nature.items():
        for provenance, trust in policy.provenance.items():
            grade = round(weight * trust, _GRADE_DECIMALS)
            denial = grade * policy.denial_factor if provenance == "client_zelf" else grade
            carries = nature in policy.floor_natures and grade >= policy.floor_grade
            table[nature, provenance] = (grade, denial, carries)
    return table


def established_table(policy: Policy) -> dict[str, Grade]:
    """The grade by nature of what a verdict established."""
    return {nature: (1.0, 1.0, nature in policy.floor_natures) for nature in policy.nature}


def measure_table(policy: Policy) -> dict[str, Measure]:
    """The measure of each indicator."""
    return {code: _measure(policy, code, indicator) for code, indicator in policy.indicators.items()}


def _measure(policy: Policy, code: str, indicator: Indicator) -> Measure:
    floor = indicator.floor
    return Measure(
        code=code,
        dimension=indicator.dimension,
        weight_db=indicator.weight_db,
        plateau_days=indicator.plateau_days,
        half_life_days=indicator.half_life_days,
        protective=indicator.protective,
        floor_gain_db=None if floor is None or indicator.protective else log_odds_of(floor) - policy.prior_db,
        rules=()
        if indicator.protective
        else tuple(rule.code for rule in policy.combinations if code in rule.of),
    )
