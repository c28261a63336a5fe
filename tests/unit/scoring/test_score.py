"""The steps of the formula, one by one, under the shipped policy (prior -20 dB) unless named otherwise."""

from datetime import timedelta

import msgspec
import pytest

from domain.policy_document import Combination, Policy
from domain.scoring.facts import Case, Signal
from domain.scoring.result import Kind, Result, below, log_odds_of, reaches, score_of, threshold_db
from domain.scoring.score import Scorer, score, scorer_of
from tests.unit.scoring.strategies import ON, shipped, signal


def of(*signals: Signal, context: tuple[str, ...] = (), links: int = 0) -> Result:
    return score(shipped(), Case(signals, context, links), ON)


def db(result: Result, kind: Kind, ref: str) -> float:
    return {(part.kind, part.ref): part.db for part in result.contributions}[kind, ref]


def names(result: Result) -> list[tuple[str, str]]:
    return [(part.kind, part.ref) for part in result.contributions]


def test_nothing_known_is_the_prior() -> None:
    result = of()
    assert result.log_odds_db == -20.0
    assert result.score == pytest.approx(100 / 101)
    assert result.contributions == ()
    assert result.conflict == 0.0


@pytest.mark.parametrize(
    "inactive",
    [
        signal(retracted=True),
        signal(verdict="weerlegd"),
        signal(observed_on=ON + timedelta(days=1)),
    ],
    ids=["retracted", "refuted", "of tomorrow"],
)
def test_step_1_what_is_not_active_counts_for_nothing(inactive: Signal) -> None:
    assert of(inactive) == of()


def test_step_2_nature_and_provenance_grade_a_signal() -> None:
    assert db(of(signal(nature="waarneming", provenance="derde_bekend")), "signaal", "s1") == pytest.approx(
        5.0 * 0.7 * 0.6
    )


def test_step_2_what_a_verdict_established_counts_in_full() -> None:
    told = signal(nature="interpretatie", provenance="anoniem", verdict="vastgesteld")
    assert db(of(told), "signaal", "s1") == 5.0


def test_step_2_a_denial_by_the_client_counts_for_half() -> None:
    denied = of(signal(), signal("s2", polarity="weerlegt", provenance="client_zelf"))
    assert db(denied, "weerlegging", "s2") == pytest.approx(-5.0 * 0.9 * 0.5)


def test_step_3_a_signal_keeps_its_value_on_the_plateau_and_halves_after_it() -> None:
    plateau = of(signal(observed_on=ON - timedelta(days=30)))
    halved = of(signal(observed_on=ON - timedelta(days=30 + 90)))
    assert db(plateau, "signaal", "s1") == 5.0
    assert db(halved, "signaal", "s1") == pytest.approx(2.5)


def test_step_5_a_source_that_repeats_itself_adds_little() -> None:
    repeated = of(signal("s1"), signal("s2"), signal("s3"))
    assert db(repeated, "signaal", "s2") == pytest.approx(5.0 * 2**-2.5)
    assert db(repeated, "signaal", "s3") == pytest.approx(5.0 * 3**-2.5)


def test_step_5_a_second_source_adds_more_than_a_repeat() -> None:
    other = of(signal("s1"), signal("s2", source="bron-2"))
    assert db(other, "signaal", "s2") == pytest.approx(5.0 * 2**-1.5)


def test_step_5_a_hundred_repeats_are_worth_a_third_more_than_one() -> None:
    many = of(*[signal(f"s{number}") for number in range(100)])
    assert many.log_odds_db == pytest.approx(-20.0 + 5.0 * 4 / 3, abs=0.05)


def test_step_6_contradiction_takes_at_most_three_quarters_of_its_own_indicator() -> None:
    denials = [signal(f"d{number}", polarity="weerlegt", source=f"bron-{number}") for number in range(9)]
    result = of(signal(), *denials, signal("other", indicator="GW01"))
    taken = sum(part.db for part in result.contributions if part.kind == "weerlegging")
    assert taken == pytest.approx(-0.75 * 5.0)
    assert db(result, "signaal", "other") == 5.0


def test_step_6_contradiction_without_support_is_no_contribution() -> None:
    assert of(signal(polarity="weerlegt")).contributions == ()


def test_step_7_signs_that_belong_together_add_a_bonus_as_strong_as_the_weakest_needed() -> None:
    result = of(signal(), signal("s2", indicator="GW01", nature="waarneming"))
    assert db(result, "combinatie", "condooms_letsel_vriendje") == pytest.approx(4.0 * 0.7)
    assert ("combinatie", "condooms_letsel_vriendje_alle") not in names(result)


def test_step_7_a_rule_that_needs_one_sign_counts_with_one() -> None:
    alone = Combination("alleen", ("SX01",), 1, 2.0)
    policy = msgspec.structs.replace(shipped(), combinations=(alone,))
    assert db(score(policy, Case((signal(),)), ON), "combinatie", "alleen") == 2.0


def test_step_8_signs_of_another_dimension_add_diversity() -> None:
    result = of(signal(), signal("s2", indicator="SX08"))
    assert ("diversiteit", "dimensies") not in names(result)
    result = of(signal(), signal("s2", indicator="GW01"))
    assert db(result, "diversiteit", "dimensies") == pytest.approx(1.5)


