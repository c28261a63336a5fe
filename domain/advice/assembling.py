"""All of the advice about a case: pure, from what was known at some moment."""

from domain.advice.doors import Asking, Door, asker, doors
from domain.advice.first import besides, what_first
from domain.advice.lines import Advice, Looked
from domain.advice.steps import step_lines
from domain.agreements.document import Danger
from domain.cases.standing import Closed
from domain.channels.advising import Advised, Situation, channels_for
from domain.stappenplan.chart import ways
from domain.stappenplan.permission import named_now


def advise(looked: Looked, *, anonymous: bool = False, organised: bool = False) -> Advice:
    """What a wise colleague would say; in acute danger 112, and nothing that competes with it.

    `anonymous` is the wish of who asks to stay unknown, `organised` any suspicion of organised crime.
    """
    found = looked.weighed
    open_ways = ways(found) if found is not None and looked.plan.undecided else ()
    first = what_first(looked)
    acute = found is not None and found.danger == "acuut" and not found.called
    if isinstance(looked.plan.case, Closed) and not acute:
        return Advice(first, (), (), (), ())
    return Advice(
        first,
        () if acute else step_lines(looked.plan),
        open_ways,
        _channels(looked, anonymous=anonymous, organised=organised),
        () if acute else besides(looked),
        () if acute else _doors(looked),
    )


def _doors(looked: Looked) -> tuple[Door, ...]:
    found = looked.weighed
    agreed = found is not None and found.permission in {"ja", "deels"}
    asking = Asking(asker(looked.known, looked.today), _danger(looked), agreed)
    return doors(looked.agreements, looked.known, asking, looked.today)


def _danger(looked: Looked) -> Danger:
    """What step 4 found; once 112 was called serious, and before anything was weighed none that is known."""
    found = looked.weighed
    if found is None:
        return "geen"
    return "ernstig" if found.danger == "acuut" else found.danger


def _channels(looked: Looked, *, anonymous: bool, organised: bool) -> tuple[Advised, ...]:
    """Before anything was weighed there is no known danger: then advice is all that fits."""
    plan = looked.plan
    found = looked.weighed
    if found is None:
        return channels_for(
            looked.agreements, Situation("geen", plan.minor, anonymous=anonymous, organised=organised)
        )
    danger = found.danger if found.danger == "acuut" and not found.called else _danger(looked)
    named = named_now(looked.known.ledger, looked.agreements, looked.today)
    situation = Situation(danger, plan.minor, found.permission, anonymous, organised, found.advised, named)
    return channels_for(looked.agreements, situation)
