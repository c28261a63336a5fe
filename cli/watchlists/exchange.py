"""`opplussen exchange`: the standing exchange between a facility and its police unit about a listed case."""

from datetime import datetime
from typing import Annotated

import msgspec
import typer

from cli.desk.acting import By, OfFacility, Reason, asked, day_of, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.scoring.texts import in_dutch
from domain.watchlists.exchange import SHORTEST_MONTHS, EndExchange, OpenExchange, months_after
from domain.words import OrganisationId
from engine.reading.shielding import name_of, shielded_line, shown
from projections.exchanges import Exchange, all_of, running
from projections.partners import partners
from projections.watchlist import place_of

app = typer.Typer(
    help="Uitwisseling: wat zorg en politie elkaar over een casus op de lijst mogen sturen, en hoelang.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.command("list")
def list_(
    facility: OfFacility = None,
    ended: Annotated[bool, typer.Option("--ended", help="Ook wat voorbij is.")] = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon welke uitwisselingen lopen, tot wanneer, en welke bijna eindigen."""
    with (
        desk() as work,
        work.reading() as connection,
        reading_as(work.workplace, reader, "exchange list") as who,
    ):
        every = all_of(connection, facility) if ended else running(connection, today(), facility)
        sights = who.cases("lijst", [one.case for one in every], "uitwisselingen")
    found = [one._replace(reference=name_of(one, sights)) for one in shown(every, sights)]
    if len(found) < len(every):
        say(shielded_line(len(every) - len(found)))
    if json:
        put(msgspec.json.encode([one._asdict() for one in found]).decode())
        return
    if not found:
        results().print("Er loopt geen uitwisseling.")
        return
    rows = [
        (
            *(f"{one.facility}/{one.reference}", one.unit, ", ".join(one.categories)),
            *(f"{one.since:%d-%m-%Y}", f"{one.until:%d-%m-%Y}", _word(one)),
        )
        for one in found
    ]
    show_rows(results(), ("casus", "met", "wat", "vanaf", "tot", ""), rows)


def _word(one: Exchange) -> str:
    if one.ended_on is not None and one.ended_on <= today():
        return f"gestopt op {one.ended_on:%d-%m-%Y}"
    return "eindigt bijna" if one.announced else "loopt"


@app.command("open")
def open_(
    case: CaseName,
    by: By,
    category: Annotated[list[str], typer.Option(metavar="SOORT", help="Wat u uitwisselt; mag vaker.")],
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Vanaf.", show_default="vandaag"),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Tot.", show_default="na zes maanden"),
    ] = None,
) -> None:
    """Begin een uitwisseling over een casus die op de afgesproken lijst staat: minstens zes maanden."""
    start = day_of(since)
    end = months_after(start, SHORTEST_MONTHS) if until is None else until.date()
    with desk() as work:
        found = work.case(case)
        with work.reading() as connection:
            facility = OrganisationId(place_of(connection, found))
            units = {one.organisation: one.unit for one in partners(connection)}
        unit = OrganisationId(units.get(facility) or "")
        work.do(OpenExchange(found, facility, unit, tuple(category), start, end), by)
    say(f"De uitwisseling loopt van {in_dutch(start)} tot {in_dutch(end)}.")


@app.command()
def end(case: CaseName, by: By, reason: Reason = None) -> None:
    """Stop een uitwisseling, met een reden. Van de lijst gaan stopt die niet."""
    why = asked(reason, "Waarom stopt de uitwisseling?")
    with desk() as work:
        work.do(EndExchange(work.case(case), today(), why), by)
    say("De uitwisseling is gestopt.")
