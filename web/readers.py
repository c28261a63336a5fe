"""Who read a case, as whom and for what, and who was refused: for whoever answers for it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from fastapi import Response

from domain.access.log import EVERYTHING, CaseRead
from domain.access.words import PURPOSES
from engine.reading.naming import reference_of
from web.gate import Visitor
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
