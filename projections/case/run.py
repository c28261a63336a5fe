"""Many events of a case at once: the same state as one by one, with a few scores instead of one an event.

A rebuild and an import meet cases as runs of events that only add: the case, its place, its signals. Nobody
sees the scores between them, unless a level opened on the way. One more supporting signal never lowers a
score (scoring.md, laws), and by as much as it is worth alone. So the signal that opened a level is where that
much is missing, or else found by halving, not by scoring after each.
"""

from collections.abc import Sequence
from operator import attrgetter

from domain.case_facts import added
from domain.scoring.context import case_on
from domain.scoring.facts import Facts
from domain.scoring.result import reaches_db
from domain.scoring.score import Scorer, Sum
from domain.signals.events import SignalRecorded
from projections.calendar import Point
from projections.case.levels import empty_standing, opened, profile_may_open, standing_of
from projections.case.state import CaseState, EpisodeState, Step, scored_facts

_event_of = attrgetter("event")
_GRAIN_DB = 2e-6
"""Two grains of what is compared: nearer than this to a threshold, the rounding of floats may decide."""


def fold_run(state: CaseState, steps: Sequence[Step], now: Point) -> CaseState | None:
    """The state after a run within one day and policy; None when it has to go one by one."""
    if state.episodes or (state.position and not state.is_open):
        return None
    facts = added(state.facts, map(_event_of, steps))
    if facts is None:
        return None
    scorer, day = now.scorer, now.day
    standing = state.standing
    episodes: tuple[EpisodeState, ...] | None = ()
    if scorer is not None and day is not None:
        if profile_may_open(facts, scorer):
            return None
        if facts.signals:
            known = scored_facts(facts)
            sum_, ceiling_db = scorer.add_with_ceiling(case_on(known, day), day)
            standing = standing_of(sum_, ceiling_db, now)
            if ceiling_db + _GRAIN_DB >= scorer.opens_db:
                episodes = _openings(known, sum_, scorer, steps, now)
        else:
            standing = empty_standing(day, now.version, scorer.policy.prior_db)
    if episodes is None:
        return None
    return CaseState(state.case, facts, now.position, steps[-1].position, standing, episodes)


def _openings(
    known: Facts, whole: Sum, scorer: Scorer, steps: Sequence[Step], now: Point
) -> tuple[EpisodeState, ...] | None:
    """The episodes that a run opens, in order; None when only one by one can tell."""
    places = [step.position for step in steps if type(step.event) is SignalRecorded]
    prefixes = _Prefixes(known, len(places), whole, scorer, now)
    if not scorer.supports(*prefixes.signals):
        return None
    found: list[EpisodeState] = []
    highest_db = prefixes.db(len(places)) + _GRAIN_DB
    for level, on_db, off_db in scorer.thresholds:
        if highest_db >= on_db:
            count = prefixes.first_at(on_db)
            if count is None or prefixes.db(count) < off_db + _GRAIN_DB:
                return None
            found.append(opened(level, scorer.result(prefixes.sum(count)), now, places[count - 1]))
    found.sort(key=lambda one: one.opened)
    return tuple(found)


class _Prefixes:
    """The scores after the first, second... signal of a run of `new` signals, computed when asked for.

    `signals` are those of the run, `whole` are the terms after all of them.
    """

    def __init__(self, known: Facts, new: int, whole: Sum, scorer: Scorer, now: Point) -> None:
        self.signals = known.signals[len(known.signals) - new :]
        self._known = known
        self._scorer = scorer
        self._now = now
        self._sums = {new: whole}
        codes = [signal.indicator for signal in known.signals]
        worths = {ref: db for kind, ref, db in whole.terms if kind == "signaal"}
        self._alone = [
            worths.get(signal.id, 0.0) if codes.count(signal.indicator) == 1 else 0.0
            for signal in self.signals
        ]

    def first_at(self, threshold: float) -> int | None:
        """The number of signals after which the score first reaches a threshold; None when it is too near."""
        above = len(self.signals)
        if not above or not reaches_db(self.db(above), threshold):
            return None
        below = self._surely_below(threshold) + 1
        if reaches_db(self.db(below), threshold):
            return below
        while above - below > 1:
            middle = (below + above) // 2
            if reaches_db(self.db(middle), threshold):
                above = middle
            else:
                below = middle
        return above if self.db(below) + _GRAIN_DB < threshold else None

    def _surely_below(self, threshold: float) -> int:
        """A number of signals after which the score is still under a threshold that all of them reach.

        Without a signal that alone speaks of its indicator at least its worth is missing, down to a floor.
        """
        count = len(self.signals)
        whole = self._sums[count]
        if whole.floor_db is not None and whole.floor_db + _GRAIN_DB >= threshold:
            return 0
        db = whole.log_odds_db + _GRAIN_DB
        while count and db >= threshold:
            count -= 1
            db -= self._alone[count]
        return count

    def db(self, count: int) -> float:
        """The log-odds after so many signals of the run, unrounded."""
        return self.sum(count).log_odds_db

    def sum(self, count: int) -> Sum:
        """The terms after so many signals of the run.

        Raises:
            LookupError: before the first day.
        """
        sum_ = self._sums.get(count)
        if sum_ is None:
            known, day = self._known, self._now.day
            if day is None:
                raise LookupError("a score needs a day")
            part = known.signals[: len(known.signals) - len(self.signals) + count]
            facts = Facts(part, known.minor, known.missing, known.links)
            sum_ = self._sums[count] = self._scorer.add(case_on(facts, day), day)
        return sum_
