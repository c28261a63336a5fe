"""What each decision about consent depends on, and who records it: somebody who works with the client."""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.acting.rule import works_with
from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.standing import NEW, CaseView, LifecycleEvent, life_of, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused
from domain.consent.events import ConsentExplained, ConsentReassessed, ConsentRefused
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, audience, consent_of, evolve_ledger
from domain.events import Event
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.words import CaseId, PersonId

DecidingEvent = LifecycleEvent | LedgerEvent | AgreementsAdopted | PartnersEvent | AppointmentEvent


Said = ConsentExplained | ConsentRefused | ConsentReassessed
"""What people may mean as something new, though the words are the same."""


class Deciding(Struct, frozen=True):
    """The case, its ledger, the agreements that hold, the organisations there are, the recorder's roles.

    `said` is what was told, refused and asked again last, by whom or by consent.
    """

    case: CaseView = NEW
    ledger: Ledger = SILENT
    said: dict[tuple[type[Said], str], Said] = {}
    agreements: Agreements | None = None
    partners: Partners = Partners()
    roles: Appointments = ()


class ConsentCommand(Command[Deciding, DecidingEvent], frozen=True):
    """A command about consent by somebody who works with the client. `today` is the day in Amsterdam."""

    case: CaseId
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The case and its ledger, the agreements, the partners, and the roles of who records it."""
        return (life_of(self.case), consent_of(self.case), AGREEMENTS, PARTNERS, roles_of(self.by))

    def initial(self) -> Deciding:
        """Nothing known."""
        return Deciding()

    def evolve(self, view: Deciding, event: DecidingEvent) -> Deciding:
        """Each event to its own part."""
        if isinstance(event, Said):
            view = structs.replace(view, said={**view.said, _key(event): event})
        if isinstance(event, LedgerEvent):
            return structs.replace(view, ledger=evolve_ledger(view.ledger, event))
        if isinstance(event, AgreementsAdopted):
            return structs.replace(view, agreements=event.document)
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def require_worker(self, view: Deciding) -> None:
        """Refuse a case that is not worked on, and somebody who does not work with its client.

        Raises:
            Refused: naming the case or the person's pseudonym.
        """
        if not works_with(workable(self.case, view.case), view.roles, self.by, self.today):
            raise Refused(
                "toestemming.rol",
                f"{self.by} werkt niet bij de instelling van deze casus.",
                "Dit doet wie de casus heeft, of iemand van de instelling zelf.",
            )


def _key(event: Said) -> tuple[type[Said], str]:
    match event:
        case ConsentExplained(to=giver) | ConsentRefused(by=giver):
            return type(event), audience(giver)
        case ConsentReassessed(consent=consent):
            return type(event), consent
        case _:
            assert_never(event)


def unless_said(view: Deciding, event: Said) -> list[Event]:
    """The event; nothing when it says on the same day what was said last, and leaves the ledger as it is."""
    same = view.said.get(_key(event)) == event and evolve_ledger(view.ledger, event) == view.ledger
    return [] if same else [event]


def agreed(view: Deciding) -> Agreements:
    """The agreements that hold.

    Raises:
        Refused: when there are none.
    """
    if view.agreements is None:
        raise Refused(
            "afspraken.geen", "Er zijn nog geen werkafspraken vastgesteld.", "Zie: opplussen agreements adopt"
        )
    return view.agreements
