"""What waits for a decision of people: seen, taken up, decided with reasons, live and without noise."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, get_args

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.commands import Refused
from domain.escalation.deciding import (
    FACILITY_ROLES,
    AcknowledgeEscalation,
    DecideEscalation,
    HandOverEscalation,
)
from domain.escalation.events import REFERRAL, Decision
from domain.words import PersonId
from engine.explaining import explain
from engine.reading.shielding import name_of, shown
from projections.database import reading
from projections.escalations import Escalation, of_case, waiting_for_people
from projections.partners import Holder, people
from web.bands import band_of
from web.case import steps_to
from web.gate import Fields, Filled, Visitor
from web.pages import part, show
from web.visit import Visit
from web.words import DECISION_HELP, DECISIONS, LEVEL_WORDS, TASK_WORDS

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


def inbox(visit: Visitor) -> Response:
    """The page."""
    return show(visit, "escalations.html", _inbox(visit))


def inbox_now(visit: Visitor) -> Response:
    """The same as it is now, for an open page that heard that something changed."""
    return part(visit, "escalations_now.html", _inbox(visit))


def _inbox(visit: Visit) -> dict[str, object]:
    with reading(visit.known.rows) as connection:
        found = waiting_for_people(connection)
    sights = visit.cases([one.case for one in found], "escalaties")
    seen = shown(found, sights)
    now = visit.world.clock()
    waiting = [_waiting(one, name_of(one, sights), now) for one in seen]
    fresh = sum(one.one.acknowledged is None and one.one.decision is None for one in waiting)
    return {
        "title": f"({fresh}) Escalaties" if fresh else "Escalaties",
        "groups": _groups(waiting),
        "count": len(waiting),
        "fresh": fresh,
        "hidden": len(found) - len(seen),
    }


def _groups(waiting: Sequence[Waiting]) -> list[Group]:
    held = {"review": "again", "held": "again"}
    by_code: dict[str, list[Waiting]] = {"late": [], "now": [], "again": []}
    for one in waiting:
        by_code[held.get(one.one.task, "late" if one.is_late else "now")].append(one)
    titles = {"late": "Termijn voorbij", "now": "Nu te besluiten", "again": "Opnieuw bekijken"}
    return [Group(titles[code], code, tuple(found)) for code, found in by_code.items() if found]


def _waiting(one: Escalation, name: str, now: datetime) -> Waiting:
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


def one(visit: Visitor, name: str, level: str) -> Response:
    """One escalation: why it was raised, and what can be done."""
    return _one(visit, name, level, {}, None)


def _one(visit: Visit, name: str, level: str, filled: dict[str, str], refused: Refused | None) -> Response:
    case, sight = visit.case(name)
    found = last_told(visit, case, level)
    explained = explain(visit.known.log, visit.known.calendar, visit.world.catalogue, case, visit.now())
    with reading(visit.known.rows) as connection:
        holders = people(connection, visit.today)
    called = explained.state.facts.reference if sight.sees("verwijzing") else case
    model = {
        "title": f"Escalatie van {called}",
        "name": called,
        "case": case,
        "waiting": _waiting(found, called, visit.world.clock()),
        "explained": explained,
        "band_now": band_of(explained.level),
        "steps": steps_to(explained),
        "sight": sight,
        "decisions": [(code, DECISIONS[code], DECISION_HELP[code]) for code in get_args(Decision)],
        "referral": REFERRAL,
        "seconds": _seconds(visit, holders, found.facility),
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "escalation.html", model, 200 if refused is None else 422)


def acknowledge(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Say that one saw it and takes it up."""
    found = last_told(visit, visit.case(name).case, level)
    command = AcknowledgeEscalation(found.case, found.level, found.opened, visit.person, visit.today)
    try:
        visit.do(command)
    except Refused as refused:
        return _one(visit, name, level, filled, refused)
    return RedirectResponse(f"/escalaties/{found.case}/{level}", 303)


def decide(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Decide, with reasons; a referral with a second person."""
    found = last_told(visit, visit.case(name).case, level)
    second = filled.text("second")
    try:
        command = DecideEscalation(
            found.case,
            found.level,
            found.opened,
            visit.person,
            visit.today,
            _decision(filled.text("decision")),
            filled.text("reasons"),
            PersonId(second) if second else None,
            again=found.task == "review",
        )
        visit.do(command)
    except Refused as refused:
        return _one(visit, name, level, filled, refused)
    return RedirectResponse(f"/escalaties/{found.case}/{level}", 303)


def hand_over(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Let somebody else be responsible, before the same deadline."""
    found = last_told(visit, visit.case(name).case, level)
    try:
        why = _written(filled, "reason")
        command = HandOverEscalation(
            found.case,
            found.level,
            found.opened,
            visit.person,
            visit.today,
            _receiver(visit, filled.text("to"), found),
            why,
        )
        visit.do(command)
    except Refused as refused:
        return _one(visit, name, level, filled, refused)
    return RedirectResponse(f"/escalaties/{found.case}/{level}", 303)


def _receiver(visit: Visit, given: str, found: Escalation) -> PersonId:
    """Who takes over: one of those who have a role in this escalation.

    Raises:
        Refused: somebody else, or nobody.
    """
    with reading(visit.known.rows) as connection:
        holders = people(connection, visit.today)
    if given not in {one.person for one in _seconds(visit, holders, found.facility)}:
        raise Refused(
            "overdracht.wie", "Er is nog niet gekozen wie het overneemt.", "Kies iemand uit de lijst."
        )
    return PersonId(given)


def _written(filled: Fields, name: str) -> str:
    """What was written in a field.

    Raises:
        Refused: nothing.
    """
    if not filled.text(name):
        raise Refused("overdracht.reden", "Er staat nog niet waarom u overdraagt.", "Schrijf waarom.")
    return filled.text(name)


def _decision(given: str) -> Decision:
    try:
        chosen: Decision = convert(given, Decision)
    except ValidationError:
        raise Refused("besluit.keuze", "Er is nog geen besluit gekozen.", "Kies wat u besluit.") from None
    return chosen


def last_told(visit: Visit, case: str, level: str) -> Escalation:
    """The escalation of a case on a level that people were told of last.

    Raises:
        Refused: there is none.
    """
    with reading(visit.known.rows) as connection:
        fitting = [one for one in of_case(connection, case) if one.level == level and one.stage is not None]
    if not fitting:
        raise Refused(
            "escalatie.onbekend", "Deze casus heeft op dit niveau geen escalatie.", "Ga terug naar de lijst."
        )
    return fitting[-1]


def _seconds(visit: Visit, holders: Sequence[Holder], facility: str) -> list[Holder]:
    """Who may be the second person: somebody else with a role in the escalations of this facility."""
    return [
        one
        for one in holders
        if one.person != visit.person
        and (one.role == "zorgcoordinator" or (one.role in FACILITY_ROLES and one.organisation == facility))
    ]
