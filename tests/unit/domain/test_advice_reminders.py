"""Advice names what is easily forgotten: a missing client first, and beside the steps the rest."""

from datetime import timedelta

import pytest
from msgspec import structs

from domain.advice.assembling import advise
from domain.advice.lines import Waiting
from domain.advice.missing import FOUND_DAYS, ONCE_FOUND
from domain.disclosure.question import Obstacle
from tests.unit.domain.advising import advice, first, looked
from tests.unit.domain.consents import aged, consented
from tests.unit.domain.sharing import D1
from tests.unit.domain.steps import START, decide, record, weighed
from tests.unit.domain.story import given
from tests.unit.domain.world import TODAY

DANGER = weighed("ernstig", "nee", "nee")
REPORTING = DANGER.when(decide("5b_conflict_van_plichten"))


def test_who_is_missing_comes_first_with_what_makes_it_urgent_and_who_must_be_reached() -> None:
    minor = looked(given(*START, aged("16_17")))
    lines = advise(structs.replace(minor, missing=True)).first
    assert "urgent" in lines[0].text
    assert "ouders of voogd bereikbaar" in lines[1].text
    assert "wie toezicht houdt en wie de cliënt ophaalt" in lines[1].text
    assert "zoekt zelf als eerste mee" in lines[2].text
    assert "afmeldingsformulier" in lines[3].text
    assert "overplaatsingsformulier" in lines[3].text
    assert lines[4:] == advise(minor).first


def test_unclear_worries_are_not_yet_spoken_of_widely() -> None:
    assert "nog niet breed" in first(given(*START))


@pytest.mark.parametrize(
    "said",
    [
        *("hoe lang u ze bewaart", "pas na als die daarmee instemt", "gedwongen", "veiligheidsfunctionaris"),
        *("Laat hen zich legitimeren", "regels voor bezoekers", "sociale media niet te snel sluiten"),
        *("niet alles daarop waar is", "een recente foto", "samen met ouders of voogd", "wijkagent"),
    ],
)
def test_in_danger_network_visitors_forced_offenders_and_safety_are_thought_of(said: str) -> None:
    assert any(said in line.text for line in advice(DANGER).besides)
    assert not any(said in line.text for line in advice(given(*START)).besides)


@pytest.mark.parametrize(
    "said",
    [
        "nooit een doel op zich",
        "bespreek dan vooraf",
        "protocol",
        "op maat",
        "een man of een vrouw",
        "opgeleid",
        "zwaar",
    ],
)
def test_once_a_report_is_decided_aangifte_is_no_goal_and_an_intake_is_prepared(said: str) -> None:
    assert any(said in line.text for line in advice(REPORTING).besides)
    assert not any(said in line.text for line in advice(DANGER).besides)


def test_in_the_first_days_after_a_client_is_back_advice_begins_with_that() -> None:
    minor = looked(given(*START, aged("16_17")))
    lines = advise(structs.replace(minor, back_on=TODAY - timedelta(days=FOUND_DAYS))).first
    assert lines[: len(ONCE_FOUND)] == ONCE_FOUND
    assert "Overleg met de politie of het verstandig is" in lines[1].text
    assert "Centrum Seksueel Geweld" in lines[2].text
    assert "Neem verlof niet vanzelf af" in lines[3].text
    assert lines[len(ONCE_FOUND) :] == advise(minor).first
    past = structs.replace(minor, back_on=TODAY - timedelta(days=FOUND_DAYS + 1))
    assert advise(past).first == advise(minor).first
    again = structs.replace(minor, back_on=TODAY, missing=True)
    assert "vermist" in advise(again).first[0].text


def test_a_weighing_is_discussed_without_a_name_when_the_client_does_not_agree() -> None:
    [line] = [one for one in advice(DANGER).besides if one.source == "S stap 4"]
    assert "kan altijd, ook bij Veilig Thuis" in line.text
    assert "noem dus niemand" in line.text
    agreed = advice(given(*weighed("ernstig", "nee", "ja").events, aged("18_plus"), consented("18_plus")))
    [line] = [one for one in agreed.besides if one.source == "S stap 4"]
    assert "noem dus niemand" not in line.text
    told = DANGER.when(
        record("stap_4", v07_risico="ernstig", v13_toestemming="nee", besproken="de zorgcoördinator")
    )
    assert "S stap 4" not in [one.source for one in advice(told).besides]


def test_a_request_that_waits_at_the_gate_is_named_with_what_it_needs() -> None:
    left = Obstacle("weging.nodig", "Er is nog niet gewogen.", "Weeg eerst.")
    waits = Waiting(D1, "avim", (left, left))
    [line] = advise(structs.replace(looked(REPORTING), waiting=(waits,))).first
    assert line.text == (
        "De aanvraag aan AVIM, team mensenhandel van de politie (d-1) wacht. Er is nog niet gewogen. "
        "Weeg eerst. Daarna nog 1."
    )
    assert line.command == "share show d-1"
    done = structs.replace(waits, missing=())
    [line] = advise(structs.replace(looked(REPORTING), waiting=(done,))).first
    assert "alles is gedaan" in line.text
    assert line.command == "share release d-1"


def test_people_around_the_client_whose_term_is_over_are_looked_at_again() -> None:
    over = advise(structs.replace(looked(given(*START)), network=2)).besides
    assert any("De afgesproken tijd is voorbij" in line.text and "(2)" in line.text for line in over)
    assert not any("De afgesproken tijd is voorbij" in line.text for line in advice(given(*START)).besides)
