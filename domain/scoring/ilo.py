"""Which dimensions of the ILO's operational indicators are shown, by which rule?

It stands beside the score and moves none. A policy may make it a second reason for a level (`levels.*.ilo`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from domain.commands import Refused
from domain.policy_document import Policy
from domain.scoring.facts import Case
from domain.scoring.score import scorer_of

Dimension = Literal["DR", "CR", "AVR", "AVD", "EX", "CD", "COR", "BES"]
Strength = Literal["S", "M", "W"]
Basis = Literal["ILO", "EIGEN"]
Rule = Literal["a", "b", "c", "d"]

SHOWN: tuple[Dimension, ...] = ("DR", "CR", "AVR", "AVD", "EX", "CD", "COR")
"""Dimensions in the profile's order; what protects is no part of it."""
MEANS: frozenset[Dimension] = frozenset({"DR", "CR", "AVR", "AVD", "CD"})
"""Deception, coercion and abuse: they need not be shown of somebody under 18."""
NEVER = frozenset({"LV01"})
FAINTEST = 0.25
"""A signal counts from this grade x decay x what contradiction leaves."""
RULES: dict[Rule, str] = {
    "a": "2 sterke indicatoren",
    "b": "1 sterke en 1 middelsterke of zwakke indicator",
    "c": "3 middelsterke indicatoren",
    "d": "2 middelsterke en 1 zwakke indicator",
}
COLUMNS = ("code", "label", "forms", "dimension", "strength", "strength_basis", "origin", "quote")


class Sign(Struct, frozen=True):
    """One indicator of the catalogue; `forms` are S sexual, A labour, C criminal, D services, or * all."""

    code: str
    label: str
    forms: tuple[str, ...]
    dimension: Dimension
    strength: Strength
    basis: Basis
    origin: str
    quote: str


class Catalogue(Struct, frozen=True):
    """The indicators by code."""

    signs: dict[str, Sign]


class Standing(Struct, frozen=True):
    """One dimension: the rule that fired, or None, and the signals that count with their indicators."""

    dimension: Dimension
    rule: Rule | None
    indicators: tuple[str, ...]
    signals: tuple[str, ...]


class Profile(Struct, frozen=True):
    """All dimensions that something counts for; `complete` is exploitation and, where needed, a means."""

    standings: tuple[Standing, ...]
    means_needed: bool
    complete: bool


def catalogue_from_rows(rows: Iterable[Mapping[str, str]]) -> Catalogue:
    """The catalogue from rows with the columns of `COLUMNS`, the first row being line 2 of its file.

    Raises:
        Refused: `catalogue.row`, naming each line that is wrong and why.
    """
    signs: dict[str, Sign] = {}
    faults = []
    for line, row in enumerate(rows, 2):
        fault = _fault(row, signs)
        if fault:
            faults.append(f"Regel {line}: {fault}")
        else:
            fields = {**row, "basis": row["strength_basis"], "forms": row["forms"].split(",")}
            signs[row["code"]] = msgspec.convert(fields, Sign)
    if faults:
        raise Refused("catalogue.row", " ".join(faults), "Verbeter de lijst met indicatoren.")
    return Catalogue(signs)


def ilo_profile(catalogue: Catalogue, policy: Policy, case: Case, on: date) -> Profile:
    """The profile on a day. Corroborating indicators are shown, but help no dimension to be positive.

    Whether the client is under 18 is read from the case's context.
    """
    found: dict[Dimension, dict[str, list[str]]] = {}
    for tally in scorer_of(policy).tallies(case, on):
        sign = catalogue.signs.get(tally.measure.code)
        if sign is None or sign.code in NEVER or sign.dimension not in SHOWN:
            continue
        kept = 1.0 - tally.share
        signals = [name for _, name, _, _, fade in tally.support if fade * kept >= FAINTEST]
        if signals:
            found.setdefault(sign.dimension, {})[sign.code] = signals
    standings = tuple(
        _standing(catalogue, dimension, found[dimension]) for dimension in SHOWN if dimension in found
    )
    positive = {standing.dimension for standing in standings if standing.rule is not None}
    means_needed = "minderjarig" not in case.context
    complete = "EX" in positive and not (means_needed and positive.isdisjoint(MEANS))
    return Profile(standings, means_needed, complete)


def fired(strong: int, medium: int, weak: int) -> Rule | None:
    """The first rule by which a dimension with so many indicators is positive."""
    match (strong, medium, weak):
        case (s, _, _) if s >= 2:  # noqa: PLR2004 - the four rules are the ILO's
            return "a"
        case (1, m, w) if m + w >= 1:
            return "b"
        case (_, m, _) if m >= 3:  # noqa: PLR2004 - as above
            return "c"
        case (_, m, w) if m >= 2 and w >= 1:  # noqa: PLR2004 - as above
            return "d"
        case _:
            return None


def _standing(catalogue: Catalogue, dimension: Dimension, found: dict[str, list[str]]) -> Standing:
    strengths = [catalogue.signs[code].strength for code in found]
    rule = None
    if dimension != "COR":
        rule = fired(strengths.count("S"), strengths.count("M"), strengths.count("W"))
    signals = sorted([name for names in found.values() for name in names])
    return Standing(dimension, rule, tuple(sorted(found)), tuple(signals))


def _fault(row: Mapping[str, str], known: Mapping[str, Sign]) -> str:
    """What is wrong with a row, or nothing."""
    missing = [column for column in COLUMNS if not row.get(column)]
    if missing:
        return f"de kolom {missing[0]} is leeg."
    if row["code"] in known:
        return f"de code {row['code']} staat er twee keer in."
    lists = {"dimension": Dimension, "strength": Strength, "strength_basis": Basis}
    for column, words in lists.items():
        if row[column] not in get_args(words):
            return f"“{row[column]}” kan niet in de kolom {column}. Kies uit: {', '.join(get_args(words))}."
    return ""
