"""From the events of a case, and the days between them, to its state.

Pure and total: a batch cut in any way gives the same states. `parking` catches what a fold cannot take.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from domain import case_facts
from domain.case_facts import FactEvent
from domain.cases.events import BriefAcknowledged, CasePlaced, CaseSplitOff, PlacementEnded
from domain.escalation import episode
from domain.escalation.events import (
    EpisodeEvent,
    EscalationDecided,
    EscalationFollowed,
    EscalationLeft,
    EscalationRaised,
    EscalationSetAside,
)
from projections.calendar import Calendar, Point
from projections.case.following import held_after_split, with_followed
from projections.case.levels import is_quiet, judge
from projections.case.run import fold_run
from projections.case.state import CaseState, EpisodeState, Step


def pass_days(state: CaseState, points: Sequence[Point]) -> CaseState:
    """The state after the points of the calendar that it had not seen."""
    if not points:
        return state
    for point, following in pairwise(points):
        if point.version != following.version or not is_quiet(state, point):
            state = judge(state, point, point.position)
    last = points[-1]
    return structs.replace(judge(state, last, last.position), seen=last.position)


def fold(state: CaseState, steps: Sequence[Step], calendar: Calendar) -> CaseState:
    """The state after the next events of the case; days that began before each are passed first."""
    if len(steps) > 1:
        after = _fold_at_once(state, steps, calendar)
        if after is not None:
            return after
    for step in steps:
        state = _fold_one(state, step.position, step.event, calendar)
    return state


def _fold_one(
    state: CaseState, position: int, event: FactEvent | EpisodeEvent, calendar: Calendar
) -> CaseState:
    state, now = _brought_up(state, position, calendar)
    if isinstance(event, EpisodeEvent):
        episodes = _with_episode(state, event)
        return CaseState(state.case, state.facts, now.position, position, state.standing, episodes)
    facts = case_facts.evolve(state.facts, event)
    state = CaseState(state.case, facts, now.position, position, state.standing, state.episodes)
    if isinstance(event, CasePlaced | PlacementEnded | BriefAcknowledged):
        return state
    state = judge(state, now, position)
    return held_after_split(state, position, event.source) if isinstance(event, CaseSplitOff) else state


def _brought_up(state: CaseState, position: int, calendar: Calendar) -> tuple[CaseState, Point]:
    """The state after the days that began before a position, and what holds there."""
    now = calendar.now
    if now.position < position and (state.seen == now.position or not state.position):
        return state, now
    if state.position:
        state = pass_days(state, calendar.between(state.seen, position))
    return state, calendar.at(position)


def _fold_at_once(state: CaseState, steps: Sequence[Step], calendar: Calendar) -> CaseState | None:
    """The state after a run of events within one day and policy; None when it has to go one by one."""
    state, now = _brought_up(state, steps[0].position, calendar)
    if calendar.now is now or calendar.at(steps[-1].position) is now:
        return fold_run(state, steps, now)
    return None


def _with_episode(state: CaseState, event: EpisodeEvent) -> tuple[EpisodeState, ...]:
    """The episodes after one more event about one of them; an alert that no episode here explains is kept."""
    if not isinstance(event, episode.EpisodeFact):
        return state.episodes
    if isinstance(event, EscalationFollowed):
        return with_followed(state.episodes, event)
    episodes = state.episodes
    if isinstance(event, EscalationRaised) and not any(_is_of(event, one) for one in episodes):
        episodes = (*episodes, EpisodeState(event.level, event.opened, event.snapshot))
    return tuple([_after(one, event, state) if _is_of(event, one) else one for one in episodes])


def _is_of(event: episode.EpisodeFact, one: EpisodeState) -> bool:
    return one.opened == event.opened and one.level == event.level


def _after(one: EpisodeState, event: episode.EpisodeFact, state: CaseState) -> EpisodeState:
    evolved = episode.evolve(one.episode, event)
    if isinstance(event, EscalationRaised):
        return structs.replace(one, episode=evolved, decided_db=None, review=False)
    after = structs.replace(one, episode=evolved)
    if isinstance(event, EscalationLeft):
        return structs.replace(after, ended=True)
    if isinstance(event, EscalationDecided | EscalationSetAside):
        decided_db = state.standing.log_odds_db if state.standing else one.snapshot.log_odds_db
        return structs.replace(after, decided_db=decided_db, review=False, ended=one.ended or one.lowered)
    return after
