"""Why does a case have this score: every contribution, what each signal carries, what would close a level."""

from typing import NamedTuple

from domain.scoring.context import case_on, different_indicators
from domain.scoring.counterfactual import SmallestSet, Without, smallest_set, without_each
from domain.scoring.facts import Case, Facts
from domain.scoring.ilo import Catalogue, Profile, ilo_profile
from domain.scoring.movement import Term, largest, movement
from domain.scoring.result import Result, reaches
from domain.scoring.texts import contribution_text, movement_text
from domain.words import CaseId
from engine.history import When, case_at
from engine.lists import week_apart
from eventlog.log import Log
from projections.calendar import Calendar
from projections.case.rows import level_of, status_of
from projections.case.state import CaseState, scored_facts


class Explanation(NamedTuple):
    """Everything about one score. `texts` stand beside the result's contributions, in the same order."""

    state: CaseState
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
    """The score of a case at a moment, explained; nothing is looked up but the case's own events."""
    state = case_at(log, calendar, case, when.position)
    facts = scored_facts(state.facts)
    scored = case_on(facts, when.on)
    result = when.scorer.score(scored, when.on)
    closing = {
        name: found
        for name, level in when.policy.levels.items()
        if reaches(result, level.on)
        and (found := smallest_set(when.policy, facts, when.on, level.on)) is not None
    }
    before, after = week_apart(log, calendar, when, case)
    terms = movement(before, after)
    return Explanation(
        state,
        when,
        result,
        tuple(contribution_text(when.policy, scored, one) for one in result.contributions),
        facts,
        scored,
        status_of(state),
        level_of(state),
        different_indicators(facts, when.on),
        without_each(when.policy, facts, when.on),
        closing,
        ilo_profile(catalogue, when.policy, scored, when.on),
        terms,
        movement_text(before, after, largest(terms)),
    )
