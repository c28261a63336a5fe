"""The lists of facilities: which there are for who asks, and who stands highest."""

from datetime import date
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from domain.access.seeing import Sight
from domain.commands import Refused
from domain.words import CaseId
from engine.history import moment
from engine.lists import Past, Placed
from engine.lists import watchlist as list_at
from engine.reading.documents import Watchlist, listed
from engine.reading.shielding import received, shield_list
from projections.database import reading
from projections.partners import facilities
from web.api.operation import Call, Code, Nothing, Told


class Facility(Struct, frozen=True):
    """A facility, and where its list is."""

    facility: str
    watchlist: str


class Facilities(Struct, frozen=True):
    """The facilities of whose list somebody may see something."""

    items: tuple[Facility, ...]


class OfFacility(Struct, frozen=True, rename="camel"):
    """Whose list; with days: the score of a day, as it was known on another."""

    facility: Code
    top: Literal["5", "10"] = "5"
    on: date | UnsetType = UNSET
    known_at: date | UnsetType = UNSET


def every(call: Call[Nothing, Nothing]) -> Told:
    """The facilities."""
    found = call.visit.facilities
    if not found:
        call.visit.reader.register("lijsten", call.visit.asks.part, "lijst")
    return Told(Facilities(tuple(Facility(one, f"/v1/watchlists/{one}") for one in found)))


def one(call: Call[OfFacility, Nothing]) -> Told:
    """The list of one facility."""
    visit, asked = call.visit, call.asked
    calendar = visit.known.calendar
    when = moment(calendar, visit.known.log.head(), asked.on or None, asked.known_at or None)
    with reading(visit.known.rows) as connection:
        if asked.facility not in facilities(connection):
            raise Refused("partner.onbekend", "Deze instelling doet niet mee.", "Zie /v1/watchlists.")
        past = Past(visit.known.log, connection, calendar)
        placed = list_at(past, asked.facility, when, int(asked.top))
    sights = _sights(call, placed)
    rows, hidden = shield_list(placed, sights)
    return Told(listed(asked.facility, when, rows, hidden, received(sights)))


def _sights(call: Call[OfFacility, Nothing], placed: list[Placed]) -> dict[CaseId, Sight]:
    of = f"lijst van {call.asked.facility}"
    if not placed:
        call.visit.reader.register(of, call.visit.asks.part, "lijst")
    return call.visit.cases([one.place.case for one in placed], of)


GIVES = Watchlist
