"""`opplussen channels` and `opplussen report`: where one can go, and what was reported there."""

import os
from typing import Annotated, Literal

import msgspec
import typer

from cli.desk.acting import act, desk
from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.owed import Explanation, How, Later, Review, put_off, say_due
from cli.place.clock import today
from cli.place.identities import report_id
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.steps import By
from domain.agreements.document import Agreements, Channel, Danger
from domain.channels.advising import BYSTANDERS, MODES, Advised, Situation, channels_for, is_emergency
from domain.channels.events import (
    ANONYMOUS,
    Outcome,
    ReportAnswered,
    ReportClientInformed,
    ReportId,
    ReportInformingDeferred,
    ReportInformingDue,
    ReportMade,
)
from domain.channels.informing import DeferInformingOfReport, InformOfReport
from domain.channels.reporting import AnswerReport, MakeReport, reports_of
from domain.stappenplan.events import Permission
from domain.stappenplan.recording import require_agreements
from domain.words import PersonId
from engine.plans import agreements_at
from engine.reading.naming import the_case

app = typer.Typer(
    help="Meldingen: waar is gemeld, en wat kwam er terug.", no_args_is_help=True, rich_markup_mode="rich"
)

Age = Literal["minderjarig", "meerderjarig"]
NO_PHONE = "nog geen nummer in de werkafspraken"


