"""`opplussen escalations`: what waits for whom, until when, and what people decide."""

from collections.abc import Callable
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from cli.desk.acting import By, Desk, OfFacility, Reason, asked, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import AMSTERDAM, now, today
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.screen.tabular import Cell, show_rows
from domain.commands import Refused
from domain.escalation.deciding import (
    AcknowledgeEscalation,
    AgreeLead,
    DecideEscalation,
    EpisodeCommand,
    HandOverEscalation,
    RecordOutcome,
)
from domain.escalation.events import Decision, Lead, Outcome
from domain.escalation.holding import RaiseHeld, SetAsideHeld
from domain.words import LevelName, OrganisationId, PersonId
from engine.reactions import deadline_hours
from engine.reading.documents import escalation_told
from engine.reading.shielding import name_of, shielded_line, shown
from engine.reading.words import level_word, score_word
from projections.escalations import TASKS, Escalation, of_case, waiting_for_people
from projections.partners import coordination

app = typer.Typer(
    help="Escalaties: wie moet er kijken, voor wanneer, en wat is besloten.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

ACKNOWLEDGED = " (gezien)"
LOWERED = " (gezakt)"

Level = Annotated[LevelName, typer.Option("--level", help="Het niveau van de escalatie.")]


@app.command("list")
def list_(
    facility: OfFacility = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wat op een besluit wacht, met wie en tot wanneer."""
    with (
        desk() as work,
        work.reading() as connection,
        reading_as(work.workplace, reader, "escalations list") as who,
    ):
        waiting = waiting_for_people(connection, facility)
        sights = who.cases("escalatie", [one.case for one in waiting], "escalaties")
    found = [one._replace(reference=name_of(one, sights)) for one in shown(waiting, sights)]
    if len(found) < len(waiting):
        say(shielded_line(len(waiting) - len(found)))
    if json:
        put(msgspec.json.encode([escalation_told(one) for one in found]).decode())
        return
    if not found:
        results().print("Er wacht geen escalatie op een besluit.")
        return
    show_escalations(results(), found)


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
            one.case,
            one.level,
            one.opened,
            PersonId(by),
            today(),
            decision,
            reasons,
            other,
            again=one.task == "review",
        ),
    )
    say("Het besluit is vastgelegd.")


@app.command("hand-over")
def hand_over(
    case: CaseName,
    by: By,
    level: Level,
    to: Annotated[str, typer.Option("--to", metavar="PERSOON", help="Wie het overneemt.")],
    reason: Reason = None,
) -> None:
    """Geef een escalatie over aan iemand anders; de termijn blijft dezelfde."""
    why = asked(reason, "Waarom?")
    _act(
        case,
        level,
        by,
        lambda one: HandOverEscalation(
            one.case, one.level, one.opened, PersonId(by), today(), PersonId(to), why
        ),
    )
    say(f"Vastgelegd: {to} is nu verantwoordelijk.")


@app.command()
def outcome(
    case: CaseName,
    by: By,
    level: Level,
    proved: Annotated[Outcome, typer.Option("--outcome", help="Wat het bleek te zijn.")],
) -> None:
    """Leg later vast wat een escalatie bleek te zijn."""
    _act(
        case,
        level,
        by,
        lambda one: RecordOutcome(one.case, one.level, one.opened, PersonId(by), today(), proved),
    )
    say("De uitkomst is vastgelegd.")


@app.command()
def lead(
    case: CaseName,
    who: Annotated[Lead, typer.Option("--lead", help="Wie de regie heeft.")],
    care: Annotated[str, typer.Option("--care", metavar="PERSOON", help="Wie namens zorg instemt.")],
    police: Annotated[str, typer.Option("--police", metavar="PERSOON", help="Wie namens politie instemt.")],
) -> None:
    """Leg vast wie de regie heeft, afgesproken door één van zorg en één van politie."""
    with desk() as work:
        command = AgreeLead(work.case(case), who, PersonId(care), PersonId(police), today())
        work.do(command, care)
    say("De regie is vastgelegd.")


@app.command("raise")
def raise_held(case: CaseName, by: By, level: Level) -> None:
    """Meld een escalatie die na nieuw beleid of opnieuw maken op een mens wachtte."""
    with desk() as work:
        one = _held(work, case, level)
        with work.reading() as connection:
            office = coordination(connection) or ""
        command = RaiseHeld(
            one.case,
            one.level,
            one.opened,
            OrganisationId(one.facility),
            OrganisationId(office),
            now(),
            today(),
            one.snapshot,
            deadline_hours(work.engine.calendar, one.level),
            PersonId(by),
        )
        work.do(command, by)
    say("De escalatie is gemeld. De termijn loopt.")


@app.command("set-aside")
def set_aside(case: CaseName, by: By, level: Level, reason: Reason = None) -> None:
    """Leg vast dat een escalatie die op een mens wachtte niet gemeld hoeft te worden."""
    why = asked(reason, "Waarom hoeft dit niet gemeld te worden?")
    with desk() as work:
        one = _held(work, case, level)
        work.do(SetAsideHeld(one.case, one.level, one.opened, PersonId(by), today(), why), by)
    say("Vastgelegd: deze escalatie wordt niet gemeld.")


def show_escalations(console: Console, found: list[Escalation]) -> None:
    """Escalations as people read them."""
    show_rows(console, ("casus", "niveau", "score", "bij wie", "uiterlijk"), map(escalation_row, found))


def escalation_row(one: Escalation) -> tuple[Cell, ...]:
    """One of them: which case, level and score, who has it, and by when what is to be done."""
    task = "" if TASKS[one.task] == TASKS["decide"] else f"\n{TASKS[one.task]}"
    return (
        f"{one.facility}/{one.reference}",
        level_word(one.level) + (LOWERED if one.status == "lowered" else ""),
        score_word(one.snapshot.score),
        (one.responsible or "niemand") + (ACKNOWLEDGED if one.acknowledged else ""),
        Text.assemble(due_word(one), (task, "dim")),
    )


def due_word(one: Escalation) -> str:
    """The deadline in Dutch time."""
    if one.due_at is None:
        return "termijn voorbij" if one.task in ("decide", "lower", "move") else "-"
    return f"{one.due_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _act(case: str, level: LevelName, by: str, make: Callable[[Escalation], EpisodeCommand]) -> None:
    with desk() as work:
        work.do(make(_last(work, case, level, lambda one: one.stage is not None)), by)


def _held(work: Desk, case: str, level: LevelName) -> Escalation:
    return _last(work, case, level, lambda one: one.task == "held")


def _last(work: Desk, case: str, level: LevelName, fits: Callable[[Escalation], bool]) -> Escalation:
    found = work.case(case)
    with work.reading() as connection:
        fitting = [one for one in of_case(connection, found) if one.level == level and fits(one)]
    if not fitting:
        raise Refused(
            "escalatie.onbekend",
            "Deze casus heeft op dit niveau geen escalatie waarvoor dit kan.",
            "Zie: opplussen escalations list",
        )
    return fitting[-1]
