"""`opplussen agreed`: the list that care and police agree on, and weighing a case blind before it."""

from datetime import date, datetime
from typing import Annotated, get_args

import msgspec
import typer
from rich.console import Console

from cli.clock import today
from cli.desk import By, Desk, asked, desk
from cli.lists import AsJson
from cli.naming import CaseName
from cli.screen import put, results, say
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.commands import Refused, about
from domain.scoring.texts import in_dutch
from domain.watchlists.agreeing import AgreeWatchlist
from domain.watchlists.events import (
    CaseWeighed,
    Entry,
    Ground,
    Judgement,
    WatchlistAgreed,
    WatchlistEndorsed,
    lists_tag,
)
from domain.watchlists.pair import speaks_for
from domain.watchlists.weighing import WeighCase
from domain.words import CaseId, OrganisationId, PersonId
from projections.agreed import Agreed, Listed, listed_at, lists_of, one_sided
from projections.partners import partners
from projections.watchlist import place_of
from projections.weighings import Waiting, seen_by, waiting

app = typer.Typer(
    help="De afgesproken lijst: wie zorg en politie samen volgen, en elk eerst blind weegt.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]
GROUNDS: tuple[Ground, ...] = get_args(Ground)


@app.command()
def show(
    facility: Facility,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATUM", help="De lijst die toen gold.", show_default="vandaag"
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Toon de lijst die geldt: wie die afsprak, onder welk beleid, en welke lijsten er eerder waren."""
    with desk() as work:
        place = work.facility(facility)
        with work.reading() as connection:
            lists = lists_of(connection, place)
            proposed = one_sided(connection, place)
            unweighed = waiting(connection, place)
            followed = [one for one in listed_at(connection, place) if one.followed]
        day = None if on is None else on.date()
        current = next((one for one in lists if day is None or one.on <= day), None)
        reasons = _reasons(work, place, [*proposed, *([current] if current else [])])
    if json:
        put(
            msgspec.json.encode(
                _document(place, current, lists, proposed) | _beside(unweighed, followed)
            ).decode()
        )
        return
    console = results()
    if current is None:
        console.print("Er is nog geen afgesproken lijst." if day is None else "Toen was er nog geen lijst.")
    else:
        _print(console, current, reasons)
    if day is None:
        for one in proposed:
            console.print(f"{one.care or one.police} stemt in met deze lijst; de andere kant nog niet:")
            _print(console, one, reasons)
        for came in followed:
            console.print(f"{came.reference} kwam mee en staat nog op geen lijst van hier.", markup=False)
        for case in unweighed:
            console.print(f"{case.reference}: {case.weighed} woog, de andere kant nog niet.", markup=False)
    earlier = [one for one in lists if one is not current]
    if earlier:
        console.print(f"Andere lijsten: {', '.join(f'{one.on:%Y-%m-%d}' for one in earlier)} (--on DATUM)")


def _print(console: Console, one: Agreed, reasons: dict[tuple[int, str], str]) -> None:
    console.print(
        f"Lijst van {in_dutch(one.on)}, beleid {one.policy}. "
        f"Zorg: {one.care or 'nog niet'}. Politie: {one.police or 'nog niet'}."
    )
    for place in one.places:
        gone = "" if place.stands or not (one.care and one.police) else " (staat er nu niet meer op)"
        console.print(f"{place.rank:>2}  {place.reference:<20}{place.ground}{gone}", markup=False)
        console.print(f"      {reasons.get((one.position, place.case), '')}", markup=False, style="dim")
    if not one.places:
        console.print("    Er staat niemand op.")


def _reasons(work: Desk, facility: OrganisationId, lists: list[Agreed]) -> dict[tuple[int, str], str]:
    """Why each case stands on these lists, from the log: rows hold nobody's words."""
    wanted = {one.position for one in lists}
    if not wanted:
        return {}
    item = about(lists_tag(facility), WatchlistAgreed, WatchlistEndorsed)
    return {
        (entry.position, one.case): one.reasons
        for entry in work.log.read([item]).entries
        if entry.position in wanted and isinstance(entry.event, WatchlistAgreed | WatchlistEndorsed)
        for one in entry.event.entries
    }


def _document(
    facility: str, current: Agreed | None, lists: list[Agreed], proposed: list[Agreed]
) -> dict[str, object]:
    return {
        "facility": facility,
        "list": None if current is None else _list(current),
        "proposed": [_list(one) for one in proposed],
        "lists": [{"on": one.on, "policy": one.policy, "position": one.position} for one in lists],
    }


def _beside(unweighed: list[Waiting], followed: list[Listed]) -> dict[str, object]:
    """What stands beside a list: cases that one side weighed, and cases that came along."""
    return {
        "weighing": [{"case": one.reference, "weighed": one.weighed} for one in unweighed],
        "followed": [{"case": one.reference, "ground": one.ground} for one in followed],
    }


def _list(one: Agreed) -> dict[str, object]:
    return {
        "on": one.on,
        "policy": one.policy,
        "care": one.care,
        "police": one.police,
        "position": one.position,
        "entries": [
            {"rank": place.rank, "case": place.reference, "ground": place.ground, "stands": place.stands}
            for place in one.places
        ],
    }


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
    positions = {one.position for one in theirs}
    item = about(lists_tag(facility), WatchlistEndorsed)
    for found in work.log.read([item]).entries:
        if found.position in positions and isinstance(found.event, WatchlistEndorsed):
            return found.event.entries
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
        say("Beide kanten wogen. Zie: opplussen agreed weighings")


@app.command()
def weighings(case: CaseName, by: By, json: AsJson = False) -> None:
    """Toon de wegingen die u mag zien: die van uw eigen kant, en van de ander als beide wogen."""
    with desk() as work:
        found = work.case(case)
        with work.reading() as connection:
            facility = OrganisationId(place_of(connection, found))
            units = {one.organisation: one.unit for one in partners(connection)}
            unit = units.get(facility)
            roles = _roles(work, PersonId(by))
            side = speaks_for(roles, PersonId(by), today(), facility, OrganisationId(unit) if unit else None)
            seen = seen_by(connection, found, side)
        words = _words(work, found)
    if json:
        put(msgspec.json.encode([one._asdict() for one in seen]).decode())
        return
    if not seen:
        results().print("Er is nog geen weging die u mag zien.")
    for one in seen:
        when = _day_word(one.on)
        results().print(f"{one.side}, {one.by}, {when}: {one.judgement}", markup=False)
        results().print(f"      {words.get(one.position, '')}", markup=False, style="dim")


def _roles(work: Desk, person: PersonId) -> Appointments:
    held: Appointments = ()
    for entry in work.log.read([roles_of(person)]).entries:
        if isinstance(entry.event, AppointmentEvent):
            held = evolve_appointments(held, entry.event)
    return held


def _words(work: Desk, case: CaseId) -> dict[int, str]:
    item = about(f"case:{case}", CaseWeighed)
    return {
        entry.position: entry.event.reasons
        for entry in work.log.read([item]).entries
        if isinstance(entry.event, CaseWeighed)
    }


def _day_word(day: date | None) -> str:
    return "onbekend" if day is None else in_dutch(day)
