"""Who is around the client by name: parents, friends, the boyfriend; so that nothing anonymous names them.

Sources: handreiking (name the persons of the network, tell the client how long that is kept; advice is always
anonymous), stappenplan 2.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct, structs

from domain.acting.rule import works_with
from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.standing import NEW, CaseView, LifecycleEvent, life_of, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.subjects import around, client_of
from domain.words import CaseId, Personal, PersonId

Relation = Literal["ouder", "familie", "vriend", "partner", "bezoeker", "vertegenwoordiger", "anders"]

# events


class AcquaintanceNamed(Event, frozen=True):
    """Somebody around the client, by name; only the check of what is anonymous reads it.

    By `until` it is looked at again; None where the working agreements had no term for it yet.
    """

    case: CaseId
    name: Personal
    relation: Relation
    until: date | None = None

    tagged = ("case",)

    def subjects(self) -> tuple[str, ...]:
        """The client and who is around them: without either key no name is read."""
        return (client_of(self.case), around(self.case))


# view


class Around(Struct, frozen=True):
    """The case, who was named, the roles of who records it, and the agreements that hold."""

    case: CaseView = NEW
    named: tuple[AcquaintanceNamed, ...] = ()
    roles: Appointments = ()
    agreements: Agreements | None = None


AroundEvent = LifecycleEvent | AcquaintanceNamed | AppointmentEvent | AgreementsAdopted


def passed(named: Iterable[AcquaintanceNamed], on: date) -> int:
    """Of how many people the term is over on a day, by what was said of each last."""
    last = {one.name: one.until for one in named}
    return sum(until is not None and until <= on for until in last.values())


# command


class NameAcquaintance(Command[Around, AroundEvent], frozen=True):
    """Record the name of somebody around the client; again begins its term anew.

    `today` is the day in Europe/Amsterdam.
    """

    attempt = "bekende_noemen"

    case: CaseId
    by: PersonId
    today: date
    name: Personal
    relation: Relation

    def boundary(self) -> Query:
        """The life of the case, who was named, the roles of who records it, and the agreements."""
        named = about(f"case:{self.case}", AcquaintanceNamed)
        return (life_of(self.case), named, roles_of(self.by), AGREEMENTS)

    def initial(self) -> Around:
        """Nobody."""
        return Around()

    def evolve(self, view: Around, event: AroundEvent) -> Around:
        """Each event to its own part."""
        if isinstance(event, AgreementsAdopted):
            return structs.replace(view, agreements=event.document)
        if isinstance(event, AcquaintanceNamed):
            return structs.replace(view, named=(*view.named, event))
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Around) -> list[Event]:
        """By who works with the client; the same person once."""
        if not works_with(workable(self.case, view.case), view.roles, self.by, self.today):
            raise Refused(
                "bekende.rol",
                f"{self.by} werkt niet bij de instelling van deze casus.",
                "Dit doet wie de casus heeft, of iemand van de instelling zelf.",
            )
        if not self.name.strip():
            raise Refused(
                "bekende.naam", "Er staat geen naam.", "Schrijf de naam, ook als u alleen een voornaam kent."
            )
        agreed = view.agreements
        until = self.today + timedelta(days=agreed.terms.network_days) if agreed else None
        named = AcquaintanceNamed(self.case, self.name, self.relation, until)
        return [] if named in view.named else [named]
