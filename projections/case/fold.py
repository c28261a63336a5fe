"""From the events of a case, and the days between them, to its state.

Pure and total: a batch cut in any way gives the same states. `parking` catches what a fold cannot take.
"""

from collections.abc import Sequence

from msgspec import structs

from domain import case_facts
from domain.case_facts import FactEvent
from domain.cases.events import CasePlaced, PlacementEnded
from domain.escalation import episode
from domain.escalation.events import EpisodeEvent, EscalationDecided, EscalationRaised
from domain.events import Event
from domain.words import CaseId
from projections.calendar import Calendar, Point
from projections.case.levels import is_quiet, judge
from projections.case.state import CaseState, EpisodeState


def key_of(event: Event) -> CaseId | None:
    """The case whose fold takes this event; None for the calendar and for what no case is moved by."""
    if isinstance(event, FactEvent | EpisodeEvent):
        return event.case
    return None


def pass_days(state: CaseState, points: Sequence[Point]) -> CaseState:
    """The state after the points of the calendar that it had not seen."""
    if not points:
        return state
    for point in points[:-1]:
        if not is_quiet(state, point):
            state = judge(state, point, point.position)
    last = points[-1]
    return structs.replace(judge(state, last, last.position), seen=last.position)


def fold(state: CaseState, position: int, event: Event, calendar: Calendar) -> CaseState:
    """The state after one event of the case at a position; days that began before it are passed first."""
    now = calendar.now
    if state.seen != now.position or position < now.position:
        if state.position:
            state = pass_days(state, calendar.between(state.seen, position))
        now = calendar.at(position)
    if isinstance(event, EpisodeEvent):
        episodes = _with_episode(state, event)
        return CaseState(state.case, state.facts, now.position, position, state.standing, episodes)
    if not isinstance(event, FactEvent):
        return state
    facts = case_facts.evolve(state.facts, event)
    state = CaseState(state.case, facts, now.position, position, state.standing, state.episodes)
    if isinstance(event, CasePlaced | PlacementEnded):
        return state
    return judge(state, now, position)


def _with_episode(state: CaseState, event: EpisodeEvent) -> tuple[EpisodeState, ...]:
    """The episodes after one more event about one of them; an alert that no episode here explains is kept."""
    if not isinstance(event, episode.EpisodeFact):
        return state.episodes
    known = any((one.level, one.opened) == (event.level, event.opened) for one in state.episodes)
    episodes = state.episodes
    if not known and isinstance(event, EscalationRaised):
        episodes = (*episodes, EpisodeState(event.level, event.opened, event.snapshot))
    return tuple(
        _after(one, event, state) if (one.level, one.opened) == (event.level, event.opened) else one
        for one in episodes
    )


def _after(one: EpisodeState, event: episode.EpisodeFact, state: CaseState) -> EpisodeState:
    after = structs.replace(one, episode=episode.evolve(one.episode, event))
    if isinstance(event, EscalationDecided):
        decided_db = state.standing.log_odds_db if state.standing else one.snapshot.log_odds_db
        return structs.replace(after, decided_db=decided_db, review=False, ended=one.ended or one.lowered)
    return after
