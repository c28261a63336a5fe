"""Who is around the client by name: parents, friends, the boyfriend; so that nothing anonymous names them.

Sources: handreiking (name the persons of the network; advice is always anonymous), stappenplan 2.
"""

from datetime import date
from typing import Literal

from msgspec import Struct, structs

from domain.acting.rule import works_with
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
    """Somebody around the client, by name; only the check of what is anonymous reads it."""

    case: CaseId
    name: Personal
    relation: Relation

    tagged = ("case",)

    def subjects(self) -> tuple[str, ...]:
        """The client and who is around them: without either key no name is read."""
        return (client_of(self.case), around(self.case))


# view


class Around(Struct, frozen=True):
    """The case, who was named, and the roles of who records it."""

    case: CaseView = NEW
    named: tuple[AcquaintanceNamed, ...] = ()
    roles: Appointments = ()


# command


class NameAcquaintance(Command[Around, LifecycleEvent | AcquaintanceNamed | AppointmentEvent], frozen=True):
    """Record the name of somebody around the client. `today` is the day in Europe/Amsterdam."""

    attempt = "bekende_noemen"

    case: CaseId
    by: PersonId
    today: date
    name: Personal
    relation: Relation

    def boundary(self) -> Query:
        """The life of the case, who was named, and the roles of who records it."""
        return (life_of(self.case), about(f"case:{self.case}", AcquaintanceNamed), roles_of(self.by))

    def initial(self) -> Around:
        """Nobody."""
        return Around()

    def evolve(self, view: Around, event: LifecycleEvent | AcquaintanceNamed | AppointmentEvent) -> Around:
        """Each event to its own part."""
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
        named = AcquaintanceNamed(self.case, self.name, self.relation)
        return [] if named in view.named else [named]
