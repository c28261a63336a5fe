"""Who holds which role where, for how long, and who takes their place.

Sources: handreiking (fixed contacts, substitutes, a number that is answered day and night), factsheet
(a small kernteam).
"""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.subjects import worker
from domain.words import OrganisationId, Personal, PersonId, Role

ALWAYS_REACHED: frozenset[Role] = frozenset(
    {"kernteam_zorg", "kernteam_politie", "aandachtsfunctionaris", "avim"}
)
"""Roles whose number is answered day and night (handreiking: fixed contacts)."""

# events


class PersonAppointed(Event, frozen=True):
    """A person holds a role in an organisation for a period, with a number that is answered day and night."""

    person: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None
    name: Personal = ""
    phone: Personal = ""

    def tags(self) -> tuple[str, ...]:
        """By person, and by the organisation's appointments."""
        return (f"person:{self.person}", f"appointments:{self.organisation}")

    def subjects(self) -> tuple[str, ...]:
        """Who was appointed."""
        return (worker(self.person),)


class SubstituteAppointed(Event, frozen=True):
    """Somebody takes a person's place in a role when that person does not answer."""

    person: PersonId
    substitute: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None

    def tags(self) -> tuple[str, ...]:
        """By both people, and by the organisation's appointments."""
        return (
            f"person:{self.person}",
            f"person:{self.substitute}",
            f"appointments:{self.organisation}",
        )


class AppointmentEnded(Event, frozen=True):
    """A person no longer holds the role, from `on` on; nor does anybody in their place."""

    person: PersonId
    organisation: OrganisationId
    role: Role
    on: date
    substitute: PersonId | None = None

    def tags(self) -> tuple[str, ...]:
        """By both people, and by the organisation's appointments."""
        people = [person for person in (self.person, self.substitute) if person is not None]
        return (*[f"person:{person}" for person in people], f"appointments:{self.organisation}")


AppointmentEvent = PersonAppointed | SubstituteAppointed | AppointmentEnded
APPOINTMENT_EVENTS = (PersonAppointed, SubstituteAppointed, AppointmentEnded)

# view


