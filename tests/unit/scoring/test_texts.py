"""Plain Dutch for every contribution and every reason."""

from datetime import date
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy_document import Policy
from domain.scoring.context import case_on
from domain.scoring.facts import Case, Facts
from domain.scoring.movement import Cause, Moment, Term, movement
from domain.scoring.result import Contribution, Kind
from domain.scoring.score import score
from domain.scoring.texts import contribution_text, decibans, in_dutch, movement_text
from tests.unit.scoring.strategies import ON, cases, facts, policies, shipped, signal

CONDOMS = "Veel condooms op de kamer"
CASE = Case(
    (
        signal("s1", "SX01", nature="waarneming", observed_on=date(2026, 3, 3)),
        signal("s2", "GW01", verdict="vastgesteld", observed_on=date(2026, 5, 31)),
        signal("s3", "BF01", observed_on=date(2026, 1, 1)),
        signal("s4", "SX01", polarity="weerlegt", observed_on=date(2026, 4, 1)),
        signal("s5", "ZZ99", observed_on=date(2026, 4, 1)),
    ),
    ("minderjarig", "vermist"),
    1,
)


@pytest.mark.parametrize(
    ("kind", "ref", "db", "text"),
    [
        ("signaal", "s1", 3.5, f"{CONDOMS} (waarneming, gezien op 3 maart 2026): +3,5 dB"),
        (
            "signaal",
            "s2",
            5.0,
            "Blauwe plekken of ander letsel (feit, vastgesteld, gezien op 31 mei 2026): +5,0 dB",
        ),
        ("signaal", "s5", 0.0, "ZZ99 (feit, gezien op 1 april 2026, staat niet in dit beleid): 0,0 dB"),
        (
            "weerlegging",
            "s4",
            -2.625,
            f"Spreekt tegen: {CONDOMS} (feit, gezien op 1 april 2026): -2,6 dB",
        ),
        (
            "bescherming",
            "s3",
            -3.0,
            "Beschermt: Steunende personen in het netwerk (feit, gezien op 1 januari 2026): -3,0 dB",
        ),
        (
            "combinatie",
            "condooms_letsel_vriendje",
            2.8,
            (
                f"Deze tekenen zeggen samen meer: {CONDOMS}; Blauwe plekken of ander letsel "
                "(minstens 2 van 3): +2,8 dB"
            ),
        ),
        ("diversiteit", "dimensies", 1.5, "De tekenen zijn van verschillende soorten: +1,5 dB"),
        ("onafhankelijkheid", "organisaties", 2.0, "Andere organisaties zien het ook: +2,0 dB"),
        ("context", "context", 4.0, "Omstandigheden van de cliënt (jonger dan 18 jaar, nu vermist): +4,0 dB"),
        ("verband", "verbanden", 1.5, "Verband met 1 andere casus: +1,5 dB"),
        (
            "ondergrens",
            "ondergrens",
            9.96,
            "Een belangrijke vondst houdt de score op een ondergrens: +10,0 dB",
        ),
    ],
)
def test_each_kind_of_contribution_has_its_sentence(kind: Kind, ref: str, db: float, text: str) -> None:
    assert contribution_text(shipped(), CASE, Contribution(kind, ref, db)) == text


@given(policies(), cases())
def test_every_contribution_is_told_without_a_percent_sign(policy: Policy, case: Case) -> None:
    for contribution in score(policy, case, ON).contributions:
        text = contribution_text(policy, case, contribution)
        assert text.endswith(f": {decibans(contribution.db)}")
        assert "%" not in text


@given(policies(), facts(), facts())
def test_every_movement_is_told_without_a_percent_sign(policy: Policy, known: Facts, later: Facts) -> None:
    before, after = Moment(policy, known, ON), Moment(policy, later, ON)
    for term in movement(before, after):
        text = movement_text(before, after, term)
        assert text
        assert "%" not in text


@pytest.mark.parametrize("cause", get_args(Cause))
@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("db", [2.0, -2.0])
def test_every_cause_and_kind_has_a_reason(cause: Cause, kind: Kind, db: float) -> None:
    now = Moment(shipped(), Facts(CASE.signals), ON)
    assert movement_text(now, now, Term(cause, kind, "s1", db)) not in {"", "niets nieuws"}


def test_a_contradiction_that_grows_weighs_heavier() -> None:
    now = Moment(shipped(), Facts(CASE.signals), ON)
    grown = Term("veranderd", "weerlegging", "s4", -1.0)
    assert movement_text(now, now, grown) == "weegt nu zwaarder: Veel condooms op de kamer"
    came = Term("gekomen", "weerlegging", "s4", -1.0)
    assert movement_text(now, now, came) == "nieuwe tegenspraak van instelling-1: Veel condooms op de kamer"


def test_an_indicator_without_a_label_is_told_by_its_code() -> None:
    bare = msgspec.structs.replace(shipped().indicators["SX01"], label="")
    policy = msgspec.structs.replace(shipped(), indicators={"SX01": bare})
    assert contribution_text(policy, CASE, Contribution("signaal", "s1", 1.0)).startswith("SX01 (")


def test_numbers_and_days_are_written_as_in_dutch() -> None:
    assert decibans(-0.04) == "0,0 dB"
    assert decibans(12.34) == "+12,3 dB"
    assert in_dutch(date(2026, 12, 1)) == "1 december 2026"


@given(st.dates())
def test_every_day_has_a_name(day: date) -> None:
    assert in_dutch(day).split()[0] == str(day.day)


def test_a_case_of_facts_is_told_like_any_other() -> None:
    known = Facts((signal(indicator="GW02"), signal("s2", "SX10")), minor=True)
    result = score(shipped(), case_on(known, ON), ON)
    texts = [contribution_text(shipped(), case_on(known, ON), part) for part in result.contributions]
    assert texts == [
        "Omstandigheden van de cliënt (eerder slachtoffer, jonger dan 18 jaar): +5,0 dB",
        "Geweld tegen het slachtoffer (vastgesteld) (feit, gezien op 1 juni 2026): +8,0 dB",
        "Eerder slachtoffer van seksueel geweld (feit, gezien op 1 juni 2026): 0,0 dB",
    ]
