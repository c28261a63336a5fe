"""Two lists side by side: who came, who left, who stayed, with a line from each place to the other.

An agreed list is shown as it was signed, never computed again; the ranking of now may stand beside it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import Response

from domain.access.words import PURPOSES
from domain.commands import Refused, about
from domain.watchlists.agreeing import LONGEST_LIST
from domain.watchlists.events import WatchlistAgreed, lists_tag
from domain.words import CaseId, OrganisationId
from engine.lists import Past
from engine.lists import watchlist as list_at
from engine.reading.agreed import list_seen
from engine.reading.pair import let_in
from engine.reading.shielding import Shielded, shield_list
from engine.reading.words import score_word
from eventlog.codec import Entry
from eventlog.log import Log
from projections.agreed import Agreed, lists_of
from projections.database import reading
from web.gate import Visitor
from web.pages import counted, day_and_time, show
from web.visit import Visit
from web.watchlists.mark import mark_at
from web.watchlists.ranked import the_facility
from web.words import GROUNDS

NOW = "nu"
"""What an address calls the ranking of this moment."""


class Spot(NamedTuple):
    """A place in one of two lists; `beside` says where the case stands in the other."""

    rank: int
    case: str
    name: str
    note: str
    beside: str = ""


class Column(NamedTuple):
    """A list as it is shown: `key` is what an address calls it, `seal` where it stands in the log."""

    key: str
    title: str
    signed: str
    seal: str
    spots: tuple[Spot, ...]


class Line(NamedTuple):
    """From a place in the left list to one in the right, counted from 0."""

    left: int
    right: int
    kind: str


def compared(visit: Visitor, facility: str, was: str = "", nu: str = NOW) -> Response:
    """The page."""
    here = the_facility(visit, facility)
    place = OrganisationId(facility)
    sight = let_in(visit.reader, place, "lijsten naast elkaar")
    with reading(visit.known.rows) as connection:
        lists = lists_of(connection, facility)
    options = [(NOW, "Berekend, nu"), *[(str(one.position), _title(one)) for one in lists]]
    model = {
        "title": f"Lijsten naast elkaar van {here.name or facility}",
        "facility": here,
        "options": options,
        "purpose": PURPOSES["lijst"],
        "sight": sight,
        "left": None,
        "right": None,
    }
    if lists:
        left = _column(visit, place, was or str(lists[0].position), lists)
        right = _column(visit, place, nu, lists)
        lines = _lines(left, right)
        model |= {
            "left": left._replace(spots=_beside(left, right, ("gebleven", "ging eraf"))),
            "right": right._replace(spots=_beside(right, left, ("", "kwam erbij"))),
            "lines": lines,
            "height": max(len(left.spots), len(right.spots), 1),
            "summary": _summary(left, right, lines),
        }
    return show(visit, "watchlist_compared.html", model)


def _title(one: Agreed) -> str:
    return f"Afgesproken op {one.on:%d-%m-%Y} (gebeurtenis {one.position})"


def _column(visit: Visit, facility: OrganisationId, key: str, lists: Sequence[Agreed]) -> Column:
    """The list that an address names.

    Raises:
        Refused: there is no such list.
    """
    if key == NOW:
        return _ranking(visit, facility)
    found = next((one for one in lists if str(one.position) == key), None)
    if found is None:
        raise Refused("lijst.onbekend", "Deze lijst is er niet.", "Kies een lijst uit de keuze hierboven.")
    sights = visit.cases([one.case for one in found.places], f"afgesproken lijst van {facility}")
    spots = tuple(
        Spot(one.rank, one.case, one.reference, GROUNDS.get(one.ground, "afgeschermd"))
        for one in list_seen(found, sights).places
    )
    signed = f"{found.care} (zorg) en {found.police} (politie), beleid {found.policy}"
    return Column(key, _title(found), signed, _seal(visit.known.log, facility, found.position), spots)


def _ranking(visit: Visit, facility: OrganisationId) -> Column:
    when = visit.now()
    with reading(visit.known.rows) as connection:
        past = Past(visit.known.log, connection, visit.known.calendar)
        placed = list_at(past, facility, when, LONGEST_LIST)
    sights = visit.cases([one.place.case for one in placed], f"lijst van {facility}")
    rows, _ = shield_list(placed, sights)
    spots = tuple(
        Spot(one.rank, one.case, one.case, "afgeschermd")
        if isinstance(one, Shielded)
        else Spot(one.place.rank, one.place.case, one.place.reference, f"score {score_word(one.place.score)}")
        for one in rows
    )
    seal = f"tot en met gebeurtenis {when.position}"
    return Column(NOW, "Berekend, nu", f"door het programma, beleid {when.version}", seal, spots)


def _seal(log: Log, facility: OrganisationId, position: int) -> str:
    """When a list was signed, and by what its event is known in the log."""
    found: list[Entry] = log.read([about(lists_tag(facility), WatchlistAgreed)], position - 1).entries
    return f"{day_and_time(found[0].at)}, kenmerk {mark_at(log, position)}"


def _ranks(column: Column) -> dict[CaseId, int]:
    return {CaseId(one.case): at for at, one in enumerate(column.spots)}


def _lines(left: Column, right: Column) -> list[Line]:
    after = _ranks(right)
    return [
        Line(at, after[case], "level" if at == after[case] else "up" if at > after[case] else "down")
        for case, at in _ranks(left).items()
        if case in after
    ]


def _beside(column: Column, other: Column, words: tuple[str, str]) -> tuple[Spot, ...]:
    """Each place with where its case stands in the other list."""
    there = {one.case: one.rank for one in other.spots}
    stays, alone = words
    return tuple(
        one._replace(
            beside=alone
            if one.case not in there
            else (stays or (f"was {there[one.case]}" if there[one.case] != one.rank else "zelfde plek"))
        )
        for one in column.spots
    )


def _summary(left: Column, right: Column, lines: Sequence[Line]) -> str:
    stayed = counted(len(lines), "casus bleef", "casussen bleven")
    came, gone = len(right.spots) - len(lines), len(left.spots) - len(lines)
    return f"{stayed}, {came} erbij, {gone} eraf."
