"""One case: why its score is what it is."""

from datetime import date

from msgspec import UNSET, UnsetType

from engine.explaining import explain
from engine.history import moment
from engine.reading.became import became
from engine.reading.documents import explained_as
from web.api.operation import Call, Nothing, OfCase, Told, etag


class AtAMoment(OfCase, frozen=True, rename="camel"):
    """Which case; with days: the score of a day, as it was known on another."""

    on: date | UnsetType = UNSET
    known_at: date | UnsetType = UNSET


def case(call: Call[AtAMoment, Nothing]) -> Told:
    """The explanation, and the position up to which the case was seen."""
    visit, asked = call.visit, call.asked
    found, sight = visit.case(asked.case)
    seen = etag(visit, found)
    calendar = visit.known.calendar
    when = moment(calendar, visit.known.log.head(), asked.on or None, asked.known_at or None)
    explained = explain(visit.known.log, calendar, visit.world.catalogue, found, when)
    other = became(visit.reader, visit.known, explained, *visit.asks.purposes)
    name = explained.state.facts.reference if sight.sees("verwijzing") else found
    return Told(explained_as(explained, name, other), seen)
