"""What becomes of the stappenplan when two cases become one, and when that is undone.

Source: stappenplan (the steps are about one client, whoever recorded them), artikel (what is known goes
along). Steps, decision and running help go along; a split gives back what was brought, and each side keeps
what was recorded there.
"""

from domain.events import Event
from domain.stappenplan.events import PlanFollowed, PlanLeft
from domain.stappenplan.progress import Plan
from domain.words import CaseId


def plan_along(into: CaseId, source: CaseId, plan: Plan) -> list[Event]:
    """What the source brings, when it has anything."""
    if not (plan.steps or plan.decision or plan.meldcode_by):
        return []
    return [
        PlanFollowed(
            into,
            source,
            tuple(plan.steps.values()),
            plan.decision,
            plan.help,
            plan.called,
            plan.advised,
            plan.undecided,
            plan.outdated,
            plan.meldcode,
            plan.meldcode_by,
        )
    ]


def plan_back(case: CaseId, source: CaseId, plan: Plan) -> list[Event]:
    """What the source brought leaves, when it brought anything since the case was last closed."""
    left = plan.without.get(source)
    return [] if left is None else [PlanLeft(case, source, left.help, left.meldcode_by)]
