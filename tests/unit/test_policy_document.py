"""A policy document: what it says survives storage, and every fault is named at once."""

import csv
import math
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Event
from domain.policy_check import Problem, check, check_formula, highest_by_vulnerability_db
from domain.policy_document import Level, Policy
from domain.scoring.catalogue import catalogue_from_rows, with_strengths
from domain.scoring.facts import VULNERABILITY, Case
from domain.scoring.result import log_odds_of
from domain.scoring.score import score
from tests.unit.scoring.strategies import CONTEXT, ON, policies, shipped, signal

CATALOGUE = (Path(__file__).parents[2] / "cli" / "data" / "indicators.csv").read_text("utf-8").splitlines()


class Adopted(Event, frozen=True):
    """An event that carries a whole document."""

    policy: Policy


def changed(path: str, value: object) -> Policy:
    """The shipped policy with one place changed; numbers in the path are positions."""
    document: Any = msgspec.json.decode(msgspec.json.encode(shipped()))  # its parts are of many types
    place = document
    *way, last = path.split(".")
    for name in way:
        place = place[int(name)] if name.isdecimal() else place[name]
    place[int(last) if last.isdecimal() else last] = value
    return msgspec.convert(document, Policy)


def places(policy: Policy) -> list[str]:
    return [problem.place for problem in check(policy)]


def test_the_shipped_policy_has_no_fault() -> None:
    assert check(shipped()) == []
    assert len(shipped().indicators) == 81
    assert shipped().levels["avim"] == Level(on=80.0, off=60.0, deadline_hours=24)
    assert shipped().version == "1"
    assert all(indicator.label for indicator in shipped().indicators.values())


@given(policies())
def test_a_document_survives_storage_in_an_event(policy: Policy) -> None:
    event = Adopted(policy)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=Adopted) == event
    assert msgspec.json.decode(msgspec.json.encode(event), type=Adopted) == event


def test_the_shipped_document_survives_storage_in_an_event() -> None:
    event = Adopted(shipped())
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=Adopted) == event


def test_a_word_that_a_document_does_not_know_is_refused() -> None:
    document = {**msgspec.to_builtins(shipped()), "prior": 3}
    with pytest.raises(msgspec.ValidationError, match="prior"):
        msgspec.convert(document, Policy)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("method", "opplus-0", "method"),
        ("version", "", "version"),
        ("prior_db", math.nan, "prior_db"),
        ("prior_db", -math.inf, "prior_db"),
        ("contradiction_cap", 1.0, "contradiction_cap"),
        ("contradiction_cap", -0.1, "contradiction_cap"),
        ("saturation_db", 0, "saturation_db"),
        ("diversity_db", -1, "diversity_db"),
        ("organisations_db", math.inf, "organisations_db"),
        ("gate_db", 0, "gate_db"),
        ("context_cap_db", -1, "context_cap_db"),
        ("link_db", -1, "link_db"),
        ("link_max", -1, "link_max"),
        ("protective_cap_db", -1, "protective_cap_db"),
        ("floor_grade", 1.1, "floor_grade"),
        ("denial_factor", -0.5, "denial_factor"),
        ("nature.feit", 1.01, "nature.feit"),
        ("nature.gerucht", 0.1, "nature.gerucht"),
        ("nature", {"feit": 1.0, "omstandigheid": 0.8, "waarneming": 0.7}, "nature.interpretatie"),
        ("provenance.online", math.nan, "provenance.online"),
        ("provenance", {}, "provenance"),
        ("floor_natures", ["gerucht"], "floor_natures.0"),
        ("context.vermist", -2, "context.vermist"),
        ("indicators.SX01.weight_db", -1, "indicators.SX01.weight_db"),
        ("indicators.SX01.weight_db", math.nan, "indicators.SX01.weight_db"),
        ("indicators.SX01.plateau_days", -1, "indicators.SX01.plateau_days"),
        ("indicators.SX01.half_life_days", 0, "indicators.SX01.half_life_days"),
        ("indicators.SX01.floor", 100, "indicators.SX01.floor"),
        ("indicators.SX01.floor", 0, "indicators.SX01.floor"),
        ("indicators.SX01.dimension", "", "indicators.SX01.dimension"),
        ("indicators.BF01.floor", 50, "indicators.BF01.floor"),
        ("combinations.0.at_least", 0, "combinations.condooms_letsel_vriendje.at_least"),
        ("combinations.0.at_least", 4, "combinations.condooms_letsel_vriendje.at_least"),
        ("combinations.0.of", ["SX01", "SX01", "GW01"], "combinations.condooms_letsel_vriendje.of"),
        ("combinations.0.of", ["SX01", "QQ01"], "combinations.condooms_letsel_vriendje.of"),
        ("combinations.0.of", ["SX01", "BF01"], "combinations.condooms_letsel_vriendje.of"),
        ("combinations.0.bonus_db", -1, "combinations.condooms_letsel_vriendje.bonus_db"),
        ("combinations.0.code", "", "combinations.0.code"),
        ("levels.avim.on", 101, "levels.avim.on"),
        ("levels.avim.off", -1, "levels.avim.off"),
        ("levels.avim.off", 80, "levels.avim.off"),
        ("levels.avim.deadline_hours", 0, "levels.avim.deadline_hours"),
        ("levels.burgemeester", {"on": 90, "off": 80, "deadline_hours": 4}, "levels.burgemeester"),
    ],
)
def test_a_fault_is_named_by_its_place(path: str, value: object, place: str) -> None:
    assert places(changed(path, value)) == [place]


