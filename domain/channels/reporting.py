"""Reporting at a channel, and hearing back: after the steps and a decision, but in acute danger at once.

Source: stappenplan 5b; melden-en-samenwerken (a meldpunt reports back).
"""

from datetime import date

from msgspec import Struct, structs

from domain.agreements.document import Agreements, Channel
from domain.cases.standing import Closed, Open, workable
from domain.channels.advising import is_emergency
from domain.channels.events import (
    ANONYMOUS,
    Outcome,
    ReportAnswered,
    ReportClientInformed,
    ReportId,
    ReportInformingDeferred,
    ReportInformingDue,
    ReportMade,
    call_of,
)
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.informing import tell_by
from domain.stappenplan.chart import REPORTS
from domain.stappenplan.events import MeldcodeDue
from domain.stappenplan.meldcode import carried_by_112, due_after_danger
from domain.stappenplan.permission import named_now
from domain.stappenplan.progress import Plan, missing_steps, weighed
from domain.stappenplan.recording import (
    Stepping,
    StepsEvent,
    evolve_stepping,
    require_agreements,
    require_own,
    require_worker,
    stepping_of,
)
from domain.words import CaseId, Personal, PersonId

ReportEvent = (
    ReportMade | ReportAnswered | ReportInformingDue | ReportInformingDeferred | ReportClientInformed
)
REPORT = (ReportMade, ReportAnswered, ReportInformingDue, ReportInformingDeferred, ReportClientInformed)
ReportingEvent = StepsEvent | ReportEvent
NO_NAME = "melding.geen_naam"


class Telling(Struct, frozen=True):
    """The client is not told yet of a report: it was made on `since`, and they are told by `until`."""

    since: date
    until: date


class Reporting(Struct, frozen=True):
    """What a report depends on: the stappenplan, the reports that were made, and what each was told last.

    `telling` are those of which the client still has to hear, `told` those they heard of.
    """

    stepping: Stepping = Stepping()
    reports: dict[ReportId, ReportMade] = {}
    answers: dict[ReportId, ReportAnswered] = {}
    telling: dict[ReportId, Telling] = {}
    told: frozenset[ReportId] = frozenset()


def evolve_reporting(view: Reporting, event: ReportingEvent) -> Reporting:
    """Each event to its own part."""
    match event:
        case ReportMade(report=report):
            return structs.replace(view, reports={**view.reports, report: event})
        case ReportAnswered(report=report):
            return structs.replace(view, answers={**view.answers, report: event})
        case ReportInformingDue(report=report, on=on, until=until):
            return structs.replace(view, telling={**view.telling, report: Telling(on, until)})
        case ReportInformingDeferred(report=report, review=review):
            since = view.telling[report].since if report in view.telling else review
            return structs.replace(view, telling={**view.telling, report: Telling(since, review)})
        case ReportClientInformed(report=report):
            left = {one: telling for one, telling in view.telling.items() if one != report}
            return structs.replace(view, telling=left, told=view.told | {report})
        case _:
            return structs.replace(view, stepping=evolve_stepping(view.stepping, event))


def reports_of(case: CaseId) -> Item:
    """The boundary item for the reports about one case."""
    return about(f"case:{case}", *REPORT)


class ReportCommand(Command[Reporting, ReportingEvent], frozen=True):
    """A command about one report. `today` is the day in Europe/Amsterdam."""

    case: CaseId
    report: ReportId
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The case's plan and reports, the agreements, and the roles of who acts."""
        return (*stepping_of(self.case, self.by), reports_of(self.case))

    def initial(self) -> Reporting:
        """Nothing known."""
        return Reporting()

    def evolve(self, view: Reporting, event: ReportingEvent) -> Reporting:
        """See `evolve_reporting`."""
        return evolve_reporting(view, event)


