"""Is a form filled in as it should be? The one shape of all steps that mostly have contents and a deadline.

What each form asks is data of the working agreements; an own event exists only where a rule branches.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from domain.agreements.document import Field, Form
from domain.commands import Refused
from domain.words import Personal

YES_NO = ("ja", "nee")


class Answered(Struct, frozen=True, omit_defaults=True):
    """One answer: `choice` for yes or no, a choice or a day (2026-01-31); `text` for words about people."""

    key: str
    choice: str = ""
    text: Personal = ""


Answers = tuple[Answered, ...]
"""In the order in which they were given."""


def answer(answers: Answers, key: str) -> Answered | None:
    """The answer to one question; None when it was not answered."""
    return next((one for one in answers if one.key == key and _is_filled(one)), None)


def choice(answers: Answers, key: str) -> str:
    """The coded answer to one question; empty when there is none."""
    found = answer(answers, key)
    return found.choice if found else ""


def faults(form: Form, answers: Answers) -> list[str]:
    """What keeps the form from being whole, in plain Dutch; never repeats what was answered."""
    return [*_strangers(form, answers), *_gaps(form, answers), *_order(form, answers)]


def require_whole(form: Form, answers: Answers) -> None:
    """Refuse a form that is not whole.

    Raises:
        Refused: with everything that is missing or wrong.
    """
    found = faults(form, answers)
    if found:
        raise Refused("formulier.onvolledig", f"{form.title} is nog niet af.", " ".join(found))


def _is_filled(one: Answered) -> bool:
    return bool(one.choice.strip() or one.text.strip())


def _strangers(form: Form, answers: Answers) -> Iterator[str]:
    known = {field.key for field in form.fields}
    keys = [one.key for one in answers]
    for key in dict.fromkeys(keys):
        if key not in known:
            yield f"Een vraag «{key}» staat niet op dit formulier."
        elif keys.count(key) > 1:
            yield f"Een vraag «{key}» is meer dan een keer beantwoord."


def _gaps(form: Form, answers: Answers) -> Iterator[str]:
    for field in form.fields:
        found = answer(answers, field.key)
        if found is None:
            if field.required:
                yield f"Vul in: {field.label}"
        elif not _fits(field, found):
            yield f"Kies bij «{field.label}»: {_wanted(field)}."


def _fits(field: Field, found: Answered) -> bool:
    match field.answer:
        case "tekst":
            return bool(found.text.strip())
        case "ja_nee":
            return found.choice in YES_NO
        case "keuze":
            return found.choice in field.choices
        case "datum":
            return _is_day(found.choice)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wanted(field: Field) -> str:
    match field.answer:
        case "tekst":
            return "een tekst"
        case "ja_nee":
            return "ja of nee"
        case "keuze":
            return ", ".join(field.choices)
        case "datum":
            return "een dag, zoals 2026-01-31"


def _order(form: Form, answers: Answers) -> Iterator[str]:
    """An answer that was given before what it rests on: the client's reaction comes before our meaning."""
    given: Sequence[str] = [one.key for one in answers if _is_filled(one)]
    for field in form.fields:
        for earlier in field.after:
            if field.key in given and earlier in given and given.index(field.key) < given.index(earlier):
                yield f"Eerst «{_label(form, earlier)}», dan pas «{field.label}»."


def _label(form: Form, key: str) -> str:
    return next(field.label for field in form.fields if field.key == key)
