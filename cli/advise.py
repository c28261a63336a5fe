"""`opplussen advise`: where a case stands, what to do first, who can help, and why."""

import os
from typing import Annotated

import msgspec
import typer

from cli.channels import print_channels
from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson, CaseName, KnownAt, chosen_day
from cli.screen.output import put, results
from domain.advice.doors import Door
from domain.advice.lines import Advice, Line
from domain.disclosure.question import MINIMAL
from domain.disclosure.shape import TIERS
from domain.scoring.texts import in_dutch
from domain.stappenplan.chart import ROUTES
from engine.advising import advice_at
from engine.history import moment


def advise(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="U wilt zelf onbekend blijven.")] = False,
    organised: Annotated[
        bool, typer.Option("--organised", help="Er zijn vermoedens van georganiseerde of andere misdaad.")
    ] = False,
    known_at: KnownAt = None,
    sharing: Annotated[
        bool, typer.Option("--sharing", help="Toon voor elke ontvanger en trede wat delen nog vraagt.")
    ] = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Zeg wat u nu het beste eerst kunt doen met een casus, en waarom.

    Het advies besluit niets. Bij acuut gevaar: bel eerst 112.
    """
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "advise") as who,
    ):
        when = moment(engine.calendar, workplace.log.head(), None, chosen_day(known_at))
        found = who.case(engine, case, "codes", "hulp").case
        advice = advice_at(workplace.log, found, when, anonymous=anonymous, organised=organised)
    if json:
        put(msgspec.json.encode(advice).decode())
    else:
        _print(case, in_dutch(when.on), advice)
        _print_doors(advice, whole=sharing)


def _print(case: str, day: str, advice: Advice) -> None:
    console = results()
    console.print(f"Casus {case}, {day}", style="bold", markup=False)
    console.print("\nEerst:", style="bold")
    for number, line in enumerate(advice.first, 1):
        _line(f"  {number}. ", line, case)
    if len(advice.ways) > 1:
        console.print("\nOok open:", style="bold")
        for way in advice.ways[1:]:
            text = f"{ROUTES[way.route]}. {way.reason}"
            console.print(f"  - {text} ({way.source})", markup=False, soft_wrap=True)
    if advice.steps:
        console.print("\nStappenplan:", style="bold")
    for step in advice.steps:
        day = f"{step.taken:%d-%m-%Y}" if step.taken else "nog niet"
        note = f"  {step.note}" if step.note else ""
        console.print(f"  {step.step:<32}{day}{note}", markup=False, soft_wrap=True)
    if advice.besides:
        console.print("\nDenk ook aan:", style="bold")
    for line in advice.besides:
        _line("  - ", line, case)
    if advice.channels:
        console.print()
        print_channels(advice.channels)


def _print_doors(advice: Advice, *, whole: bool) -> None:
    """What sharing still needs: the minimal package to who can be told now, or everything."""
    console = results()
    shown = advice.doors if whole else _near(advice)
    if not shown:
        return
    console.print("\nDelen (advies zonder persoonsgegevens kan zonder dit alles):", style="bold")
    for door in shown:
        checked = "" if door.verified else "; nog niet door een jurist nagekeken"
        console.print(f"  {TIERS[door.tier]} voor {door.label}", markup=False, soft_wrap=True)
        console.print(
            f"    grond: {door.ground_label} ({door.article}{checked})", markup=False, soft_wrap=True
        )
        for obstacle in door.missing:
            text = f"    - {obstacle.sentence} {obstacle.remedy}"
            console.print(text, markup=False, soft_wrap=True)
        if not door.missing:
            console.print("    Er ontbreekt niets: opplussen share request", markup=False)


def _near(advice: Advice) -> tuple[Door, ...]:
    """The minimal package, for the recipients of channels where a report fits now."""
    fits = {one.recipient for one in advice.channels if one.mode == "melden" and not one.only_if}
    return tuple(door for door in advice.doors if door.tier == MINIMAL and door.recipient in fits)


def _line(start: str, line: Line, case: str) -> None:
    console = results()
    console.print(f"{start}{line.text} ({line.source})", markup=False, soft_wrap=True)
    if line.command:
        verb, _, rest = line.command.partition(" ")
        action, _, options = rest.partition(" ")
        typed = " ".join(part for part in ("opplussen", verb, action, case, options) if part)
        console.print(f"     {typed}", style="dim", markup=False, soft_wrap=True)
