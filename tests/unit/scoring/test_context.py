"""Context is derived from signals and from what is known of the client, never written down."""

from datetime import timedelta

import pytest

from domain.scoring.context import case_on, derive_context, different_indicators
from domain.scoring.facts import Case, Facts, Signal
from tests.unit.scoring.strategies import ON, signal


def context(*signals: Signal, minor: bool = False, missing: bool = False) -> tuple[str, ...]:
    return derive_context(signals, minor=minor, missing=missing, on=ON)


def test_age_and_a_missing_episode_are_context() -> None:
    assert context(minor=True, missing=True) == ("minderjarig", "vermist")


def test_earlier_sexual_violence_is_context() -> None:
    assert context(signal(indicator="SX10")) == ("eerder_slachtoffer",)


@pytest.mark.parametrize("code", ["LV02", "LV03", "LV04", "LV05", "LV06", "LV07", "LV08", "VM05", "RL13"])
def test_each_vulnerability_is_context(code: str) -> None:
    assert context(signal(indicator=code)) == ("kwetsbaarheid",)


@pytest.mark.parametrize("code", ["LV01", "SX01", "VM01"])
def test_other_indicators_are_no_context(code: str) -> None:
    assert context(signal(indicator=code)) == ()


@pytest.mark.parametrize(
    "silent",
    [
        signal(indicator="SX10", polarity="weerlegt"),
        signal(indicator="SX10", retracted=True),
        signal(indicator="SX10", verdict="weerlegd"),
        signal(indicator="SX10", observed_on=ON + timedelta(days=1)),
    ],
    ids=["contradicting", "retracted", "refuted", "of tomorrow"],
)
def test_only_active_support_makes_context(silent: Signal) -> None:
    assert context(silent) == ()


def test_a_case_on_a_day_has_the_context_of_that_day() -> None:
    known = Facts((signal(indicator="SX10"),), minor=True, links=2)
    assert case_on(known, ON).context == ("eerder_slachtoffer", "minderjarig")
    assert case_on(known, ON - timedelta(days=1)) == Case(known.signals, ("minderjarig",), 2)


def test_different_indicators_of_the_last_90_days_are_counted_once() -> None:
    case = Case(
        (
            signal("s1"),
            signal("s2"),
            signal("s3", indicator="GW01", observed_on=ON - timedelta(days=90)),
            signal("s4", indicator="VM01", observed_on=ON - timedelta(days=91)),
            signal("s5", indicator="RL01", polarity="weerlegt"),
            signal("s6", indicator="SX03", retracted=True),
            signal("s7", indicator="BF01"),
        )
    )
    assert different_indicators(case, ON) == 2
