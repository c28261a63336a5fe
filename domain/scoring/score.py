"""What is the score of a case on a day, and how high can it still be later?

The formula `opplus-1` in 12 steps: 1 active, 2 grade, 3 decay, 4 value, 5 repetition, 6 contradiction (in
`weighing` and `tally`), 7 combination, 8 diversity, 9 organisations, 10 gate, 11 protection, 12 floor.
Every score passes here, so a `Scorer` keeps what depends on the policy alone; `score` finds it.
"""

from datetime import date
from math import fsum, inf
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from domain.policy_document import Combination, Policy
from domain.scoring.facts import Case, Signal
from domain.scoring.result import Contribution, Kind, Result, score_of, threshold_db
from domain.scoring.tally import Tally
from domain.scoring.weighing import Scales, Weighed
from domain.words import LEVELS, LevelName

Term = tuple[Kind, str, float]
_db_of = itemgetter(2)

_NOISE_DB = 1e-12
"""Below this a contribution is the rounding of floats, not a contribution."""
_SCORERS = 8


class Sum(Struct, frozen=True):
    """All terms of the log-odds, unsorted, how much the sources disagree (0 to 1), and the floor if any."""

    terms: list[Term]
    log_odds_db: float
    conflict: float
    floor_db: float | None = None


class Threshold(NamedTuple):
    """The log-odds at which a level opens and under which it is lowered, rounded to be compared."""

    level: LevelName
    on_db: float
    off_db: float


