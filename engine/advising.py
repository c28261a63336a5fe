"""What a wise colleague would say about a case, as it was known at any position of the log."""

from domain.advice.assembling import advise
from domain.advice.lines import Advice, Looked
from domain.cases.standing import Closed, Open, workable
from domain.channels.events import ReportAnswered, ReportMade
from domain.commands import about
from domain.disclosure.sharing import known
from domain.disclosure.thread import Preparation
from domain.stappenplan.recording import require_agreements
from domain.words import CaseId
from engine.history import When
from engine.plans import agreements_at, plan_at
from engine.sharing import sharing_at, unshared
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
    partners = sharing_at(log, case, when.position).partners
    sharing = sharing_at(log, case, when.position, (*partners.kinds, partners.coordination))
    return Looked(
        plan,
        agreements,
        when.on,
        {event.report: event for event in events if isinstance(event, ReportMade)},
        {event.report: event.outcome for event in events if isinstance(event, ReportAnswered)},
        known(sharing, Preparation()),
        unshared(log, case, sharing.contents.facts.signals, when),
    )


def advice_at(
    log: Log, case: CaseId, when: When, *, anonymous: bool = False, organised: bool = False
) -> Advice:
    """The advice of that moment."""
    return advise(looked_at(log, case, when), anonymous=anonymous, organised=organised)
