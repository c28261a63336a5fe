"""Holding a meeting: who is there, privacy, one case a screen, and minutes that become an event."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.commands import Refused
from domain.meetings.agenda import Matter
from domain.meetings.holding import Conclusion, Decision, HoldMeeting
from domain.words import CaseId, OrganisationId, PersonId
from engine.lists import Past
from engine.reading.meetings import PointSeen
from engine.reading.pair import let_in
from projections.database import reading
from projections.partners import Holder, people
from web.gate import Fields, Filled, Visitor
from web.meetings.agenda import draft_of, points_of
from web.pages import show
from web.visit import Visit
from web.watchlists.ranked import Line, ranked, the_facility
from web.watchlists.side import side_of
from web.words import CONCLUSIONS

TEAMS = frozenset({"kernteam_zorg", "kernteam_politie"})
HERE = "is-"
"""A field that says that somebody is there."""
CASE = "what-"
"""A field with the decision on a case."""


class Step(NamedTuple):
    """One case on one screen: where it stands, and what else the agenda says of it."""

    case: str
    name: str
    line: Line | None
    matters: tuple[tuple[str, Matter], ...]


def holding(visit: Visitor, facility: str) -> Response:
    """The page."""
    return _page(visit, facility, Fields(), None)


def hold(visit: Visitor, filled: Filled, facility: str) -> Response:
    """Record the minutes."""
    here = OrganisationId(the_facility(visit, facility).organisation)
    let_in(visit.reader, here, "overleg")
    unit = visit.reader.partners.units.get(here, OrganisationId(""))
    try:
        decisions = _decisions(filled)
        visit.cases([one.case for one in decisions], f"overleg van {here}")
        attendees = tuple(PersonId(name.removeprefix(HERE)) for name in filled if name.startswith(HERE))
        command = HoldMeeting(
            here, unit, visit.today, attendees, filled.text("privacy"), decisions, visit.person, visit.today
        )
        visit.do(command)
    except Refused as refused:
        return _page(visit, facility, filled, refused)
    return RedirectResponse(f"/overleg/{here}", 303)


def _page(visit: Visit, facility: str, filled: Fields, refused: Refused | None) -> Response:
    here, place = the_facility(visit, facility), OrganisationId(facility)
    sight = let_in(visit.reader, place, "overleg")
    _, barred = side_of(visit, place)
    found = ranked(visit, facility, "5", "overleg")
    with reading(visit.known.rows) as connection:
        past = Past(visit.known.log, connection, visit.known.calendar)
        points = points_of(visit, past, place, found.placed)
        holders = [
            one for one in people(connection, visit.today) if one.organisation in (facility, here.unit)
        ]
    model = {
        "title": f"Overleg van {here.name or facility}",
        "facility": here,
        "barred": barred,
        "steps": _steps(found.lines, points),
        "others": [(one.point.title, _of_no_case(one)) for one in points[1:] if _of_no_case(one)],
        "left_out": [(one.point.title, one.point.more) for one in points if one.point.more],
        "privacy": [one.what for one in points[0].point.matters],
        "teams": _invited(holders),
        "owners": sorted({one.person for one in holders}),
        "conclusions": CONCLUSIONS,
        "draft": draft_of(place, visit.today),
        "filled": filled,
        "refused": refused,
        "sight": sight,
        "policy": found.when.policy,
    }
    return show(visit, "meeting.html", model, 200 if refused is None else 422)


def _steps(lines: Sequence[Line], points: Sequence[PointSeen]) -> list[Step]:
    """The cases that stand highest, and then those that the agenda names besides."""
    by_case = {one.case: one for one in lines}
    matters: dict[str, list[tuple[str, Matter]]] = {case: [] for case in by_case}
    names: dict[str, str] = {one.case: one.name for one in lines}
    for one in points:
        names |= {case: name for case, name in one.names.items() if case not in by_case}
        for matter in one.point.matters:
            if matter.case:
                matters.setdefault(matter.case, [])
                if one.point.subject != "lijst":
                    matters[matter.case].append((one.point.title, matter))
    return [Step(case, names[case], by_case.get(case), tuple(told)) for case, told in matters.items()]


def _of_no_case(one: PointSeen) -> list[Matter]:
    return [matter for matter in one.point.matters if not matter.case]


def _invited(holders: Sequence[Holder]) -> list[tuple[str, Holder]]:
    """Who is in one of the two kernteams, and who takes their place."""
    found: dict[str, Holder] = {}
    for one in holders:
        if one.role in TEAMS:
            found.setdefault(one.person, one)
            if one.substitute is not None:
                found.setdefault(one.substitute, one)
    return list(found.items())


def _decisions(filled: Fields) -> tuple[Decision, ...]:
    """What was decided; a case without a choice was talked about, and that is all.

    Raises:
        Refused: a choice or a day is none.
    """
    return tuple(
        Decision(
            CaseId(case),
            _conclusion(chosen),
            filled.text(f"reason-{case}"),
            PersonId(filled.text(f"owner-{case}")) if filled.text(f"owner-{case}") else None,
            _day(filled.text(f"until-{case}")),
        )
        for case, chosen in [
            (name.removeprefix(CASE), value) for name, value in filled.items() if name.startswith(CASE)
        ]
        if chosen
    )


def _conclusion(given: str) -> Conclusion:
    try:
        chosen: Conclusion = convert(given, Conclusion)
    except ValidationError:
        raise Refused(
            "overleg.besluit", "Dit besluit is er niet.", "Kies een besluit uit de lijst."
        ) from None
    return chosen


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Refused(
            "overleg.dag", "Een van de dagen is geen dag.", "Schrijf de dag als 2026-06-04."
        ) from None
