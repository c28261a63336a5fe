"""What police owe once something left for them, and what is left of that after each thing they do.

Sources: artikel (they must examine it, and report to CoMensha), factsheet (absoluut doorlaatverbod).
"""

from datetime import date, datetime
from typing import assert_never

from msgspec import Struct, structs

from domain.disclosure.events import (
    Duty,
    DutyOverdue,
    InterventionDecided,
    RegistrationDue,
    SignalsAssessed,
    VictimRegistered,
)

DutyEvent = SignalsAssessed | InterventionDecided | DutyOverdue | RegistrationDue | VictimRegistered


class Duties(Struct, frozen=True, gc=False):
    """What police owe: until when, while it is not done; `overdue` is what passed and is still not done.

    `register_by` is the day by which the presumed victim is registered; `registered` that it was done.
    """

    assess_due_at: datetime | None = None
    intervene_due_at: datetime | None = None
    overdue: tuple[str, ...] = ()
    register_by: date | None = None
    registered: bool = False


def after(duties: Duties, event: DutyEvent) -> Duties:
    """What is owed after one more event."""
    match event:
        case SignalsAssessed():
            due_at = event.intervene_due_at or duties.intervene_due_at
            late = _without(duties, "beoordelen")
            return structs.replace(duties, assess_due_at=None, intervene_due_at=due_at, overdue=late)
        case InterventionDecided():
            return structs.replace(duties, intervene_due_at=None, overdue=_without(duties, "ingrijpen"))
        case DutyOverdue(duty=duty):
            field = "assess_due_at" if duty == "beoordelen" else "intervene_due_at"
            return structs.replace(duties, **{field: None}, overdue=(*duties.overdue, duty))
        case RegistrationDue(until=until):
            return structs.replace(duties, register_by=until)
        case VictimRegistered():
            return structs.replace(duties, register_by=None, registered=True)
        case _:
            assert_never(event)


def _without(duties: Duties, done: Duty) -> tuple[str, ...]:
    return tuple(one for one in duties.overdue if one != done)
