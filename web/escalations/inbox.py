"""What waits for a decision of people, live and without noise: first what is late, last what was decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from fastapi import Query, Response

from engine.reading.shielding import name_of, shown
from projections.database import reading
from projections.escalations import Escalation, count_waiting, next_waiting, without_outcome
from web.gate import Visitor
from web.pages import part, show
from web.visit import Visit
from web.words import LEVEL_WORDS, TASK_WORDS

AT_ONCE = 50
"""How many a page shows, first what is due first."""
TOLD = 20
"""How many decided escalations whose outcome is not known are asked about at once."""
After = Annotated[int, Query(ge=0, le=1_000_000)]
HOUR_S = 3600
SOON_HOURS = 24


class Waiting(NamedTuple):
    """One escalation in the inbox: its name as the viewer may know it, and how long is left."""

    one: Escalation
    name: str
    left: str
    is_late: bool
    is_soon: bool
    asks: str
    task: str


class Group(NamedTuple):
    """Escalations that wait in the same way, first what is due first."""

    title: str
    code: str
    waiting: tuple[Waiting, ...]


def inbox(visit: Visitor, na: After = 0) -> Response:
    """The page; `na` is after how many it goes on."""
    return show(visit, "escalations.html", _inbox(visit, na))


def inbox_now(visit: Visitor, na: After = 0) -> Response:
    """The same as it is now, for an open page that heard that something changed."""
    return part(visit, "escalations_now.html", _inbox(visit, na))


def _inbox(visit: Visit, after: int) -> dict[str, object]:
    visit.enter("escalaties")
    with reading(visit.known.rows) as connection:
        counted = count_waiting(connection, visit.near)
        found = next_waiting(connection, visit.near, AT_ONCE, after)
        decided = without_outcome(connection, TOLD)
    sights = visit.cases([one.case for one in (*found, *decided)], "escalaties")
    seen = shown(found, sights)
    now = visit.world.clock()
    waiting = [waiting_of(one, name_of(one, sights), now) for one in seen]
    known = [waiting_of(one, name_of(one, sights), now) for one in shown(decided, sights)]
    return {
        "title": f"({counted.fresh}) Escalaties" if counted.fresh else "Escalaties",
        "groups": _groups([*waiting, *known]),
        "count": len(waiting),
        "fresh": counted.fresh,
        "hidden": counted.every - counted.near + len(found) - len(seen),
        "after": after,
        "before": max(after - AT_ONCE, 0),
        "next": after + len(found),
        "more": max(counted.near - after - len(found), 0),
    }


def _groups(waiting: Sequence[Waiting]) -> list[Group]:
    held = {"review": "again", "held": "again", "": "outcome"}
    by_code: dict[str, list[Waiting]] = {"late": [], "now": [], "again": [], "outcome": []}
    for one in waiting:
        by_code[held.get(one.one.task, "late" if one.is_late else "now")].append(one)
    titles = {
        "late": "Termijn voorbij",
        "now": "Nu te besluiten",
        "again": "Opnieuw bekijken",
        "outcome": "Besloten: wat bleek het te zijn?",
    }
    return [Group(titles[code], code, tuple(found)) for code, found in by_code.items() if found]


def waiting_of(one: Escalation, name: str, now: datetime) -> Waiting:
    """An escalation as people read it; `name` is what the viewer calls its case."""
    decides = one.task in ("decide", "lower", "move")
    hours = None if one.due_at is None else int((one.due_at - now).total_seconds() // HOUR_S)
    is_late = decides and (hours is None or hours < 0)
    return Waiting(
        one,
        name,
        _left(hours, is_late=is_late, decided=one.decision is not None),
        is_late,
        hours is not None and hours < SOON_HOURS,
        LEVEL_WORDS[one.level],
        TASK_WORDS.get(one.task, ""),
    )


def _left(hours: int | None, *, is_late: bool, decided: bool) -> str:
    if is_late:
        return "termijn voorbij"
    if hours is None:
        return "besloten" if decided else "geen termijn"
    if hours < 1:
        return "nog minder dan 1 uur"
    return f"nog {hours} uur" if hours <= 2 * SOON_HOURS else f"nog {hours // SOON_HOURS} dagen"
