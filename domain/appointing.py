"""Giving somebody a role, naming who stands in for them, and letting the role end.

Sources: handreiking (fixed contacts, substitutes), factsheet (a small kernteam).
"""

from datetime import date

from domain.appointments import (
    Appointment,
    AppointmentEnded,
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    SubstituteAppointed,
    appointments_of,
    evolve_appointments,
    holders,
)
from domain.commands import Command, Query, Refused
from domain.events import Event
from domain.words import OrganisationId, Personal, PersonId, Role

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
        before = held.substitute(self.since)
        if before == self.substitute:
            return []
        ends = [one.since for one in held.stand_ins if one.since > self.since]
        until = min([*ends, *([held.until] if held.until else [])], default=None)
        return [
            SubstituteAppointed(
                self.person,
                self.substitute,
                self.organisation,
                self.role,
                self.since,
                until,
                held.since,
                before,
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
        later = tuple(dict.fromkeys(one.person for one in held.stand_ins if one.since > self.on))
        return [
            AppointmentEnded(
                self.person, self.organisation, self.role, self.on, held.substitute(self.on), later
            )
        ]
