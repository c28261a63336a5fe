"""The organisations, pairs and appointments as rows."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select, update
from sqlalchemy.sql.dml import Update

from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.events import Event
from domain.partners import FacilityJoined, OrganisationAdded, UnitPaired
from projections.tables.agreed import appointments, organisations
from projections.writing import Row, insert_absent, upsert


def fold_partner(connection: Connection, event: Event) -> None:
    """Write what one event changes; events about other things change nothing here."""
    match event:
        case OrganisationAdded(organisation=organisation, kind=kind, name=name):
            upsert(connection, organisations, [_organisation(organisation, kind, name)])
        case FacilityJoined(facility=facility, name=name):
            upsert(connection, organisations, [_organisation(facility, "instelling", name)])
        case UnitPaired(facility=facility, unit=unit):
            where = organisations.c.organisation == facility
            connection.execute(update(organisations).where(where).values(unit=unit))
        case PersonAppointed():
            row = {
                "organisation": event.organisation,
                "role": event.role,
                "person": event.person,
                "since": event.since,
                "until": event.until,
                "substitute": None,
            }
            upsert(connection, appointments, [row])
        case SubstituteAppointed():
            connection.execute(_of(event, event.since).values(substitute=event.substitute))
        case AppointmentEnded():
            connection.execute(_of(event, event.on).values(until=event.on))
        case _:
            pass


def fold_known(connection: Connection, event: Event) -> None:
    """See to it that an organisation is known, in a part that comes by before the one that writes it."""
    match event:
        case OrganisationAdded(organisation=organisation, kind=kind, name=name):
            insert_absent(connection, organisations, _organisation(organisation, kind, name))
        case FacilityJoined(facility=facility, name=name):
            insert_absent(connection, organisations, _organisation(facility, "instelling", name))
        case _:
            pass


def _organisation(organisation: str, kind: str, name: str) -> Row:
    return {"organisation": organisation, "kind": kind, "name": name, "unit": None}


def _of(event: SubstituteAppointed | AppointmentEnded, on: date) -> Update:
    return update(appointments).where(
        appointments.c.organisation == event.organisation,
        appointments.c.role == event.role,
        appointments.c.person == event.person,
        appointments.c.since <= on,
        appointments.c.until.is_(None) | (appointments.c.until > on),
    )


class Organisation(NamedTuple):
    """An organisation of the proeftuin; `unit` is the police unit that a facility is paired with."""

    organisation: str
    kind: str
    name: str
    unit: str | None


class Holder(NamedTuple):
    """Who holds a role in an organisation on a day."""

    organisation: str
    role: str
    person: str
    substitute: str | None


def partners(connection: Connection) -> list[Organisation]:
    """All organisations, by kind and name."""
    rows = connection.execute(
        select(
            organisations.c.organisation, organisations.c.kind, organisations.c.name, organisations.c.unit
        ).order_by(organisations.c.kind, organisations.c.organisation)
    )
    return [Organisation(*row) for row in rows]


def names(connection: Connection) -> dict[str, str]:
    """How each organisation is called, in the order of `partners`; its code where it has no name."""
    return {one.organisation: one.name or one.organisation for one in partners(connection)}


def facilities(connection: Connection) -> list[str]:
    """The facilities of the proeftuin, by name."""
    return [one.organisation for one in partners(connection) if one.kind == "instelling"]


def coordination(connection: Connection) -> str | None:
    """The organisation of the regional zorgcoördinator."""
    found = [one.organisation for one in partners(connection) if one.kind == "zorgcoordinatie"]
    return found[0] if found else None


def people(connection: Connection, on: date) -> list[Holder]:
    """Who holds which role on a day."""
    a = appointments.c
    rows = connection.execute(
        select(a.organisation, a.role, a.person, a.substitute)
        .where(a.since <= on, a.until.is_(None) | (a.until > on))
        .order_by(a.organisation, a.role, a.person)
    )
    return [Holder(*row) for row in rows]
