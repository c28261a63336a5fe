"""Answering a request of police or justice by phone, by letter or at the door: first call back.

Source: handreiking ("bel bij telefonische verzoeken terug ter verificatie"; police name the rule they ask by;
the professional keeps the last word). The number comes from the appointments, never from who asks.
"""

from datetime import date

from domain.acting.rule import works_with
from domain.appointments import places
from domain.cases.standing import Merged, Unknown, merged, standing, unknown
from domain.commands import Command, Query, Refused
from domain.disclosure.called import (
    Call,
    CallAnswer,
    CallingEvent,
    PoliceRequestAnswered,
    PoliceRequestCalledBack,
    PoliceRequestReceived,
    Way,
    call_of,
    evolve_call,
)
from domain.disclosure.events import DisclosureRequested
from domain.events import Event
from domain.partners import OrganisationKind
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, Personal, PersonId

PROSECUTOR: OrganisationKind = "parket"

# commands


class CallCommand(Command[Call, CallingEvent], frozen=True):
    """A command about one request. `today` is the day in Europe/Amsterdam, `unit` who asks it."""

    case: CaseId
    call: CallId
    by: PersonId
    today: date
    unit: OrganisationId

    def boundary(self) -> Query:
        """See `call_of`."""
        return call_of(self.case, self.unit, self.by)

    def initial(self) -> Call:
        """Nothing known."""
        return Call()

    def evolve(self, view: Call, event: CallingEvent) -> Call:
        """See `evolve_call`."""
        return evolve_call(view, self.call, event)

    def decide(self, view: Call) -> list[Event]:
        """See `judge`, of a case that is there, by who works with it."""
        if isinstance(view.case, Unknown):
            raise unknown(self.case)
        self._require_own(view)
        return self.judge(view)

    def judge(self, view: Call) -> list[Event]:
        """What happens.

        Raises:
            Refused: with the reason and what would make it allowed.
        """
        raise NotImplementedError

    def waiting(self, view: Call) -> PoliceRequestReceived:
        """The request, while it waits for an answer.

        Raises:
            Refused: when it does not exist, or was answered.
        """
        if view.received is None or view.answered is not None or view.received.unit != self.unit:
            raise Refused(
                "telefoon.onbekend",
                "Er wacht geen verzoek van politie of justitie onder dit nummer.",
                "Leg het eerst vast: `opplussen call received`.",
            )
        return view.received

    def _require_own(self, view: Call) -> None:
        """The professional decides what is told, whoever asks (handreiking); nobody else speaks for them."""
        if not works_with(standing(view.case), view.roles, self.by, self.today):
            raise Refused(
                "telefoon.rol",
                "U werkt niet bij de instelling van deze casus.",
                "Geef het door aan wie de casus heeft, of aan de aandachtsfunctionaris daar. Zeg zelf niets.",
            )


class ReceiveCall(CallCommand, frozen=True):
    """Record that somebody asks. Tell them nothing, not even whether the client is known."""

    attempt = "ontvangen"

    caller: Personal
    number: Personal
    rule: Personal
    question: Personal
    way: Way = "telefoon"

    def judge(self, view: Call) -> list[Event]:
        """Once, with what they asked, at the case that the client is known by now."""
        if view.received is not None:
            return []
        if isinstance(view.case, Merged):
            raise merged(view.case)
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
                self.way,
            )
        ]


class CallBack(CallCommand, frozen=True):
    """Call a contact of the unit on the number that is known here, and hear whether the request is theirs.

    `rule` is the legal rule that they name then.
    """

    attempt = "terugbellen"

    contact: PersonId
    confirmed: bool
    rule: Personal = ""

    def judge(self, view: Call) -> list[Event]:
        """Somebody who is appointed there now, and whose number is known; the same answer once."""
        self.waiting(view)
        appointed = any(
            held.organisation == self.unit for held in places(view.roles, self.contact, self.today)
        )
        number = view.numbers.get(self.contact, "")
        if not appointed or not number:
            raise Refused(
                "telefoon.nummer",
                f"Van {self.contact} is bij {self.unit} geen nummer bekend.",
                "Bel een contactpersoon die daar is aangesteld. Bel nooit het nummer dat de vrager gaf.",
            )
        called = PoliceRequestCalledBack(
            self.case, self.call, self.contact, number, self.confirmed, self.by, self.rule
        )
        return [] if view.called == called else [called]


class AnswerCall(CallCommand, frozen=True):
    """Refuse, or take it up as a request that passes the gate like any other."""

    attempt = "antwoorden"

    answer: CallAnswer
    reasons: Personal
    disclosure: DisclosureId | None = None

    def judge(self, view: Call) -> list[Event]:
        """Refusing can always; taking up only after calling back, by a rule that they named."""
        self.waiting(view)
        if not self.reasons.strip():
            raise Refused("telefoon.reden", "Een antwoord heeft een reden nodig.", "Schrijf waarom.")
        if self.answer == "naar_aanvraag":
            self._require_verified(view)
            self._require_request(view)
        return [
            PoliceRequestAnswered(self.case, self.call, self.answer, self.reasons, self.by, self.disclosure)
        ]

    def _require_verified(self, view: Call) -> None:
        if view.called is None:
            raise Refused(
                "telefoon.terugbellen",
                "Er is nog niet teruggebeld.",
                "Bel eerst terug op een nummer dat hier bekend is: `opplussen call back`.",
            )
        if not view.called.confirmed:
            raise Refused(
                "telefoon.niet_bevestigd",
                "Bij wie werd teruggebeld, is dit verzoek niet bekend.",
                "Weiger het verzoek, en meld dit aan de aandachtsfunctionaris.",
            )
        if not view.rule:
            raise Refused(
                "telefoon.regel",
                "De vrager noemde geen wettelijke regel.",
                "Vraag bij het terugbellen op grond van welke regel u gegevens zou moeten geven, en leg die "
                "vast met `opplussen call back --rule`. Weiger zolang die er niet is.",
            )

    def _require_request(self, view: Call) -> None:
        """The request is about this case, came after, is for who asked, and answers nothing else."""
        if self.disclosure is None:
            raise Refused(
                "telefoon.aanvraag",
                "Er staat niet welke aanvraag hieruit volgt.",
                "Doe eerst een aanvraag: `opplussen share request`. Daar gelden dezelfde regels.",
            )
        found = view.follows.get(self.disclosure)
        if found is None or not self._asked_by(view, found) or self.disclosure in view.taken:
            raise Refused(
                "telefoon.andere_aanvraag",
                "Deze aanvraag hoort niet bij dit verzoek.",
                "Noem een aanvraag over deze casus, voor wie dit vroeg, die na het verzoek is gedaan.",
            )

    def _asked_by(self, view: Call, request: DisclosureRequested) -> bool:
        """Whether it would go to who asked; what the prosecutor asks is a demand, outside the proeftuin."""
        if view.partners.kinds.get(self.unit) == PROSECUTOR:
            return request.organisation is None and bool(request.references.vordering.strip())
        return request.organisation == self.unit
