"""After acute danger the meldcode follows: for who is or may be a minor, by a day, until it is written down.

Sources: stappenplan (chart: "bij minderjarigen: volg altijd meldcode, Veilig Thuis"; 5b: in acute danger
112 first), melden-en-samenwerken (professionals take the steps of the meldcode). What is told without acute
danger is told with the meldcode at hand, so nothing is due afterwards.
"""

from datetime import date, timedelta

from domain.agreements.document import Agreements
from domain.stappenplan.events import MeldcodeDue
from domain.stappenplan.progress import Plan
from domain.words import CaseId


def due_after_danger(
    case: CaseId, plan: Plan, agreements: Agreements | None, today: date, *, called: bool = False
) -> list[MeldcodeDue]:
    """What is due now that acute danger was told; once, unless 112 was `called` anew after it was written."""
    if agreements is None or plan.minor is False or plan.meldcode_by is not None:
        return []
    if plan.meldcode and not called:
        return []
    return [MeldcodeDue(case, today + timedelta(days=agreements.terms.meldcode_days))]


def carried_by_112(plan: Plan) -> bool:
    """Whether 112 is what was decided last, about what was weighed last."""
    return plan.called and plan.decision is not None and plan.decision.route == "acuut_112"
