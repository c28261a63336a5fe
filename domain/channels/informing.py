"""Telling the client of a report that was made without their consent, or telling it later.

Source: stappenplan 5a and 5b ("informeer de betrokkene, tenzij"). Of an anonymous report nobody tells: that
would say who reported.
"""

from datetime import date

from domain.acting.rule import works_with
from domain.cases.standing import standing
from domain.channels.events import ReportClientInformed, ReportInformingDeferred
from domain.channels.reporting import ReportCommand, Reporting, Telling
from domain.commands import Refused
from domain.disclosure.events import Deferring
from domain.events import Event
from domain.informing import not_theirs, require_how, require_put_off
from domain.stappenplan.recording import require_agreements
from domain.words import Personal


def owed(view: Reporting, command: ReportCommand) -> Telling:
    """What the client still has to hear, from somebody who works with them; also of a closed case.

    Raises:
        Refused: nothing waits to be told, or this person has nothing to tell.
    """
    found = view.telling.get(command.report)
    if found is None:
        raise Refused(
            "melding.niet_te_vertellen",
            "Van deze melding hoeft de cliënt niets meer te horen.",
            "Zie wat er wacht: opplussen steps owed",
        )
    plan = view.stepping
    if not works_with(standing(plan.plan.case), plan.roles, command.by, command.today):
        raise not_theirs()
    return found


class InformOfReport(ReportCommand, frozen=True):
    """Record that the client was told of a report, and how."""

    attempt = "cliënt_informeren"

    how: Personal

    def decide(self, view: Reporting) -> list[Event]:
        """Once, in words that say how."""
        if self.report in view.told:
            return []
        owed(view, self)
        require_how(self.how)
        return [ReportClientInformed(self.case, self.report, self.how, self.by)]


class DeferInformingOfReport(ReportCommand, frozen=True):
    """Tell the client of a report later: for safety, or because they would go out of sight (S 5a)."""

    attempt = "cliënt_later"

    reason: Deferring
    explanation: Personal
    review: date

    def decide(self, view: Reporting) -> list[Event]:
        """For a reason, explained, until a day that is not too far; the same day is one."""
        found = owed(view, self)
        terms = require_agreements(view.stepping.agreements).terms
        require_put_off(terms, self.explanation, self.review, self.today, found.since)
        if self.review == found.until:
            return []
        return [
            ReportInformingDeferred(
                self.case, self.report, self.reason, self.explanation, self.review, self.by
            )
        ]
