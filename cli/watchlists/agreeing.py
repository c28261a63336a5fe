"""`opplussen list`: the list that care and police agree on, and weighing a case blind before it."""

from datetime import date
from typing import Annotated, get_args

import msgspec
import typer

from cli.desk.acting import By, Desk, asked, desk
from cli.desk.reading import reading_as
from cli.place.clock import today
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.watchlists.agreed import Facility, show
from domain.commands import Refused, about
from domain.scoring.texts import in_dutch
from domain.watchlists.agreeing import AgreeWatchlist
from domain.watchlists.events import (
    CaseWeighed,
    Entry,
    Ground,
    Judgement,
    WatchlistAgreed,
)
from domain.watchlists.pair import Teams, speaks_for
from domain.watchlists.weighing import WeighCase
from domain.words import CaseId, OrganisationId, PersonId
from engine.reading.agreed import entries_of
from engine.reading.facts import appointments_for
from projections.agreed import one_sided
from projections.partners import partners
from projections.watchlist import place_of
from projections.weighings import seen_by, waiting

app = typer.Typer(
    help="De afgesproken lijst: wie zorg en politie samen volgen, en elk eerst blind weegt.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

GROUNDS: tuple[Ground, ...] = get_args(Ground)


app.command()(show)


@app.command()
def endorse(
    facility: Facility,
    by: By,
    entry: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CASUS=GROND=REDENEN",
            help=f"Een plek op de lijst, de hoogste eerst; grond is {' of '.join(GROUNDS)}. "
            "Zonder plekken stemt u in met de lijst van de andere kant.",
        ),
    ] = None,
    nobody: Annotated[bool, typer.Option("--empty", help="Stem in met een lege lijst.")] = False,
) -> None:
    """Stem namens uw kant in met een lijst; als zorg en politie dezelfde lijst willen, geldt die."""
    with desk() as work:
        place = work.facility(facility)
        if entry or nobody:
            entries = tuple(_entry(work, place, given) for given in entry or ())
        else:
            entries = _of_the_other(work, place, by)
        answer = work.do(AgreeWatchlist(place, entries, PersonId(by), today()), by)
    if any(isinstance(event, WatchlistAgreed) for event in answer.events):
        say("De lijst geldt vanaf nu.")
    elif answer.events:
        say("Uw instemming is vastgelegd. Nu moet de andere kant nog instemmen met dezelfde lijst.")
    else:
        say("Dit was al vastgelegd.")


def _entry(work: Desk, facility: OrganisationId, given: str) -> Entry:
    reference, _, rest = given.partition("=")
    ground, _, reasons = rest.partition("=")
    known = next((one for one in GROUNDS if one == ground), None)
    if known is None:
        raise Refused(
            "lijst.vorm",
            f"De grond van de plek {reference} klopt niet.",
            f"Schrijf CASUS=GROND=REDENEN, met als grond {' of '.join(GROUNDS)}.",
        )
    name = reference if "/" in reference else f"{facility}/{reference}"
    return Entry(work.case(name), known, reasons)


def _of_the_other(work: Desk, facility: OrganisationId, by: str) -> tuple[Entry, ...]:
    """The list that the other side agrees with."""
    with work.reading() as connection:
        theirs = [one for one in one_sided(connection, facility) if by not in (one.care, one.police)]
    if theirs:
        return entries_of(work.log, facility)[theirs[0].position]
    raise Refused(
        "lijst.geen_voorstel",
        "De andere kant stemde nog niet in met een lijst.",
        "Noem zelf de plekken met --entry.",
    )


@app.command()
def weigh(
    case: CaseName,
    by: By,
    judgement: Annotated[Judgement, typer.Option("--judgement", help="Wat u van deze casus vindt.")],
    reasons: Annotated[
        str | None,
        typer.Option("--reasons", metavar="TEKST", help="Waarom. Zonder deze optie wordt het u gevraagd."),
    ] = None,
) -> None:
    """Weeg een casus namens uw kant, voor u ziet wat de andere kant vindt en voor u de score ziet."""
    why = asked(reasons, "Waarom vindt u dat?")
    with desk() as work:
        found = work.case(case)
        with work.reading() as connection:
            facility = OrganisationId(place_of(connection, found))
        work.do(WeighCase(found, facility, PersonId(by), judgement, why, today()), by)
        with work.reading() as connection:
            open_ = any(one.case == found for one in waiting(connection, facility))
    say("Uw weging is vastgelegd." + (" De andere kant moet nog wegen." if open_ else ""))
    if not open_:
        say("Beide kanten wogen. Zie: opplussen list weighings")


@app.command()
def weighings(case: CaseName, by: By, json: AsJson = False) -> None:
    """Toon de wegingen die u mag zien: die van uw eigen kant, en van de ander als beide wogen."""
    with desk() as work, reading_as(work.workplace, by, "list weighings") as who:
        found, sight = who.case(work.engine, work.case(case), "pseudoniem", "lijst")
        with work.reading() as connection:
            facility = OrganisationId(place_of(connection, found))
            units = {one.organisation: one.unit for one in partners(connection)}
            unit = units.get(facility)
            teams = Teams(OrganisationId(unit) if unit else None, appointments_for(work.log, PersonId(by)))
            side = speaks_for(teams, PersonId(by), today(), facility)
            seen = seen_by(connection, found, side)
        words = _words(work, found) if sight.sees("teksten") else {}
    if json:
        put(msgspec.json.encode([one._asdict() for one in seen]).decode())
        return
    if not seen:
        results().print("Er is nog geen weging die u mag zien.")
    for one in seen:
        when = _day_word(one.on)
        results().print(f"{one.side}, {one.by}, {when}: {one.judgement}", markup=False)
        results().print(f"      {words.get(one.position, '')}", markup=False, style="dim")


def _words(work: Desk, case: CaseId) -> dict[int, str]:
    item = about(f"case:{case}", CaseWeighed)
    return {
        entry.position: entry.event.reasons
        for entry in work.log.read([item]).entries
        if isinstance(entry.event, CaseWeighed)
    }


def _day_word(day: date | None) -> str:
    return "onbekend" if day is None else in_dutch(day)
