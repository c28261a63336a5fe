"""What a wise colleague would say about a case, as it was known at any position of the log."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.acquaintances import AcquaintanceNamed, passed
from domain.advice.assembling import advise
from domain.advice.lines import Advice, Looked, Untold, Waiting
from domain.agreements.document import Agreements
from domain.cases.standing import Closed, Open, workable
from domain.channels.reporting import Reporting, evolve_reporting, reports_of
from domain.commands import about
from domain.disclosure.gate import obstacles
from domain.disclosure.question import ask_of
from domain.disclosure.sharing import Sharing, known
from domain.disclosure.thread import Asked, Preparation, Released, Thread
from domain.missing.events import MissingEnded
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
        tuple(_waiting(sharing, agreements, when.on)),
        _back_on(log, case, when),
        _network(log, case, when),
    )


def _waiting(sharing: Sharing, agreements: Agreements, on: date) -> Iterator[Waiting]:
    for number, thread in sharing.threads.items():
        if isinstance(thread, Asked) and thread.request.side == "zorg":
            left = obstacles(agreements, ask_of(thread.request), known(sharing, thread.ready), on)
            yield Waiting(number, thread.request.recipient, left)


def _network(log: Log, case: CaseId, when: When) -> int:
    """Of how many people around the client the term is over."""
    entries = log.read([about(f"case:{case}", AcquaintanceNamed)]).entries
    named = [one.event for one in entries if one.position <= when.position]
    return passed([one for one in named if isinstance(one, AcquaintanceNamed)], when.on)


def _back_on(log: Log, case: CaseId, when: When) -> date | None:
    """The day on which the client was last found, as far as it was known then."""
    entries = log.read([about(f"case:{case}", MissingEnded)]).entries
    days = [one.event.on for one in entries if one.position <= when.position]  # type: ignore[attr-defined]  # the boundary names these alone
    return days[-1] if days else None


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
