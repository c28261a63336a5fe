"""Inzage is given: a decision of two people, to the client or to who may speak for them.

Sources: AVG 12 and 15, UAVG 5 and Jeugdwet 7.3.5 (from which age), handreiking
(somebody of the risk network is no representative), domain page, capability 15.
"""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct, structs

from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.events import AgeBand
from domain.cases.standing import Merged, Unknown, unknown
from domain.commands import Command, Query, Refused, about
from domain.consent.events import Giver, Relation
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, consent_of, evolve_ledger
from domain.erasure.keeping import KeepingEvent, Kept, evolve_kept, is_keeper, is_officer, keeping_of
from domain.events import Event
from domain.happened import require_happened
from domain.inzage.held_back import Category
from domain.words import CaseId, PersonId

Proof = Literal["paspoort", "identiteitskaart", "rijbewijs", "verblijfsdocument", "bekend"]
"""How it was seen that this is the one who may have it; `bekend` is by somebody who knows them."""
SPEAK_FOR: dict[AgeBand, frozenset[Relation]] = {
    "onder_12": frozenset({"ouder_met_gezag", "voogd"}),
    "12_15": frozenset({"ouder_met_gezag", "voogd"}),
    "16_17": frozenset(),
    "18_plus": frozenset({"curator", "mentor", "gemachtigde"}),
}
"""Who may have it for a client of this age, beside the client themselves from 12."""

# events


class Withheld(Struct, frozen=True):
    """What people held back themselves: the event at a position, and why."""

    position: int
    why: Category


class InzageGiven(Event, frozen=True):
    """Somebody got what is held about a client.

    `held` counts what was left out, by why; `digest` is of the copy.
    """

    case: CaseId
    to: Giver
    proof: Proof
    asked: date
    by: PersonId
    second: PersonId
    on: date
    digest: str
    held: dict[Category, int]
    withheld: tuple[Withheld, ...] = ()

    tagged = ("case",)


# view


class Giving(Struct, frozen=True):
    """What giving depends on: the client's cases, age, who was excluded; people's roles; earlier copies."""

    cases: dict[CaseId, Kept]
    ledgers: dict[CaseId, Ledger]
    roles: Appointments = ()
    given: frozenset[str] = frozenset()


GivingEvent = InzageGiven | KeepingEvent | LedgerEvent | AppointmentEvent

# command


class GiveInzage(Command[Giving, GivingEvent], frozen=True):
    """Give a client what is held about them.

    The first of `cases` was asked for; the others are the same client.
    """

    attempt = "inzage_geven"

    cases: tuple[CaseId, ...]
    to: Giver
    proof: Proof
    asked: date
    by: PersonId
    second: PersonId
    today: date
    digest: str
    held: dict[Category, int]
    withheld: tuple[Withheld, ...] = ()

    def boundary(self) -> Query:
        """Keeping and consent of each case, what was given, and the roles of both people."""
        items = [item for case in self.cases for item in (keeping_of(case), consent_of(case))]
        earlier = about(f"case:{self.cases[0]}", InzageGiven)
        return (*items, earlier, roles_of(self.by), roles_of(self.second))

    def initial(self) -> Giving:
        """Nothing known."""
        return Giving(dict.fromkeys(self.cases, Kept()), dict.fromkeys(self.cases, SILENT))

    def evolve(self, view: Giving, event: GivingEvent) -> Giving:
        """Each event to its own parts."""
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        if isinstance(event, InzageGiven):
            return structs.replace(view, given=view.given | {event.digest})
        case = event.case
        if isinstance(event, KeepingEvent):
            view = structs.replace(view, cases={**view.cases, case: evolve_kept(view.cases[case], event)})
        if isinstance(event, LedgerEvent):
            ledger = evolve_ledger(view.ledgers[case], event)
            view = structs.replace(view, ledgers={**view.ledgers, case: ledger})
        return view

    def decide(self, view: Giving) -> list[Event]:
        """For every case of the client, to who may have it; the same copy once."""
        if self.digest in view.given:
            return []
        require_happened("inzage", self.asked, self.today)
        for case, kept in view.cases.items():
            _require_readable(case, kept, self.cases)
        self._require_people(view)
        self._require_receiver(view)
        return [
            InzageGiven(
                case,
                self.to,
                self.proof,
                self.asked,
                self.by,
                self.second,
                self.today,
                self.digest,
                self.held,
                self.withheld,
            )
            for case in self.cases
        ]

    def _require_people(self, view: Giving) -> None:
        people = (self.by, self.second)
        officer = any(is_officer(view.roles, one, self.today) for one in people)
        keeper = any(
            is_keeper(kept, view.roles, one, self.today) for kept in view.cases.values() for one in people
        )
        if self.by == self.second or not officer or not keeper:
            raise Refused(
                "inzage.tweede",
                "Inzage geven twee mensen: een van de instelling, en de functionaris gegevensbescherming.",
                "Laat de aandachtsfunctionaris van de instelling het doen, met de FG als tweede.",
            )

    def _require_receiver(self, view: Giving) -> None:
        band = next((one.band for one in view.ledgers.values() if one.band is not None), None)
        if band is None:
            raise Refused(
                "inzage.leeftijd",
                "De leeftijdsgroep van de cliënt is niet vastgelegd.",
                "Leg eerst vast hoe oud de cliënt is: wie inzage krijgt, hangt daarvan af.",
            )
        if self.to.kind == "client":
            if band == "onder_12":
                raise Refused(
                    "inzage.jong",
                    "Onder 12 jaar krijgt de ouder met gezag of de voogd inzage.",
                    "Geef het aan de vertegenwoordiger, en vertel de cliënt in eigen woorden wat erin staat.",
                )
            return
        if any(self.to.representative in one.excluded for one in view.ledgers.values()):
            raise Refused(
                "inzage.uitgesloten",
                "Deze vertegenwoordiger mag niet voor de cliënt spreken: zie bij de toestemming.",
                "Geef de inzage aan de cliënt zelf, of aan een andere vertegenwoordiger.",
            )
        if self.to.relation not in SPEAK_FOR[band]:
            raise Refused(
                "inzage.vertegenwoordiger",
                "Deze vertegenwoordiger krijgt op deze leeftijd geen inzage.",
                "Geef de inzage aan de cliënt zelf."
                if not SPEAK_FOR[band]
                else f"Dit kan: {', '.join(one for one in get_args(Relation) if one in SPEAK_FOR[band])}.",
            )


def _require_readable(case: CaseId, kept: Kept, cases: tuple[CaseId, ...]) -> None:
    """Refuse a case that is not there, is forgotten, or is only a part of what is held about the client."""
    if "persoon" in kept.gone:
        raise Refused(
            "inzage.gewist",
            "Deze cliënt is gewist. Er is niets meer dat iemand kan lezen.",
            "Het verslag van het wissen zegt wie dat besloot, wanneer en waarom.",
        )
    if isinstance(kept.case, Unknown) and not kept.gone:
        raise unknown(case)
    others = set(kept.sources) | ({kept.case.into} if isinstance(kept.case, Merged) else set())
    if others - set(cases):
        raise Refused(
            "inzage.samengevoegd",
            "Deze cliënt heeft nog een casus, waarmee deze is samengevoegd.",
            "Kijk opnieuw, en geef van allebei inzage.",
        )
