"""Which dimensions of the ILO's operational indicators does a case show, and may it be that of a victim?

The profile stands beside the score and moves none; a policy may make it a second reason for one level
(`levels.zorgcoordinator.ilo`). Dimension and strength of each indicator are the policy's, so that what
opened a level can be computed again from the log alone.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from domain.policy_document import Policy
from domain.scoring.dimensions import NEVER, SHOWN, Rule, Strength, complete, positive
from domain.scoring.facts import Case, Signal
from domain.scoring.score import Scorer, scorer_of

FAINTEST = 0.25
"""A signal counts from this grade x decay x what contradiction leaves."""


class Standing(Struct, frozen=True, gc=False):
    """One dimension: the rule that fired, or None, and the signals that count with their indicators."""

    dimension: str
    rule: Rule | None
    indicators: tuple[str, ...]
    signals: tuple[str, ...]


class Profile(Struct, frozen=True):
    """All dimensions that something counts for; `complete` is exploitation and, where needed, a means."""

    standings: tuple[Standing, ...]
    means_needed: bool
    complete: bool


def ilo_profile(policy: Policy, case: Case, on: date) -> Profile:
    """The profile on a day. Corroborating indicators are shown, but help no dimension to be positive.

    Whether the client is under 18 is read from the case's context.
    """
    return profile_by(scorer_of(policy), case, on)


def profile_by(scorer: Scorer, case: Case, on: date) -> Profile:
    """The profile on a day, by the scorer of a policy."""
    found: dict[str, dict[str, list[str]]] = {}
    for tally in scorer.tallies(case, on):
        code = tally.measure.code
        if _strength(scorer.policy, code) is None:
            continue
        kept = 1.0 - tally.share
        signals = [name for _, name, _, _, fade in tally.support if fade * kept >= FAINTEST]
        if signals:
            found.setdefault(tally.measure.dimension, {})[code] = signals
    rules = positive(_signs(scorer.policy, [code for codes in found.values() for code in codes]))
    standings = tuple(
        _standing(dimension, rules.get(dimension), found[dimension])
        for dimension in SHOWN
        if dimension in found
    )
    means_needed = "minderjarig" not in case.context
    return Profile(standings, means_needed, complete(rules, means_needed=means_needed))


def may_complete(policy: Policy, signals: Iterable[Signal], *, minor: bool) -> bool:
    """Whether the profile can be complete on any day without a new event; cheap, and never wrongly False.

    Time takes from support, but also from what denies it; so neither counts here.
    """
    codes = {
        signal.indicator
        for signal in signals
        if signal.polarity == "bevestigt" and not signal.retracted and signal.verdict != "weerlegd"
    }
    return complete(positive(_signs(policy, codes)), means_needed=not minor)


def _signs(policy: Policy, codes: Iterable[str]) -> Iterable[tuple[str, Strength]]:
    for code in codes:
        strength = _strength(policy, code)
        if strength is not None:
            yield policy.indicators[code].dimension, strength


def _strength(policy: Policy, code: str) -> Strength | None:
    """How strong an indicator is; None when it is no part of the profile."""
    indicator = policy.indicators.get(code)
    return None if indicator is None or indicator.protective or code in NEVER else indicator.strength


def _standing(dimension: str, rule: Rule | None, found: dict[str, list[str]]) -> Standing:
    signals = sorted([name for names in found.values() for name in names])
    return Standing(dimension, rule, tuple(sorted(found)), tuple(signals))
