"""Step 5: a professional decides, on what step 4 found; the chart says which ways are open.

Source: stappenplan steps 4 and 5. Acute danger waits for no step and no form: 112 first, and record after.
"""

from datetime import datetime, timedelta

from domain.agreements.document import Agreements
from domain.cases.events import CaseClosed
from domain.cases.standing import Closed, Open, workable
from domain.channels.events import ReportInformingDue, call_of
from domain.commands import Refused
from domain.consent.ledger import tried
from domain.dossier import Answers, answer, choice, require_whole
from domain.events import Event
from domain.informing import tell_by
from domain.stappenplan.chart import REPORTS, ROUTES, Weighed, ways
from domain.stappenplan.events import DecisionTaken, Route
from domain.stappenplan.meldcode import due_after_danger
from domain.stappenplan.permission import with_consent
from domain.stappenplan.progress import MELDCODE, Plan, missing_steps, said_again, weighed
from domain.stappenplan.recording import Stepping, StepsCommand, form_of, require_agreements
from domain.words import Personal

FORMS: dict[Route, str] = {"5a": "stap_5a", **dict.fromkeys(REPORTS, "stap_5b")}
"""The form of each way that has one."""
UNKNOWN_YET = Weighed("acuut", avertable=False, permission="niet_gevraagd")
"""What acute danger is decided on when nobody weighed anything yet."""


class TakeDecision(StepsCommand, frozen=True):
    """Decide what happens. `at` is the moment (UTC) that a review of help is counted from."""

    attempt = "besluit_nemen"

    route: Route
    reasons: Personal
    at: datetime
    answers: Answers = ()

    def decide(self, view: Stepping) -> list[Event]:
        """A way that is open, with reasons; a later decision stands beside an earlier one, the same is one.

        Only 112 is recorded as often as it is said: a second call may be about another danger.
        """
        if self.route == "acuut_112":
            due = due_after_danger(self.case, view.plan, view.agreements, self.today, called=True)
            return [self._acute(view), *due, *self._untold(view.agreements)]
        self.require_own(view)
        if not self.reasons.strip():
            raise Refused("besluit.reden", "Een besluit heeft een reden nodig.", "Schrijf waarom.")
        agreements = require_agreements(view.agreements)
        found = self._require_open(view, agreements)
        self._require_tried(view)
        self._require_whole(view.plan, agreements)
        days = agreements.terms.help_review_days
        decision = DecisionTaken(
            self.case,
            self.route,
            found.danger,
            found.avertable,
            found.permission,
            view.plan.minor,
            self.reasons,
            self.by,
            self.today,
            agreements.version,
            self.answers,
            self.at + timedelta(days=days) if self.route == "5a" else None,
        )
        if self.route == "ongegrond":
            return [decision, CaseClosed(self.case, self.today, "ongegrond")]
        return [] if said_again(view.plan, decision) else [decision]

    def _untold(self, agreements: Agreements | None) -> list[ReportInformingDue]:
        """The client hears of the call too, as of a report: by its day, for nothing else names it."""
        if agreements is None:
            return []
        until = tell_by(agreements.terms, self.today)
        return [ReportInformingDue(self.case, call_of(self.today), self.today, until)]

    def _acute(self, view: Stepping) -> DecisionTaken:
        """112 was or is being called: whatever was recorded before, also on a closed case."""
        if not isinstance(view.plan.case, Open | Closed):
            workable(self.case, view.plan.case)
        found = weighed(view.plan) or UNKNOWN_YET
        version = view.agreements.version if view.agreements else ""
        return DecisionTaken(
            self.case,
            self.route,
            "acuut",
            avertable=False,
            permission=found.permission,
            minor=view.plan.minor,
            reasons=self.reasons,
            by=self.by,
            on=self.today,
            agreements=version,
        )

    def _require_open(self, view: Stepping, agreements: Agreements) -> Weighed:
        """What was weighed and what the client says of telling others, when it leaves this way open.

        Raises:
            Refused: nothing was weighed, it is out of date, or the way is closed.
        """
        found = weighed(view.plan)
        if found is None:
            raise Refused(
                "stappen.wegen",
                "Er is nog niet gewogen: een besluit rust op stap 4.",
                "Leg stap 4 vast. Is er acuut gevaar, bel dan eerst 112.",
            )
        if view.plan.outdated:
            raise Refused(
                "stappen.opnieuw_wegen",
                "Sinds de laatste weging bleven of groeiden de vermoedens, of kwam er een casus bij.",
                "Leg stap 4 opnieuw vast, en besluit dan.",
            )
        found = with_consent(found, view.ledger, agreements, self.today)
        open_ways = ways(found)
        if self.route not in {way.route for way in open_ways}:
            told = "; of: ".join([f"{ROUTES[way.route]}. {way.reason} ({way.source})" for way in open_ways])
            raise Refused(
                "besluit.weg", f"Deze weg past niet bij stap 4: {ROUTES[self.route]}.", f"Wel open: {told}"
            )
        return found

    def _require_tried(self, view: Stepping) -> None:
        """Refuse to report without consent before it stands how consent was tried (S 4, question 18).

        Raises:
            Refused: no effort and no refusal was recorded.
        """
        if self.route == "5b_conflict_van_plichten" and not tried(view.ledger):
            raise Refused(
                "besluit.toestemming",
                "Er staat niet wat is geprobeerd om toestemming te krijgen.",
                "Leg vast wanneer, met wie en hoe, wat de cliënt zei, of waarom het niet kon: "
                "`opplussen consent seek`.",
            )

    def _require_whole(self, plan: Plan, agreements: Agreements) -> None:
        """Refuse a report before all steps were taken, a form with gaps, and a reporter who was not told.

        Raises:
            Refused: naming what is missing.
        """
        missing = missing_steps(plan)
        if self.route in REPORTS and missing:
            raise Refused(
                "stappen.ontbreken",
                f"Voor een melding ontbreekt nog: {', '.join(missing)}.",
                "Leg die stap vast. Is er acuut gevaar, bel dan eerst 112.",
            )
        if self.route in FORMS:
            require_whole(form_of(agreements, FORMS[self.route]), self.answers)
        if self.route in REPORTS and choice(self.answers, "getuige") != "ja":
            raise Refused(
                "melden.getuige",
                "Wie meldt, moet weten dat om een getuigenverklaring kan worden gevraagd.",
                "Vertel dat eerst. Wie onbekend wil blijven: zie opplussen channels.",
            )
        if self.route in REPORTS:
            self._require_meldcode(plan, agreements)

    def _require_meldcode(self, plan: Plan, agreements: Agreements) -> None:
        """Refuse a report about who is or may be a minor without the meldcode, where the form asks it.

        Raises:
            Refused: nothing was written about the meldcode.
        """
        asked = any(field.key == MELDCODE for field in form_of(agreements, FORMS[self.route]).fields)
        if asked and plan.minor is not False and answer(self.answers, MELDCODE) is None:
            raise Refused(
                "melden.meldcode",
                "De cliënt is minderjarig, of de leeftijd is niet bekend: dan hoort de meldcode erbij.",
                "Schrijf op welke stappen van de meldcode zijn gezet, of leg de leeftijdsgroep vast.",
            )
