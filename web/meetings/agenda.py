"""What the next meeting of a pair talks about, and what earlier ones decided."""

from collections.abc import Sequence
from datetime import date

from fastapi import Response

from domain.meetings.agenda import agenda as points_on
from domain.words import OrganisationId
from engine.lists import Past, Placed, watchlist
from engine.meetings import TOP, known_for, meetings_at
from engine.reading.meetings import PointSeen, agenda_seen, minutes_seen
from engine.reading.pair import let_in
from projections.database import reading
from web.gate import Visitor
from web.pages import show
from web.visit import Visit
from web.watchlists.ranked import the_facility
from web.watchlists.side import side_of
from web.words import CONCLUSIONS
from web.world import AMSTERDAM


def agenda(visit: Visitor, facility: str) -> Response:
    """The page."""
    here, place = the_facility(visit, facility), OrganisationId(facility)
    sight = let_in(visit.reader, place, "overleg")
    _, barred = side_of(visit, place)
    when = visit.now()
    with reading(visit.known.rows) as connection:
        past = Past(visit.known.log, connection, visit.known.calendar)
        points = points_of(visit, past, place, watchlist(past, place, when, TOP))
        held = minutes_seen(connection, visit.reader, meetings_at(visit.known.log, place))
    model = {
        "title": f"Overleg van {here.name or facility}",
        "facility": here,
        "barred": barred,
        "points": points,
        "held": held,
        "draft": draft_of(place, visit.today),
        "is_held": any(one.held.on == visit.today for one in held),
        "conclusions": CONCLUSIONS,
        "sight": sight,
    }
    return show(visit, "meetings.html", model)


def points_of(
    visit: Visit, past: Past, facility: OrganisationId, highest: Sequence[Placed]
) -> list[PointSeen]:
    """The agenda as the viewer may know it; `highest` is the top of the list."""
    when = visit.now()
    known = known_for(past, facility, when, highest, lambda moment: moment.astimezone(AMSTERDAM).date())
    return agenda_seen(past.rows, visit.reader, points_on(known, when.on))


def draft_of(facility: str, day: date) -> str:
    """What a browser calls what is written of a meeting that is not recorded yet."""
    return f"overleg-{facility}-{day:%Y-%m-%d}"
