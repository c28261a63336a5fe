"""What a receiver does after a package came in: the receipt, the feedback, and what police owe."""

from collections.abc import Callable

from fastapi import Response
from fastapi.responses import RedirectResponse

from domain.commands import Refused
from domain.disclosure.assessing import AssessSignals, DecideIntervention
from domain.disclosure.events import Course, Intervention, Knowledge
from domain.disclosure.following import GiveFeedback, ReceiveDisclosure
from domain.disclosure.sharing import SharingCommand
from engine.sharing import Beginning
from web.disclosures.package import opened_by, page
from web.gate import Filled, Visitor
from web.visit import Visit

NO_CHOICE = Refused("verstrekking.keuze", "Er is nog iets niet gekozen.", "Kies bij elke vraag een antwoord.")


def receive(visit: Visitor, filled: Filled, name: str, number: str) -> Response:
    """Say that it came in."""
    return _do(visit, filled, name, number, lambda start: ReceiveDisclosure(*start, filled.text("digest")))


def feedback(visit: Visitor, filled: Filled, name: str, number: str) -> Response:
    """Tell back what was done with it."""
    return _do(visit, filled, name, number, lambda start: GiveFeedback(*start, filled.text("text")))


def assess(visit: Visitor, filled: Filled, name: str, number: str) -> Response:
    """Say as police how sure one is, and what follows."""

    def command(start: Beginning) -> SharingCommand:
        knowledge: Knowledge = filled.one_of("knowledge", Knowledge, NO_CHOICE)
        course: Course = filled.one_of("course", Course, NO_CHOICE)
        ongoing, at = filled.text("ongoing") == "ja", visit.world.clock()
        return AssessSignals(*start, filled.text("reasons"), knowledge, course, ongoing=ongoing, at=at)

    return _do(visit, filled, name, number, command)


def intervene(visit: Visitor, filled: Filled, name: str, number: str) -> Response:
    """Decide as police about acting; waiting is not among the choices."""

    def command(start: Beginning) -> SharingCommand:
        decision: Intervention = filled.one_of("decision", Intervention, NO_CHOICE)
        return DecideIntervention(*start, filled.text("reasons"), decision)

    return _do(visit, filled, name, number, command)


def _do(
    visit: Visit, filled: Filled, name: str, number: str, make: Callable[[Beginning], SharingCommand]
) -> Response:
    """Carry it out for who takes part in this thread; what is refused keeps what was filled in."""
    opened = opened_by(visit, name, number)
    request = opened.thread.request
    start = Beginning(
        opened.case, opened.number, visit.person, visit.today, request.giver, request.organisation
    )
    try:
        visit.do(make(start))
    except Refused as refused:
        return page(visit, opened, filled, refused)
    return RedirectResponse(f"/verstrekkingen/{opened.case}/{opened.number}", 303)
