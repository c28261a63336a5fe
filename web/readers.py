"""Who read a case, as whom and for what, and who was refused: for whoever answers for it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from fastapi import Response
from fastapi.responses import RedirectResponse

from domain.access.log import EVERYTHING, CaseRead
from domain.access.words import PURPOSES
from engine.reading.naming import reference_of
from web.gate import Filled, Visitor
from web.pages import role_word, show
from web.world import AMSTERDAM


class Line(NamedTuple):
    """What the same person read on one day."""

    day: date
    reader: str
    role: str
    purpose: str
    is_refused: bool
    is_everything: bool


def choose(visit: Visitor) -> Response:
    """Of which case to see who read it."""
    visit.enter("toegang")
    return show(visit, "readers_choose.html", {"title": "Wie las een casus?"})


def find(visit: Visitor, filled: Filled) -> Response:
    """The case that somebody types; the name that a facility gave it never stands in an address."""
    return RedirectResponse(f"/casus/{visit.case(filled.text('name')).case}/lezers", 303)


def readers(visit: Visitor, name: str) -> Response:
    """The page."""
    found, sight = visit.case(name)
    counted: Counter[Line] = Counter()
    for entry in visit.world.access.of_case(found):
        if isinstance(entry.event, CaseRead):
            read = entry.event.read
            role = f"{role_word(read.role)}, {read.organisation}" if read.role else "zonder rol"
            counted[
                Line(
                    entry.at.astimezone(AMSTERDAM).date(),
                    f"{read.reader} (voor {read.instead_of})" if read.instead_of else read.reader,
                    role,
                    PURPOSES[read.purpose],
                    bool(read.code),
                    entry.event.case == EVERYTHING,
                )
            ] += 1
    called = reference_of(visit.known, found) if sight.sees("verwijzing") else found
    model = {
        "title": f"Wie las casus {called}?",
        "case": found,
        "name": called,
        "lines": sorted(counted.items(), key=lambda one: (one[0].day, one[0].reader), reverse=True),
        "sight": sight,
    }
    return show(visit, "readers.html", model)
