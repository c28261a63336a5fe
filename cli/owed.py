"""`opplussen steps owed`: what is still done after something was told; options for telling the client."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, get_args

import msgspec
import typer

from cli.desk.acting import OfFacility, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from domain.access.seeing import Sight
from domain.channels.events import ReportInformingDue
from domain.commands import Refused
from domain.disclosure.events import ClientInformingDue, Deferring
from domain.events import Event
from domain.scoring.texts import in_dutch
from domain.stappenplan.events import MeldcodeDue
from projections.owed import TASKS, Owed, still_owed


def owed(facility: OfFacility = None, json: AsJson = False, reader: As = None) -> None:
    """Toon wat nog moet gebeuren na acuut gevaar, delen of melden, voor welke dag, en wat te laat is."""
    with (
        desk() as at,
        at.reading() as connection,
        reading_as(at.workplace, reader, "steps owed") as who,
    ):
        found = still_owed(connection, facility)
        sights = who.cases("hulp", [one.case for one in found], "wat nog moet gebeuren")
    shown = [_shielded(one, sights[one.case]) for one in found if sights[one.case].sees("codes")]
    if json:
        put(msgspec.json.encode([one._asdict() for one in shown]).decode())
        return
    if not shown:
        results().print("Er is niets meer te doen.")
    for one in shown:
        late = "  te laat" if one.until < today() else ""
        number = f"  {one.number}" if one.number else ""
        results().print(
            f"{one.reference}{number}  {one.owner or 'niemand'}  {TASKS[one.task]} "
            f"Uiterlijk {in_dutch(one.until)}.{late}",
            markup=False,
            soft_wrap=True,
        )


def say_due(happened: Iterable[Event]) -> None:
    """Say what somebody now has to do, by which day, and how it is written down."""
    for event in happened:
        match event:
            case MeldcodeDue(until=until):
                say(
                    "De cliënt is of kan minderjarig zijn: volg nu de meldcode, met Veilig Thuis. "
                    f"Schrijf uiterlijk {in_dutch(until)} op hoe: opplussen steps record CASUS meldcode"
                )
            case ClientInformingDue(disclosure=number, until=until):
                _say_tell("share inform", number, until)
            case ReportInformingDue(report=number, until=until):
                _say_tell("report inform", number, until)
            case _:
                pass


def _say_tell(command: str, number: str, until: date) -> None:
    say(
        f"Vertel het de cliënt, uiterlijk {in_dutch(until)}, en leg dat vast: "
        f"opplussen {command} CASUS {number}. Kan het niet veilig, zeg dan daar waarom en tot wanneer."
    )


How = Annotated[str, typer.Option(metavar="TEKST", help="Hoe u het de cliënt vertelde.")]
Later = Annotated[
    str | None,
    typer.Option(
        metavar="REDEN",
        help=f"Waarom het later gebeurt: {', '.join(get_args(Deferring))}.",
        show_default=False,
    ),
]
Explanation = Annotated[str, typer.Option(metavar="TEKST", help="Uitleg bij later.")]
Review = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Wanneer u opnieuw kijkt."),
]


def put_off(later: str, review: datetime | None) -> tuple[Deferring, date]:
    """Why the client is told later, and the day to look again.

    Raises:
        Refused: there is no such reason, or no day.
    """
    reason = next((one for one in get_args(Deferring) if one == later), None)
    if reason is None or review is None:
        raise Refused(
            "client.reden",
            "Later vertellen heeft een reden en een dag nodig.",
            f"Kies --later uit {', '.join(get_args(Deferring))}, en geef --review.",
        )
    return reason, review.date()


def _shielded(one: Owed, sight: Sight) -> Owed:
    """With the facility's own reference for who may know it, and the pseudonym for others."""
    own = f"{one.facility}/{one.reference}"
    return one._replace(reference=own if sight.sees("verwijzing") else one.case)