class MakeReport(ReportCommand, frozen=True):
    """Record a report; `by` is `anoniem` for who stays unknown. `witness_told`: see stappenplan 5b."""

    attempt = "melding_doen"

    channel: str
    witness_told: bool = False

    def decide(self, view: Reporting) -> list[Event]:
        """At a channel that fits; 112 waits for nothing."""
        if self.report in view.reports:
            return []
        plan = view.stepping.plan
        agreements = require_agreements(view.stepping.agreements)
        channel = agreements.channels.get(self.channel)
        if channel is None:
            raise Refused(
                "melding.kanaal",
                "Dit kanaal staat niet in de werkafspraken.",
                f"Kies uit: {', '.join(agreements.channels)}.",
            )
        self._require_names(channel)
        due: list[MeldcodeDue] = []
        if is_emergency(channel):
            if not isinstance(plan.case, Open | Closed):
                workable(self.case, plan.case)
            due = due_after_danger(self.case, plan, agreements, self.today, called=True)
        elif channel.anonymous:
            self._require_anonymous(channel, plan)
        else:
            require_own(self.case, view.stepping, self.by, self.today)
            self._require_named(channel, plan)
            self._require_consent(channel, view.stepping, agreements)
            if carried_by_112(plan):
                due = due_after_danger(self.case, plan, agreements, self.today)
        made = ReportMade(
            self.case, self.report, self.channel, self.by, agreements.version, self.witness_told
        )
        return [made, *self._untold(channel, view, agreements), *due]

    def _untold(self, channel: Channel, view: Reporting, agreements: Agreements) -> list[ReportInformingDue]:
        """The client hears of it, unless they agreed that this place is told, or nobody knows who told it.

        Of a call to 112 that is told already as a decision of today nothing is told apart.
        """
        named = named_now(view.stepping.ledger, agreements, self.today)
        if channel.anonymous or channel.recipient in named:
            return []
        until = tell_by(agreements.terms, self.today)
        if is_emergency(channel) and call_of(self.today) in view.telling:
            return []
        return [ReportInformingDue(self.case, self.report, self.today, until)]

    def _require_names(self, channel: Channel) -> None:
        """Refuse a name where nobody is named, and nobody where a name is needed."""
        if channel.anonymous and self.by != ANONYMOUS:
            raise Refused(
                NO_NAME,
                f"Bij {channel.label} blijft wie meldt onbekend, ook hier.",
                "Laat de naam weg.",
            )
        if not channel.anonymous and self.by == ANONYMOUS:
            raise Refused(
                "melding.naam",
                f"Bij {channel.label} is bekend wie meldt.",
                "Zeg wie meldt. Wie onbekend wil blijven: zie opplussen channels.",
            )

    def _require_anonymous(self, channel: Channel, plan: Plan) -> None:
        workable(self.case, plan.case)
        self._require_steps(plan)
        found = weighed(plan)
        if found is not None and found.danger not in channel.dangers:
            raise Refused(
                "melding.gevaar",
                f"{channel.label} past niet bij ernstig of acuut gevaar.",
                "Bel 112 bij acuut gevaar, en anders het team mensenhandel van de politie.",
            )
        self._require_decision(plan)

    def _require_named(self, channel: Channel, plan: Plan) -> None:
        """After the steps and a decision, or after 112 while what was called for is what was weighed last."""
        if not carried_by_112(plan):
            self._require_steps(plan)
            self._require_decision(plan)
        if (plan.minor and not channel.minors) or (plan.minor is False and not channel.adults):
            raise Refused(
                "melding.leeftijd",
                f"{channel.label} is er niet voor meldingen over iemand van deze leeftijd.",
                "Zie welk kanaal past: opplussen advise",
            )
        if not self.witness_told:
            raise Refused(
                "melden.getuige",
                "Wie meldt, moet weten dat om een getuigenverklaring kan worden gevraagd.",
                "Vertel dat eerst, en zeg het hier met --witness-told.",
            )

    def _require_consent(self, channel: Channel, view: Stepping, agreements: Agreements) -> None:
        """Where a report rests on consent, it names who is told; Veilig Thuis goes by the meldcode."""
        plan = view.plan
        by_code = channel.always_minors and plan.minor is not False
        rests = plan.decision is not None and plan.decision.route == "5b_toestemming" and not by_code
        named = named_now(view.ledger, agreements, self.today)
        if (channel.consent or rests) and channel.recipient not in named:
            raise Refused(
                "melding.toestemming",
                f"Bij {channel.label} meldt u nu met toestemming van de cliënt, en die is er niet.",
                "Leg de toestemming voor deze ontvanger vast, vraag er advies zonder persoonsgegevens, "
                "of kies een kanaal dat past: opplussen channels",
            )

    def _require_decision(self, plan: Plan) -> None:
        """Also where nobody is named: to report is a decision, about what was weighed last."""
        if plan.decision is None or plan.decision.route not in REPORTS or plan.undecided or plan.outdated:
            raise Refused(
                "melding.besluit",
                "Er is niet besloten om te melden.",
                "Besluit eerst: opplussen steps decide",
            )

    def _require_steps(self, plan: Plan) -> None:
        missing = missing_steps(plan)
        if missing:
            raise Refused(
                "stappen.ontbreken",
                f"Voor een melding ontbreekt nog: {', '.join(missing)}.",
                "Leg die stap vast. Is er acuut gevaar, bel dan eerst 112.",
            )


class AnswerReport(ReportCommand, frozen=True):
    """Record what the channel told about a report."""

    attempt = "antwoord_op_melding"

    outcome: Outcome
    text: Personal = ""

    def decide(self, view: Reporting) -> list[Event]:
        """Of a report with a name, the same once, also of a closed case; who stayed unknown hears nothing."""
        made = view.reports.get(self.report)
        if made is None:
            raise Refused(
                "melding.onbekend",
                "Deze melding is er niet.",
                "Zie de meldingen van de casus: opplussen report list",
            )
        if made.by == ANONYMOUS:
            raise Refused(
                "melding.anoniem",
                "Op een anonieme melding komt geen antwoord: niemand weet wie meldde.",
                "Leg wat u hoort vast als signaal.",
            )
        require_worker(view.stepping, self.by, self.today)
        answered = ReportAnswered(self.case, self.report, self.outcome, self.by, self.today, self.text)
        return [] if view.answers.get(self.report) == answered else [answered]
