"""`opplussen meeting agenda`: what the next meeting talks about, as its reader may know it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

import msgspec
import typer
from msgspec import structs

from cli.desk.acting import Desk, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import day_of
from cli.screen.options import AsJson
from cli.screen.output import put, results
from domain.access.seeing import CaseFacts, Sight
from domain.meetings.agenda import Known, Matter, Point
from domain.meetings.agenda import agenda as points_of
from domain.scoring.texts import in_dutch
from domain.words import CaseId, OrganisationId
from engine.history import When, moment
from engine.lists import Past
from engine.meetings import known_for
from engine.reading.reader import Reader
from engine.reading.shielding import shielded_line
from engine.reading.words import change_word
from projections.watchlist import references

SHIELDED = "afgeschermd"

Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]


class Shown(NamedTuple):
    """A point with what its reader sees of it, and how many cases they do not."""

    point: Point
    hidden: int


def agenda(facility: Facility, json: AsJson = False, reader: As = None) -> None:
    """Toon de agenda van het volgende overleg: zeven vaste punten, met privacy als eerste."""
    with desk() as work, reading_as(work.workplace, reader, "meeting agenda") as who:
        place = work.facility(facility)
        let_in(who, place)
        when = moment(work.engine.calendar, work.log.head())
        points = points_of(_known(work, place, when), when.on)
        found = _seen(work, who, points)
    if json:
        put(msgspec.json.encode(_document(place, when, found)).decode())
        return
    _line(f"Overleg van {place}, agenda van {in_dutch(when.on)}.")
    for number, shown in enumerate(found, start=1):
        _print(number, shown)


def let_in(who: Reader, facility: OrganisationId) -> None:
    """Let in who works on the cases of this facility or its police unit; the others are told why not.

    Raises:
        Refused: nothing of this may be seen; the attempt was written down.
    """
    facts = CaseFacts(facility, unit=who.partners.units.get(facility))
    who.register(f"overleg van {facility}", "pseudoniem", "lijst", facts)


def _known(work: Desk, facility: OrganisationId, when: When) -> Known:
    with work.reading() as connection:
        return known_for(Past(work.log, connection, work.engine.calendar), facility, when, day_of)


def _seen(work: Desk, who: Reader, points: Sequence[Point]) -> list[Shown]:
    """Each point for its own purpose, with cases called what the reader calls them."""
    named = {one.case for point in points for one in point.matters if one.case}
    with work.reading() as connection:
        names = references(connection, named)
    found = []
    for point in points:
        cases = list(dict.fromkeys(one.case for one in point.matters if one.case))
        sights = who.among(point.purpose, cases)
        told = [_told(one, point, sights, names) for one in point.matters]
        seen = tuple(one for one in told if one is not None)
        found.append(Shown(structs.replace(point, matters=seen), len(told) - len(seen)))
    return found


def _told(
    one: Matter, point: Point, sights: Mapping[CaseId, Sight], names: Mapping[CaseId, str]
) -> Matter | None:
    """All of it, that there is something about a pseudonym, or nothing."""
    if not one.case:
        return one
    sight = sights[one.case]
    if not sight.sees("pseudoniem"):
        return None
    if not sight.sees(point.part):
        return Matter(SHIELDED, one.case, rank=one.rank)
    return (
        structs.replace(one, case=CaseId(names.get(one.case, one.case))) if sight.sees("verwijzing") else one
    )


def _document(facility: str, when: When, found: Sequence[Shown]) -> dict[str, object]:
    return {
        "facility": facility,
        "on": when.on,
        "points": [
            {
                "point": number,
                "subject": shown.point.subject,
                "title": shown.point.title,
                "matters": [structs.asdict(one) for one in shown.point.matters],
                "shielded": shown.hidden,
            }
            for number, shown in enumerate(found, start=1)
        ],
    }


def _print(number: int, shown: Shown) -> None:
    _line(f"\n{number}. {shown.point.title}")
    for one in shown.point.matters:
        _line(f"   {_matter(one)}")
    if shown.hidden:
        _line(f"   {shielded_line(shown.hidden)}")
    elif not shown.point.matters:
        _line("   Niets.")


def _matter(one: Matter) -> str:
    about = f"{one.case}: " if one.case else ""
    if one.rank is not None:
        moved = "" if one.what == SHIELDED else f"{change_word(one.change)}. "
        return f"{one.rank}. {about}{moved}{one.what}"
    told = (one.owner, in_dutch(one.due) if one.due else None, "te laat" if one.late else None)
    beside = ", ".join(word for word in told if word)
    return f"{about}{one.what} ({beside})" if beside else f"{about}{one.what}"


def _line(text: str) -> None:
    results().print(text, markup=False, soft_wrap=True)