def channels(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    danger: Annotated[
        Danger | None, typer.Option(help="Toon welke kanalen passen bij dit gevaar.", show_default=False)
    ] = None,
    age: Annotated[
        Age | None, typer.Option(help="De leeftijd van de cliënt.", show_default="niet bekend")
    ] = None,
    consent: Annotated[Permission, typer.Option(help="Geeft de cliënt toestemming?")] = "niet_gevraagd",
    anonymous: Annotated[bool, typer.Option("--anonymous", help="U wilt onbekend blijven.")] = False,
    organised: Annotated[
        bool, typer.Option("--organised", help="Er zijn vermoedens van georganiseerde of andere misdaad.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Toon waar u terecht kunt, met telefoonnummers; met --danger alleen wat past, en waarom."""
    with opened(settings(os.environ).database) as workplace:
        agreements = require_agreements(agreements_at(workplace.log, workplace.log.head()))
    if danger is None:
        _all(agreements, json=json)
        return
    situation = Situation(
        danger, None if age is None else age == "minderjarig", consent, anonymous, organised
    )
    found = channels_for(agreements, situation)
    if json:
        put(msgspec.json.encode(found).decode())
    else:
        print_channels(found)


def _all(agreements: Agreements, *, json: bool) -> None:
    if json:
        put(msgspec.json.encode(agreements.channels).decode())
        return
    console = results()
    for code, channel in agreements.channels.items():
        only = f" Alleen {channel.only_if}." if channel.only_if else ""
        only += " Ook voor signalen over daders." if channel.offenders else ""
        only += f" Na een melding: {channel.acts}." if channel.acts else ""
        reach = _reach(channel)
        console.print(f"{channel.label} ({code}): {reach}", style="bold", markup=False, soft_wrap=True)
        console.print(f"    {channel.what}{only} ({channel.source})", markup=False, soft_wrap=True)
    console.print(f"{BYSTANDERS} (K)", markup=False, soft_wrap=True)


def _reach(channel: Channel | Advised) -> str:
    return ", ".join([one for one in (channel.phone, channel.address) if one]) or NO_PHONE


def print_channels(found: tuple[Advised, ...]) -> None:
    """Channels as people read them: by what they are for and why, each with its number."""
    console = results()
    told = ("", "")
    for one in found:
        if one.mode != told[0]:
            console.print(f"{MODES[one.mode]}:", style="bold")
        if (one.mode, one.reason) != told:
            console.print(f"  {one.reason}", markup=False, soft_wrap=True)
        told = (one.mode, one.reason)
        only = f", alleen {one.only_if}" if one.only_if else ""
        console.print(f"  - {one.label}: {_reach(one)}{only} ({one.source})", markup=False, soft_wrap=True)


@app.command()
def make(
    case: CaseName,
    channel: Annotated[str, typer.Option(metavar="KANAAL", help="De code uit `opplussen channels`.")],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="PERSOON",
            help="Wie meldt; leeg als dat onbekend blijft.",
            show_default=False,
        ),
    ] = None,
    witness_told: Annotated[
        bool,
        typer.Option("--witness-told", help="Wie meldt, weet dat getuigen kan worden gevraagd."),
    ] = False,
) -> None:
    """Leg vast dat er is gemeld. Bij acuut gevaar: bel eerst 112, en leg daarna vast.

    Bij een anonieme melding wordt nergens vastgelegd wie meldde.
    """
    who = ANONYMOUS if by is None else PersonId(by)
    with opened(settings(os.environ).database) as workplace:
        with up_to_date(workplace) as engine:
            found = the_case(engine, case)
        report = report_id()
        command = MakeReport(found, report, who, today(), channel, witness_told)
        happened = act(workplace, command, who).events
        agreements = require_agreements(agreements_at(workplace.log, workplace.log.head()))
    if is_emergency(agreements.channels[channel]):
        say("Bel 112. Al het andere kan daarna.")
    kept = " Er is niet vastgelegd wie meldde." if who == ANONYMOUS else ""
    say(f"De melding is vastgelegd als {report}.{kept}")
    say_due(happened)


@app.command()
def answer(
    case: CaseName,
    report: Annotated[str, typer.Argument(metavar="MELDING", help="De code van de melding.")],
    outcome: Annotated[Outcome, typer.Option("--outcome", help="Wat er met de melding is gedaan.")],
    by: By,
    text: Annotated[str, typer.Option("--text", metavar="TEKST", help="Wat er is teruggekoppeld.")] = "",
) -> None:
    """Leg vast wat er op een melding is teruggekoppeld."""
    with opened(settings(os.environ).database) as workplace:
        with up_to_date(workplace) as engine:
            found = the_case(engine, case)
        command = AnswerReport(found, ReportId(report), PersonId(by), today(), outcome, text)
        act(workplace, command, by)
    say("Het antwoord is vastgelegd.")


@app.command()
def inform(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    report: Annotated[str, typer.Argument(metavar="MELDING", help="De code van de melding.")],
    by: By,
    how: How = "",
    later: Later = None,
    explanation: Explanation = "",
    review: Review = None,
) -> None:
    """Leg vast dat de cliënt weet dat er is gemeld, of waarom dat later gebeurt."""
    with desk() as at:
        about_it = (at.case(case), ReportId(report), PersonId(by), today())
        if later is None:
            at.do(InformOfReport(*about_it, how), by)
        else:
            reason, day = put_off(later, review)
            at.do(DeferInformingOfReport(*about_it, reason, explanation, day), by)
    say("Vastgelegd.")


@app.command("list")
def list_(case: CaseName, json: AsJson = False, reader: As = None) -> None:
    """Toon de meldingen over een casus, en wat er terugkwam."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "report list") as who,
    ):
        found = who.case(engine, case, "teksten", "hulp").case
        events = [entry.event for entry in workplace.log.read([reports_of(found)]).entries]
    if json:
        put(
            msgspec.json.encode(
                [{"event": type(one).__name__, **msgspec.structs.asdict(one)} for one in events]
            ).decode()
        )
        return
    if not events:
        results().print("Over deze casus is niet gemeld.")
    for event in events:
        match event:
            case ReportMade():
                results().print(f"{event.report}  {event.channel}, door {event.by}")
            case ReportAnswered():
                text = f": {event.text}" if event.text else ""
                results().print(f"    {event.outcome} ({event.on:%d-%m-%Y}){text}", markup=False)
            case ReportInformingDue(until=until) | ReportInformingDeferred(review=until):
                results().print(f"    de cliënt hoort het uiterlijk {until:%d-%m-%Y}")
            case ReportClientInformed(by=by):
                results().print(f"    de cliënt weet het, van {by}")
            case _:
                pass
