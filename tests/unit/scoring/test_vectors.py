"""The score agrees with 150 cases that an independent implementation computed."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from domain.policy_check import check_formula
from domain.policy_document import Policy
from domain.scoring.facts import Case
from domain.scoring.result import Result
from domain.scoring.score import score

VECTORS = Path(__file__).parents[1] / "vectors" / "score.jsonl"


class Vector(msgspec.Struct, frozen=True):
    id: str
    policy: Policy
    case: Case
    peildatum: date
    expected: Result


ALL = [msgspec.json.decode(line, type=Vector) for line in VECTORS.read_bytes().splitlines()]


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.id)
def test_the_score_and_each_contribution_agree_with_the_vector(vector: Vector) -> None:
    result = score(vector.policy, vector.case, vector.peildatum)
    names = ("score", "log_odds_db", "prior_db", "conflict")
    assert [getattr(result, name) for name in names] == pytest.approx(
        [getattr(vector.expected, name) for name in names], abs=1e-6
    )
    assert {(part.kind, part.ref): part.db for part in result.contributions} == pytest.approx(
        {(part.kind, part.ref): part.db for part in vector.expected.contributions}, abs=1e-6
    )
    assert len(result.contributions) == len(vector.expected.contributions)


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.id)
def test_each_vectors_policy_can_be_computed(vector: Vector) -> None:
    assert check_formula(vector.policy) == []


def test_there_are_150_vectors() -> None:
    assert len(ALL) == 150
