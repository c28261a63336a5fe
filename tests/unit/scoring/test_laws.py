"""What holds for every policy and every case."""

from datetime import timedelta
from math import fsum
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.policy_document import Policy
from domain.scoring.explanation import explanation
from domain.scoring.facts import VULNERABILITY, Case, Signal, is_active
from domain.scoring.result import below, ranked_db, reaches_db
from domain.scoring.score import Scorer, score
from tests.unit.scoring.strategies import (
    CONTEXT,
    NATURES,
    ON,
    cases,
    policies,
    shipped,
    signals,
)

SUPPORT = ("SX01", "SX03", "GW01", "RL01", "LV02", "SX10")


def more(case: Case, signal: Signal) -> Case:
    return Case((*case.signals, signal), case.context, case.links)


@given(policies(), cases(), st.randoms(use_true_random=False))
def test_any_order_of_signals_gives_the_same_result(policy: Policy, case: Case, chance: Random) -> None:
    shuffled = list(case.signals)
    chance.shuffle(shuffled)
    assert score(policy, Case(tuple(shuffled), case.context, case.links), ON) == score(policy, case, ON)


@given(policies(), cases(), signals("s99", codes=SUPPORT, polarities=("bevestigt",)))
def test_one_more_supporting_signal_never_lowers_the_score(
    policy: Policy, case: Case, signal: Signal
) -> None:
    assert score(policy, more(case, signal), ON).log_odds_db >= score(policy, case, ON).log_odds_db - 1e-9


@given(policies(), cases(), signals("s99", codes=SUPPORT, polarities=("bevestigt",)))
def test_a_first_signal_of_its_indicator_raises_what_lies_above_the_floor_by_its_worth_or_more(
    policy: Policy, case: Case, signal: Signal
) -> None:
    others = tuple(one for one in case.signals if one.indicator != signal.indicator)
    before = Case(others, case.context, case.links)
    sum_ = Scorer(policy).add(more(before, signal), ON)
    worth = fsum(db for _, ref, db in sum_.terms if ref == signal.id)
    lower = score(policy, before, ON).log_odds_db
    at_most = sum_.log_odds_db - worth
    assert lower <= (at_most if sum_.floor_db is None else max(at_most, sum_.floor_db)) + 1e-9


@given(policies(), cases(), signals("s99", polarities=("weerlegt",)))
def test_one_more_contradicting_signal_never_raises_the_score(
    policy: Policy, case: Case, signal: Signal
) -> None:
    assert score(policy, more(case, signal), ON).log_odds_db <= score(policy, case, ON).log_odds_db + 1e-9


@given(policies(), cases(), signals("s99", codes=("BF01", "BF02")))
def test_one_more_protective_signal_never_raises_the_score(
    policy: Policy, case: Case, signal: Signal
) -> None:
    assert score(policy, more(case, signal), ON).log_odds_db <= score(policy, case, ON).log_odds_db + 1e-9


@given(policies(), cases())
def test_the_contributions_sum_to_what_lies_above_the_prior(policy: Policy, case: Case) -> None:
    result = score(policy, case, ON)
    added = fsum(contribution.db for contribution in result.contributions)
    assert abs(result.log_odds_db - result.prior_db - added) < 1e-9
    assert list(result.contributions) == sorted(result.contributions, key=lambda part: (part.kind, part.ref))
    assert 0.0 <= result.conflict <= 1.0


@given(policies(), cases())
def test_a_signal_that_is_not_active_changes_nothing(policy: Policy, case: Case) -> None:
    active = tuple(signal for signal in case.signals if is_active(signal, ON))
    assert score(policy, Case(active, case.context, case.links), ON) == score(policy, case, ON)


@given(
    st.lists(
        st.tuples(signals(codes=tuple(sorted(VULNERABILITY)), newest=0), st.integers(1, 40)), max_size=40
    ),
    st.sets(st.sampled_from(CONTEXT)),
    st.sampled_from(NATURES),
)
def test_under_the_shipped_policy_who_somebody_is_never_opens_a_level(
    drawn: list[tuple[Signal, int]], context: set[str], nature: str
) -> None:
    policy = shipped()
    told = tuple(
        msgspec.structs.replace(
            signal,
            id=f"s{place}",
            source=f"bron-{number}",
            organisation=f"instelling-{number}",
            nature=nature,
            polarity="bevestigt",
            verdict="vastgesteld",
        )
        for place, (signal, number) in enumerate(drawn)
    )
    result = score(policy, Case(told, tuple(sorted(context))), ON)
    assert all(below(result, level.on) for level in policy.levels.values())


@given(policies(), cases(), st.integers(0, 900))
def test_the_ceiling_bounds_the_score_on_every_later_day(policy: Policy, case: Case, days: int) -> None:
    result, ceiling_db = Scorer(policy).score_and_ceiling(case, ON)
    assert result == score(policy, case, ON)
    assert ceiling_db == Scorer(policy).ceiling_db(case, ON)
    later = score(policy, case, ON + timedelta(days=days))
    assert later.log_odds_db <= ceiling_db + 1e-9


@given(policies(), cases())
def test_what_is_ranked_has_six_decimals_and_no_minus_zero(policy: Policy, case: Case) -> None:
    result = score(policy, case, ON)
    assert result.rounded_db == ranked_db(result.log_odds_db) == round(result.rounded_db, 6)
    assert abs(result.rounded_db - result.log_odds_db) <= 5.1e-7


@given(st.floats(-3000, 3000), st.floats(-3e-6, 3e-6))
def test_what_reaches_a_bound_is_the_same_with_and_without_rounding_first(bound: float, apart: float) -> None:
    bound_db = ranked_db(bound)
    assert reaches_db(bound_db + apart, bound_db) == (ranked_db(bound_db + apart) >= bound_db)


@given(policies(), cases())
def test_an_explanation_computed_again_is_equal_to_the_byte(policy: Policy, case: Case) -> None:
    again = msgspec.json.decode(msgspec.json.encode(policy), type=Policy)
    turned = Case(case.signals[::-1], case.context, case.links)
    assert explanation(policy, case, ON) == explanation(again, turned, ON)
