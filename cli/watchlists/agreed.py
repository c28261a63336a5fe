"""`opplussen list show`: the list that care and police agreed on, as its reader may know it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, NamedTuple

import msgspec
import typer
from rich.console import Console

from cli.desk.acting import Desk, desk
from cli.desk.reading import As, reading_as
from cli.screen.options import AsJson
from cli.screen.output import put, results
from domain.access.seeing import Sight
from domain.commands import about
from domain.scoring.texts import in_dutch
from domain.watchlists.events import WatchlistAgreed, WatchlistEndorsed, lists_tag
from domain.words import CaseId, OrganisationId
from engine.reading.reader import Reader
from engine.reading.shielding import name_of, shown
from projections.agreed import Agreed, Listed, listed_at, lists_of, one_sided
from projections.weighings import Waiting, waiting

Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]


class Lists(NamedTuple):
    """The list that holds and those before it, what one side alone agrees with, and what stands beside it."""

    current: Agreed | None
    every: list[Agreed]
    proposed: list[Agreed]
    unweighed: list[Waiting]
    followed: list[Listed]

    @property
    def told(self) -> list[Agreed]:
        """The lists of which the places are shown."""
        return [*self.proposed, *([self.current] if self.current else [])]

    @property
    def cases(self) -> list[str]:
        """Every case that is named."""
        places = [place.case for one in self.told for place in one.places]
        return [*places, *(one.case for one in self.unweighed), *(one.case for one in self.followed)]


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
        found, sights = _seen(who, place, _found(work, place, day))
        reasons = _reasons(work, place, found.told, sights)
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


def _found(work: Desk, place: OrganisationId, day: date | None) -> Lists:
    with work.reading() as connection:
        every = lists_of(connection, place)
        return Lists(
            next((one for one in every if day is None or one.on <= day), None),
            every,
            one_sided(connection, place),
            waiting(connection, place),
            [one for one in listed_at(connection, place) if one.followed],
        )


def _seen(who: Reader, place: OrganisationId, found: Lists) -> tuple[Lists, dict[CaseId, Sight]]:
    """What the reader sees of the lists, and of each case."""
    sights = who.cases("lijst", found.cases, f"afgesproken lijst van {place}")
    unweighed = shown(found.unweighed, sights, "pseudoniem")
    seen = Lists(
        None if found.current is None else _shielded(found.current, sights),
        found.every,
        [_shielded(one, sights) for one in found.proposed],
        [one._replace(reference=name_of(one, sights)) for one in unweighed],
        [one._replace(reference=name_of(one, sights)) for one in shown(found.followed, sights)],
    )
    return seen, sights


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


def _shielded(one: Agreed, sights: Mapping[CaseId, Sight]) -> Agreed:
    """The list as its reader may know it: by pseudonym without a ground, or without the place."""
    seen = [
        place._replace(
            reference=name_of(place, sights),
            ground=place.ground if sights[CaseId(place.case)].sees("codes") else "afgeschermd",
        )
        for place in shown(one.places, sights, "pseudoniem")
    ]
    return one._replace(places=tuple(seen))


def _reasons(
    work: Desk, facility: OrganisationId, lists: list[Agreed], sights: Mapping[CaseId, Sight]
) -> dict[tuple[int, str], str]:
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
        if sights[one.case].sees("teksten")
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
