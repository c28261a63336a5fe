"""Filling in a form of the agreements: from a TOML file, or one question at a time on a terminal.

Answers are words about people: an error names the question, never what was answered.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import typer

from cli.place.faults import WrongFile
from cli.place.toml_files import read_toml
from cli.screen.output import say
from domain.agreements.document import Field, Form
from domain.commands import Refused
from domain.dossier import YES_NO, Answered, Answers, faults

STOPPED = (
    "Gestopt. Er is niets vastgelegd. Wilt u in stukken werken: schrijf de antwoorden in een bestand "
    "(opplussen steps form {name} > antwoorden.toml) en geef dat mee met --answers."
)


def answers_to(name: str, form: Form, file: Path | None) -> Answers:
    """The answers to a form: from the file when there is one, else asked on the terminal.

    Raises:
        Refused: there is no file and no terminal.
        WrongFile: the file cannot be read.
    """
    if file is not None:
        return answers_in(file, form)
    if not sys.stdin.isatty():
        raise Refused(
            "antwoorden.geen",
            "Er zijn geen antwoorden meegegeven.",
            f"Maak een leeg formulier met `opplussen steps form {name}`, en geef het mee met --answers.",
        )
    try:
        return asked(form)
    except (typer.Abort, KeyboardInterrupt):
        say(STOPPED.format(name=name))
        raise


def answers_in(file: Path, form: Form) -> Answers:
    """The answers in a TOML file, in its order; empty ones are no answers.

    Raises:
        WrongFile: it cannot be read, or an answer is no text, day, true or false.
    """
    given = read_toml(file, dict[str, Any])  # Any: what TOML can hold
    kinds = {field.key: field.answer for field in form.fields}
    found = []
    for key, value in given.items():
        words = _words(file, key, value)
        if words:
            coded = kinds.get(key, "tekst") != "tekst"
            found.append(Answered(key, choice=words) if coded else Answered(key, text=words))
    return tuple(found)


def _words(file: Path, key: str, value: object) -> str:
    match value:
        case bool():
            return YES_NO[0] if value else YES_NO[1]
        case str():
            return value.strip()
        case date():
            return value.isoformat()
        case _:
            raise WrongFile(str(file), key, "hier hoort een tekst te staan, tussen aanhalingstekens.")


def asked(form: Form) -> Answers:
    """Every question of a form, one at a time; what cannot be right is asked again."""
    say(f"{form.title} ({form.source}). Stoppen kan met Ctrl-C; dan wordt niets vastgelegd.")
    found: list[Answered] = []
    for number, field in enumerate(form.fields, 1):
        say(f"\nVraag {number} van {len(form.fields)}. {field.label}{_hint(field)}")
        answer = _asked(field)
        if answer is not None:
            found.append(answer)
    return tuple(found)


def _asked(field: Field) -> Answered | None:
    alone = Form("", "", (field,))
    while True:
        words: Any = typer.prompt("", default="", show_default=False, prompt_suffix="> ", err=True)
        if not words.strip() and not field.required:
            return None
        text = field.answer == "tekst"
        answer = (
            Answered(field.key, text=words.strip()) if text else Answered(field.key, choice=words.strip())
        )
        wrong = [one for one in faults(alone, (answer,)) if "«" in one or "Vul in" in one]
        if not wrong:
            return answer
        say(" ".join(wrong))


def _hint(field: Field) -> str:
    words = {"ja_nee": "ja of nee", "keuze": ", ".join(field.choices), "datum": "jaar-maand-dag"}
    hints = [words[field.answer]] if field.answer in words else []
    hints += [] if field.required else ["mag leeg"]
    return f" ({'; '.join(hints)})" if hints else ""


def empty_form(form: Form) -> str:
    """A form as TOML, to fill in: each question as a comment above its key."""
    lines = [f"# {form.title} (bron: {form.source})", "# Schrijf een antwoord tussen de aanhalingstekens."]
    for number, field in enumerate(form.fields, 1):
        lines += ["", f"# {number}/{len(form.fields)}  {field.label}{_hint(field)}", f'{field.key} = ""']
    return "\n".join(lines)
