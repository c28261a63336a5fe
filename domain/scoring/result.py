"""What a score consists of, and when does it reach a threshold?

The one place where log-odds are rounded before they are compared.
"""

from functools import lru_cache
from math import inf, log10
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "signaal",
    "weerlegging",
    "bescherming",
    "combinatie",
    "diversiteit",
    "onafhankelijkheid",
    "context",
    "verband",
    "ondergrens",
]

_DECIMALS = 6
_GRAIN_DB = 1e-6
"""Further apart than this, rounding changes nothing about which is higher."""
_FULL = 100.0
_LOWEST_DB = -3000.0
"""Below this a score is 0 in any float; the power would overflow."""


class Contribution(Struct, frozen=True, gc=False):
    """One named term of the log-odds, in decibans; `ref` is a signal id, a rule code or a fixed word."""

    kind: Kind
    ref: str
    db: float


class Result(Struct, frozen=True):
    """A score with all its terms.

    `score` is 0 to 100 and a ranking, no chance; `log_odds_db` is unrounded; `conflict` is 0 to 1;
    `contributions` are sorted by kind and ref and sum to `log_odds_db - prior_db` within 1e-9.
    """

    score: float
    log_odds_db: float
    prior_db: float
    conflict: float
    contributions: tuple[Contribution, ...]

    @property
    def rounded_db(self) -> float:
        """The log-odds as they are ranked and compared."""
        return ranked_db(self.log_odds_db)


def ranked_db(db: float) -> float:
    """Log-odds rounded to what platforms agree on; never minus zero."""
    return round(db, _DECIMALS) + 0.0


def score_of(db: float) -> float:
    """The score, 0 to 100, of log-odds in decibans."""
    odds_against: float = 10.0 ** (max(db, _LOWEST_DB) / -10.0)
    return _FULL / (1.0 + odds_against)


def log_odds_of(score: float) -> float:
    """The log-odds in decibans of a score; infinite at 0 and 100."""
    if score <= 0.0:
        return -inf
    return inf if score >= _FULL else 10.0 * log10(score / (_FULL - score))


@lru_cache(maxsize=64)
def threshold_db(threshold: float) -> float:
    """A threshold of a level (0 to 100) as log-odds, rounded like those that meet it."""
    return ranked_db(log_odds_of(threshold))


def reaches_db(db: float, bound_db: float) -> bool:
    """Whether log-odds, rounded, are at or above others that are rounded already.

    Rounding costs more than comparing, so only what is too near to tell is rounded.
    """
    if abs(db - bound_db) > _GRAIN_DB:
        return db > bound_db
    return ranked_db(db) >= bound_db


def reaches(result: Result | float, threshold: float) -> bool:
    """Whether a result, or log-odds in decibans, is at or above a threshold of 0 to 100."""
    db = result if isinstance(result, float | int) else result.log_odds_db
    return reaches_db(db, threshold_db(threshold))


def below(result: Result | float, threshold: float) -> bool:
    """Whether a result, or log-odds in decibans, is under a threshold of 0 to 100."""
    return not reaches(result, threshold)
