"""Whom to call now: who holds a role in an organisation, who stands in for them, and on what number."""

from datetime import date
from typing import NamedTuple

from domain.appointments import (
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    appointments_of,
    evolve_appointments,
    holders,
    roles_of,
)
from domain.words import OrganisationId, Personal, PersonId, Role
from eventlog.log import Log


class Reachable(NamedTuple):
    """Somebody to call; `instead_of` is whom they stand in for. Without a number it is empty."""

    person: PersonId
    name: Personal
    phone: Personal
    instead_of: PersonId | None = None


def reachable(log: Log, role: Role, organisation: OrganisationId, on: date) -> list[Reachable]:
    """Who can be called for a role on a day: first who holds it, then who stands in for them."""
    view: Appointments = ()
    for entry in log.read([appointments_of(organisation)]).entries:
        if isinstance(entry.event, AppointmentEvent):
            view = evolve_appointments(view, entry.event)
    held = holders(view, role, on, organisation)
    first = [_told(log, one.person) for one in held]
    return first + [
        _told(log, one.substitute)._replace(instead_of=one.person) for one in held if one.substitute
    ]


def _told(log: Log, person: PersonId) -> Reachable:
    """The name and number last given for a person, in whatever role."""
    found = Reachable(person, "", "")
    for entry in log.read([roles_of(person)]).entries:
        event = entry.event
        if isinstance(event, PersonAppointed) and event.person == person:
            found = Reachable(person, event.name or found.name, event.phone or found.phone)
    return found
