"""What a wise colleague would say about a case, as it was known at any position of the log."""

from domain.advice.assembling import advise
from domain.advice.lines import Advice, Looked
from domain.cases.standing import Closed, Open, workable
from domain.channels.events import ReportAnswered, ReportMade
from domain.commands import about
from domain.consent.ledger import SILENT, Ledger, consent_of, evolve_ledger
from domain.stappenplan.recording import require_agreements
from domain.words import CaseId
from engine.history import When
from engine.plans import agreements_at, plan_at
from eventlog.log import Log


def looked_at(log: Log, case: CaseId, when: When) -> Looked:
    """Everything that advice looks at, as it was known then.

    Raises:
        Refused: when the case was not there yet, or goes on as another, or there were no agreements.
    """
    plan = plan_at(log, case, when.position).plan
    if not isinstance(plan.case, Open | Closed):
        workable(case, plan.case)
    agreements = require_agreements(agreements_at(log, when.position))
    found = log.read([about(f"case:{case}", ReportMade, ReportAnswered)]).entries
    events = [entry.event for entry in found if entry.position <= when.position]
    return Looked(
        plan,
        agreements,
        when.on,
        {event.report: event for event in events if isinstance(event, ReportMade)},
        {event.report: event.outcome for event in events if isinstance(event, ReportAnswered)},
        ledger_at(log, case, when.position),
    )


def ledger_at(log: Log, case: CaseId, position: int) -> Ledger:
    """What was known of consent at a position."""
    ledger = SILENT
    for entry in log.read([consent_of(case)]).entries:
        if entry.position <= position:
            ledger = evolve_ledger(ledger, entry.event)  # type: ignore[arg-type]  # the boundary names these
    return ledger


def advice_at(
    log: Log, case: CaseId, when: When, *, anonymous: bool = False, organised: bool = False
) -> Advice:
    """The advice of that moment."""
    return advise(looked_at(log, case, when), anonymous=anonymous, organised=organised)
