"""`opplussen retention` and `opplussen erase`: how long a file is kept, and forgetting somebody for good."""

import os
from datetime import datetime
from typing import Annotated, get_args

import msgspec
import typer
from rich.table import Table

from cli.desk.acting import By, act, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from domain.cases.events import Erased, ErasureGround, SubjectErased
from domain.commands import Refused
from domain.erasure.erasing import EraseSubject
from domain.erasure.keeping import HoldReason, Reason
from domain.erasure.reviewing import AdoptTerms, KeepLonger, LiftHold, PlaceHold
from domain.subjects import erased_with
from domain.words import CaseId, PersonId
from engine.erasing import due_of, of_one_client
from engine.reading.shielding import name_of, shown
from eventlog.encryption.reports import report
from projections.watchlist import closed_cases

app = typer.Typer(
    help="Bewaren: termijnen, bewaarplicht, en wat er gewist mag worden.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Second = Annotated[
    str, typer.Option("--second", metavar="PERSOON", help="De tweede persoon die dit besluit.")
]


@app.command()
def terms(
    months: Annotated[
        list[str], typer.Argument(metavar="REDEN=MAANDEN", help="Zoals ongegrond=6 afgerond=240.")
    ],
    by: By,
    second: Second,
) -> None:
    """Stel vast hoe lang een dossier blijft na het sluiten, per reden van sluiten."""
    found: dict[Reason, int] = {}
    for one in months:
        name, _, number = one.partition("=")
        reason = next((known for known in get_args(Reason) if known == name), None)
        if reason is None or not number.isdecimal():
            raise Refused(
                "bewaren.opgave",
                "Een termijn is een reden, een =-teken en een aantal maanden.",
                f"De redenen zijn: {', '.join(get_args(Reason))}.",
            )
        found[reason] = int(number)
    with opened(settings(os.environ).database) as workplace:
        act(workplace, AdoptTerms(found, PersonId(by), PersonId(second), today()), by)
    say("Vastgesteld.")


@app.command()
def hold(
    case: CaseName,
    by: By,
    reason: Annotated[HoldReason, typer.Option(help="Waarom de wet het vraagt.")],
) -> None:
    """Leg vast dat een dossier bewaard moet blijven."""
    with desk() as work:
        work.do(PlaceHold(work.case(case), PersonId(by), today(), reason), by)
    say("Vastgelegd. Dit dossier wordt niet gewist.")


@app.command()
def lift(case: CaseName, by: By) -> None:
    """Hef een bewaarplicht op."""
    with desk() as work:
        work.do(LiftHold(work.case(case), PersonId(by), today()), by)
    say("Opgeheven.")


@app.command()
def keep(
    case: CaseName,
    by: By,
    until: Annotated[
        datetime, typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATUM", help="Tot welke dag.")
    ],
) -> None:
    """Bewaar een gesloten dossier langer, nadat u ernaar hebt gekeken."""
    with desk() as work:
        work.do(KeepLonger(work.case(case), PersonId(by), today(), until.date()), by)
    say("Vastgelegd.")


@app.command()
def due(reader: As = None, json: AsJson = False) -> None:
    """Toon de gesloten dossiers waarvan de termijn voorbij is, en wat er een bewaarplicht heeft."""
    with desk() as work:
        with work.reading() as connection:
            closed = closed_cases(connection)
        with reading_as(work.workplace, reader, "retention due") as who:
            sights = who.cases("controle", [one.case for one in closed], "bewaartermijnen")
        found = [
            (name_of(one, sights), when)
            for one in shown(closed, sights, "pseudoniem")
            if (when := due_of(work.log, CaseId(one.case)))
        ]
    late = sorted((when.on, name, when.hold or "") for name, when in found if when.on <= today())
    if json:
        names = ("since", "case", "hold")
        put(msgspec.json.encode([dict(zip(names, row, strict=True)) for row in late]).decode())
        return
    table = Table("sinds", "casus", "bewaarplicht")
    for since, name, held in late:
        table.add_row(str(since), name, held)
    results().print(table if late else "Er is geen dossier waarvan de termijn voorbij is.")


def erase(
    case: CaseName,
    by: By,
    second: Second,
    ground: Annotated[ErasureGround, typer.Option(help="Waarom er wordt gewist.")],
    what: Annotated[
        Erased, typer.Option("--what", help="De hele persoon, of alleen wat er in het dossier is geschreven.")
    ] = "persoon",
) -> None:
    """Wis een cliënt: voorgoed en overal. Twee mensen besluiten dit, van wie een de FG is.

    De sleutel van deze persoon wordt vernietigd. Er komt een ondertekend verslag uit. Controlepunten en
    bewijzen blijven geldig.
    """
    with desk() as work:
        cases = of_one_client(work.log, work.case(case))
        keys = {one: work.workplace.vault.numbers(erased_with(one, what)) for one in cases}
        people = (PersonId(by), PersonId(second))
        answer = work.do(EraseSubject(cases, what, ground, *people, today(), keys), by)
        work.workplace.forget_erased()
        erased = [event for event in answer.events if isinstance(event, SubjectErased)]
        if erased:
            put(str(report(work.workplace.signer(), answer.position, erased)).removesuffix("\n"))
    say("Gewist, voorgoed. Bewaar het verslag." if erased else "Dit was al gewist.")
