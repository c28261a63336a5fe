"""`opplussen list show`: the list that care and police agreed on, as its reader may know it."""

from datetime import datetime
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from cli.desk.acting import desk
from cli.desk.reading import As, reading_as
from cli.screen.options import AsJson
from cli.screen.output import put, results
from domain.scoring.texts import in_dutch
from engine.reading.agreed import Lists, lists_at, lists_seen, reasons_seen
from projections.agreed import Agreed, Listed
from projections.weighings import Waiting

Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]


def show(
    facility: Facility,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATUM", help="De lijst die toen gold.", show_default="vandaag"
        ),
    ] = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon de lijst die geldt: wie die afsprak, onder welk beleid, en welke lijsten er eerder waren."""
    day = None if on is None else on.date()
    with desk() as work, reading_as(work.workplace, reader, "list show") as who:
        place = work.facility(facility)
        with work.reading() as connection:
            every = lists_at(connection, place, day)
        found, sights = lists_seen(who, place, every)
        reasons = reasons_seen(work.log, place, found.told, sights)
    if json:
        document = _document(place, found.current, found.every, found.proposed)
        put(msgspec.json.encode(document | _beside(found.unweighed, found.followed)).decode())
        return
    console = results()
    if found.current is None:
        console.print("Er is nog geen afgesproken lijst." if day is None else "Toen was er nog geen lijst.")
    else:
        _print(console, found.current, reasons)
    if day is None:
        _print_beside(console, found, reasons)
    shown_now = None if found.current is None else found.current.position
    earlier = [f"{one.on:%Y-%m-%d}" for one in found.every if one.position != shown_now]
    if earlier:
        console.print(f"Andere lijsten: {', '.join(earlier)} (--on DATUM)")


def _print_beside(console: Console, found: Lists, reasons: dict[tuple[int, str], str]) -> None:
    for one in found.proposed:
        console.print(f"{one.care or one.police} stemt in met deze lijst; de andere kant nog niet:")
        _print(console, one, reasons)
    for came in found.followed:
        console.print(f"{came.reference} kwam mee en staat nog op geen lijst van hier.", markup=False)
    for case in found.unweighed:
        console.print(f"{case.reference}: {case.weighed} woog, de andere kant nog niet.", markup=False)


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


def _document(
    facility: str, current: Agreed | None, lists: list[Agreed], proposed: list[Agreed]
) -> dict[str, object]:
    return {
        "facility": facility,
        "list": None if current is None else _list(current),
        "proposed": [_list(one) for one in proposed],
        "lists": [{"on": one.on, "policy": one.policy, "position": one.position} for one in lists],
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


def _beside(unweighed: list[Waiting], followed: list[Listed]) -> dict[str, object]:
    """What stands beside a list: cases that one side weighed, and cases that came along."""
    return {
        "weighing": [{"case": one.reference, "weighed": one.weighed} for one in unweighed],
        "followed": [{"case": one.reference, "ground": one.ground} for one in followed],
    }
