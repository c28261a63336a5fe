"""Why did the score move between two moments?

The way from one moment to the other is walked in three steps: first the day, then the policy, then the facts.
Each step's difference is told contribution by contribution, so the terms sum to the whole difference.
"""

from collections.abc import Iterable
from datetime import date
from math import fsum
from typing import Literal

from msgspec import Struct

from domain.policy_document import Policy
from domain.scoring.context import case_on
from domain.scoring.facts import Facts
from domain.scoring.result import Result
from domain.scoring.score import score

Cause = Literal["gekomen", "vervallen", "veranderd", "tijd", "beleid"]

_NOISE_DB = 1e-12


class Moment(Struct, frozen=True):
    """What was known and agreed, and the day the score was for."""

    policy: Policy
    facts: Facts
    on: date


class Term(Struct, frozen=True):
    """One part of a difference in decibans; kind and ref as in a contribution, `prior` for the policy's own.

    In what `largest` gives, kind and ref are empty when the whole of the day or of the policy is meant.
    """

    cause: Cause
    kind: str
    ref: str
    db: float


def movement(before: Moment, after: Moment) -> tuple[Term, ...]:
    """All terms, sorted; they sum to the difference of the log-odds within 1e-9. None when nothing moved."""
    start = _result(before.policy, before.facts, before.on)
    aged = start if after.on == before.on else _result(before.policy, before.facts, after.on)
    same_policy = after.policy is before.policy or after.policy == before.policy
    ruled = aged if same_policy else _result(after.policy, before.facts, after.on)
    end = _result(after.policy, after.facts, after.on)
    terms = [Term("tijd", kind, ref, db) for kind, ref, db, _ in _differences(start, aged)]
    terms += [Term("beleid", kind, ref, db) for kind, ref, db, _ in _differences(aged, ruled)]
    terms += [Term(cause, kind, ref, db) for kind, ref, db, cause in _differences(ruled, end)]
    return tuple(sorted(terms, key=lambda term: (term.cause, term.kind, term.ref)))


def largest(terms: Iterable[Term]) -> Term | None:
    """The term that moved the score most, the day and the policy each taken whole; None without terms."""
    parts = list(terms)
    whole = [term for term in parts if term.cause not in {"tijd", "beleid"}]
    causes: tuple[Cause, ...] = ("tijd", "beleid")
    for cause in causes:
        own = [term.db for term in parts if term.cause == cause]
        if own:
            whole.append(Term(cause, "", "", fsum(own)))
    return min(whole, key=lambda term: (-abs(term.db), term.cause, term.kind, term.ref), default=None)


def _result(policy: Policy, facts: Facts, on: date) -> Result:
    return score(policy, case_on(facts, on), on)


def _differences(one: Result, other: Result) -> list[tuple[str, str, float, Cause]]:
    """Kind, ref, decibans and cause of each contribution that differs."""
    old, new = _by_name(one), _by_name(other)
    found: list[tuple[str, str, float, Cause]] = []
    for key in {**old, **new}:
        db = new.get(key, 0.0) - old.get(key, 0.0)
        if abs(db) > _NOISE_DB:
            cause: Cause = "gekomen" if key not in old else "veranderd" if key in new else "vervallen"
            found.append((*key, db, cause))
    return found


def _by_name(result: Result) -> dict[tuple[str, str], float]:
    terms: dict[tuple[str, str], float] = {("prior", "prior"): result.prior_db}
    for part in result.contributions:
        terms[part.kind, part.ref] = part.db
    return terms
