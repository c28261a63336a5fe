"""Advice names what is easily forgotten: a missing client first, and beside the steps the rest."""

import pytest
from msgspec import structs

from domain.advice.assembling import advise
from tests.unit.domain.advising import advice, first, looked
from tests.unit.domain.consents import aged
from tests.unit.domain.steps import START, decide, weighed
from tests.unit.domain.story import given

DANGER = weighed("ernstig", "nee", "nee")
REPORTING = DANGER.when(decide("5b_conflict_van_plichten"))


def test_who_is_missing_comes_first_with_what_makes_it_urgent_and_who_must_be_reached() -> None:
    minor = looked(given(*START, aged("16_17")))
    lines = advise(structs.replace(minor, missing=True)).first
    assert "urgent" in lines[0].text
    assert "ouders of voogd bereikbaar" in lines[1].text
    assert "afmeldingsformulier" in lines[2].text
    assert "overplaatsingsformulier" in lines[2].text
    assert lines[3:] == advise(minor).first


def test_unclear_worries_are_not_yet_spoken_of_widely() -> None:
    assert "nog niet breed" in first(given(*START))


@pytest.mark.parametrize(
    "said",
    ["hoe lang u ze bewaart", "pas na als die daarmee instemt", "gedwongen", "veiligheidsfunctionaris"],
)
def test_in_danger_network_visitors_forced_offenders_and_safety_are_thought_of(said: str) -> None:
    assert any(said in line.text for line in advice(DANGER).besides)
    assert not any(said in line.text for line in advice(given(*START)).besides)


@pytest.mark.parametrize("said", ["nooit een doel op zich", "bespreek dan vooraf", "protocol"])
def test_once_a_report_is_decided_aangifte_is_no_goal_and_an_intake_is_prepared(said: str) -> None:
    assert any(said in line.text for line in advice(REPORTING).besides)
    assert not any(said in line.text for line in advice(DANGER).besides)
