"""The watchlist of a facility: who stands highest, why each moved, and what the viewer may know of them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from fastapi import Response

from domain.access.seeing import Sight
from domain.access.words import PURPOSES
from domain.commands import Refused
from domain.words import CaseId
from engine.history import When
from engine.lists import Past, Placed
from engine.lists import watchlist as list_at
from engine.reading.agreed import list_seen
from engine.reading.shielding import Shielded, received, shield_list
from engine.trend import trend
from projections.agreed import Agreed, lists_of, one_sided
from projections.consents import standing_consents
from projections.database import reading
from projections.exchanges import running
from projections.partners import Organisation, partners
from projections.threads import highest_left
from projections.watchlist import Freshness, freshness, owners
from web.bands import Band, band_of
from web.charts.sparkline import Sparkline, sparkline
from web.gate import Visitor
from web.pages import show
from web.visit import Visit
from web.watchlists.standing import Standing, standing_of
from web.words import GROUNDS, SEES

CONFLICT = 0.35
"""From here on sources contradict each other enough to say so beside the rank."""
Top = Literal["5", "10"]


class Line(NamedTuple):
    """One case on the list as the viewer may see it; without `placed` it is shielded.

    `agreed` is its place on the agreed list, `sees` what the viewer may know, `standing` what is shared.
    """

    rank: int
    case: str
    name: str
    sees: str
    agreed: str
    moved: str = ""
    moved_words: str = ""
    placed: Placed | None = None
    band: Band = band_of(None)
    line: Sparkline | None = None
    owner: str = ""
    days_ago: int = 0
    known: bool = False
    standing: Standing | None = None

    @property
    def contradicts(self) -> bool:
        """Whether its sources speak against each other so much that it is said."""
        return self.placed is not None and self.placed.place.conflict >= CONFLICT


class Ranked(NamedTuple):
    """The projected ranking of a facility beside the list that holds, as the viewer may know them.

    `placed` is the ranking itself, for what else is made from it and judged again.
    """

    facility: Organisation
    when: When
    placed: list[Placed]
    lines: list[Line]
    hidden: int
    fresh: Freshness
    agreed: Agreed | None
    proposed: list[Agreed]
    sights: dict[CaseId, Sight]

    @property
    def why(self) -> str:
        """Why the viewer sees this."""
        return next((sight.reason for sight in self.sights.values() if sight.parts), "")

    @property
    def title(self) -> str:
        """What people call the list."""
        return f"Watchlist van {self.facility.name or self.facility.organisation}"


class _Beside(NamedTuple):
    """What stands beside a place of the ranking, by case."""

    sights: Mapping[CaseId, Sight]
    places: Mapping[str, str]
    owners: Mapping[str, str]
    standings: Mapping[str, Standing]


def watchlist(visit: Visitor, facility: str, top: Top = "5") -> Response:
    """The page."""
    found = ranked(visit, facility, top, "lijst")
    model = {
        **model_of(found),
        "others": _others(visit),
        "top": top,
        "packages": received(found.sights),
        "sides": [one.care or one.police for one in found.proposed],
    }
    return show(visit, "watchlist.html", model)


def model_of(found: Ranked) -> dict[str, object]:
    """What every page about this ranking shows of it."""
    return {
        "title": found.title,
        "facility": found.facility,
        "when": found.when,
        "lines": found.lines,
        "hidden": found.hidden,
        "fresh": found.fresh,
        "agreed": found.agreed,
        "why": found.why,
        "purpose": PURPOSES["lijst"],
        "policy": found.when.policy,
    }


def the_facility(visit: Visit, facility: str) -> Organisation:
    """The facility that an address names.

    Raises:
        Refused: it takes no part.
    """
    with reading(visit.known.rows) as connection:
        for one in partners(connection):
            if one.organisation == facility and one.kind == "instelling":
                return one
    raise Refused("partner.onbekend", "Deze instelling doet niet mee.", "Kies een andere lijst.")


def ranked(visit: Visit, facility: str, top: Top, of: str) -> Ranked:
    """The ranking as the viewer may know it; `of` is what they read it as, in the access log.

    Raises:
        Refused: there is no such facility, or nothing of its list may be seen.
    """
    here = the_facility(visit, facility)
    when = visit.now()
    with reading(visit.known.rows) as connection:
        fresh = freshness(connection, facility, visit.known.calendar.now.position)
        placed = list_at(Past(visit.known.log, connection, visit.known.calendar), facility, when, int(top))
        named = [one.place.case for one in placed]
        lists = lists_of(connection, facility)
        proposed = one_sided(connection, facility)
        held_by = owners(connection, named)
        standings = standing_of(
            named,
            standing_consents(connection, named, when.on),
            highest_left(connection, named),
            running(connection, when.on, facility),
            when.on,
        )
    agreed = lists[0] if lists else None
    on_lists = [place.case for one in lists[:1] for place in one.places]
    sights = visit.cases(list(dict.fromkeys([*named, *on_lists])), f"{of} van {facility}")
    if not sights:
        visit.reader.register(f"{of} van {facility}", "pseudoniem", "lijst")
    rows, hidden = shield_list(placed, sights)
    seen = None if agreed is None else list_seen(agreed, sights)
    beside = _Beside(sights, _places(seen), held_by, standings)
    return Ranked(
        here,
        when,
        placed,
        [_line(visit, when, one, beside) for one in rows],
        hidden,
        fresh,
        seen,
        proposed,
        sights,
    )


def _others(visit: Visit) -> list[Organisation]:
    with reading(visit.known.rows) as connection:
        named = {one.organisation: one for one in partners(connection)}
    return [named[one] for one in visit.facilities if one in named]


def _places(agreed: Agreed | None) -> dict[str, str]:
    """Where each case stands on the agreed list, in words."""
    if agreed is None:
        return {}
    return {
        one.case: f"plek {one.rank}" + (f", {GROUNDS[one.ground]}" if one.ground in GROUNDS else "")
        for one in agreed.places
    }


def _line(visit: Visit, when: When, one: Placed | Shielded, beside: _Beside) -> Line:
    case = one.case if isinstance(one, Shielded) else one.place.case
    sight = beside.sights[CaseId(case)]
    agreed = beside.places.get(case, "")
    if isinstance(one, Shielded):
        return Line(one.rank, case, case, SEES[sight.level], agreed, known=one.known)
    place = one.place
    evenings = trend(visit.known.log, visit.known.calendar, CaseId(case), when)
    sign, words = moved_words(one.change)
    return Line(
        place.rank,
        case,
        place.reference,
        SEES[sight.level],
        agreed,
        sign,
        words,
        one,
        band_of(place.level),
        sparkline(evenings, when.policy),
        beside.owners.get(case, ""),
        _days(place.last_observed, when.on),
        standing=beside.standings[case] if sight.sees("verwijzing") else None,
    )


def _days(since: date, on: date) -> int:
    return (on - since).days


def moved_words(change: int | None) -> tuple[str, str]:
    """How a place moved in a week: a sign and words."""
    if change is None:
        return "nieuw", "nieuw in een week"
    if not change:
        return "=", "evenveel als een week geleden"
    word = "plaats" if abs(change) == 1 else "plaatsen"
    sign, way = ("▲", "omhoog") if change > 0 else ("▼", "omlaag")
    return f"{sign} {abs(change)}", f"{abs(change)} {word} {way} in een week"
