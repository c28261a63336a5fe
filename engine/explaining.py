"""Why does a case have this score: every contribution, what each signal carries, what would close a level."""

from datetime import date
from typing import NamedTuple

from domain.cases.events import CaseClosed
from domain.cases.standing import Closed
from domain.commands import Refused
from domain.policy_document import PROFILE_LEVEL, Level, Policy
from domain.scoring.catalogue import Catalogue, with_strengths
from domain.scoring.context import case_on, different_indicators
from domain.scoring.counterfactual import Bar, SmallestSet, Without, smallest_set, without_each
from domain.scoring.facts import Case, Facts
from domain.scoring.ilo import Profile, ilo_profile
from domain.scoring.movement import Term, largest, movement
from domain.scoring.result import Result
from domain.scoring.texts import contribution_text, movement_text
from domain.words import CaseId
from engine.history import When, case_at, day_ended, steps_of
from engine.lists import week_apart
from eventlog.log import Log
from projections.calendar import Calendar
from projections.case.rows import level_of, status_of
from projections.case.state import CaseState, EpisodeState, scored_facts


class Explanation(NamedTuple):
    """Everything about one score. `episodes` are those of the day, `closed_on` is when it was closed.

    `texts` stand beside the result's contributions, in the same order.
    """

    state: CaseState
    episodes: tuple[EpisodeState, ...]
    closed_on: date | None
    when: When
    result: Result
    texts: tuple[str, ...]
    facts: Facts
    case: Case
    status: str
    level: str | None
    recent_indicators: int
    without: tuple[Without, ...]
    closing: dict[str, SmallestSet]
    profile: Profile
    terms: tuple[Term, ...]
    moved: str


def explain(log: Log, calendar: Calendar, catalogue: Catalogue, case: CaseId, when: When) -> Explanation:
    """The score of a case at a moment, explained; nothing is looked up but the case's own events.

    Raises:
        Refused: when the case was not there yet.
    """
    state = case_at(log, calendar, case, when.position)
    if not state.position:
        raise Refused("casus.toen", "Deze casus was er toen nog niet.", "Kies een latere dag.")
    that_day = case_at(log, calendar, case, day_ended(calendar, when))
    facts = scored_facts(state.facts)
    scored = case_on(facts, when.on)
    result = when.scorer.score(scored, when.on)
    closing = {
        name: found
        for name, level in when.policy.levels.items()
        if (found := smallest_set(when.policy, facts, when.on, bar_of(name, level))) is not None
    }
    before, after = week_apart(log, calendar, when, case)
    terms = movement(before, after)
    return Explanation(
        state,
        that_day.episodes,
        closed_on(log, case, when.position) if isinstance(state.facts.standing, Closed) else None,
        when,
        result,
        tuple(contribution_text(when.policy, scored, one) for one in result.contributions),
        facts,
        scored,
        status_of(state),
        level_of(that_day),
        different_indicators(facts, when.on),
        without_each(when.policy, facts, when.on),
        closing,
        ilo_profile(profiled(when.policy, catalogue), scored, when.on),
        terms,
        movement_text(before, after, largest(terms)),
    )


def closed_on(log: Log, case: CaseId, position: int) -> date | None:
    """When a case was last closed, as it was known at a position."""
    days = [step.event.on for step in steps_of(log, case, position) if isinstance(step.event, CaseClosed)]
    return days[-1] if days else None


def bar_of(name: str, level: Level) -> Bar:
    """What opens a level."""
    return Bar(level.on, profile=level.ilo and name == PROFILE_LEVEL)


def profiled(policy: Policy, catalogue: Catalogue) -> Policy:
    """The policy as its profile is shown: where the profile opens nothing, the catalogue fills in strengths.

    Where it does, the policy's own strengths stand alone, for they decided.
    """
    return policy if policy.profile_opens else with_strengths(policy, catalogue)
