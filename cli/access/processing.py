"""`opplussen processing`: what was done with personal data, and the register of what is done at all."""

import os
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Annotated, cast, get_args

import msgspec
import typer

from cli.access.ldv import otlp, record
from cli.access.showing import Since, moment
from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.place.clock import day_of
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from cli.screen.options import AsJson
from cli.screen.output import put, results
from domain.commands import Refused
from domain.processing import ACTIVITIES, Name
from engine.processing import Span, of_all, of_case
from engine.reading.reader import Reader

MOST_SHOWN = 50
"""Lines on a screen; --json and --otlp give all of them."""

app = typer.Typer(
    help="Verwerkingen: wat er met persoonsgegevens is gedaan.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.command()
def show(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: Annotated[
        str | None, typer.Argument(metavar="[CASUS]", help="Pseudoniem of instelling/kenmerk.")
    ] = None,
    activity: Annotated[
        str | None,
        typer.Option("--activity", metavar="NAAM", help="Alleen deze verwerking uit het register."),
    ] = None,
    trace: Annotated[
        str | None, typer.Option("--trace", metavar="TRACE_ID", help="Alleen wat samen één handeling was.")
    ] = None,
    since: Since = None,
    as_otlp: Annotated[
        bool, typer.Option("--otlp", help="Als spans van OpenTelemetry (OTLP in JSON).", show_default=False)
    ] = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon de regels van het Logboek Dataverwerkingen: van een casus, een verwerking of een handeling.

    Van een casus kan dit wie ook mag zien wie de casus las; van alles alleen de functionaris
    gegevensbescherming en een auditor. Wie iets deed, staat hier niet in: dat toont opplussen access show.
    """
    if case is None and activity is None and trace is None:
        raise Refused(
            "verwerking.zoeken",
            "Dit logboek wordt alleen doorzocht met een casus, een verwerking of een trace.",
            "Geef een casus, --activity NAAM of --trace TRACE_ID.",
        )
    if activity is not None and activity not in get_args(Name):
        raise Refused(
            "verwerking.onbekend",
            f"De verwerking {activity} staat niet in het register.",
            f"Kies uit: {', '.join(get_args(Name))}.",
        )
    with (
        opened(settings(os.environ).database) as workplace,
        reading_as(workplace, reader, "processing show") as who,
    ):
        spans = _chosen(_spans(workplace, who, case), cast("Name | None", activity), trace, moment(since))
        if as_otlp:
            put(msgspec.json.encode(otlp(spans, workplace.identity)).decode())
        elif json:
            for span in spans:
                put(msgspec.json.encode(record(span, workplace.identity)).decode())
        else:
            _tell(spans)


@app.command()
def register(json: AsJson = False) -> None:
    """Toon het register: wat er met gegevens gebeurt, waarom, op welke grond en voor wie."""
    if json:
        put(
            msgspec.json.encode(
                [{"id": one.uri, **msgspec.structs.asdict(one)} for one in ACTIVITIES.values()]
            ).decode()
        )
        return
    console = results()
    for one in ACTIVITIES.values():
        console.print(f"[bold]{one.name}[/bold] (versie {one.version}): {one.what}", soft_wrap=True)
        for name, text in (("grond", one.ground), ("gegevens", one.data), ("voor", one.receivers)):
            console.print(f"    {name}: {text}", soft_wrap=True, markup=False, style="dim")


def _spans(workplace: Workplace, who: Reader, case: str | None) -> Iterable[Span]:
    """What was done with the data of one case, or of everybody."""
    if case is None:
        who.everything("toegang", "inzage")
        return of_all(workplace.log, who.access)
    with up_to_date(workplace) as engine:
        found = who.case(engine, case, "toegang", "inzage").case
    return of_case(workplace.log, who.access, found)


def _chosen(
    spans: Iterable[Span], activity: Name | None, trace: str | None, since: datetime | None
) -> Iterable[Span]:
    return (
        one
        for one in spans
        if (activity is None or one.activity.name == activity)
        and (trace is None or one.trace_id == trace)
        and (since is None or one.at >= since)
    )


def _tell(spans: Iterable[Span]) -> None:
    rest = iter(spans)
    console = results()
    shown = list(islice(rest, MOST_SHOWN))
    if not shown:
        console.print("Er is niets verwerkt dat hierbij past.")
    for one in shown:
        refused = ", geweigerd" if one.status == "Unset" else ""
        line = f"{day_of(one.at):%d-%m-%Y}  {one.activity.name}: {one.name}{refused}  {one.subject}"
        console.print(line.rstrip(), soft_wrap=True, markup=False)
        console.print(f"            trace {one.trace_id}", soft_wrap=True, markup=False, style="dim")
    more = sum(1 for _ in rest)
    if more:
        console.print(f"En nog {more} regels: --json toont ze alle.")
