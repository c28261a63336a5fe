"""One escalation: why it was raised, taken up, handed over, decided with reasons, what it proved to be."""

from collections.abc import Callable, Sequence
from typing import get_args

from fastapi import Response
from fastapi.responses import RedirectResponse

from domain.acting.rule import EPISODES
from domain.commands import Refused, about
from domain.escalation.deciding import (
    AcknowledgeEscalation,
    DecideEscalation,
    HandOverEscalation,
    RecordOutcome,
)
from domain.escalation.events import REFERRAL, Decision, EscalationHandedOver, Outcome
from domain.words import PersonId
from engine.explaining import explain
from eventlog.execute import AnyCommand
from eventlog.log import Log
from projections.database import reading
from projections.escalations import Escalation, of_case
from projections.partners import Holder, people
from web.bands import band_of
from web.case import steps_to
from web.escalations.inbox import waiting_of
from web.gate import Fields, Filled, Visitor
from web.pages import show
from web.visit import Visit
from web.words import DECISION_HELP, DECISIONS, OUTCOMES

NO_DECISION = Refused("besluit.keuze", "Er is nog geen besluit gekozen.", "Kies wat u besluit.")
NO_OUTCOME = Refused("uitkomst.keuze", "Er is nog niet gekozen wat het bleek te zijn.", "Kies een uitkomst.")


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
        "waiting": waiting_of(found, called, visit.world.clock()),
        "explained": explained,
        "band_now": band_of(explained.level),
        "steps": steps_to(explained),
        "sight": sight,
        "decisions": [(code, DECISIONS[code], DECISION_HELP[code]) for code in get_args(Decision)],
        "referral": REFERRAL,
        "seconds": _seconds(visit, holders, found.facility),
        "outcomes": OUTCOMES.items(),
        "handed": handed_over(visit.known.log, found),
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "escalation.html", model, 200 if refused is None else 422)


def acknowledge(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Say that one saw it and takes it up."""

    def command(found: Escalation) -> AcknowledgeEscalation:
        return AcknowledgeEscalation(found.case, found.level, found.opened, visit.person, visit.today)

    return _carried_out(visit, filled, name, level, command)


def decide(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Decide, with reasons; a referral with a second person."""
    second = filled.text("second")

    def command(found: Escalation) -> DecideEscalation:
        decision: Decision = filled.one_of("decision", Decision, NO_DECISION)
        return DecideEscalation(
            found.case,
            found.level,
            found.opened,
            visit.person,
            visit.today,
            decision,
            filled.text("reasons"),
            PersonId(second) if second else None,
            again=found.task == "review",
        )

    return _carried_out(visit, filled, name, level, command)


def hand_over(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Let somebody else be responsible, before the same deadline."""

    def command(found: Escalation) -> HandOverEscalation:
        why, to = _written(filled, "reason"), _receiver(visit, filled.text("to"), found)
        return HandOverEscalation(found.case, found.level, found.opened, visit.person, visit.today, to, why)

    return _carried_out(visit, filled, name, level, command)


def outcome(visit: Visitor, filled: Filled, name: str, level: str) -> Response:
    """Record later what it proved to be."""

    def command(found: Escalation) -> RecordOutcome:
        proved: Outcome = filled.one_of("outcome", Outcome, NO_OUTCOME)
        return RecordOutcome(found.case, found.level, found.opened, visit.person, visit.today, proved)

    return _carried_out(visit, filled, name, level, command)


def _carried_out(
    visit: Visit, filled: Fields, name: str, level: str, command: Callable[[Escalation], AnyCommand]
) -> Response:
    """The page after what somebody did; with what they filled in and why not, when it is refused."""
    found = last_told(visit, visit.case(name).case, level)
    try:
        visit.do(command(found))
    except Refused as refused:
        return _one(visit, name, level, filled, refused)
    return RedirectResponse(f"/escalaties/{found.case}/{level}", 303)


def handed_over(log: Log, one: Escalation) -> list[EscalationHandedOver]:
    """Each time that somebody else became responsible, in order."""
    found = log.read([about(f"case:{one.case}", EscalationHandedOver)]).entries
    events = [entry.event for entry in found if isinstance(entry.event, EscalationHandedOver)]
    return [event for event in events if (event.level, event.opened) == (one.level, one.opened)]


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
        and (
            one.role in EPISODES["coordinatie"]
            or (one.role in EPISODES["instelling"] and one.organisation == facility)
        )
    ]
