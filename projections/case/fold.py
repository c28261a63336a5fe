"""From the events of a case, and the days between them, to its state.

Pure and total: a batch cut in any way gives the same states. `parking` catches what a fold cannot take.
"""

from collections.abc import Sequence

from msgspec import Struct, structs

from domain import case_facts
from domain.case_facts import FactEvent
from domain.cases.events import CasePlaced, CaseRegistered, PlacementEnded
from domain.escalation import episode
from domain.escalation.events import EpisodeEvent, EscalationDecided, EscalationRaised
from domain.signals.events import SignalRecorded
from projections.calendar import Calendar, Point
from projections.case.levels import is_quiet, judge
from projections.case.state import CaseState, EpisodeState

_ADDING = frozenset((CaseRegistered, CasePlaced, SignalRecorded))
"""Events after which nothing that was known counts less."""


class Step(Struct, frozen=True, gc=False):
    """One event of a case at its position."""

    position: int
    event: FactEvent | EpisodeEvent


def pass_days(state: CaseState, points: Sequence[Point]) -> CaseState:
    """The state after the points of the calendar that it had not seen."""
    if not points:
        return state
    for point in points[:-1]:
        if not is_quiet(state, point):
            state = judge(state, point, point.position)
    last = points[-1]
    return structs.replace(judge(state, last, last.position), seen=last.position)


def fold(state: CaseState, steps: Sequence[Step], calendar: Calendar) -> CaseState:
    """The state after the next events of the case; days that began before each are passed first."""
    if len(steps) > 1:
        whole = _fold_at_once(state, steps, calendar)
        if whole is not None:
            return whole
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
    if isinstance(event, CasePlaced | PlacementEnded):
        return state
    return judge(state, now, position)


def _brought_up(state: CaseState, position: int, calendar: Calendar) -> tuple[CaseState, Point]:
    """The state after the days that began before a position, and what holds there."""
    now = calendar.now
    if state.seen == now.position and now.position < position:
        return state, now
    if state.position:
        state = pass_days(state, calendar.between(state.seen, position))
    return state, calendar.at(position)


def _fold_at_once(state: CaseState, steps: Sequence[Step], calendar: Calendar) -> CaseState | None:
    """The same state with one score instead of one an event; None when it has to be step by step.

    A signal more never lowers the ceiling, so when the ceiling after all of them opens nothing, no step on
    the way did.
    """
    first, last = steps[0].position, steps[-1].position
    if state.episodes or not _ADDING.issuperset([type(step.event) for step in steps]):
        return None
    state, now = _brought_up(state, first, calendar)
    if state.episodes or calendar.at(last) is not now:
        return None
    facts = state.facts
    recorded: list[SignalRecorded] = []
    for step in steps:
        if isinstance(step.event, SignalRecorded):
            recorded.append(step.event)
        elif not isinstance(step.event, EpisodeEvent):
            facts = case_facts.evolve(facts, step.event)
    if recorded:
        facts = case_facts.with_recorded(facts, recorded)
    after = judge(CaseState(state.case, facts, now.position, last, state.standing), now, last)
    return after if not after.episodes and is_quiet(after, now) else None


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