def test_step_9_another_organisation_that_sees_it_too_adds_independence() -> None:
    result = of(signal(), signal("s2", source="bron-2", organisation="school-1"))
    assert db(result, "onafhankelijkheid", "organisaties") == pytest.approx(2.0)


def test_step_10_context_and_links_count_only_beside_signs() -> None:
    context = ("minderjarig", "vermist")
    assert of(context=context, links=5).log_odds_db == -20.0
    half = of(signal(indicator="SX01", nature="feit", provenance="derde_bekend"), context=context, links=5)
    assert db(half, "context", "context") == pytest.approx(4.0 * 0.5)
    assert db(half, "verband", "verbanden") == pytest.approx(3 * 1.5 * 0.5)


def test_step_10_context_has_a_cap() -> None:
    full = of(
        signal(indicator="SX16"), context=("eerder_slachtoffer", "minderjarig", "vermist", "kwetsbaarheid")
    )
    assert db(full, "context", "context") == 5.0


def test_step_11_what_protects_subtracts_up_to_a_cap_and_its_denial_counts_for_nothing() -> None:
    result = of(
        signal(),
        signal("p1", indicator="BF01"),
        signal("p2", indicator="BF02"),
        signal("p3", indicator="BF02", polarity="weerlegt"),
    )
    assert db(result, "bescherming", "p1") == pytest.approx(-3.0)
    assert db(result, "bescherming", "p2") == pytest.approx(-3.0)
    assert ("weerlegging", "p3") not in names(result)
    assert ("onafhankelijkheid", "organisaties") not in names(result)


def test_step_12_a_decisive_find_lifts_to_a_floor_that_a_denial_does_not_take_away() -> None:
    found = signal(indicator="SX16")
    assert of(found).score == pytest.approx(80.0)
    assert of(found, signal("s2", indicator="SX16", polarity="weerlegt")).score == pytest.approx(80.0)


def test_step_12_hearsay_carries_no_floor() -> None:
    assert ("ondergrens", "ondergrens") not in names(of(signal(indicator="SX16", provenance="derde_bekend")))


def test_step_12_a_floor_fades_with_its_signal() -> None:
    half = of(signal(indicator="SX16", observed_on=ON - timedelta(days=270)))
    assert half.log_odds_db == pytest.approx(-20.0 + 0.5 * (log_odds_of(80.0) + 20.0))


def test_step_12_a_grade_that_only_binary_fractions_keep_under_the_floor_grade_meets_it() -> None:
    policy = msgspec.structs.replace(
        shipped(), floor_grade=0.56, provenance={**shipped().provenance, "school": 0.8}
    )
    told = signal(indicator="SX16", nature="waarneming", provenance="school")
    assert score(policy, Case((told,)), ON).score == pytest.approx(80.0)


def test_support_for_an_indicator_that_the_policy_does_not_know_stays_visible_and_adds_nothing() -> None:
    result = of(signal(indicator="ZZ99"), signal("s2", indicator="ZZ99", polarity="weerlegt"))
    assert names(result) == [("signaal", "s1")]
    assert result.log_odds_db == -20.0


def test_a_provenance_that_the_policy_does_not_know_adds_nothing() -> None:
    assert db(of(signal(provenance="via_via")), "signaal", "s1") == 0.0


def test_conflict_is_the_part_that_sources_dispute() -> None:
    assert of(signal(), signal("s2", polarity="weerlegt")).conflict == 1.0
    half = of(signal(), signal("s2", polarity="weerlegt", provenance="anoniem"))
    assert half.conflict == pytest.approx(0.4)
    assert of(signal(polarity="weerlegt")).conflict == 0.0


def test_the_ceiling_of_a_case_that_nothing_lowers_is_its_score() -> None:
    result, ceiling_db = Scorer(shipped()).score_and_ceiling(Case((signal(),)), ON)
    assert ceiling_db == result.log_odds_db


def test_the_ceiling_leaves_out_what_lowers() -> None:
    case = Case((signal(), signal("s2", polarity="weerlegt"), signal("s3", indicator="BF01")))
    assert Scorer(shipped()).ceiling_db(case, ON) == of(signal()).log_odds_db


def test_a_threshold_is_met_at_six_decimals() -> None:
    assert reaches(threshold_db(80.0), 80.0)
    assert reaches(threshold_db(80.0) - 4e-7, 80.0)
    assert below(threshold_db(80.0) - 6e-7, 80.0)
    assert reaches(of(signal(indicator="SX16")), 80.0)
    assert below(of(), 50.0)


def test_a_threshold_of_0_is_always_met_and_one_of_100_never() -> None:
    assert reaches(-1e9, 0.0)
    assert below(1e9, 100.0)


def test_a_score_stays_between_0_and_100_however_large_the_log_odds() -> None:
    assert score_of(-1e6) == pytest.approx(0.0)
    assert score_of(1e6) == 100.0


def test_a_scorer_is_made_once_for_a_policy_and_old_ones_leave() -> None:
    policy = shipped()
    assert scorer_of(policy) is scorer_of(policy)
    many: list[Policy] = [msgspec.structs.replace(policy, version=str(number)) for number in range(20)]
    assert [scorer_of(one).policy.version for one in many] == [one.version for one in many]
    assert scorer_of(policy).policy is policy
