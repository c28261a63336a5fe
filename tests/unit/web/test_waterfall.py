"""The bars of a score sum exactly to what stands below them."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scoring.strategies import shipped
from web.charts.waterfall import SHOWN, Step, summing, waterfall

DECIBANS = st.floats(-40, 40, allow_nan=False)


@given(st.lists(DECIBANS, min_size=1, max_size=40))
def test_what_is_told_sums_to_the_rounded_sum(numbers: list[float]) -> None:
    assert sum(summing(numbers)) == round(sum(one * 10 for one in numbers))


@given(st.lists(DECIBANS, min_size=1, max_size=40))
def test_no_number_is_told_more_than_a_tenth_from_what_it_is(numbers: list[float]) -> None:
    assert all(abs(told - one * 10) <= 1 + 1e-9 for told, one in zip(summing(numbers), numbers, strict=True))


@given(st.lists(DECIBANS, max_size=30))
def test_the_last_bar_ends_where_the_total_stands(numbers: list[float]) -> None:
    fall = waterfall(-20.0, [Step(f"teken {at}", db) for at, db in enumerate(numbers)], shipped())
    assert fall.total == fall.prior.tenths + sum(bar.tenths for bar in fall.bars)


def test_more_than_ten_steps_end_in_the_others_together() -> None:
    fall = waterfall(-20.0, [Step(f"teken {at}", at + 1.0) for at in range(14)], shipped())
    assert len(fall.bars) == SHOWN + 1
    assert fall.bars[-1].step.what == "Overige 4 samen"
    assert fall.bars[-1].tenths == 100


def test_a_level_stands_where_its_score_is() -> None:
    assert [one.score for one in waterfall(-20.0, [], shipped()).thresholds] == [
        level.on for level in shipped().levels.values()
    ]
