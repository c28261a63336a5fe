"""The stappenplan of a case and what was agreed: what held at any position, and when to look at it again."""

from datetime import date
from typing import NamedTuple

from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements
from domain.partners import review_due
from domain.stappenplan.progress import Plan, evolve_plan, plan_of
from domain.words import CaseId
from engine.reading.facts import partners_of
from eventlog.codec import Entry
from eventlog.log import Log


class PlanAt(NamedTuple):
    """Where the case stood, and everything that led there, in order."""

    plan: Plan
    entries: tuple[Entry, ...]


def plan_at(log: Log, case: CaseId, position: int) -> PlanAt:
    """The stappenplan of a case at a position; empty when it did not exist."""
    found = [entry for entry in log.read([plan_of(case)]).entries if entry.position <= position]
    plan = Plan()
    for entry in found:
        plan = evolve_plan(plan, entry.event)  # type: ignore[arg-type]  # the boundary names these alone
    return PlanAt(plan, tuple(found))


def versions_at(log: Log, position: int) -> dict[str, Agreements]:
    """Every version of the working agreements that was adopted by then; the last one holds."""
    versions: dict[str, Agreements] = {}
    for entry in log.read([AGREEMENTS]).entries:
        if entry.position <= position and isinstance(entry.event, AgreementsAdopted):
            versions.pop(entry.event.version, None)
            versions[entry.event.version] = entry.event.document
    return versions


def agreements_at(log: Log, position: int) -> Agreements | None:
    """The working agreements that held at a position."""
    return next(reversed(versions_at(log, position).values()), None)


def convenant_review(log: Log) -> date | None:
    """The day before which the partners look at their convenant again; None without one, or agreements."""
    agreements = agreements_at(log, log.head())
    if agreements is None:
        return None
    return review_due(partners_of(log), agreements.terms.convenant_review_days)
