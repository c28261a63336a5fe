"""When does an episode open, lower, ask for another look, and end?

Source: scoring.md, "From score to escalation". An episode is a fact about the position that opened it.
"""

from functools import lru_cache

from msgspec import structs

from domain.escalation.episode import Unraised
from domain.escalation.events import Snapshot
from domain.scoring.context import case_on
from domain.scoring.result import Result, ranked_db, reaches, score_of, threshold_db
from domain.scoring.score import Scorer
from domain.words import LEVELS, LevelName
from projections.calendar import Point
from projections.case.state import CaseState, EpisodeState, Standing, scored_facts

REVIEW_DB = 6.0
"""A rise over the decision's log-odds that asks people to look again: four times the odds."""


@lru_cache(maxsize=64)
def _empty(point: Point) -> Standing:
    """The standing of a case without signals: nothing beside the prior counts alone."""
    if point.scorer is None or point.day is None:
        raise LookupError("a standing needs a day and a policy")
    prior = point.scorer.policy.prior_db
    return Standing(point.day, point.version, score_of(prior), prior, prior, prior, 0.0)


def judge(state: CaseState, point: Point, position: int) -> CaseState:
    """The state as the day and the policy of `point` see it; `position` is the event that asks."""
    scorer, day = point.scorer, point.day
    if scorer is None or day is None:
        return state
    if not state.is_open:
        return structs.replace(state, standing=None, episodes=_closed(state.episodes))
    if not state.facts.signals and not state.episodes:
        return CaseState(state.case, state.facts, state.seen, state.position, _empty(point))
    result, ceiling_db = scorer.score_and_ceiling(case_on(scored_facts(state.facts), day), day)
    standing = Standing(
        day,
        point.version,
        result.score,
        result.log_odds_db,
        ceiling_db,
        result.prior_db,
        result.conflict,
    )
    episodes = state.episodes
    if episodes or ranked_db(result.log_odds_db) >= _lowest_on_db(scorer):
        episodes = _judge_levels(state, result, point, position)
    return CaseState(state.case, state.facts, state.seen, state.position, standing, episodes)


def is_quiet(state: CaseState, point: Point) -> bool:
    """Whether time alone can do nothing here: nothing is open, and nothing can open without an event."""
    if point.scorer is None:
        return False
    if not state.is_open:
        return True
    standing = state.standing
    return (
        standing is not None
        and standing.policy == point.version
        and all(one.ended for one in state.episodes)
        and ranked_db(standing.ceiling_db) < _lowest_on_db(point.scorer)
    )


@lru_cache(maxsize=8)
def _lowest_on_db(scorer: Scorer) -> float:
    """The log-odds at which the lowest level opens."""
    return min((threshold_db(level.on) for level in scorer.policy.levels.values()), default=float("inf"))


def _closed(episodes: tuple[EpisodeState, ...]) -> tuple[EpisodeState, ...]:
    """A closed case ends its episodes; they keep what people did."""
    return tuple(one if one.ended else structs.replace(one, ended=True) for one in episodes)


def _judge_levels(state: CaseState, result: Result, point: Point, position: int) -> tuple[EpisodeState, ...]:
    if point.scorer is None:
        return state.episodes
    levels = point.scorer.policy.levels
    judged = [one if one.ended else _judge_one(one, result, point.scorer) for one in state.episodes]
    running = {one.level for one in judged if not one.ended}
    opening = [
        _opened(name, result, point, position)
        for name in LEVELS
        if name in levels and name not in running and reaches(result, levels[name].on)
    ]
    return (*judged, *opening)


def _opened(level: LevelName, result: Result, point: Point, position: int) -> EpisodeState:
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
    )
    by_policy = point.is_policy and point.position == position
    return EpisodeState(level, position, snapshot, held=by_policy)


def _judge_one(episode: EpisodeState, result: Result, scorer: Scorer) -> EpisodeState:
    level = scorer.policy.levels.get(episode.level)
    if level is None:
        lowered = True
    elif episode.lowered:
        lowered = not reaches(result, level.on)
    else:
        lowered = not reaches(result, level.off)
    risen = (
        episode.decided_db is not None
        and level is not None
        and reaches(result, level.on)
        and ranked_db(result.log_odds_db) >= ranked_db(episode.decided_db + REVIEW_DB)
    )
    ended = lowered and episode.decided_db is not None
    review = (episode.review or risen) and not ended
    if (lowered, ended, review) == (episode.lowered, episode.ended, episode.review):
        return episode
    return structs.replace(episode, lowered=lowered, ended=ended, review=review)


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
