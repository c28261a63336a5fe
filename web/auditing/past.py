"""What stood on the screen of a facility then: by which policy, why, and who saw it.

By day it is the list as that evening was frozen; by position it is made again from the log.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from fastapi import Response

from domain.access.log import ALLOWED, CaseRead
from domain.commands import Refused
from domain.words import CaseId
from engine.explaining import explain
from engine.history import When, moment, moment_at
from engine.lists import Past, Placed
from engine.lists import watchlist as list_at
from engine.reading.shielding import shield_list
from eventlog.access import AccessLog
from projections.database import reading
from projections.partners import Organisation, partners
from projections.watchlist import freshness
from web.bands import Band, band_of
from web.case import steps_to
from web.gate import Visitor
from web.pages import role_word, show
from web.visit import Visit
from web.world import AMSTERDAM

LONGEST_RUN = 50_000
"""Events from which the pages make a list again while somebody waits."""
TOP = 10


class Line(NamedTuple):
    """One place of the list as it was."""

    placed: Placed
    band: Band


class Saw(NamedTuple):
    """Somebody to whom the list was shown that day, and how many of its cases."""

    reader: str
    role: str
    cases: int


def choose(visit: Visitor) -> Response:
    """Which facility to look back at."""
    visit.reader.register("terugkijken", visit.asks.part, visit.asks.purposes[0])
    with reading(visit.known.rows) as connection:
        model = {"title": "Terugkijken", "facilities": _facilities(partners(connection))}
    return show(visit, "past_choose.html", model)


def past(
    visit: Visitor, facility: str, dag: date | None = None, positie: int | None = None, casus: str = ""
) -> Response:
    """The list of a facility at a moment; `casus` is the case whose contributions are told too."""
    calendar, head = visit.known.calendar, visit.known.position
    visit.reader.register(f"lijst van {facility}, toen", visit.asks.part, visit.asks.purposes[0])
    days = calendar.days()
    when = _when(visit, dag, positie, head)
    with reading(visit.known.rows) as connection:
        named = {one.organisation: one for one in _facilities(partners(connection))}
        if facility not in named:
            raise Refused("partner.onbekend", "Deze instelling doet niet mee.", "Kies een andere lijst.")
        placed = list_at(Past(visit.known.log, connection, calendar), facility, when, TOP)
        parked = freshness(connection, facility, calendar.now.position).parked
    rows, _ = shield_list(
        placed, visit.cases([one.place.case for one in placed], f"lijst van {facility}, toen")
    )
    seen = [one for one in rows if isinstance(one, Placed)]
    model = {
        "title": f"Terugkijken: {named[facility].name or facility}",
        "facility": named[facility],
        "facilities": list(named.values()),
        "when": when,
        "by_position": positie is not None,
        "first": days[0],
        "last": days[-1],
        "before": when.on - timedelta(days=1) if when.on > days[0] else None,
        "after": when.on + timedelta(days=1) if when.on < days[-1] else None,
        "head": head,
        "lines": [Line(one, band_of(one.place.level)) for one in seen],
        "saw": saw(visit.world.access, [CaseId(one.place.case) for one in seen], when.on),
        "why": _why(visit, casus, when) if casus else None,
        "parked": parked,
        "policy": when.policy,
    }
    return show(visit, "past.html", model)


def _when(visit: Visit, day: date | None, position: int | None, head: int) -> When:
    """The moment that was asked: a day, a position, or the last evening.

    Raises:
        Refused: it is not there, or it would take too long here.
    """
    calendar = visit.known.calendar
    if position is None:
        return moment(calendar, head, day, day)
    if not 0 < position <= head:
        raise Refused(
            "positie.later", f"Het logboek gaat van 1 tot en met {head}.", "Kies een positie daartussen."
        )
    when = moment_at(calendar, position)
    if calendar.evening(when.on) != position and LONGEST_RUN < position < head:
        raise Refused(
            "positie.lang",
            "Een lijst op deze positie maken duurt hier te lang.",
            f"Kies een dag, of gebruik: opplussen replay --until {position}",
        )
    return when


def _why(visit: Visit, name: str, when: When) -> dict[str, object]:
    """Every contribution to one score of then."""
    case, _ = visit.case(name)
    explained = explain(visit.known.log, visit.known.calendar, visit.world.catalogue, case, when)
    return {"case": case, "steps": steps_to(explained), "score": explained.result.score}


def saw(access: AccessLog, cases: list[CaseId], day: date) -> list[Saw]:
    """Who saw these cases on a list on one day, those who saw most first."""
    begun, ended = (datetime.combine(one, time(), AMSTERDAM) for one in (day, day + timedelta(days=1)))
    found: dict[tuple[str, str], set[CaseId]] = {}
    for case in cases:
        for entry in access.of_case(case):
            if not begun <= entry.at < ended or not isinstance(entry.event, CaseRead):
                continue
            read = entry.event.read
            if read.purpose == "lijst" and read.outcome == ALLOWED:
                who = f"{read.reader} (voor {read.instead_of})" if read.instead_of else read.reader
                role = f"{role_word(read.role)}, {read.organisation}" if read.role else "zonder rol"
                found.setdefault((who, role), set()).add(case)
    seen = [Saw(who, role, len(theirs)) for (who, role), theirs in found.items()]
    return sorted(seen, key=lambda one: (-one.cases, one.reader))


def _facilities(known: list[Organisation]) -> list[Organisation]:
    return [one for one in known if one.kind == "instelling"]
