"""The watchlist of a facility: who stands highest, why each moved, and what the viewer may know of them."""

from datetime import date
from typing import Literal, NamedTuple

from fastapi import Response

from domain.access.words import PURPOSES
from domain.commands import Refused
from domain.words import CaseId
from engine.history import When
from engine.lists import Past, Placed
from engine.lists import watchlist as list_at
from engine.reading.shielding import Shielded, received, shield_list
from engine.trend import trend
from projections.database import reading
from projections.partners import partners
from projections.watchlist import freshness, owners
from web.bands import Band, band_of
from web.charts.sparkline import Sparkline, sparkline
from web.gate import Visitor
from web.pages import show
from web.visit import Visit

CONFLICT = 0.35
"""From here on sources contradict each other enough to say so beside the rank."""


class Line(NamedTuple):
    """One case on the list as the viewer may see it; without `placed` it is shielded."""

    rank: int
    case: str
    name: str
    moved: str
    moved_words: str
    placed: Placed | None
    band: Band
    line: Sparkline | None
    owner: str
    days_ago: int
    known: bool = False


def watchlist(visit: Visitor, facility: str, top: Literal["5", "10"] = "5") -> Response:
    """The page."""
    when = visit.now()
    with reading(visit.known.rows) as connection:
        named = {one.organisation: one for one in partners(connection) if one.kind == "instelling"}
        if facility not in named:
            raise Refused("partner.onbekend", "Deze instelling doet niet mee.", "Kies een andere lijst.")
        fresh = freshness(connection, facility, visit.known.calendar.now.position)
        placed = list_at(Past(visit.known.log, connection, visit.known.calendar), facility, when, int(top))
        held_by = owners(connection, [one.place.case for one in placed])
    sights = visit.cases([one.place.case for one in placed], f"lijst van {facility}")
    if not placed:
        visit.reader.register(f"lijst van {facility}", "pseudoniem", "lijst")
    rows, hidden = shield_list(placed, sights)
    why = next((sight.reason for sight in sights.values() if sight.parts), "")
    model = {
        "title": f"Watchlist van {named[facility].name or facility}",
        "facility": named[facility],
        "others": [named[one] for one in visit.facilities if one in named],
        "top": top,
        "when": when,
        "lines": [_line(visit, when, one, held_by) for one in rows],
        "hidden": hidden,
        "fresh": fresh,
        "why": why,
        "purpose": PURPOSES["lijst"],
        "packages": received(sights),
        "policy": when.policy,
    }
    return show(visit, "watchlist.html", model)


def _line(visit: Visit, when: When, one: Placed | Shielded, held_by: dict[str, str]) -> Line:
    if isinstance(one, Shielded):
        return Line(one.rank, one.case, one.case, "", "", None, band_of(None), None, "", 0, one.known)
    place = one.place
    evenings = trend(visit.known.log, visit.known.calendar, CaseId(place.case), when)
    sign, words = _moved(one.change)
    return Line(
        place.rank,
        place.case,
        place.reference,
        sign,
        words,
        one,
        band_of(place.level),
        sparkline(evenings, when.policy),
        held_by.get(place.case, ""),
        _days(place.last_observed, when.on),
    )


def _days(since: date, on: date) -> int:
    return (on - since).days


def _moved(change: int | None) -> tuple[str, str]:
    if change is None:
        return "nieuw", "nieuw in een week"
    if not change:
        return "=", "evenveel als een week geleden"
    word = "plaats" if abs(change) == 1 else "plaatsen"
    sign, way = ("▲", "omhoog") if change > 0 else ("▼", "omlaag")
    return f"{sign} {abs(change)}", f"{abs(change)} {word} {way} in een week"
