"""`opplussen agreements`: what may be shared and how, is a document fit, and adopt one together."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from cli.place.clock import today
from cli.place.identities import context
from cli.place.settings import settings
from cli.place.toml_files import read_toml
from cli.place.workplace import opened
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.agreements.adopting import AdoptAgreements
from domain.agreements.check import check
from domain.agreements.document import Agreements
from domain.commands import Refused
from domain.words import PersonId
from engine.plans import versions_at
from eventlog.execute import execute

app = typer.Typer(
    help="De werkafspraken: wat mag met wie worden gedeeld, op welke grond, en langs welke weg.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Document = Annotated[Path, typer.Argument(metavar="BESTAND", help="De werkafspraken, als TOML.")]
UNCHECKED = "nog niet door een jurist nagekeken"


@app.command()
def show(
    version: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERSIE]", help="Zonder versie de afspraken die nu gelden.", show_default=False
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Geef het hele document als JSON.")] = False,
) -> None:
    """Toon de werkafspraken die gelden, of een andere versie."""
    with opened(settings(os.environ).database) as workplace:
        versions = versions_at(workplace.log, workplace.log.head())
    last = next(reversed(versions), "")
    wanted = last if version is None else version
    if wanted not in versions:
        raise Refused(
            "afspraken.onbekend",
            "Deze werkafspraken zijn er niet.",
            f"Er zijn: {', '.join(versions) or 'geen'}.",
        )
    if json:
        put(msgspec.json.encode(versions[wanted]).decode())
    else:
        _print(results(), versions[wanted], holds=wanted == last)


@app.command("check")
def check_document(file: Document) -> None:
    """Kijk of werkafspraken kloppen, zonder iets te veranderen; alle punten in een keer."""
    problems = check(read_toml(file, Agreements))
    for problem in problems:
        say(f"{problem.place}: {problem.sentence}")
    if problems:
        say(f"De werkafspraken kloppen niet: {len(problems)} punten.")
        raise typer.Exit(1)
    say("De werkafspraken kloppen. Stel ze vast met: opplussen agreements adopt")


@app.command()
def adopt(
    file: Document,
    care: Annotated[str, typer.Option(metavar="PERSOON", help="Wie namens zorg instemt.")],
    police: Annotated[str, typer.Option(metavar="PERSOON", help="Wie namens politie instemt.")],
    rationale: Annotated[str, typer.Option(metavar="TEKST", help="Waarom deze afspraken beter zijn.")],
) -> None:
    """Stel werkafspraken vast, namens zorg en politie samen; ze gelden vanaf dat moment."""
    document = read_toml(file, Agreements)
    command = AdoptAgreements(document, rationale, PersonId(care), PersonId(police), today())
    with opened(settings(os.environ).database) as workplace:
        answer = execute(workplace.log, command, context(care))
    if answer.events:
        say(f"Werkafspraken {document.version} gelden vanaf nu.")
    else:
        say(f"Werkafspraken {document.version} golden al.")


def _print(console: Console, document: Agreements, *, holds: bool) -> None:
    standing = "gelden nu" if holds else "gelden nu niet"
    console.print(f"Werkafspraken {document.version} ({standing})", style="bold")
    console.print(document.rationale, markup=False)
    for condition in document.conditions:
        console.print(f"  voorwaarde: {condition}", markup=False)
    grounds = [
        (
            f"{code}\n{ground.label}",
            ground.side,
            ", ".join(str(tier) for tier in ground.tiers),
            Text.assemble(ground.article, ("" if ground.verified else f"\n{UNCHECKED}", "dim")),
        )
        for code, ground in document.grounds.items()
    ]
    show_rows(console, ("grond", "wie geeft", "treden", "artikel"), grounds)
    terms = [(name, str(getattr(document.terms, name))) for name in document.terms.__struct_fields__]
    show_rows(console, ("termijn", ""), terms)
    forms = [
        (f"{name}\n{form.title}", str(len(form.fields)), form.source) for name, form in document.forms.items()
    ]
    show_rows(console, ("formulier", "vragen", "bron"), forms)
    console.print("De kanalen staan in: opplussen channels")
