"""What a policy says: the word lists, weights and levels behind every score.

Care and police adopt it together, whole; `policy_check` tells whether it is fit for that.
"""

from msgspec import Struct

from domain.scoring.dimensions import Strength
from domain.words import LevelName

METHODS = ("opplus-1",)
"""Formulas that this system computes; a changed formula is a new method."""
PROFILE_LEVEL: LevelName = "zorgcoordinator"
"""The one level that the ILO profile can open: it asks somebody to look, and refers nobody."""


class Indicator(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one indicator weighs: decibans, whole days; `floor` is a score, `strength` that of the ILO."""

    dimension: str
    weight_db: float
    plateau_days: float
    half_life_days: float
    floor: float | None = None
    protective: bool = False
    label: str = ""
    strength: Strength | None = None


class Combination(Struct, frozen=True, forbid_unknown_fields=True):
    """Indicators that say more together: a bonus in decibans when `at_least` of them are there."""

    code: str
    of: tuple[str, ...]
    at_least: int
    bonus_db: float


class Level(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A level opens at score `on`, shows as lowered below `off`; `ilo` makes the profile a second reason."""

    on: float
    off: float
    deadline_hours: int
    ilo: bool = False


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole document; it is stored inside the event of its adoption."""

    prior_db: float
    nature: dict[str, float]
    provenance: dict[str, float]
    indicators: dict[str, Indicator]
    combinations: tuple[Combination, ...]
    contradiction_cap: float
    saturation_db: float
    diversity_db: float
    organisations_db: float
    gate_db: float
    context: dict[str, float]
    context_cap_db: float
    link_db: float
    link_max: int
    protective_cap_db: float
    floor_natures: tuple[str, ...]
    floor_grade: float
    denial_factor: float
    version: str = ""
    method: str = "opplus-1"
    rationale: str = ""
    levels: dict[str, Level] = {}

    @property
    def profile_opens(self) -> bool:
        """Whether the ILO profile is a second reason for its level."""
        level = self.levels.get(PROFILE_LEVEL)
        return level is not None and level.ilo
