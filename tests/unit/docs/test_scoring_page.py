"""The worked example of docs/scoring.md is what the score function says."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from domain.scoring.facts import Case, Signal
from domain.scoring.result import reaches
from domain.scoring.score import score
from tests.unit.scoring.strategies import shipped, signal

PAGE = (Path(__file__).parents[3] / "docs" / "scoring.md").read_text(encoding="utf-8")
ON = date(2026, 4, 1)


def rows(head: str) -> list[list[str]]:
    """The cells of the table under a head."""
    table = PAGE[PAGE.index(head) :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def signals() -> tuple[Signal, ...]:
    names = ("id", "indicator", "polarity", "nature", "provenance", "source", "organisation", "observed_on")
    found = [dict(zip(names, row, strict=True)) for row in rows("| signal | indicator |")]
    return tuple(
        [msgspec.convert({**one, "indicator": one["indicator"].split()[0]}, Signal) for one in found]
    )


def told(pattern: str) -> list[float]:
    found = re.search(pattern, PAGE)
    assert found is not None, pattern
    return [float(number) for number in found.groups()]


def test_the_contributions_of_the_example_are_those_of_the_score() -> None:
    result = score(shipped(), Case(signals(), ("minderjarig",)), ON)
    page = {(kind, ref): float(db) for kind, ref, db, _ in rows("| contribution | of |")}
    assert page == {(one.kind, one.ref): pytest.approx(one.db, abs=0.005) for one in result.contributions}
    log_odds, points = told(r"so L = (-?[\d.]+) and the score is (\d+\.\d)\.")
    assert log_odds == pytest.approx(result.log_odds_db, abs=0.005)
    assert points == pytest.approx(result.score, abs=0.05)
    assert told(r"Conflict is (\d\.\d\d)") == [pytest.approx(result.conflict, abs=0.005)]
    assert told(r"together (\d+\.\d\d)") == [pytest.approx(result.log_odds_db + 20, abs=0.005)]
    assert not reaches(result, shipped().levels["zorgcoordinator"].on)


def test_the_price_list_of_the_example_opens_both_levels() -> None:
    day = date(2026, 4, 2)
    found = signal("s6", "SX02", source="werker-b", observed_on=day)
    with_it = score(shipped(), Case((*signals(), found), ("minderjarig",)), day)
    assert told(r"the score becomes (\d+\.\d)") == [pytest.approx(with_it.score, abs=0.05)]
    assert reaches(with_it, shipped().levels["avim"].on)
    alone = score(shipped(), Case((found,), ("minderjarig",)), day)
    assert told(r"Without any other signal it would be (\d+\.\d)") == [pytest.approx(alone.score, abs=0.05)]
