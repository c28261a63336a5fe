"""A request of police or justice that did not come through the gate: what was asked, and whether it is real.

Sources: handreiking ("bel bij telefonische verzoeken terug ter verificatie"; police name the rule they ask
by). A letter and somebody at the door prove no more than a voice, so all three are verified in one way.
"""

from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.appointments import (
    APPOINTMENT_EVENTS,
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    evolve_appointments,
)
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent
from domain.cases.standing import evolve as evolve_case
from domain.commands import Query, about, tried_by
from domain.disclosure.events import DisclosureRequested
from domain.events import Event
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, Personal, PersonId

CallAnswer = Literal["geweigerd", "naar_aanvraag"]
Way = Literal["telefoon", "brief", "aan_de_deur"]
"""How a request came. Whichever it was, it is verified by phone, on a number that is known here."""

# events


class CallEvent(Event, frozen=True):
    """What every event about one such request names."""

    case: CaseId
    call: CallId

    tagged = ("case", "call")


class PoliceRequestReceived(CallEvent, frozen=True):
    """Somebody who says they are of a unit, or of the prosecutor, asked for information: what, by which rule.

    `caller` and `number` are what they said or wrote; nobody is called on that number. `way` is how it came.
    """

    unit: OrganisationId
    caller: Personal
    number: Personal
    rule: Personal
    question: Personal
    by: PersonId
    way: Way = "telefoon"


class PoliceRequestCalledBack(CallEvent, frozen=True):
    """A contact of the unit was called on the number of their appointment; do they know of the request?

    `rule` is the one that they named then, when the request itself named none.
    """

    contact: PersonId
    number: Personal
    confirmed: bool
    by: PersonId
    rule: Personal = ""


class PoliceRequestAnswered(CallEvent, frozen=True):
    """Refused with reasons, or taken up as an ordinary request, which passes the gate."""

    answer: CallAnswer
    reasons: Personal
    by: PersonId
    disclosure: DisclosureId | None = None


class PoliceRequestRefused(CallEvent, frozen=True):
    """Somebody tried a step about a call and the answer was no; `code` says why."""

    step: str
    code: str
    by: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of the case and the call, and by who tried."""
        return (*super().tags(), tried_by(self.by))


CallFact = PoliceRequestReceived | PoliceRequestCalledBack | PoliceRequestAnswered
CALL = (PoliceRequestReceived, PoliceRequestCalledBack, PoliceRequestAnswered)

CallingEvent = LifecycleEvent | CallFact | AppointmentEvent | PartnersEvent | DisclosureRequested

# view


class Call(Struct, frozen=True):
    """The case, this request, who works here and there, with the numbers that are known here.

    `called` is the last call back, `rule` the rule that was named so far. `follows` are the requests of the
    gate that were made since it came, `taken` those in which another such request was taken up.
    """

    case: CaseView = NEW
    received: PoliceRequestReceived | None = None
    called: PoliceRequestCalledBack | None = None
    rule: str = ""
    answered: PoliceRequestAnswered | None = None
    roles: Appointments = ()
    numbers: dict[PersonId, Personal] = {}
    partners: Partners = Partners()
    follows: dict[DisclosureId, DisclosureRequested] = {}
    taken: frozenset[DisclosureId] = frozenset()


def evolve_call(view: Call, call: CallId, event: CallingEvent) -> Call:
    """What is known for one request after one more event."""
    if isinstance(event, AppointmentEvent):
        numbers = view.numbers
        if isinstance(event, PersonAppointed) and event.phone.strip():
            numbers = {**numbers, event.person: event.phone}
        return structs.replace(view, roles=evolve_appointments(view.roles, event), numbers=numbers)
    if isinstance(event, PartnersEvent):
        return structs.replace(view, partners=evolve_partners(view.partners, event))
    if isinstance(event, DisclosureRequested):
        since = {**view.follows, event.disclosure: event} if view.received else view.follows
        return structs.replace(view, follows=since)
    if isinstance(event, CallFact):
        return _told(view, event) if event.call == call else _elsewhere(view, event)
    return structs.replace(view, case=evolve_case(view.case, event))


def _told(view: Call, event: CallFact) -> Call:
    match event:
        case PoliceRequestReceived(rule=rule):
            return structs.replace(view, received=event, rule=rule.strip())
        case PoliceRequestCalledBack(rule=rule):
            return structs.replace(view, called=event, rule=rule.strip() or view.rule)
        case PoliceRequestAnswered():
            return structs.replace(view, answered=event)
        case _:
            assert_never(event)


def _elsewhere(view: Call, event: CallFact) -> Call:
    if isinstance(event, PoliceRequestAnswered) and event.disclosure is not None:
        return structs.replace(view, taken=view.taken | {event.disclosure})
    return view


def call_of(case: CaseId, unit: OrganisationId, by: PersonId) -> Query:
    """The case's life, such requests and what was asked of the gate; the people of the unit; who acts."""
    return (
        about(f"case:{case}", *LIFECYCLE, *CALL, DisclosureRequested),
        about(f"appointments:{unit}", *APPOINTMENT_EVENTS),
        about(f"person:{by}", *APPOINTMENT_EVENTS),
        PARTNERS,
    )
