"""Days and policies that pass at once leave a case as when each had passed alone."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from domain.case_facts import FactEvent
from domain.cases.events import CasePlaced, CaseRegistered
from domain.policy_document import Level, Policy
from projections.calendar import Calendar
from projections.case.fold import fold, pass_days
from projections.case.state import CaseState
from tests.unit.projections.test_profile_level import CASE, PLACE, Told, recorded
from tests.unit.scoring.strategies import ON, shipped, signal

LEVELS = (Level(50.0, 35.0, 72), Level(99.0, 1.0, 72), Level(20.0, 10.0, 72))
"""As it is; slow to rise and slow to fall; and soon reached."""
STRONG = ("SX03", "GW01", "RL01", "SX01")
Passing = int | Level


@cache
def policy(level: Level) -> Policy:
    return structs.replace(shipped(), levels={**shipped().levels, "zorgcoordinator": level})


def began() -> tuple[CaseState, Calendar]:
    """A case with strong signals, on its first day."""
    calendar = Calendar()
    calendar.begin_day(1, ON)
    calendar.adopt(2, "1", policy(LEVELS[0]))
    told = [recorded(signal(f"s-{code}", code, source=f"bron-{code}")) for code in STRONG]
    events: list[FactEvent] = [CaseRegistered(CASE, PLACE, "een"), CasePlaced(CASE, PLACE, ON), *told]
    return fold(CaseState(CASE), [Told(*one) for one in enumerate(events, 3)], calendar), calendar


def passed(passing: Sequence[Passing], looks: Sequence[int] = ()) -> CaseState:
    """The state after days and policies; it is brought up after those that `looks` names, and at the end."""
    state, calendar = began()
    day, position = ON, 100
    for number, one in enumerate(passing):
        position += 1
        if isinstance(one, int):
            day += timedelta(days=one)
            calendar.begin_day(position, day)
        else:
            calendar.adopt(position, f"2.{number}", policy(one))
        if number in looks:
            state = pass_days(state, calendar.between(state.seen, position + 1))
    return pass_days(state, calendar.between(state.seen, position + 1))


def test_what_was_lowered_before_a_policy_stays_so_until_it_rises_enough_for_that_policy() -> None:
    fell = [100] * 8
    state, _ = began()
    assert [one.lowered for one in state.episodes if one.level == "zorgcoordinator"] == [False]
    slow = LEVELS[1]
    passing: list[Passing] = [*fell, slow, 1]
    state = passed(passing)
    assert [one.lowered for one in state.episodes if one.level == "zorgcoordinator"] == [True]
    assert state == passed(passing, range(len(passing)))


@given(
    passing=st.lists(st.one_of(st.integers(1, 200), st.sampled_from(LEVELS)), min_size=1, max_size=12),
    looks=st.sets(st.integers(0, 11)),
)
def test_however_often_a_case_is_looked_at_its_state_is_the_same(
    passing: list[Passing], looks: set[int]
) -> None:
    assert passed(passing, sorted(looks)) == passed(passing, range(len(passing)))
