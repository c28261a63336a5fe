"""What is still done after something was told, by which day: the client hears of it, the meldcode is written.

Each row is made from the events of its own case alone, and goes when what it asks was written down.
"""

from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, select

from domain.cases.events import CaseClosed
from domain.channels.events import ReportClientInformed, ReportInformingDeferred, ReportInformingDue
from domain.disclosure.events import (
    ClientInformed,
    ClientInformingDeferred,
    ClientInformingDue,
    DisclosureDenied,
    DisclosureStopped,
)
from domain.dossier import answer
from domain.stappenplan.events import DecisionTaken, MeldcodeDue, PlanFollowed, PlanLeft, StepRecorded
from domain.stappenplan.progress import MELDCODE
from domain.words import CaseId
from projections.places import at
from projections.tables.case import cases
from projections.tables.sharing import owed
from projections.writing import upsert

Task = Literal["meldcode", "client_informeren"]
TASKS: dict[Task, str] = {
    "meldcode": "Leg vast hoe de meldcode is gevolgd, na acuut gevaar.",
    "client_informeren": "Vertel de cliënt wat over hem of haar is gedeeld of gemeld.",
}
"""What is to be done, as people read it."""
INFORM: Task = "client_informeren"
"""It waits beside whatever else waits of a report or a disclosure."""
MeldcodeEvent = MeldcodeDue | StepRecorded | DecisionTaken | CaseClosed | PlanFollowed | PlanLeft
InformingEvent = (
    ClientInformingDue
    | ClientInformingDeferred
    | ClientInformed
    | DisclosureDenied
    | DisclosureStopped
    | ReportInformingDue
    | ReportInformingDeferred
    | ReportClientInformed
)


def fold_meldcode(connection: Connection, event: MeldcodeEvent) -> None:
    """Whether the meldcode waits to be written down after one more event."""
    match event:
        case MeldcodeDue(case=case, until=until):
            _wait(connection, case, "meldcode", "", until)
        case StepRecorded(case=case, step=step) if step == MELDCODE:
            _done(connection, case, "meldcode", "")
        case DecisionTaken(case=case, answers=answers) if answer(answers, MELDCODE):
            _done(connection, case, "meldcode", "")
        case CaseClosed(case=case, reason="ongegrond"):
            _done(connection, case, "meldcode", "")
        case PlanFollowed(case=case, meldcode_by=date() as until):
            here = connection.scalar(select(owed.c.until).where(_this(case, "meldcode", "")))
            _wait(connection, case, "meldcode", "", until if here is None else min(until, here))
        case PlanLeft(case=case, meldcode_by=None):
            _done(connection, case, "meldcode", "")
        case PlanLeft(case=case, meldcode_by=date() as until):
            _wait(connection, case, "meldcode", "", until)
        case StepRecorded() | DecisionTaken() | CaseClosed() | PlanFollowed() | PlanLeft():
            pass


def fold_informing(connection: Connection, event: InformingEvent) -> None:
    """Whether the client still has to hear after one more event; of what never left there is nothing."""
    match event:
        case (
            ClientInformingDue(case=case, disclosure=number, until=until)
            | ClientInformingDeferred(case=case, disclosure=number, review=until)
            | ReportInformingDue(case=case, report=number, until=until)
            | ReportInformingDeferred(case=case, report=number, review=until)
        ):
            _wait(connection, case, INFORM, number, until)
        case (
            ClientInformed(case=case, disclosure=number)
            | DisclosureDenied(case=case, disclosure=number)
            | DisclosureStopped(case=case, disclosure=number, tell=False)
            | ReportClientInformed(case=case, report=number)
        ):
            _done(connection, case, INFORM, number)
        case DisclosureStopped():
            pass


def _wait(connection: Connection, case: CaseId, task: Task, number: str, until: date) -> None:
    upsert(connection, owed, [{"case": case, "task": task, "number": number, "until": until}])


def _done(connection: Connection, case: CaseId, task: Task, number: str) -> None:
    connection.execute(delete(owed).where(_this(case, task, number)))


def _this(case: CaseId, task: Task, number: str) -> ColumnElement[bool]:
    return (owed.c.case == case) & (owed.c.task == task) & (owed.c.number == number)


class Owed(NamedTuple):
    """Something that waits: about which case, for whom, by which day."""

    case: CaseId
    facility: str
    reference: str
    owner: str | None
    task: Task
    number: str
    until: date


def still_owed(connection: Connection, facility: str | None = None) -> list[Owed]:
    """What waits, first what is due first; the meldcode of a merged case waits where that went."""
    query = (
        select(
            owed.c.case,
            cases.c.facility,
            cases.c.reference,
            cases.c.owner,
            owed.c.task,
            owed.c.number,
            owed.c.until,
        )
        .join(cases, cases.c.case == owed.c.case)
        .where((cases.c.status != "samengevoegd") | (owed.c.task == INFORM))
        .order_by(owed.c.until, owed.c.case, owed.c.task, owed.c.number)
    )
    return [Owed(*row) for row in connection.execute(query.where(at(facility)))]


def still_untold(connection: Connection) -> dict[tuple[str, str], date]:
    """By which day the client hears of each report or disclosure, by case and number."""
    query = select(owed.c.case, owed.c.number, owed.c.until).where(owed.c.task == INFORM)
    return {(case, number): until for case, number, until in connection.execute(query)}
