"""What a wise colleague would say about a case, as it was known at any position of the log."""

from collections.abc import Iterator, Mapping

from domain.advice.assembling import advise
from domain.advice.lines import Advice, Looked, Untold
from domain.cases.standing import Closed, Open, workable
from domain.channels.reporting import Reporting, evolve_reporting, reports_of
from domain.disclosure.sharing import known
from domain.disclosure.thread import Asked, Preparation, Released, Thread
from domain.stappenplan.recording import require_agreements
from domain.words import CaseId, DisclosureId
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
    reporting = Reporting()
    for entry in log.read([reports_of(case)]).entries:
        if entry.position <= when.position:
            reporting = evolve_reporting(reporting, entry.event)  # type: ignore[arg-type]  # the boundary names these alone
    partners = sharing_at(log, case, when.position).partners
    sharing = sharing_at(log, case, when.position, (*partners.kinds, partners.coordination))
    return Looked(
        plan,
        agreements,
        when.on,
        reporting.reports,
        {report: answered.outcome for report, answered in reporting.answers.items()},
        known(sharing, Preparation()),
        unshared(log, case, sharing.contents.facts.signals, when),
        (*_of_reports(reporting), *_of_threads(sharing.threads)),
        {number: one for number, one in sharing.threads.items() if isinstance(one, Released)},
        sharing.contents.facts.missing,
    )


def _of_reports(reporting: Reporting) -> Iterator[Untold]:
    for report, telling in reporting.telling.items():
        yield Untold(report, telling.until, f"report inform {report}")


def _of_threads(threads: Mapping[DisclosureId, Thread]) -> Iterator[Untold]:
    for number, thread in threads.items():
        if isinstance(thread, Asked | Released) and thread.ready.inform_on is not None:
            yield Untold(number, thread.ready.inform_on, f"share inform {number}")


def advice_at(
    log: Log, case: CaseId, when: When, *, anonymous: bool = False, organised: bool = False
) -> Advice:
    """The advice of that moment."""
    return advise(looked_at(log, case, when), anonymous=anonymous, organised=organised)
