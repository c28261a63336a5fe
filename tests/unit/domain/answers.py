"""Forms of the working agreements, filled in as a worker might, with other answers where a rule asks it."""

from domain.agreements.document import Field
from domain.dossier import Answered, Answers
from tests.unit.domain.world import agreements

DAY = "2026-03-09"
"""A week after TODAY of the invented world."""


def filled(form: str, /, **other: str) -> Answers:
    """Every required question answered; `other` answers by key, and leaves a question out with ``""``."""
    fields = agreements().forms[form].fields
    assert set(other) <= {field.key for field in fields}
    given = [(field, other.get(field.key, _usual(field))) for field in fields]
    return tuple([_answered(field, text) for field, text in given if text])


def _usual(field: Field) -> str:
    if not field.required:
        return ""
    return {"tekst": f"over {field.key}", "ja_nee": "ja", "datum": DAY}.get(
        field.answer, ""
    ) or field.choices[0]


def _answered(field: Field, text: str) -> Answered:
    return Answered(field.key, text=text) if field.answer == "tekst" else Answered(field.key, choice=text)
