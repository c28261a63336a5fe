"""What a meeting talks about: seven fixed points, made from what is known on its day.

Sources: handreiking 5 (privacy is on the agenda regularly), artikel (care and police go through their top 5
or 10 together), factsheet (scale up and down in time; clear conditions).
"""

from datetime import date
from typing import Literal

from msgspec import Struct, structs

from domain.access.words import Part, Purpose
from domain.meetings.holding import MeetingHeld
from domain.watchlists.exchange import months_after
from domain.words import CaseId, PersonId

LONGEST = 20
"""So many matters of one point can be talked about; the first ones are named, and the others counted."""
AHEAD_MONTHS = 1
"""What ends or is due within this time comes up."""

Subject = Literal["privacy", "lijst", "escalaties", "uitwisselingen", "toestemming", "convenant", "besluiten"]


class Matter(Struct, frozen=True):
    """Something to talk about; of no case when `case` is empty.

    `rank` is a place on the list and `change` how far it moved in a week (None when it is new). `owner` sees
    to it, and `due` is the day that it ends or is to be done by; `late` says that this day came.
    """

    what: str
    case: CaseId = CaseId("")
    owner: PersonId | None = None
    due: date | None = None
    late: bool = False
    rank: int | None = None
    change: int | None = None


class Point(Struct, frozen=True):
    """One point; a reader sees a case in it for `purpose`, and what it is about when they see `part`.

    `more` is how many matters there are besides those that are named.
    """

    subject: Subject
    title: str
    purpose: Purpose
    part: Part
    matters: tuple[Matter, ...]
    more: int = 0


class Known(Struct, frozen=True):
    """What an agenda is made from, of one facility; `besides` is how many escalations wait besides these."""

    highest: tuple[Matter, ...] = ()
    escalations: tuple[Matter, ...] = ()
    besides: int = 0
    exchanges: tuple[Matter, ...] = ()
    consents: tuple[Matter, ...] = ()
    reviews: tuple[Matter, ...] = ()
    convenant: date | None = None
    last: MeetingHeld | None = None


def agenda(known: Known, on: date) -> tuple[Point, ...]:
    """The seven points of a meeting on a day, always in this order, also when there is nothing to say."""
    again = (*_soon(known.consents, on), *_soon(known.reviews, on))
    points = (
        Point("privacy", "Privacy (vast punt)", "lijst", "pseudoniem", (_privacy(known.last),)),
        Point("lijst", "Wie bovenaan staat, en wat er veranderde", "lijst", "codes", known.highest),
        Point(
            "escalaties",
            "Escalaties die wachten",
            "escalatie",
            "codes",
            _by_day(known.escalations, on),
            known.besides,
        ),
        Point(
            "uitwisselingen",
            "Uitwisselingen die eindigen",
            "lijst",
            "codes",
            _by_day(_soon(known.exchanges, on), on),
        ),
        Point("toestemming", "Opnieuw vragen of bekijken", "hulp", "codes", _by_day(again, on)),
        Point("convenant", "Het convenant", "lijst", "pseudoniem", _by_day(_convenant(known, on), on)),
        Point("besluiten", "Wat klaar moest zijn", "lijst", "pseudoniem", _undone(known.last, on)),
    )
    return tuple(map(_shortened, points))


def _shortened(one: Point) -> Point:
    over = max(0, len(one.matters) - LONGEST)
    return structs.replace(one, matters=one.matters[:LONGEST], more=one.more + over)


def _privacy(last: MeetingHeld | None) -> Matter:
    """Privacy comes up at each meeting; what was said the last time leads to what is asked now."""
    if last is None:
        return Matter("Zijn er nieuwe regels? Wat delen wij, met wie, en mag dat?")
    return Matter(f"Wat is er veranderd sinds {last.on:%d-%m-%Y}? Toen: {last.privacy}")


def _soon(matters: tuple[Matter, ...], on: date) -> tuple[Matter, ...]:
    """What has no day, or one that came or comes within a month."""
    edge = months_after(on, AHEAD_MONTHS)
    return tuple(one for one in matters if one.due is None or one.due <= edge)


def _by_day(matters: tuple[Matter, ...], on: date) -> tuple[Matter, ...]:
    """First what has no day left to wait for, then what is due first; on one day as they came."""
    told = [structs.replace(one, late=one.due is not None and one.due <= on) for one in matters]
    return tuple(sorted(told, key=lambda one: one.due or date.min))


def _convenant(known: Known, on: date) -> tuple[Matter, ...]:
    if known.convenant is None:
        return ()
    return _soon((Matter("Bekijk het convenant opnieuw.", due=known.convenant),), on)


def _undone(last: MeetingHeld | None, on: date) -> tuple[Matter, ...]:
    """What the last meeting decided to have done by now."""
    if last is None:
        return ()
    found = [
        Matter(one.what, one.case, owner=one.owner, due=one.until)
        for one in last.decisions
        if one.until is not None and one.until <= on
    ]
    return _by_day(tuple(found), on)
