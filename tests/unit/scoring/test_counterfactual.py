"""What each signal carries, and the smallest set that holds a level open."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from domain.policy_document import Policy
from domain.scoring.context import case_on
from domain.scoring.counterfactual import Bar, SmallestSet, smallest_set, without_each
from domain.scoring.facts import Facts, is_active
from domain.scoring.result import below
from domain.scoring.score import score
from tests.unit.scoring.strategies import ON, facts, policies, shipped, signal


def closes(policy: Policy, known: Facts, gone: set[str], threshold: float) -> bool:
    kept = tuple(one for one in known.signals if one.id not in gone)
    left = Facts(kept, known.minor, known.missing, known.links)
    return below(score(policy, case_on(left, ON), ON), threshold)


def brute_force(policy: Policy, known: Facts, threshold: float) -> int | None:
    """The size of the smallest set, by trying all; None as `smallest_set` answers it."""
    names = [one.id for one in known.signals if is_active(one, ON)]
    for size in range(len(names) + 1):
        if any(closes(policy, known, {*gone}, threshold) for gone in combinations(names, size)):
            return size or None
    return None


@settings(max_examples=60)
@given(policies(), facts(), st.sampled_from([2.0, 5.0, 20.0, 50.0]))
def test_the_smallest_set_is_as_small_as_trying_all_sets_finds(
    policy: Policy, known: Facts, threshold: float
) -> None:
    found = smallest_set(policy, known, ON, Bar(threshold))
    assert (None if found is None else len(found.signals)) == brute_force(policy, known, threshold)
    if found is not None:
        assert found.exact
        assert closes(policy, known, {*found.signals}, threshold)


@given(policies(), facts())
def test_what_a_signal_carries_is_the_score_less_the_score_without_it(policy: Policy, known: Facts) -> None:
    whole = score(policy, case_on(known, ON), ON)
    answers = without_each(policy, known, ON)
    assert [one.signal for one in answers] == sorted(one.id for one in known.signals if is_active(one, ON))
    for one in answers:
        left = Facts(
            tuple(s for s in known.signals if s.id != one.signal), known.minor, known.missing, known.links
        )
        again = score(policy, case_on(left, ON), ON)
        assert (one.score, one.log_odds_db) == (again.score, again.log_odds_db)
        assert one.carries_db == pytest.approx(whole.log_odds_db - again.log_odds_db)


def test_the_context_that_a_signal_brought_goes_with_it() -> None:
    known = Facts((signal("s1", indicator="SX16"), signal("s2", indicator="SX10")))
    carried = {one.signal: one.carries_db for one in without_each(shipped(), known, ON)}
    floor_hidden = Facts((signal("s1", indicator="GW02"), signal("s2", indicator="SX10")))
    shown = {one.signal: one.carries_db for one in without_each(shipped(), floor_hidden, ON)}
    assert carried["s2"] == pytest.approx(0.0)
    assert shown["s2"] == pytest.approx(3.0)


def test_a_level_that_is_not_open_needs_no_set() -> None:
    assert smallest_set(shipped(), Facts((signal(),)), ON, Bar(50.0)) is None


def test_a_level_that_opens_with_nothing_has_no_set() -> None:
    assert smallest_set(shipped(), Facts((signal(),)), ON, Bar(0.5)) is None


def test_what_is_one_find_is_named_alone() -> None:
    known = Facts((signal("find", indicator="SX16"), signal("s2"), signal("s3", indicator="GW01")))
    assert smallest_set(shipped(), known, ON, Bar(80.0)) == SmallestSet(("find",), exact=True)


def test_beyond_the_limit_the_answer_closes_the_level_and_says_that_it_may_not_be_smallest() -> None:
    codes = ("SX01", "SX03", "SX04", "GW01", "GW02", "GW06", "RL01", "RL10", "AR01", "CR01")
    told = tuple(
        signal(f"s{place:02}", indicator=code, source=f"bron-{place}", organisation=f"instelling-{place % 3}")
        for place, code in enumerate(codes * 2)
    )
    known = Facts(told)
    found = smallest_set(shipped(), known, ON, Bar(80.0), most_evaluations=50)
    assert found is not None
    assert not found.exact
    assert closes(shipped(), known, {*found.signals}, 80.0)


def test_repeats_by_one_source_are_searched_newest_first() -> None:
    told = tuple(
        signal(f"s{day:02}", indicator="SX16", observed_on=ON - timedelta(days=day)) for day in range(30)
    )
    found = smallest_set(shipped(), Facts(told), ON, Bar(80.0))
    assert found is not None
    assert found.exact
    assert len(found.signals) == 30


def test_what_would_close_a_level_takes_away_the_profile_too() -> None:
    indicators = {code: structs.replace(one, strength="M") for code, one in shipped().indicators.items()}
    policy = structs.replace(shipped(), indicators=indicators)
    told = [signal(f"s-{code}", code, provenance="anoniem") for code in ("SX05", "SX08", "SX12", "AR02")]
    known = Facts(tuple(told), minor=True)
    assert below(score(policy, case_on(known, ON), ON), 50.0)
    assert smallest_set(policy, known, ON, Bar(50.0)) is None
    found = smallest_set(policy, known, ON, Bar(50.0, profile=True))
    assert found is not None
    assert len(found.signals) == 1
    assert found.signals[0] in {"s-SX05", "s-SX12", "s-AR02"}
