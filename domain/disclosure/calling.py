"""A request by phone by somebody who says they are of the police: first call back, on a known number.

Source: handreiking ("bel bij telefonische verzoeken terug ter verificatie"; police name the rule they ask
by; the
professional keeps the last word). The number comes from the unit's appointments, never from the caller.
"""

from datetime import date
from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.appointments import (
    APPOINTMENT_EVENTS,
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    evolve_appointments,
)
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent, Unknown, unknown
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused, about, tried_by
from domain.events import Event
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, Personal, PersonId

CallAnswer = Literal["geweigerd", "naar_aanvraag"]

# events


class CallEvent(Event, frozen=True):
    """What every event about one call names."""

    case: CaseId
    call: CallId

    tagged = ("case", "call")


class PoliceRequestReceived(CallEvent, frozen=True):
    """Somebody who says they are of a unit asked for information by phone: what, and by which rule.

    `caller` and `number` are what they said; nobody is called on that number.
    """

    unit: OrganisationId
    caller: Personal
    number: Personal
    rule: Personal
    question: Personal
    by: PersonId


class PoliceRequestCalledBack(CallEvent, frozen=True):
    """A contact of the unit was called on the number of their appointment; do they know of the request?"""

    contact: PersonId
    number: Personal
    confirmed: bool
    by: PersonId


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

# view


class Call(Struct, frozen=True):
    """The case, the calls about it, and the unit's contacts with their numbers."""

    case: CaseView = NEW
    received: PoliceRequestReceived | None = None
    confirmed: bool | None = None
    answered: bool = False
    roles: Appointments = ()
    numbers: dict[PersonId, Personal] = {}


def evolve_call(view: Call, event: LifecycleEvent | CallFact | AppointmentEvent) -> Call:
    """The call after one more event."""
    if isinstance(event, AppointmentEvent):
        numbers = view.numbers
        if isinstance(event, PersonAppointed) and event.phone.strip():
            numbers = {**numbers, event.person: event.phone}
        return structs.replace(view, roles=evolve_appointments(view.roles, event), numbers=numbers)
    if not isinstance(event, CallFact):
        return structs.replace(view, case=evolve_case(view.case, event))
    match event:
        case PoliceRequestReceived():
            return structs.replace(view, received=event)
        case PoliceRequestCalledBack(confirmed=confirmed):
            return structs.replace(view, confirmed=confirmed)
        case PoliceRequestAnswered():
            return structs.replace(view, answered=True)
        case _:
            assert_never(event)


# commands


class CallCommand(Command[Call, LifecycleEvent | CallFact | AppointmentEvent], frozen=True):
    """A command about one call."""

    case: CaseId
    call: CallId
    by: PersonId
    today: date
    unit: OrganisationId

    def boundary(self) -> Query:
        """The case's life, this call, and the appointments of the unit."""
        return (
            about(f"case:{self.case}", *LIFECYCLE),
            about(f"call:{self.call}", *CALL),
            about(f"appointments:{self.unit}", *APPOINTMENT_EVENTS),
        )

    def initial(self) -> Call:
        """Nothing known."""
        return Call()

    def evolve(self, view: Call, event: LifecycleEvent | CallFact | AppointmentEvent) -> Call:
        """See `evolve_call`."""
        return evolve_call(view, event)

    def decide(self, view: Call) -> list[Event]:
        """See `judge`, of a case that is there."""
        if isinstance(view.case, Unknown):
            raise unknown(self.case)
        return self.judge(view)

    def judge(self, view: Call) -> list[Event]:
        """What happens.

        Raises:
            Refused: with the reason and what would make it allowed.
        """
        raise NotImplementedError

    def waiting(self, view: Call) -> PoliceRequestReceived:
        """The call, while it waits for an answer.

        Raises:
            Refused: when it does not exist, or was answered.
        """
        if view.received is None or view.answered or view.received.unit != self.unit:
            raise Refused(
                "telefoon.onbekend",
                "Er wacht geen telefonisch verzoek onder dit nummer.",
                "Leg het eerst vast: `opplussen call received`.",
            )
        return view.received


class ReceiveCall(CallCommand, frozen=True):
    """Record that somebody called. Tell them nothing, not even whether the client is known."""

    attempt = "ontvangen"

    caller: Personal
    number: Personal
    rule: Personal
    question: Personal

    def judge(self, view: Call) -> list[Event]:
        """Once, with what they asked."""
        if view.received is not None:
            return []
        if not self.question.strip():
            raise Refused("telefoon.vraag", "Er staat niet wat er is gevraagd.", "Schrijf de vraag op.")
        return [
            PoliceRequestReceived(
                self.case,
                self.call,
                self.unit,
                self.caller,
                self.number,
                self.rule,
                self.question,
                self.by,
            )
        ]


class CallBack(CallCommand, frozen=True):
    """Call a contact of the unit on the number that is known here, and hear whether the request is theirs."""

    attempt = "terugbellen"

    contact: PersonId
    confirmed: bool

    def judge(self, view: Call) -> list[Event]:
        """Somebody who is appointed there now, and whose number is known."""
        self.waiting(view)
        appointed = any(
            self.contact in (held.person, held.substitute) and held.holds(self.today)
            for held in view.roles
            if held.organisation == self.unit
        )
        number = view.numbers.get(self.contact, "")
        if not appointed or not number:
            raise Refused(
                "telefoon.nummer",
                f"Van {self.contact} is bij {self.unit} geen nummer bekend.",
                "Bel een contactpersoon die daar is aangesteld. Bel nooit het nummer dat de beller gaf.",
            )
        return [PoliceRequestCalledBack(self.case, self.call, self.contact, number, self.confirmed, self.by)]


class AnswerCall(CallCommand, frozen=True):
    """Refuse, or take it up as a request that passes the gate like any other."""

    attempt = "antwoorden"

    answer: CallAnswer
    reasons: Personal
    disclosure: DisclosureId | None = None

    def judge(self, view: Call) -> list[Event]:
        """Refusing can always; taking up only after calling back, by a rule that they named."""
        call = self.waiting(view)
        if not self.reasons.strip():
            raise Refused("telefoon.reden", "Een antwoord heeft een reden nodig.", "Schrijf waarom.")
        if self.answer == "naar_aanvraag":
            self._require_verified(view, call)
        return [
            PoliceRequestAnswered(self.case, self.call, self.answer, self.reasons, self.by, self.disclosure)
        ]

    def _require_verified(self, view: Call, call: PoliceRequestReceived) -> None:
        if view.confirmed is None:
            raise Refused(
                "telefoon.terugbellen",
                "Er is nog niet teruggebeld.",
                "Bel eerst terug op een nummer dat hier bekend is: `opplussen call back`.",
            )
        if not view.confirmed:
            raise Refused(
                "telefoon.niet_bevestigd",
                "Bij de politie is dit verzoek niet bekend.",
                "Weiger het verzoek, en meld dit aan de aandachtsfunctionaris.",
            )
        if not call.rule.strip():
            raise Refused(
                "telefoon.regel",
                "De politie noemde geen wettelijke regel.",
                "Vraag op grond van welke regel u gegevens zou moeten geven. Weiger zolang die er niet is.",
            )
        if self.disclosure is None:
            raise Refused(
                "telefoon.aanvraag",
                "Er staat niet welke aanvraag hieruit volgt.",
                "Doe eerst een aanvraag: `opplussen share request`. Daar gelden dezelfde regels.",
            )
