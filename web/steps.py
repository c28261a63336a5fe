"""The stappenplan of one case: each step taken or not, what was decided and why, and what waits."""

from datetime import date, datetime
from typing import NamedTuple

from domain.stappenplan.chart import ROUTES, ways
from domain.stappenplan.events import StepName
from domain.stappenplan.progress import TALK, Plan, missing_steps, weighed
from domain.words import CaseId
from engine.history import When
from engine.plans import plan_at
from engine.reading.words import ACUTE
from eventlog.log import Log

STEPS: tuple[tuple[str, tuple[StepName, ...]], ...] = (
    ("Stap 1: signalen in kaart", ("stap_1",)),
    ("Stap 2: advies van een deskundige", ("stap_2",)),
    ("Stap 3: gesprek met de cliënt", TALK),
    ("Stap 4: wegen", ("stap_4",)),
)


class Taken(NamedTuple):
    """One step of the four: when and by whom, or not yet; `note` when it was passed over for reasons."""

    label: str
    on: date | None
    by: str
    note: str


class Decided(NamedTuple):
    """What was decided in step 5, and the reasons."""

    route: str
    on: date
    by: str
    reasons: str


class StepsNow(NamedTuple):
    """The plan as people read it; `following` is what comes now, in a sentence."""

    taken: tuple[Taken, ...]
    decided: Decided | None
    following: str
    review_at: datetime | None
    review_passed: bool
    meldcode_by: date | None


def steps_of_case(log: Log, case: CaseId, when: When) -> StepsNow:
    """The stappenplan as it was known at a moment."""
    plan = plan_at(log, case, when.position).plan
    decision = plan.decision
    return StepsNow(
        tuple(_taken(plan, label, names) for label, names in STEPS),
        None
        if decision is None
        else Decided(ROUTES[decision.route], decision.on, decision.by, decision.reasons),
        _following(plan),
        plan.help.due_at if plan.help else None,
        plan.help.passed if plan.help else False,
        plan.meldcode_by,
    )


def _taken(plan: Plan, label: str, names: tuple[StepName, ...]) -> Taken:
    found = next((plan.steps[name] for name in names if name in plan.steps), None)
    if found is None:
        return Taken(label, None, "", "")
    return Taken(
        label, found.on, found.by, "overgeslagen, met redenen" if found.step == "stap_3_overslaan" else ""
    )


def _following(plan: Plan) -> str:
    found, missing = weighed(plan), missing_steps(plan)
    if found is not None and found.danger == "acuut" and not found.called:
        return ACUTE
    if plan.outdated:
        return "Er is meer bekend dan bij de laatste weging: weeg opnieuw (stap 4), en besluit dan."
    if missing:
        return f"Nog te doen: {', '.join(missing)}."
    if found is not None and (plan.decision is None or plan.undecided):
        return f"Nu besluiten. {' '.join(way.reason for way in ways(found))}"
    return ""
