"""Which own help (stappenplan 5a) must be looked at again, before when, and what nobody looked at in time."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, select, update

from domain.cases.events import CaseClosed
from domain.stappenplan.events import (
    DecisionTaken,
    Help,
    HelpReviewed,
    HelpReviewPassed,
    PlanFollowed,
    PlanLeft,
)
from domain.stappenplan.progress import BESIDE_HELP
from domain.words import CaseId
from projections.case.rows import moment_text
from projections.places import at
from projections.tables.case import cases
from projections.tables.sharing import help_reviews
from projections.writing import upsert

ReviewEvent = DecisionTaken | HelpReviewed | HelpReviewPassed | CaseClosed | PlanFollowed | PlanLeft


def fold_help_review(connection: Connection, event: ReviewEvent) -> None:
    """One review of a case waits at a time; a report, or the end of the case, lets it go."""
    match event:
        case DecisionTaken(route=route) if route in BESIDE_HELP:
            pass
        case DecisionTaken(review_due_at=due_at) | HelpReviewed(review_due_at=due_at):
            _wait(connection, event.case, due_at)
        case HelpReviewPassed(case=case, due_at=due_at):
            this = (help_reviews.c.case == case) & (help_reviews.c.due_at == moment_text(due_at))
            connection.execute(update(help_reviews).where(this).values(passed=True))
        case CaseClosed(case=case):
            _wait(connection, case, None)
        case PlanFollowed(case=case, help=brought):
            _bring(connection, case, brought)
        case PlanLeft(case=case, help=left):
            _wait(connection, case, None if left is None else left.due_at, passed=bool(left and left.passed))


def _bring(connection: Connection, case: str, brought: Help | None) -> None:
    """Of two reviews the one that is due sooner waits."""
    if brought is None or brought.due_at is None:
        return
    here = connection.scalar(select(help_reviews.c.due_at).where(help_reviews.c.case == case))
    if here is None or moment_text(brought.due_at) < here:
        _wait(connection, case, brought.due_at, passed=brought.passed)


def _wait(connection: Connection, case: str, due_at: datetime | None, *, passed: bool = False) -> None:
    if due_at is None:
        connection.execute(delete(help_reviews).where(help_reviews.c.case == case))
    else:
        row = {"case": case, "due_at": moment_text(due_at), "passed": passed}
        upsert(connection, help_reviews, [row])


class HelpReview(NamedTuple):
    """A review that waits; `passed` says that its day went by without one."""

    case: CaseId
    facility: str
    reference: str
    owner: str | None
    due_at: datetime
    passed: bool


def waiting_reviews(connection: Connection, facility: str | None = None) -> list[HelpReview]:
    """What must be looked at again, first what is due first."""
    return _found(connection, at(facility))


def overdue_reviews(connection: Connection, at: datetime, limit: int) -> list[HelpReview]:
    """What was due at or before a moment and was not yet said to be late."""
    h = help_reviews.c
    return _found(connection, (h.due_at <= moment_text(at)) & h.passed.is_(False), limit)


def _found(connection: Connection, where: ColumnElement[bool], limit: int | None = None) -> list[HelpReview]:
    """Of cases that stand on their own: nobody works on one that was merged, until a split."""
    h = help_reviews.c
    query = (
        select(h.case, cases.c.facility, cases.c.reference, cases.c.owner, h.due_at, h.passed)
        .join(cases, cases.c.case == h.case)
        .where(where, cases.c.status != "samengevoegd")
        .order_by(h.due_at, h.case)
        .limit(limit)
    )
    return [
        HelpReview(*row)._replace(due_at=datetime.fromisoformat(row.due_at))
        for row in connection.execute(query)
    ]
