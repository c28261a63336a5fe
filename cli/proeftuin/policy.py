"""`opplussen policy`: which policy holds, is a document fit, propose and adopt one."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cli.place.clock import today
from cli.place.identities import context
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.proeftuin.policy_file import read_policy
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.commands import Refused, about
from domain.policies import AdoptPolicy, PolicyAdopted, PolicyProposed, ProposePolicy
from domain.policy_check import check
from domain.policy_document import Policy
from domain.words import PersonId
from eventlog.execute import execute
from eventlog.log import Log

app = typer.Typer(
    help="Het beleid: hoe signalen tellen en wanneer een niveau opengaat.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

By = Annotated[str, typer.Option("--by", metavar="PERSOON", help="Wie dit doet: de code van een persoon.")]
Document = Annotated[Path, typer.Argument(metavar="BESTAND", help="Het beleid, als TOML.")]


@app.command()
def show(
    version: Annotated[
        str | None,
        typer.Argument(metavar="[VERSIE]", help="Zonder versie het beleid dat nu geldt.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Geef het hele document als JSON.")] = False,
) -> None:
    """Toon het beleid dat geldt, of een andere versie."""
    with opened(settings(os.environ).database) as workplace:
        policy, holds = find(workplace.log, version)
    if json:
        put(msgspec.json.encode(policy).decode())
        return
    _print(policy, holds=holds)


@app.command("check")
def check_document(file: Document) -> None:
    """Kijk of een beleid klopt, zonder iets te veranderen; alle punten in een keer."""
    problems = check(read_policy(file))
    for problem in problems:
        say(f"{problem.place}: {problem.sentence}")
    if problems:
        say(f"Het beleid klopt niet: {len(problems)} punten.")
        raise typer.Exit(1)
    say("Het beleid klopt. Stel het voor met: opplussen policy propose")


@app.command()
def propose(
    file: Document,
    by: By,
    rationale: Annotated[str, typer.Option(metavar="TEKST", help="Waarom dit beleid beter is.")],
) -> None:
    """Stel een beleid voor, met een onderbouwing."""
    policy = read_policy(file)
    command = ProposePolicy(policy.version, PersonId(by), today(), policy, rationale)
    with opened(settings(os.environ).database) as workplace:
        answer = execute(workplace.log, command, context(by))
    if answer.events:
        say(f"Beleid {policy.version} is voorgesteld. Vaststellen: opplussen policy adopt {policy.version}")
    else:
        say(f"Beleid {policy.version} was al voorgesteld.")


@app.command()
def adopt(
    version: Annotated[str, typer.Argument(metavar="VERSIE", help="De versie van het voorstel.")], by: By
) -> None:
    """Stem namens uw kant in met een voorstel; als zorg en politie instemmen, geldt het beleid."""
    command = AdoptPolicy(version, PersonId(by), today())
    with opened(settings(os.environ).database) as workplace:
        answer = execute(workplace.log, command, context(by))
    if any(isinstance(event, PolicyAdopted) for event in answer.events):
        say(f"Beleid {version} geldt vanaf nu.")
    elif answer.events:
        say(f"Uw instemming met beleid {version} is vastgelegd. Nu moet de andere kant nog instemmen.")
    else:
        say(f"Dit was al vastgelegd voor beleid {version}.")


def find(log: Log, version: str | None) -> tuple[Policy, bool]:
    """A policy and whether it holds; without a version the one that does.

    Raises:
        Refused: there is none.
    """
    item = about("policies", PolicyProposed, PolicyAdopted)
    documents: dict[str, Policy] = {}
    adopted = ""
    for entry in log.read([item]).entries:
        if isinstance(entry.event, PolicyProposed | PolicyAdopted):
            documents[entry.event.version] = entry.event.document
            if isinstance(entry.event, PolicyAdopted):
                adopted = entry.event.version
    wanted = version if version is not None else adopted
    if wanted not in documents:
        if version is None:
            raise Refused(
                "beleid.geen",
                "Er is nog geen beleid vastgesteld.",
                "Doe een voorstel met `opplussen policy propose`, en laat zorg en politie het vaststellen.",
            )
        raise Refused(
            "beleid.onbekend", "Deze versie is er niet.", f"Er zijn: {', '.join(documents) or 'geen'}."
        )
    return documents[wanted], wanted == adopted


def _print(policy: Policy, *, holds: bool) -> None:
    console = results()
    standing = "geldt nu" if holds else "geldt nu niet"
    console.print(f"Beleid {policy.version} ({standing}), rekenwijze {policy.method}", style="bold")
    console.print(
        "Getallen zijn decibans (dB): 10 dB is tien keer zo veel kans op 1, en de score is een rangorde."
    )
    levels = [
        (name, f"{level.on:g}", f"{level.off:g}", f"{level.deadline_hours} uur")
        for name, level in policy.levels.items()
    ]
    show_rows(console, ("niveau", "open vanaf", "lager onder", "termijn"), levels, "Niveaus")
    indicators = [
        (
            *(code, one.label, one.dimension, f"{'-' if one.protective else ''}{one.weight_db:g}"),
            *(f"{one.plateau_days:g}", f"{one.half_life_days:g}"),
        )
        for code, one in policy.indicators.items()
    ]
    headings = ("code", "indicator", "dimensie", "dB", "dagen vol", "halveert in")
    show_rows(console, headings, indicators, "Indicatoren")
    rules = [
        (rule.code, ", ".join(rule.of), str(rule.at_least), f"{rule.bonus_db:g}")
        for rule in policy.combinations
    ]
    show_rows(console, ("combinatie", "van", "minstens", "dB"), rules, "Combinaties")