class Appointment(Struct, frozen=True):
    """One role held in one organisation from `since` until just before `until`."""

    person: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None
    substitute: PersonId | None = None

    def holds(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.since <= on and (self.until is None or on < self.until)


Appointments = tuple[Appointment, ...]


def _same(held: Appointment, event: AppointmentEvent) -> bool:
    return (held.person, held.organisation, held.role) == (event.person, event.organisation, event.role)


def evolve_appointments(view: Appointments, event: AppointmentEvent) -> Appointments:
    """The appointments after one more event about them."""
    match event:
        case PersonAppointed():
            kept = tuple(held for held in view if not (_same(held, event) and held.holds(event.since)))
            return (
                *kept,
                Appointment(event.person, event.organisation, event.role, event.since, event.until),
            )
        case SubstituteAppointed():
            known = [held for held in view if _same(held, event) and held.holds(event.since)]
            if not known:  # the roles of the substitute alone: the event itself tells whose place it is
                place = Appointment(event.person, event.organisation, event.role, event.since, event.until)
                return (*view, structs.replace(place, substitute=event.substitute))
            return tuple(
                structs.replace(held, substitute=event.substitute) if held in known else held for held in view
            )
        case AppointmentEnded():
            return tuple(
                structs.replace(held, until=event.on) if _same(held, event) and held.holds(event.on) else held
                for held in view
            )
        case _:
            assert_never(event)


def appointments_of(organisation: OrganisationId) -> Item:
    """The boundary item for the appointments of one organisation."""
    return about(f"appointments:{organisation}", *APPOINTMENT_EVENTS)


def roles_of(person: PersonId) -> Item:
    """The boundary item for the roles of one person."""
    return about(f"person:{person}", *APPOINTMENT_EVENTS)


def holders(
    view: Appointments, role: Role, on: date, organisation: OrganisationId | None = None
) -> Appointments:
    """Who holds a role on a day, in one organisation when it is given, by start and then by name."""
    found = [
        held
        for held in view
        if held.role == role
        and held.holds(on)
        and (organisation is None or held.organisation == organisation)
    ]
    return tuple(sorted(found, key=lambda held: (held.since, held.person)))


def places(view: Appointments, person: PersonId, on: date) -> Appointments:
    """The places that somebody may act in on a day: their own first, then those of whom they replace.

    Nobody takes a place in an organisation that they left, nor in a role that they held there themselves
    until it ended, before they are appointed again.
    """
    in_order = sorted(view, key=lambda held: (held.role, held.organisation))
    own = [held for held in in_order if held.person == person and held.since <= on]
    now = [held for held in own if held.holds(on)]
    left = {held.organisation for held in own} - {held.organisation for held in now}
    ended = {_where(held) for held in own} - {_where(held) for held in now}
    taken = [
        held
        for held in in_order
        if held.substitute == person
        and held.holds(on)
        and held.organisation not in left
        and _where(held) not in ended
    ]
    return (*now, *taken)


def _where(held: Appointment) -> tuple[OrganisationId, Role]:
    return held.organisation, held.role


# commands


class AppointmentCommand(Command[Appointments, AppointmentEvent], frozen=True):
    """A command about the appointments of one organisation."""

    person: PersonId
    organisation: OrganisationId
    role: Role

    def boundary(self) -> Query:
        """The organisation's appointments."""
        return (appointments_of(self.organisation),)

    def initial(self) -> Appointments:
        """Nobody yet."""
        return ()

    def evolve(self, view: Appointments, event: AppointmentEvent) -> Appointments:
        """One fold for all of them."""
        return evolve_appointments(view, event)

    def held(self, view: Appointments, on: date) -> Appointment | None:
        """This person's appointment in this role here on that day."""
        found = holders(view, self.role, on, self.organisation)
        return next((one for one in found if one.person == self.person), None)


class AppointPerson(AppointmentCommand, frozen=True):
    """Give somebody a role in an organisation."""

    attempt = "aanstellen"

    since: date
    until: date | None = None
    name: Personal = ""
    phone: Personal = ""

    def decide(self, view: Appointments) -> list[Event]:
        """Once for a period that has a length."""
        if self.until is not None and self.until <= self.since:
            raise Refused(
                "aanstelling.periode",
                "De aanstelling eindigt niet na het begin.",
                "Kies een einde dat na het begin ligt.",
            )
        if self.held(view, self.since) is not None:
            raise Refused(
                "aanstelling.bestaat",
                f"{self.person} heeft deze rol al.",
                "Laat de rol eerst eindigen, of kies iemand anders.",
            )
        return [
            PersonAppointed(
                self.person, self.organisation, self.role, self.since, self.until, self.name, self.phone
            )
        ]


class AppointSubstitute(AppointmentCommand, frozen=True):
    """Name who takes somebody's place."""

    attempt = "vervanger_aanwijzen"

    substitute: PersonId
    since: date

    def decide(self, view: Appointments) -> list[Event]:
        """Somebody else, for a role that is held; the same one once."""
        if self.substitute == self.person:
            raise Refused("vervanger.zelf", "Iemand kan niet de eigen vervanger zijn.", "Kies iemand anders.")
        held = self.held(view, self.since)
        if held is None:
            raise Refused(
                "vervanger.rol", f"{self.person} heeft deze rol niet.", "Geef deze persoon eerst de rol."
            )
        if held.substitute == self.substitute:
            return []
        return [
            SubstituteAppointed(
                self.person, self.substitute, self.organisation, self.role, self.since, held.until
            )
        ]


class EndAppointment(AppointmentCommand, frozen=True):
    """Let a role end."""

    attempt = "aanstelling_beëindigen"

    on: date

    def decide(self, view: Appointments) -> list[Event]:
        """Only a role that is held can end."""
        held = self.held(view, self.on)
        if held is None:
            raise Refused(
                "aanstelling.geen",
                f"{self.person} heeft deze rol niet.",
                "Controleer de persoon, de organisatie en de rol.",
            )
        return [AppointmentEnded(self.person, self.organisation, self.role, self.on, held.substitute)]
