"""The ILO profile: which dimensions are shown, by which of the four rules."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from domain.commands import Refused
from domain.scoring.catalogue import Catalogue, catalogue_from_rows, with_strengths
from domain.scoring.dimensions import Rule, fired
from domain.scoring.facts import Case, Signal
from domain.scoring.ilo import Profile, Standing, ilo_profile
from tests.unit.scoring.strategies import ON, shipped, signal

ROWS = (
    (Path(__file__).parents[3] / "cli" / "data" / "indicators.csv").read_text(encoding="utf-8").splitlines()
)
CATALOGUE: Catalogue = catalogue_from_rows(csv.DictReader(ROWS, delimiter=";"))
POLICY = with_strengths(shipped(), CATALOGUE)
GOOD = {
    "code": "XX01",
    "label": "Verzonnen",
    "forms": "S,C",
    "dimension": "EX",
    "strength": "M",
    "strength_basis": "EIGEN",
    "origin": "-",
    "quote": "-",
}


def profile(*codes: str, context: tuple[str, ...] = ()) -> Profile:
    told = tuple(signal(f"s-{code}", code) for code in codes)
    return ilo_profile(POLICY, Case(told, context), ON)


def standings(*told: Signal) -> dict[str, Standing]:
    found = ilo_profile(POLICY, Case(told), ON).standings
    return {standing.dimension: standing for standing in found}


def test_the_shipped_catalogue_and_the_shipped_policy_know_the_same_indicators() -> None:
    assert CATALOGUE.signs.keys() == shipped().indicators.keys()
    assert len(CATALOGUE.signs) == 81
    for code, sign in CATALOGUE.signs.items():
        indicator = shipped().indicators[code]
        assert (sign.label, sign.dimension) == (indicator.label, indicator.dimension)


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "rule"),
    [
        (2, 0, 0, "a"),
        (1, 1, 0, "b"),
        (1, 0, 1, "b"),
        (0, 3, 0, "c"),
        (0, 2, 1, "d"),
        (1, 0, 0, None),
        (0, 2, 0, None),
        (0, 1, 5, None),
        (0, 0, 9, None),
        (3, 3, 3, "a"),
        (0, 3, 3, "c"),
    ],
)
def test_a_dimension_is_positive_by_four_rules(
    strong: int, medium: int, weak: int, rule: Rule | None
) -> None:
    assert fired(strong, medium, weak) == rule


def test_the_rule_that_fired_is_shown_with_its_signals() -> None:
    assert standings(signal("s1", "GW02"), signal("s2", "GW06"))["CD"] == Standing(
        "CD", "a", ("GW02", "GW06"), ("s1", "s2")
    )


def test_an_indicator_counts_once_however_many_tell_it() -> None:
    told = standings(signal("s1", "GW02"), signal("s2", "GW02", source="bron-2"))["CD"]
    assert (told.rule, told.indicators, told.signals) == (None, ("GW02",), ("s1", "s2"))


def test_what_only_corroborates_makes_no_dimension_positive() -> None:
    many = standings(*[signal(f"s{code}", code) for code in ("SX01", "VM01", "VM02", "VM03", "CR03")])
    assert many["COR"].rule is None
    beside = standings(signal("s1", "SX01"), signal("s2", "GW02"))
    assert beside["CD"].rule is None


def test_lvb_never_counts_and_what_protects_is_no_part() -> None:
    assert profile("LV01", "BF01").standings == ()


def test_only_support_that_still_stands_counts() -> None:
    old = signal("s1", "GW02", observed_on=ON - timedelta(days=90 + 361))
    doubted = [signal("s2", "GW06", nature="feit", provenance="derde_bekend")]
    doubted += [signal(f"d{n}", "GW06", polarity="weerlegt", source=f"bron-{n}") for n in range(9)]
    assert standings(old, *doubted) == {}


def test_exploitation_and_a_means_are_needed_unless_the_client_is_under_18() -> None:
    exploitation = ("AR01", "AR02")
    assert not profile(*exploitation).complete
    assert profile(*exploitation, "GW02", "GW03").complete
    assert profile(*exploitation, context=("minderjarig",)).complete
    assert not profile("GW02", "GW03", context=("minderjarig",)).complete


def test_vulnerability_alone_is_never_a_complete_profile() -> None:
    codes = ("SX10", "RL13", "VM05", *(f"LV{number:02}" for number in range(1, 9)))
    assert not profile(*codes).complete
    assert not profile(*codes, context=("minderjarig",)).complete


def test_every_wrong_row_of_a_catalogue_is_named_at_once() -> None:
    rows = [GOOD, GOOD, {**GOOD, "code": "XX02", "strength": "X"}, {**GOOD, "code": ""}, {"code": "XX03"}]
    with pytest.raises(Refused) as refused:
        catalogue_from_rows(rows)
    assert refused.value.code == "catalogue.row"
    assert "Regel 3: de code XX01 staat er twee keer in." in refused.value.sentence
    assert "Regel 4: “X” kan niet in de kolom strength. Kies uit: S, M, W." in refused.value.sentence
    assert "Regel 5: de kolom code is leeg." in refused.value.sentence
    assert "Regel 6: de kolom label is leeg." in refused.value.sentence


def test_forms_are_a_list() -> None:
    assert catalogue_from_rows([GOOD]).signs["XX01"].forms == ("S", "C")
