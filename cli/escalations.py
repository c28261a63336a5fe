"""`opplussen escalations`: what waits for whom, until when, and what people decide."""

import os
from collections.abc import Callable
from typing import Annotated

import msgspec
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from cli.clock import AMSTERDAM, today
from cli.engine import up_to_date
from cli.identities import context
from cli.lists import AsJson, level_word, the_case
from cli.screen import put, results, say
from cli.settings import settings
from cli.workplace import opened
from domain.commands import Refused
from domain.escalation.deciding import AcknowledgeEscalation, DecideEscalation, EpisodeCommand
from domain.escalation.events import Decision
from domain.words import LevelName, PersonId
from eventlog.execute import execute
from projections.database import reading
from projections.escalations import Escalation, of_case, waiting_for_people

app = typer.Typer(
    help="Escalaties: wie moet er kijken, voor wanneer, en wat is besloten.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

TASKS = {
    "decide": "besluiten",
    "lower": "besluiten (gedaald)",
    "review": "opnieuw bekijken",
    "held": "nog niet gemeld: kijken of dat moet",
}
ACKNOWLEDGED = " (gezien)"

By = Annotated[str, typer.Option("--by", metavar="PERSOON", help="Wie dit doet: de code van een persoon.")]
CaseName = Annotated[str, typer.Argument(metavar="CASUS", help="INSTELLING/VERWIJZING of het pseudoniem.")]
Level = Annotated[LevelName, typer.Option("--level", help="Het niveau van de escalatie.")]


@app.command("list")
def list_(
    facility: Annotated[
        str | None,
        typer.Option(metavar="INSTELLING", help="Alleen van deze instelling.", show_default="alle"),
    ] = None,
    json: AsJson = False,
) -> None:
    """Toon wat op een besluit wacht, met wie en tot wanneer."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading(engine.rows) as connection,
    ):
        found = waiting_for_people(connection, facility)
    if json:
        put(msgspec.json.encode([_document(one) for one in found]).decode())
        return
    if not found:
        results().print("Er wacht geen escalatie op een besluit.")
        return
    results().print(escalation_table(found))


@app.command()
def acknowledge(case: CaseName, by: By, level: Level) -> None:
    """Zeg dat u de escalatie gezien hebt en oppakt. De termijn voor het besluit blijft lopen."""
    _act(
        case,
        level,
        by,
        lambda one: AcknowledgeEscalation(one.case, one.level, one.opened, PersonId(by), today()),
    )
    say("Vastgelegd: u pakt deze escalatie op.")


@app.command()
def decide(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    level: Level,
    decision: Annotated[Decision, typer.Option("--decision", help="Wat u besluit.")],
    reasons: Annotated[str, typer.Option("--reasons", metavar="TEKST", help="Waarom u dit besluit.")],
    second: Annotated[
        str | None,
        typer.Option("--second", metavar="PERSOON", help="De tweede persoon; verplicht bij doorverwijzen."),
    ] = None,
) -> None:
    """Besluit over een escalatie, met redenen."""
    other = None if second is None else PersonId(second)
    _act(
        case,
        level,
        by,
        lambda one: DecideEscalation(
            one.case, one.level, one.opened, PersonId(by), today(), decision, reasons, other
        ),
    )
    say("Het besluit is vastgelegd.")


def escalation_table(found: list[Escalation]) -> Table:
    """Escalations as people read them."""
    table = Table("casus", "niveau", "score", "bij wie", "uiterlijk", box=SIMPLE_HEAD)
    for one in found:
        task = "" if one.task == "decide" else f"\n[dim]{TASKS.get(one.task, one.task)}[/dim]"
        table.add_row(
            f"{one.facility}/{one.reference}",
            level_word(one.level),
            f"{one.snapshot.score:.0f}",
            (one.responsible or "niemand") + (ACKNOWLEDGED if one.acknowledged else ""),
            due_word(one) + task,
        )
    return table


def due_word(one: Escalation) -> str:
    """The deadline in Dutch time."""
    if one.due_at is None:
        return "termijn voorbij" if one.task in ("decide", "lower") else "-"
    return f"{one.due_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _act(case: str, level: LevelName, by: str, make: Callable[[Escalation], EpisodeCommand]) -> None:
    with opened(settings(os.environ).database) as workplace, up_to_date(workplace) as engine:
        found = the_case(engine, case)
        with reading(engine.rows) as connection:
            running = [one for one in of_case(connection, found) if one.level == level and one.responsible]
        if not running:
            raise Refused(
                "escalatie.onbekend",
                "Deze casus heeft op dit niveau geen escalatie.",
                "Zie: opplussen escalations list",
            )
        execute(workplace.log, make(running[-1]), context(by))
        engine.catch_up()


def _document(one: Escalation) -> dict[str, object]:
    return {
        "case": one.reference,
        "facility": one.facility,
        "level": one.level,
        "opened": one.opened,
        "opened_on": one.opened_on,
        "status": one.status,
        "task": one.task,
        "score": one.snapshot.score,
        "responsible": one.responsible,
        "stage": one.stage,
        "due_at": one.due_at,
        "acknowledged": one.acknowledged,
        "decision": one.decision,
    }
