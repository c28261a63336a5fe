"""Where the stappenplan stands: each step with its day, and what is particular about it."""

from collections.abc import Iterator

from domain.advice.lines import StepLine
from domain.stappenplan.chart import ROUTES
from domain.stappenplan.progress import Plan, look_again_on


def step_lines(plan: Plan) -> tuple[StepLine, ...]:
    """The five steps in their order."""
    return tuple(_lines(plan))


def _lines(plan: Plan) -> Iterator[StepLine]:
    taken = plan.steps
    for step, label in (("stap_1", "1. signalen in kaart"), ("stap_2", "2. advies van een deskundige")):
        found = taken.get(step)  # type: ignore[call-overload]  # names of steps, see the line above
        yield StepLine(label, found.on if found else None)
    yield _talk(plan)
    weighing = taken.get("stap_4")
    note = "opnieuw doen" if plan.outdated else ""
    yield StepLine("4. wegen", weighing.on if weighing else None, note)
    if plan.meldcode_by is not None:
        yield StepLine("meldcode, na acuut gevaar", None, f"uiterlijk {plan.meldcode_by:%d-%m-%Y}")
    elif "meldcode" in taken:
        yield StepLine("meldcode, na acuut gevaar", taken["meldcode"].on)
    decision = plan.decision
    if decision is None or plan.undecided:
        yield StepLine("5. besluiten", None)
    else:
        yield StepLine("5. besluiten", decision.on, ROUTES[decision.route])


def _talk(plan: Plan) -> StepLine:
    label = "3. gesprek met de cliënt"
    held, put_off = plan.steps.get("stap_3"), plan.steps.get("stap_3_overslaan")
    if held is not None:
        return StepLine(label, held.on)
    again = look_again_on(plan)
    if put_off is not None and again is not None:
        return StepLine(label, put_off.on, f"overgeslagen, opnieuw bekijken op {again:%d-%m-%Y}")
    return StepLine(label, None)
