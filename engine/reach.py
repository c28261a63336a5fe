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
    places,
    roles_of,
)
from domain.words import OrganisationId, Personal, PersonId, Role
from eventlog.log import Log
from projections.partners import Holder


class Reachable(NamedTuple):
    """Somebody to call; `instead_of` is whom they stand in for. Without a number it is empty."""

    person: PersonId
    name: Personal
    phone: Personal
    instead_of: PersonId | None = None


def standing_in(log: Log, holder: Holder, on: date) -> str | None:
    """Who takes the place of somebody with a role on a day; None when nobody may."""
    organisation, person = OrganisationId(holder.organisation), PersonId(holder.person)
    view = _appointments(log, organisation)
    for one in view:
        if (one.person, one.role) == (person, holder.role) and one.holds(on):
            stands_in = one.substitute(on)
            return stands_in if stands_in and one in places(view, stands_in, on) else None
    return None


def _appointments(log: Log, organisation: OrganisationId) -> Appointments:
    view: Appointments = ()
    for entry in log.read([appointments_of(organisation)]).entries:
        if isinstance(entry.event, AppointmentEvent):
            view = evolve_appointments(view, entry.event)
    return view


def reachable(log: Log, role: Role, organisation: OrganisationId, on: date) -> list[Reachable]:
    """Who can be called for a role on a day: first who holds it, then who stands in for them."""
    view = _appointments(log, organisation)
    held = holders(view, role, on, organisation)
    first = [_told(log, one.person) for one in held]
    return first + [
        _told(log, stands_in)._replace(instead_of=one.person)
        for one in held
        if (stands_in := one.substitute(on)) and one in places(view, stands_in, on)
    ]


def _told(log: Log, person: PersonId) -> Reachable:
    """The name and number last given for a person, in whatever role."""
    found = Reachable(person, "", "")
    for entry in log.read([roles_of(person)]).entries:
        event = entry.event
        if isinstance(event, PersonAppointed) and event.person == person:
            found = Reachable(person, event.name or found.name, event.phone or found.phone)
    return found
