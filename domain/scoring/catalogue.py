"""The catalogue of indicators: what each means, and its place among the ILO's operational indicators.

It ships with the program and may improve with it, so nothing that is computed again depends on it: strengths
are copied from here into a policy when it is proposed (`with_strengths`).
"""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import msgspec
from msgspec import Struct, structs

from domain.commands import Refused
from domain.policy_document import Policy
from domain.scoring.dimensions import Dimension, Strength

Basis = Literal["ILO", "EIGEN"]

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


def with_strengths(policy: Policy, catalogue: Catalogue) -> Policy:
    """The policy with the catalogue's strength for each indicator that has none of its own."""
    indicators = {
        code: structs.replace(one, strength=catalogue.signs[code].strength)
        if one.strength is None and code in catalogue.signs
        else one
        for code, one in policy.indicators.items()
    }
    return structs.replace(policy, indicators=indicators)


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
