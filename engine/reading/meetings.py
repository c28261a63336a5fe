"""The agenda of a next meeting and the minutes of earlier ones, as their reader may know them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import structs
from sqlalchemy import Connection

from domain.access.seeing import Sight
from domain.access.words import Purpose
from domain.meetings.agenda import Matter, Point
from domain.meetings.holding import Decision, MeetingHeld
from domain.words import CaseId
from engine.reading.reader import Reader
from projections.watchlist import references

SHIELDED = "afgeschermd"


class PointSeen(NamedTuple):
    """A point with what its reader sees of it, how many cases they do not, and what they call the others."""

    point: Point
    hidden: int
    names: Mapping[CaseId, str]


class MinutesSeen(NamedTuple):
    """Minutes as their reader may know them, and how many decisions are not shown."""

    held: MeetingHeld
    hidden: int


def agenda_seen(connection: Connection, who: Reader, points: Sequence[Point]) -> list[PointSeen]:
    """Each point for its own purpose."""
    names = references(connection, {one.case for point in points for one in point.matters if one.case})
    asked: dict[Purpose, list[CaseId]] = {}
    for point in points:
        asked.setdefault(point.purpose, []).extend(one.case for one in point.matters if one.case)
    of = {purpose: who.among(purpose, list(dict.fromkeys(cases))) for purpose, cases in asked.items()}
    found = []
    for point in points:
        cases = dict.fromkeys(one.case for one in point.matters if one.case)
        sights = {case: of[point.purpose][case] for case in cases}
        told = [_matter(one, point, sights) for one in point.matters]
        seen = tuple(one for one in told if one is not None)
        called = {case: _name(case, sight, names) for case, sight in sights.items()}
        found.append(PointSeen(structs.replace(point, matters=seen), len(told) - len(seen), called))
    return found


def _matter(one: Matter, point: Point, sights: Mapping[CaseId, Sight]) -> Matter | None:
    """All of it, that there is something about a pseudonym, or nothing."""
    if not one.case:
        return one
    sight = sights[one.case]
    if not sight.sees("pseudoniem"):
        return None
    if not sight.sees(point.part):
        return Matter(SHIELDED, one.case, rank=one.rank)
    return one


def minutes_seen(connection: Connection, who: Reader, found: Sequence[MeetingHeld]) -> list[MinutesSeen]:
    """The minutes of meetings.

    What was decided is shown by pseudonym: both sides decided it together. Why is for who sees the words.
    """
    named = list(dict.fromkeys(one.case for held in found for one in held.decisions))
    sights = who.among("lijst", named)
    names = references(connection, named)
    return [_minutes(held, sights, names) for held in found]


def _minutes(held: MeetingHeld, sights: Mapping[CaseId, Sight], names: Mapping[CaseId, str]) -> MinutesSeen:
    seen = tuple(
        _decision(one, sights[one.case], names)
        for one in held.decisions
        if sights[one.case].sees("pseudoniem")
    )
    return MinutesSeen(structs.replace(held, decisions=seen), len(held.decisions) - len(seen))


def _decision(one: Decision, sight: Sight, names: Mapping[CaseId, str]) -> Decision:
    reason = one.reason if sight.sees("teksten") else ""
    return structs.replace(one, case=_name(one.case, sight, names), reason=reason)


def _name(case: CaseId, sight: Sight, names: Mapping[CaseId, str]) -> CaseId:
    return CaseId(names.get(case, case)) if sight.sees("verwijzing") else case
