"""Steps 1 to 4: each whole, in any order, and as often as needed; what was recorded stays."""

from datetime import date, timedelta

from msgspec import Struct, structs

from domain.acting.rule import works_with
from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements, Form
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.standing import standing, workable
from domain.commands import Command, Query, Refused
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, consent_of, evolve_ledger
from domain.dossier import Answers, answer, choice, require_whole
from domain.events import Event
from domain.stappenplan.events import StepName, StepRecorded
from domain.stappenplan.progress import Plan, PlanEvent, evolve_plan, plan_of
from domain.words import CaseId, PersonId

StepsEvent = PlanEvent | LedgerEvent | AgreementsAdopted | AppointmentEvent


class Stepping(Struct, frozen=True):
    """What a step depends on: the plan so far, consent, the agreements, the roles of who takes it."""

    plan: Plan = Plan()
    ledger: Ledger = SILENT
    agreements: Agreements | None = None
    roles: Appointments = ()


def stepping_of(case: CaseId, by: PersonId) -> Query:
    """The boundary: the case's plan and consent, the agreements, and the roles of who acts."""
    return (plan_of(case), consent_of(case), AGREEMENTS, roles_of(by))


def evolve_stepping(view: Stepping, event: StepsEvent) -> Stepping:
    """Each event to its own part; an age band is of the plan and of consent."""
    if isinstance(event, AgreementsAdopted):
        return structs.replace(view, agreements=event.document)
    if isinstance(event, AppointmentEvent):
        return structs.replace(view, roles=evolve_appointments(view.roles, event))
    if isinstance(event, LedgerEvent):
        view = structs.replace(view, ledger=evolve_ledger(view.ledger, event))
    return structs.replace(view, plan=evolve_plan(view.plan, event)) if isinstance(event, PlanEvent) else view


class StepsCommand(Command[Stepping, StepsEvent], frozen=True):
    """A command of a professional about the stappenplan of a case. `today` is the day in Europe/Amsterdam."""

    case: CaseId
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """See `stepping_of`."""
        return stepping_of(self.case, self.by)

    def initial(self) -> Stepping:
        """Nothing known."""
        return Stepping()

    def evolve(self, view: Stepping, event: StepsEvent) -> Stepping:
        """See `evolve_stepping`."""
        return evolve_stepping(view, event)

    def require_own(self, view: Stepping) -> None:
        """See the function of this name."""
        require_own(self.case, view, self.by, self.today)


def require_own(case: CaseId, view: Stepping, by: PersonId, on: date) -> None:
    """Refuse a case that is not worked on, and somebody who does not work there.

    Raises:
        Refused: naming the case or the person's pseudonym.
    """
    workable(case, view.plan.case)
    require_worker(view, by, on)


def require_worker(view: Stepping, by: PersonId, on: date) -> None:
    """Refuse somebody who does not work where the client is, whether or not the case is worked on.

    Raises:
        Refused: naming the person's pseudonym.
    """
    if not works_with(standing(view.plan.case), view.roles, by, on):
        raise Refused(
            "stappen.rol",
            f"{by} werkt niet bij de instelling van deze casus.",
            "Dit doet wie de casus heeft, of iemand van de instelling zelf.",
        )


def require_agreements(found: Agreements | None) -> Agreements:
    """The agreements that hold.

    Raises:
        Refused: when there are none.
    """
    if found is None:
        raise Refused(
            "afspraken.geen", "Er zijn nog geen werkafspraken vastgesteld.", "Zie: opplussen agreements adopt"
        )
    return found


def form_of(agreements: Agreements, name: str) -> Form:
    """One form of the agreements.

    Raises:
        Refused: when they have no such form.
    """
    if name not in agreements.forms:
        raise Refused(
            "formulier.geen",
            f"De werkafspraken hebben geen formulier {name}.",
            f"Kies uit: {', '.join(agreements.forms)}.",
        )
    return agreements.forms[name]


class RecordStep(StepsCommand, frozen=True):
    """Record that a step was taken."""

    attempt = "stap_vastleggen"

    step: StepName
    answers: Answers

    def decide(self, view: Stepping) -> list[Event]:
        """Whole, by somebody of the facility; the same changes nothing, unless it must be weighed again."""
        self.require_own(view)
        agreements = require_agreements(view.agreements)
        require_whole(form_of(agreements, self.step), self.answers)
        self._require_fitting(view.plan, agreements)
        before = view.plan.steps.get(self.step)
        anew = self.step == "stap_4" and view.plan.outdated
        if before is not None and (before.answers, before.by) == (self.answers, self.by) and not anew:
            return []
        return [StepRecorded(self.case, self.step, self.answers, self.by, self.today, agreements.version)]

    def _require_fitting(self, plan: Plan, agreements: Agreements) -> None:
        """Refuse what a form alone cannot see: a day to look again, and question 14 without a talk."""
        if self.step == "stap_3_overslaan":
            require_later(choice(self.answers, "opnieuw"), self.today, agreements.terms.inform_days)
        talked = "stap_3" in plan.steps
        if self.step == "stap_4" and not talked and answer(self.answers, "v14_niet_besproken") is None:
            raise Refused(
                "stappen.niet_besproken",
                "Het vermoeden is niet met de cliënt besproken, en vraag 14 is leeg.",
                "Schrijf bij vraag 14 waarom niet, en of het alsnog kan.",
            )


def require_later(day: str, today: date, most_days: int) -> date:
    """A day after today, at most so many days away.

    Raises:
        Refused: when it is not.
    """
    chosen = date.fromisoformat(day)
    last = today + timedelta(days=most_days)
    if not today < chosen <= last:
        raise Refused(
            "stappen.opnieuw",
            "De dag om opnieuw te kijken klopt niet.",
            f"Kies een dag na vandaag en uiterlijk {last:%d-%m-%Y}.",
        )
    return chosen
