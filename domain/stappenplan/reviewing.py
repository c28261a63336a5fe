"""Step 5a: own help is followed, looked at again before a day, and a report follows if suspicions stay.

Source: stappenplan 5a. Nobody looked in time is a fact of its own, so that the task does not fade.
"""

from datetime import datetime, timedelta
from typing import cast

from domain.cases.standing import Merged
from domain.commands import Command, Query, Refused
from domain.dossier import Answers, choice, require_whole
from domain.events import Event
from domain.stappenplan.events import HelpReviewed, HelpReviewPassed, Suspicions
from domain.stappenplan.progress import Plan, PlanEvent, evolve_plan, plan_of, said_again
from domain.stappenplan.recording import (
    Stepping,
    StepsCommand,
    form_of,
    require_agreements,
    require_later,
)
from domain.words import CaseId

FORM = "stap_5a_volgen"


class ReviewHelp(StepsCommand, frozen=True):
    """Look at the help that is given. `at` is the moment (UTC) that the next review is counted from."""

    attempt = "hulp_bekijken"

    at: datetime
    answers: Answers

    def decide(self, view: Stepping) -> list[Event]:
        """While help is given, the same once; with a next day, unless the suspicions are gone."""
        self.require_own(view)
        if view.plan.help is None:
            raise Refused(
                "hulp.geen",
                "Er is geen besluit om zelf hulp te geven (stap 5a) dat nu geldt.",
                "Besluit eerst: opplussen steps decide",
            )
        agreements = require_agreements(view.agreements)
        require_whole(form_of(agreements, FORM), self.answers)
        suspicions = cast(Suspicions, choice(self.answers, "vermoedens"))
        day = choice(self.answers, "opnieuw")
        due_at = None
        if day or suspicions != "weggenomen":
            if not day:
                raise Refused(
                    "stappen.opnieuw", "Er staat niet wanneer u opnieuw kijkt.", "Vul een dag in na vandaag."
                )
            later = require_later(day, self.today, agreements.terms.help_review_days)
            due_at = self.at + timedelta(days=(later - self.today).days)
        reviewed = HelpReviewed(
            self.case, suspicions, self.answers, self.by, self.today, agreements.version, due_at
        )
        return [] if said_again(view.plan, reviewed) else [reviewed]


class PassHelpReview(Command[Plan, PlanEvent], frozen=True):
    """Record that a review was not done in time, by the timekeeper."""

    case: CaseId
    due_at: datetime

    def boundary(self) -> Query:
        """The case's plan."""
        return (plan_of(self.case),)

    def initial(self) -> Plan:
        """Nothing."""
        return Plan()

    def evolve(self, view: Plan, event: PlanEvent) -> Plan:
        """See `evolve_plan`."""
        return evolve_plan(view, event)

    def decide(self, view: Plan) -> list[Event]:
        """Once, and only while this very review is waited for, in a case that stands on its own."""
        waiting = view.help
        if (
            isinstance(view.case, Merged)
            or waiting is None
            or waiting.due_at != self.due_at
            or waiting.passed
        ):
            return []
        return [HelpReviewPassed(self.case, self.due_at)]
