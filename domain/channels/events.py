"""What was reported where, and what came back. A report by somebody who stays unknown names nobody."""

from datetime import date
from typing import Literal, NewType

from domain.disclosure.events import Deferring
from domain.events import Event
from domain.words import CaseId, Personal, PersonId

ReportId = NewType("ReportId", str)
ANONYMOUS = PersonId("anoniem")
"""Who reports where nobody is named: the event and the log say this, and nothing else of them."""
Outcome = Literal["ontvangen", "in_onderzoek", "vastgesteld", "niet_vastgesteld"]


def call_of(day: date) -> ReportId:
    """The number of a call to 112 that was recorded as a decision alone: calls of one day are told as one."""
    return ReportId(f"112-{day.isoformat()}")


class ReportMade(Event, frozen=True):
    """Somebody reported a suspicion at a channel; `anoniem` when the reporter stays unknown."""

    case: CaseId
    report: ReportId
    channel: str
    by: PersonId
    agreements: str
    witness_told: bool = False

    tagged = ("case", "report")


class ReportAnswered(Event, frozen=True):
    """The channel told what it did with a report."""

    case: CaseId
    report: ReportId
    outcome: Outcome
    by: PersonId
    on: date
    text: Personal = ""

    tagged = ("case", "report")


class ReportInformingDue(Event, frozen=True):
    """Something was reported on `on` without the client's consent: they are told of it by `until`."""

    case: CaseId
    report: ReportId
    on: date
    until: date

    tagged = ("case", "report")


class ReportClientInformed(Event, frozen=True):
    """The client knows of the report, and how that was told."""

    case: CaseId
    report: ReportId
    how: Personal
    by: PersonId

    tagged = ("case", "report")


class ReportInformingDeferred(Event, frozen=True):
    """The client is told of the report later, for a reason, to be looked at again on `review`."""

    case: CaseId
    report: ReportId
    reason: Deferring
    explanation: Personal
    review: date
    by: PersonId

    tagged = ("case", "report")
