"""`opplussen meeting agenda`: what the next meeting talks about, as its reader may know it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec
import typer
from msgspec import structs

from cli.desk.acting import Desk, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import day_of
from cli.screen.options import AsJson
from cli.screen.output import put, results
from domain.meetings.agenda import Known, Matter
from domain.meetings.agenda import agenda as points_of
from domain.scoring.texts import in_dutch
from domain.words import CaseId, OrganisationId
from engine.history import When, moment
from engine.lists import Past, watchlist
from engine.meetings import TOP, known_for
from engine.reading.meetings import SHIELDED, PointSeen, agenda_seen
from engine.reading.pair import let_in
from engine.reading.shielding import shielded_line
from engine.reading.words import change_word

Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]


def agenda(facility: Facility, json: AsJson = False, reader: As = None) -> None:
    """Toon de agenda van het volgende overleg: zeven vaste punten, met privacy als eerste."""
    with desk() as work, reading_as(work.workplace, reader, "meeting agenda") as who:
        place = work.facility(facility)
        let_in(who, place, "overleg")
        when = moment(work.engine.calendar, work.log.head())
        points = points_of(_known(work, place, when), when.on)
        with work.reading() as connection:
            found = agenda_seen(connection, who, points)
    if json:
        put(msgspec.json.encode(_document(place, when, found)).decode())
        return
    _line(f"Overleg van {place}, agenda van {in_dutch(when.on)}.")
    for number, shown in enumerate(found, start=1):
        _print(number, shown)


def _known(work: Desk, facility: OrganisationId, when: When) -> Known:
    with work.reading() as connection:
        past = Past(work.log, connection, work.engine.calendar)
        return known_for(past, facility, when, watchlist(past, facility, when, TOP), day_of)


def _document(facility: str, when: When, found: Sequence[PointSeen]) -> dict[str, object]:
    return {
        "facility": facility,
        "on": when.on,
        "points": [
            {
                "point": number,
                "subject": shown.point.subject,
                "title": shown.point.title,
                "matters": [structs.asdict(_named(one, shown.names)) for one in shown.point.matters],
                "shielded": shown.hidden,
                "more": shown.point.more,
            }
            for number, shown in enumerate(found, start=1)
        ],
    }


def _print(number: int, shown: PointSeen) -> None:
    _line(f"\n{number}. {shown.point.title}")
    for one in shown.point.matters:
        _line(f"   {_matter(_named(one, shown.names))}")
    if shown.hidden:
        _line(f"   {shielded_line(shown.hidden)}")
    if shown.point.more:
        _line(f"   En nog {shown.point.more}, die hier niet op staan.")
    if not (shown.point.matters or shown.hidden):
        _line("   Niets.")


def _named(one: Matter, names: Mapping[CaseId, str]) -> Matter:
    """With the case called what the reader calls it."""
    return structs.replace(one, case=CaseId(names.get(one.case, one.case)))


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
