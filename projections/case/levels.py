"""When does an episode open, lower, ask for another look, and end?

Source: scoring.md, "From score to escalation". An episode is a fact about the position that opened it.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from msgspec import structs

from domain.case_facts import CaseFacts
from domain.cases.standing import Merged
from domain.escalation.episode import Unraised
from domain.escalation.events import Snapshot
from domain.policy_document import PROFILE_LEVEL, Level
from domain.scoring.context import case_on
from domain.scoring.facts import Case
from domain.scoring.ilo import Standing as Shown
from domain.scoring.ilo import may_complete, profile_by
from domain.scoring.result import Result, ranked_db, reaches, reaches_db, score_of
from domain.scoring.score import Scorer, Sum
from domain.words import LEVELS, LevelName
from projections.calendar import Point
from projections.case.state import CaseState, EpisodeState, Standing, scored_facts

REVIEW_DB = 6.0
"""A rise over the decision's log-odds that asks people to look again: four times the odds."""


class Grounds(NamedTuple):
    """What may hold a level open: the score, and where the policy says so a complete profile (`shown`)."""

    sum_: Sum
    shown: tuple[Shown, ...]

    def hold(self, name: str, threshold: float) -> bool:
        """Whether the score reaches a threshold of the level, or the profile stands in for it."""
        return reaches(self.sum_.log_odds_db, threshold) or (name == PROFILE_LEVEL and bool(self.shown))


def judge(state: CaseState, point: Point, position: int) -> CaseState:
    """The state as the day and the policy of `point` see it; `position` is the event that asks."""
    scorer, day = point.scorer, point.day
    if scorer is None or day is None:
        return state
    if not state.is_open:
        episodes = state.episodes if is_merged(state) else _closed(state.episodes)
        return structs.replace(state, standing=None, episodes=episodes)
    if not state.facts.signals and not state.episodes:
        standing = empty_standing(day, point.version, scorer.policy.prior_db)
        return CaseState(state.case, state.facts, state.seen, state.position, standing)
    case = case_on(scored_facts(state.facts), day)
    sum_, ceiling_db = scorer.add_with_ceiling(case, day)
    standing = standing_of(sum_, ceiling_db, point)
    episodes = state.episodes
    shown = _shown(scorer, case, day) if scorer.profile_opens else ()
    if episodes or shown or reaches_db(sum_.log_odds_db, scorer.opens_db):
        episodes = _judge_levels(episodes, scorer, Grounds(sum_, shown), point, position)
    return CaseState(state.case, state.facts, state.seen, state.position, standing, episodes)


def standing_of(sum_: Sum, ceiling_db: float, point: Point) -> Standing:
    """What a score comes to on the day of `point`.

    Raises:
        LookupError: before the first day or policy, when nothing can be scored.
    """
    if point.scorer is None or point.day is None:
        raise LookupError("a standing needs a day and a policy")
    db = sum_.log_odds_db
    prior_db = point.scorer.policy.prior_db
    return Standing(point.day, point.version, score_of(db), db, ceiling_db, prior_db, sum_.conflict)


@lru_cache(maxsize=64)
def empty_standing(day: date, version: str, prior_db: float) -> Standing:
    """The standing of a case without signals: nothing beside the prior counts alone."""
    return Standing(day, version, score_of(prior_db), prior_db, prior_db, prior_db, 0.0)


def is_quiet(state: CaseState, point: Point) -> bool:
    """Whether this day may be passed over when one of the same policy follows: what it does, that shows too.

    Nothing opens without a rise, and while a score only falls, what it lowers and ends stays so.
    """
    if point.scorer is None:
        return False
    if not state.is_open:
        return True
    standing = state.standing
    if standing is None or standing.policy != point.version or profile_may_open(state.facts, point.scorer):
        return False
    if standing.ceiling_db <= standing.log_odds_db:
        return True
    return all(one.ended for one in state.episodes) and not (
        reaches_db(standing.ceiling_db, point.scorer.opens_db)
    )


def profile_may_open(facts: CaseFacts, scorer: Scorer) -> bool:
    """Whether the ILO profile can open a level on some day without an event; costs nothing when off."""
    return scorer.profile_opens and may_complete(
        scorer.policy, facts.signals, minor=scored_facts(facts).minor
    )


def opened(
    level: LevelName, result: Result, point: Point, position: int, shown: tuple[Shown, ...] = ()
) -> EpisodeState:
    """The episode that opens at a position, with what was known then; `shown` when the ILO profile opened it.

    Raises:
        LookupError: before the first day.
    """
    if point.day is None:
        raise LookupError("an episode opens on a day")
    snapshot = Snapshot(
        result.score,
        result.log_odds_db,
        result.prior_db,
        result.conflict,
        result.contributions,
        point.version,
        point.day,
        position,
        "ilo" if shown else "score",
        shown,
    )
    by_policy = point.is_policy and point.position == position
    return EpisodeState(level, position, snapshot, held=by_policy)


def hold(state: CaseState, pending: frozenset[int]) -> CaseState:
    """After a rebuild: what is due but was never raised waits for a person, unless it was `pending` already.

    `pending` holds the positions that opened the episodes which the reactor still had to raise.
    """
    episodes = tuple(
        structs.replace(one, held=True)
        if isinstance(one.episode, Unraised) and not one.ended and one.opened not in pending
        else one
        for one in state.episodes
    )
    return structs.replace(state, episodes=episodes)


def is_merged(state: CaseState) -> bool:
    """Whether the case goes on as another: its episodes rest, and are its own again after a split."""
    return isinstance(state.facts.standing, Merged)


def _closed(episodes: tuple[EpisodeState, ...]) -> tuple[EpisodeState, ...]:
    """A closed case ends its episodes; they keep what people did."""
    return tuple(one if one.ended else structs.replace(one, ended=True) for one in episodes)


def _shown(scorer: Scorer, case: Case, day: date) -> tuple[Shown, ...]:
    """What a complete ILO profile shows; nothing while it is not complete."""
    if not may_complete(scorer.policy, case.signals, minor="minderjarig" in case.context):
        return ()
    profile = profile_by(scorer, case, day)
    return profile.standings if profile.complete else ()


def _judge_levels(
    episodes: tuple[EpisodeState, ...], scorer: Scorer, grounds: Grounds, point: Point, position: int
) -> tuple[EpisodeState, ...]:
    levels = scorer.policy.levels
    judged = [one if one.ended else _judge_one(one, grounds, levels.get(one.level)) for one in episodes]
    running = {one.level for one in judged if not one.ended}
    opening = [
        name
        for name in LEVELS
        if name in levels and name not in running and grounds.hold(name, levels[name].on)
    ]
    if not opening:
        return tuple(judged)
    result = scorer.result(grounds.sum_)
    return (
        *judged,
        *[
            opened(name, result, point, position, () if reaches(result, levels[name].on) else grounds.shown)
            for name in opening
        ],
    )


def _judge_one(episode: EpisodeState, grounds: Grounds, level: Level | None) -> EpisodeState:
    db = grounds.sum_.log_odds_db
    held = level is not None and grounds.hold(episode.level, level.on if episode.lowered else level.off)
    risen = (
        episode.decided_db is not None
        and level is not None
        and grounds.hold(episode.level, level.on)
        and ranked_db(db) >= ranked_db(episode.decided_db + REVIEW_DB)
    )
    ended = not held and episode.decided_db is not None
    review = (episode.review or risen) and not ended
    if (not held, ended, review) == (episode.lowered, episode.ended, episode.review):
        return episode
    return structs.replace(episode, lowered=not held, ended=ended, review=review)