class Scorer:
    """Scores under one policy, which must have passed `check_formula`.

    `thresholds` are those of its levels, lowest level first; `opens_db` is the log-odds at which any opens;
    `profile_opens` says that the ILO profile can open one too.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.thresholds = [
            Threshold(name, threshold_db(policy.levels[name].on), threshold_db(policy.levels[name].off))
            for name in LEVELS
            if name in policy.levels
        ]
        self.opens_db = min([one.on_db for one in self.thresholds], default=inf)
        self.profile_opens = policy.profile_opens
        self._scales = Scales(policy)
        self._rules = {rule.code: rule for rule in policy.combinations}
        self._fewest = min(
            [rule.at_least for rule in policy.combinations], default=len(policy.indicators) + 1
        )

    def score(self, case: Case, on: date) -> Result:
        """The score on a day with all its contributions."""
        return self.result(self.add(case, on))

    def add(self, case: Case, on: date) -> Sum:
        """The terms of the score on a day; cheaper than a result."""
        return self._add(case, self._scales.weigh(case.signals, on))

    def log_odds_db(self, case: Case, on: date) -> float:
        """The log-odds alone, in decibans and unrounded."""
        return self.add(case, on).log_odds_db

    def score_and_ceiling(self, case: Case, on: date) -> tuple[Result, float]:
        """The score, and an upper bound of its log-odds on that and all later days without a new event."""
        sum_, ceiling_db = self.add_with_ceiling(case, on)
        return self.result(sum_), ceiling_db

    def add_with_ceiling(self, case: Case, on: date) -> tuple[Sum, float]:
        """The terms, and an upper bound of the log-odds on that and all later days without a new event.

        Whatever contradicts or protects is left out, for it only lowers and may fade sooner; support only
        fades; what is dated later counts as if seen today. The case's context and links stay as given.
        """
        weighed = self._scales.weigh(case.signals, on)
        sum_ = self._add(case, weighed)
        if weighed.ahead:
            return sum_, self.ceiling_db(case, on)
        if weighed.opposed:
            return sum_, self._add(case, weighed.unopposed()).log_odds_db
        return sum_, sum_.log_odds_db

    def supports(self, *signals: Signal) -> bool:
        """Whether one more signal like each of these never lowers a score: none denies or protects."""
        protective = self._scales.protective
        for signal in signals:
            if signal.polarity != "bevestigt" or signal.indicator in protective:
                return False
        return True

    def ceiling_db(self, case: Case, on: date) -> float:
        """The upper bound of `score_and_ceiling` alone."""
        unopposed = [
            signal if signal.observed_on <= on else replace(signal, observed_on=on)
            for signal in case.signals
            if self.supports(signal)
        ]
        return self.log_odds_db(Case(tuple(unopposed), case.context, case.links), on)

    def tallies(self, case: Case, on: date) -> list[Tally]:
        """What each indicator that does not protect comes to on that day."""
        return self._scales.weigh(case.signals, on).signs

    def result(self, sum_: Sum) -> Result:
        """The score that the terms come to; sorts them."""
        terms = sum_.terms
        if len(terms) > 1:
            terms.sort()
        contributions = tuple([Contribution(kind, ref, db) for kind, ref, db in terms])
        return Result(
            score_of(sum_.log_odds_db), sum_.log_odds_db, self.policy.prior_db, sum_.conflict, contributions
        )

    def _add(self, case: Case, weighed: Weighed) -> Sum:
        """Steps 7 to 12 over what was weighed."""
        policy = self.policy
        signs = weighed.signs
        terms: list[Term] = [("signaal", name, worth) for tally in signs for name, worth in tally.shares]
        if weighed.strays:
            terms += [("signaal", stray, 0.0) for stray in weighed.strays]
        if weighed.opposed:
            _deny(terms, signs)
        if len(signs) >= self._fewest:
            _combine(terms, signs, self._rules)
        if len(signs) > 1:
            _vary(terms, signs, policy.saturation_db, policy.diversity_db)
        if len(weighed.organisations) > 1:
            _corroborate(terms, signs, policy.saturation_db, policy.organisations_db)
        if case.context or case.links:
            gate = min(1.0, fsum([tally.net for tally in signs]) / policy.gate_db)
            _surround(terms, policy, case, gate)
        if weighed.shields:
            _protect(terms, weighed.shields, policy.protective_cap_db)
        log_odds_db = fsum([policy.prior_db, *map(_db_of, terms)])
        if weighed.floor_db is not None and weighed.floor_db - log_odds_db > _NOISE_DB:
            terms.append(("ondergrens", "ondergrens", weighed.floor_db - log_odds_db))
            log_odds_db = weighed.floor_db
        return Sum(terms, log_odds_db, _conflict(signs) if weighed.opposed else 0.0, weighed.floor_db)


def _deny(terms: list[Term], signs: list[Tally]) -> None:
    """Step 6: what denies subtracts from what it denies."""
    for tally in signs:
        if tally.plus > 0.0:
            for name, worth in tally.denials:
                terms.append(("weerlegging", name, 0.0 - worth * tally.scale))


def _surround(terms: list[Term], policy: Policy, case: Case, gate: float) -> None:
    """Step 10: context and links, which never count alone."""
    weights = [policy.context.get(name, 0.0) for name in case.context]
    context_db = min(fsum(weights), policy.context_cap_db) * gate
    if context_db > _NOISE_DB:
        terms.append(("context", "context", context_db))
    links_db = min(case.links, policy.link_max) * policy.link_db * gate
    if links_db > _NOISE_DB:
        terms.append(("verband", "verbanden", links_db))


def _combine(terms: list[Term], signs: list[Tally], rules: dict[str, Combination]) -> None:
    """Step 7: each rule counts with its `at_least`-th largest strength."""
    found: dict[str, list[float]] = {}
    for tally in signs:
        codes = tally.measure.rules
        if codes:
            strength = tally.strength
            for code in codes:
                strengths = found.get(code)
                if strengths is None:
                    found[code] = [strength]
                else:
                    strengths.append(strength)
    for code, strengths in found.items():
        rule = rules[code]
        if len(strengths) >= rule.at_least:
            strengths.sort(reverse=True)
            bonus_db = rule.bonus_db * strengths[rule.at_least - 1]
            if bonus_db > _NOISE_DB:
                terms.append(("combinatie", code, bonus_db))


def _vary(terms: list[Term], signs: list[Tally], saturation_db: float, diversity_db: float) -> None:
    """Step 8: signs of several dimensions."""
    dimensions: dict[str, list[float]] = {}
    for tally in signs:
        dimension = tally.measure.dimension
        nets = dimensions.get(dimension)
        if nets is None:
            dimensions[dimension] = [tally.net]
        else:
            nets.append(tally.net)
    if len(dimensions) > 1:
        more_db = diversity_db * _beyond_one(dimensions, saturation_db)
        if more_db > _NOISE_DB:
            terms.append(("diversiteit", "dimensies", more_db))


def _corroborate(
    terms: list[Term], signs: list[Tally], saturation_db: float, organisations_db: float
) -> None:
    """Step 9: several organisations, each by its own signals alone."""
    organisations: dict[str, list[float]] = {}
    for tally in signs:
        if tally.support:
            for organisation, worth in tally.by_organisation():
                organisations.setdefault(organisation, []).append(worth)
    more_db = organisations_db * _beyond_one(organisations, saturation_db)
    if more_db > _NOISE_DB:
        terms.append(("onafhankelijkheid", "organisaties", more_db))


def _beyond_one(worths: dict[str, list[float]], saturation_db: float) -> float:
    """How many full voices there are beyond the first; a voice is full at `saturation_db`."""
    voices = [fsum(parts) / saturation_db for parts in worths.values()]
    return max(0.0, fsum([min(voice, 1.0) for voice in voices]) - 1.0)


def _protect(terms: list[Term], shields: list[Tally], cap_db: float) -> None:
    """Step 11: protective indicators subtract, together at most `cap_db`; denying them counts for nothing."""
    protection_db = fsum([tally.plus for tally in shields])
    scale = min(1.0, cap_db / protection_db) if protection_db > 0.0 else 0.0
    for tally in shields:
        for name, worth in tally.shares:
            terms.append(("bescherming", name, 0.0 - worth * scale))


def _conflict(signs: list[Tally]) -> float:
    """How much the sources disagree, 0 to 1."""
    most = fsum([max(tally.plus, tally.minus) for tally in signs])
    return fsum([min(tally.plus, tally.minus) for tally in signs]) / most if most > 0.0 else 0.0


_recent: dict[int, Scorer] = {}
"""Scorers by identity of their policy, which they keep alive; the oldest leaves."""


def scorer_of(policy: Policy) -> Scorer:
    """The scorer of a policy; the last few are kept, for making one costs as much as many scores."""
    scorer = _recent.get(id(policy))
    if scorer is None:
        while len(_recent) >= _SCORERS:
            _recent.pop(next(iter(_recent)), None)
        scorer = _recent[id(policy)] = Scorer(policy)
    return scorer


def score(policy: Policy, case: Case, on: date) -> Result:
    """The score of a case on a day; equal for equal arguments, whatever the order of signals."""
    return scorer_of(policy).score(case, on)
