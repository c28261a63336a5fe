"""What was shared with somebody's organisation, and by it: what waits for whom, and until when."""

from typing import NamedTuple

from fastapi import Response

from engine.reading.shielding import name_of
from engine.reading.threads import is_theirs
from projections.database import reading
from projections.threads import DisclosureWaiting, threads_with
from web.disclosures.lines import ThreadLine, is_for, line_of
from web.gate import Visitor
from web.pages import show

SHOWN = 100
"""Threads on the page; what waits comes first."""


class Group(NamedTuple):
    """Threads that ask the same of who looks."""

    title: str
    code: str
    lines: tuple[ThreadLine, ...]


def overview(visit: Visitor) -> Response:
    """The page."""
    visit.enter("verstrekkingen")
    ours = visit.reader.organisations
    with reading(visit.known.rows) as connection:
        found = threads_with(connection, sorted(ours), SHOWN)
    sights = visit.reader.among(visit.asks.purposes[0], list(dict.fromkeys(one.case for one in found)))
    now = visit.world.clock()
    groups: dict[str, list[ThreadLine]] = {"now": [], "came": [], "went": []}
    seen = [one for one in found if is_theirs(visit.reader, one, sights)]
    for one in seen:
        line = line_of(one, name_of(one, sights), now)
        groups[_code(one, came=one.receiver in ours)].append(line)
    titles = {"now": "Nu te doen", "came": "Ontvangen", "went": "Gegeven"}
    model = {
        "title": "Verstrekkingen",
        "groups": [Group(titles[code], code, tuple(lines)) for code, lines in groups.items() if lines],
        "hidden": len(found) - len(seen),
        "ours": ours,
    }
    return show(visit, "disclosures.html", model)


def _code(one: DisclosureWaiting, *, came: bool) -> str:
    if is_for(one.task, came=came):
        return "now"
    return "came" if came else "went"