def test_a_combination_code_is_given_once() -> None:
    twice = (*shipped().combinations, shipped().combinations[0])
    assert places(msgspec.structs.replace(shipped(), combinations=twice)) == [
        "combinations.condooms_letsel_vriendje.code",
        "combinations.condooms_letsel_vriendje.code",
    ]


def test_all_faults_are_named_at_once_in_plain_dutch() -> None:
    wrong = msgspec.structs.replace(changed("indicators.SX01.half_life_days", 0), levels={}, gate_db=-1)
    assert check(wrong) == [
        Problem(
            "indicators.SX01.half_life_days",
            "Dit getal moet meer dan 0 en hoogstens 36500 zijn. Het is nu 0.",
        ),
        Problem("gate_db", "Dit getal moet meer dan 0 en hoogstens 100 zijn. Het is nu -1."),
        Problem("levels.zorgcoordinator", "Dit niveau ontbreekt."),
        Problem("levels.avim", "Dit niveau ontbreekt."),
    ]


@given(policies())
def test_a_document_without_levels_can_be_computed_but_not_adopted(policy: Policy) -> None:
    assert check_formula(policy) == []
    assert {"levels.zorgcoordinator", "levels.avim", "version"} <= {*places(policy)}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("indicators.LV02.weight_db", 0.1),
        ("indicators.SX10.floor", 50),
        ("combinations.0", {"code": "kwetsbaar", "of": ["LV02", "LV03"], "at_least": 2, "bonus_db": 20}),
        ("levels.zorgcoordinator", {"on": 0.9, "off": 0.1, "deadline_hours": 1}),
    ],
    ids=["weight, with any number of organisations", "floor", "combination", "a level below the prior"],
)
def test_a_document_under_which_vulnerability_alone_could_open_a_level_is_refused(
    path: str, value: object
) -> None:
    assert "levels.zorgcoordinator.on" in places(changed(path, value))


def test_vulnerability_with_weight_is_allowed_where_its_most_stays_below_every_level() -> None:
    light = msgspec.structs.replace(changed("indicators.LV02.weight_db", 1.0), organisations_db=0.0)
    assert check(light) == []
    assert highest_by_vulnerability_db(light) < log_odds_of(50.0)


@given(policies(), st.sets(st.sampled_from(sorted(VULNERABILITY))), st.integers(1, 30))
def test_no_case_of_vulnerability_and_context_exceeds_the_bound(
    policy: Policy, codes: set[str], many: int
) -> None:
    told = tuple(
        signal(
            f"s{place}-{code}",
            code,
            verdict="vastgesteld",
            source=f"bron-{place}",
            organisation=f"instelling-{place}",
        )
        for place in range(many)
        for code in codes
    )
    result = score(policy, Case(told, CONTEXT), ON)
    assert result.log_odds_db <= highest_by_vulnerability_db(policy) + 1e-6


def test_the_profile_may_open_one_level_and_only_when_it_can_be_complete() -> None:
    assert places(changed("levels.avim.ilo", True)) == ["levels.avim.ilo"]
    bare = changed("levels.zorgcoordinator.ilo", True)
    assert places(bare) == ["levels.zorgcoordinator.ilo"]
    strong = with_strengths(bare, catalogue_from_rows(csv.DictReader(CATALOGUE, delimiter=";")))
    assert places(strong) == []


def test_a_document_whose_profile_vulnerability_alone_could_complete_is_refused() -> None:
    policy = changed("levels.zorgcoordinator.ilo", True)
    exploiting = {
        code: msgspec.structs.replace(one, strength="S", dimension="EX" if code in VULNERABILITY else "CD")
        for code, one in policy.indicators.items()
    }
    found = check(msgspec.structs.replace(policy, indicators=exploiting))
    assert any("Kwetsbaarheid alleen" in one.sentence for one in found)


def test_a_strength_of_its_own_wins_over_that_of_the_catalogue() -> None:
    policy = changed("indicators.SX02.strength", "W")
    filled = with_strengths(policy, catalogue_from_rows(csv.DictReader(CATALOGUE, delimiter=";")))
    assert (filled.indicators["SX02"].strength, filled.indicators["SX03"].strength) == ("W", "M")
