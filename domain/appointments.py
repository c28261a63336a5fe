"""Who holds which role where, for how long, and who takes their place.

Sources: handreiking (fixed contacts, substitutes, a number that is answered day and night), factsheet
(a small kernteam).
"""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.commands import Item, about
from domain.events import Event
from domain.subjects import worker
from domain.words import OrganisationId, Personal, PersonId, Role

ALWAYS_REACHED: frozenset[Role] = frozenset(
    {"kernteam_zorg", "kernteam_politie", "aandachtsfunctionaris", "avim"}
)
"""Roles whose number is answered day and night (handreiking: fixed contacts)."""

KEEPER: Role = "beheerder"
"""The role that gives all others."""
KEEPING = f"role:{KEEPER}"

# events


def _told_to(organisation: OrganisationId, *people: PersonId | None) -> tuple[str, ...]:
    """By everybody whom it is about, once, and by the organisation's appointments."""
    told = dict.fromkeys(f"person:{person}" for person in people if person is not None)
    return (*told, f"appointments:{organisation}")


def _keeping(role: Role) -> tuple[str, ...]:
    """Who keeps the list of people is found wherever they work: the last of them stays."""
    return (KEEPING,) if role == KEEPER else ()


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
        return (f"person:{self.person}", f"appointments:{self.organisation}", *_keeping(self.role))

    def subjects(self) -> tuple[str, ...]:
        """Who was appointed."""
        return (worker(self.person),)


class SubstituteAppointed(Event, frozen=True):
    """Somebody takes a person's place in a role, from `since` on.

    `until` is when the role ends or the next one takes the place, `held_since` when that person began to hold
    the role, `instead_of` who took their place until then: so each of the three hears of it, and knows by
    their own events alone in whose place they act.
    """

    person: PersonId
    substitute: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None
    held_since: date | None = None
    instead_of: PersonId | None = None

    def tags(self) -> tuple[str, ...]:
        """By all of them, and by the organisation's appointments."""
        return _told_to(self.organisation, self.person, self.substitute, self.instead_of)


class AppointmentEnded(Event, frozen=True):
    """A person no longer holds the role, from `on` on; nor does anybody in their place.

    `later` are those who would take that place after the substitute of that day.
    """

    person: PersonId
    organisation: OrganisationId
    role: Role
    on: date
    substitute: PersonId | None = None
    later: tuple[PersonId, ...] = ()

    def tags(self) -> tuple[str, ...]:
        """By all of them, and by the organisation's appointments."""
        told = _told_to(self.organisation, self.person, self.substitute, *self.later)
        return (*told, *_keeping(self.role))


AppointmentEvent = PersonAppointed | SubstituteAppointed | AppointmentEnded
APPOINTMENT_EVENTS = (PersonAppointed, SubstituteAppointed, AppointmentEnded)

# view


class StandIn(Struct, frozen=True):
    """Who takes a place from a day on, until that day or until the next one does."""

    person: PersonId
    since: date
    until: date | None = None


class Appointment(Struct, frozen=True):
    """One role held in one organisation from `since` until just before `until`; who stands in, by day."""

    person: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None
    stand_ins: tuple[StandIn, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def substitute(self, on: date) -> PersonId | None:
        """Who takes the place on that day, whether or not the role is held then."""
        last = next((one for one in reversed(self.stand_ins) if one.since <= on), None)
        return last.person if last is not None and (last.until is None or on < last.until) else None

    def stood_in(self, person: PersonId, since: date, until: date | None = None) -> "Appointment":
        """The same with somebody who takes the place from a day on; who was to come after, comes after."""
        others = [one for one in self.stand_ins if one.since != since]
        in_order = sorted([*others, StandIn(person, since, until)], key=lambda one: one.since)
        return structs.replace(self, stand_ins=tuple(in_order))


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
                began = event.held_since or event.since
                place = Appointment(event.person, event.organisation, event.role, began, event.until)
                return (*view, place.stood_in(event.substitute, event.since, event.until))
            return tuple(
                held.stood_in(event.substitute, event.since, event.until) if held in known else held
                for held in view
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
        if held.substitute(on) == person
        and held.holds(on)
        and held.organisation not in left
        and _where(held) not in ended
    ]
    return (*now, *taken)


def _where(held: Appointment) -> tuple[OrganisationId, Role]:
    return held.organisation, held.role
