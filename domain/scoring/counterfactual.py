"""What does each signal carry, and which signals hold a level open?

A signal is thought away together with the context that was derived from it.
"""

from datetime import date
from itertools import groupby

from msgspec import Struct

from domain.policy_document import Policy
from domain.scoring.context import case_on
from domain.scoring.facts import Case, Facts, Signal, is_active
from domain.scoring.ilo import profile_by
from domain.scoring.result import reaches, score_of
from domain.scoring.score import Scorer, scorer_of

MOST_EVALUATIONS = 3000
"""Scores computed at most to prove that a set is smallest; about half a second for a case of 50 signals."""
GREEDY_BREADTH = 12
"""Signals weighed against each other at each step of the greedy answer, so that it stays quick."""


class Without(Struct, frozen=True):
    """The score without one signal; `carries_db` is what the log-odds lose with it (or gain: negative)."""

    signal: str
    score: float
    log_odds_db: float
    carries_db: float


class Bar(Struct, frozen=True):
    """What a level asks for: a score (0 to 100), or with `profile` a complete ILO profile as well as that."""

    score: float
    profile: bool = False


class SmallestSet(Struct, frozen=True):
    """Signals without which a level would not be open; not `exact` when a smaller set was not ruled out."""

    signals: tuple[str, ...]
    exact: bool


class _SearchLimitError(Exception):
    """The search has used its evaluations."""


def without_each(policy: Policy, facts: Facts, on: date) -> tuple[Without, ...]:
    """For each active signal, by id, the score without it."""
    scorer = scorer_of(policy)
    whole_db = scorer.log_odds_db(case_on(facts, on), on)
    answers = []
    for signal in sorted(facts.signals, key=_by_id):
        if is_active(signal, on):
            db = _db_without(scorer, facts, {signal.id}, on)
            answers.append(Without(signal.id, score_of(db), db, whole_db - db))
    return tuple(answers)


def smallest_set(
    policy: Policy,
    facts: Facts,
    on: date,
    bar: Bar,
    most_evaluations: int = MOST_EVALUATIONS,
) -> SmallestSet | None:
    """The smallest set of signals without which the case stays under `bar`.

    None when the case is under it already, or is not even without any signal. Only supporting signals can be
    in it, for by the laws the others raise nothing; nor do they complete an ILO profile.
    """
    search = _Search(policy, facts, on, bar, most_evaluations)
    if search.closes(set()) or not search.closes({signal.id for signal in search.candidates}):
        return None
    greedy = search.greedy()
    try:
        for size in range(1, len(greedy)):
            found = search.of_size(size, 0, ())
            if found is not None:
                return SmallestSet(tuple(sorted(found)), exact=True)
    except _SearchLimitError:
        return SmallestSet(tuple(sorted(greedy)), exact=False)
    return SmallestSet(tuple(sorted(greedy)), exact=True)


class _Search:
    """Sets in order of size, skipping those that cannot be the answer."""

    def __init__(self, policy: Policy, facts: Facts, on: date, bar: Bar, most: int) -> None:
        self._scorer = scorer_of(policy)
        self._facts = facts
        self._on = on
        self._bar = bar
        self._left = most
        protective = {code for code, one in policy.indicators.items() if one.protective}
        support = [
            signal
            for signal in facts.signals
            if signal.polarity == "bevestigt" and signal.indicator not in protective and is_active(signal, on)
        ]
        alone = {one.id: _db_without(self._scorer, facts, {one.id}, on) for one in support}
        self.candidates = sorted(support, key=lambda signal: (alone[signal.id], signal.id))
        self._before = _stronger_twins(support)

    def closes(self, gone: set[str]) -> bool:
        """Whether the level would not be open without these."""
        case = _case_without(self._facts, gone, self._on)
        if reaches(self._scorer.log_odds_db(case, self._on), self._bar.score):
            return False
        return not (self._bar.profile and profile_by(self._scorer, case, self._on).complete)

    def greedy(self) -> list[str]:
        """A set that closes: each time the signal whose loss lowers most; then what proved needless stays."""
        gone: list[str] = []
        left = [signal.id for signal in self.candidates]
        while not self.closes({*gone}):
            best = min(
                left[:GREEDY_BREADTH],
                key=lambda one: (_db_without(self._scorer, self._facts, {*gone, one}, self._on), one),
            )
            left.remove(best)
            gone.append(best)
        for one in tuple(gone):
            if self.closes({*gone} - {one}):
                gone.remove(one)
        return gone

    def of_size(self, size: int, start: int, chosen: tuple[str, ...]) -> tuple[str, ...] | None:
        """The first set of `size` more signals from `start` on that closes together with `chosen`.

        By the laws removing more never raises the score: where all that is left does not close, nothing does.

        Raises:
            _SearchLimitError: when the evaluations are used up.
        """
        if size == 0:
            return chosen if self._closes_counted({*chosen}) else None
        rest = self.candidates[start:]
        if len(rest) < size or not self._closes_counted({*chosen, *[one.id for one in rest]}):
            return None
        for place, signal in enumerate(rest, start + 1):
            twin = self._before.get(signal.id)
            if twin is None or twin in chosen:
                found = self.of_size(size - 1, place, (*chosen, signal.id))
                if found is not None:
                    return found
        return None

    def _closes_counted(self, gone: set[str]) -> bool:
        if self._left <= 0:
            raise _SearchLimitError
        self._left -= 1
        return self.closes(gone)


def _stronger_twins(signals: list[Signal]) -> dict[str, str]:
    """For each signal the newer one that differs in nothing else: losing that one lowers at least as much."""
    ordered = sorted(signals, key=lambda one: (*_kind(one), -one.observed_on.toordinal(), one.id))
    before: dict[str, str] = {}
    for _, twins in groupby(ordered, key=_kind):
        names = [twin.id for twin in twins]
        before.update(zip(names[1:], names, strict=False))
    return before


def _kind(signal: Signal) -> tuple[str, ...]:
    kind = (signal.indicator, signal.source, signal.organisation, signal.nature, signal.provenance)
    return (*kind, signal.verdict or "")


def _by_id(signal: Signal) -> str:
    return signal.id


def _case_without(facts: Facts, gone: set[str], on: date) -> Case:
    kept = tuple([signal for signal in facts.signals if signal.id not in gone])
    return case_on(Facts(kept, facts.minor, facts.missing, facts.links), on)


def _db_without(scorer: Scorer, facts: Facts, gone: set[str], on: date) -> float:
    return scorer.log_odds_db(_case_without(facts, gone, on), on)
