"""Giving somebody a role, naming who stands in for them, and letting the role end.

Sources: handreiking (fixed contacts, substitutes), factsheet (a small kernteam, disciplines of the police).
"""

from datetime import date

from msgspec import Struct, structs

from domain.appointments import (
    APPOINTMENT_EVENTS,
    KEEPER,
    KEEPING,
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
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.partners import FacilityJoined, OrganisationAdded, OrganisationKind
from domain.words import OrganisationId, Personal, PersonId, Role

OVERSIGHT: frozenset[Role] = frozenset({"auditor", "fg", KEEPER})
"""Who keeps watch or keeps the system can work at any organisation."""
_HELP: frozenset[Role] = frozenset({"hulpverlener", "aandachtsfunctionaris", "veiligheidsfunctionaris"})
FITS: dict[OrganisationKind, frozenset[Role]] = {
    "instelling": _HELP | {"kernteam_zorg", "voogd", "meldpunt"},
    "eenheid": frozenset({"kernteam_politie", "avim", "basisteam", "zeden"}),
    "zorgcoordinatie": frozenset({"zorgcoordinator", "meldpunt"}),
    "wijkteam": _HELP | {"voogd"},
    "school": _HELP,
    "gemeente": _HELP | {"zorgcoordinator", "meldpunt"},
    "voogdij": _HELP | {"voogd"},
    "overig": _HELP | {"voogd", "zorgcoordinator", "meldpunt"},
    "parket": frozenset({"om"}),
}
"""Which roles there are in each kind of organisation, beside those that keep watch."""

# view


class Posts(Struct, frozen=True):
    """What kind of organisation it is, None when it takes no part, and who holds which role there."""

    kind: OrganisationKind | None = None
    held: Appointments = ()


PostEvent = AppointmentEvent | OrganisationAdded | FacilityJoined

# commands


class AppointmentCommand(Command[Posts, PostEvent], frozen=True):
    """A command about the appointments of one organisation."""

    person: PersonId
    organisation: OrganisationId
    role: Role

    def boundary(self) -> Query:
        """The organisation's appointments, and what kind it is."""
        joined = about(f"organisation:{self.organisation}", OrganisationAdded, FacilityJoined)
        return (appointments_of(self.organisation), joined)

    def initial(self) -> Posts:
        """Nobody yet."""
        return Posts()

    def evolve(self, view: Posts, event: PostEvent) -> Posts:
        """Each event to its own part."""
        match event:
            case FacilityJoined():
                return structs.replace(view, kind="instelling")
            case OrganisationAdded(kind=kind):
                return structs.replace(view, kind=kind)
            case _:
                return structs.replace(view, held=evolve_appointments(view.held, event))

    def held(self, view: Posts, on: date) -> Appointment | None:
        """This person's appointment in this role here on that day."""
        found = holders(view.held, self.role, on, self.organisation)
        return next((one for one in found if one.person == self.person), None)


class AppointPerson(AppointmentCommand, frozen=True):
    """Give somebody a role in an organisation."""

    attempt = "aanstellen"

    since: date
    until: date | None = None
    name: Personal = ""
    phone: Personal = ""

    def decide(self, view: Posts) -> list[Event]:
        """Once for a period that has a length, where there is such a role."""
        self._require_fitting(view)
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

    def _require_fitting(self, view: Posts) -> None:
        if view.kind is None:
            raise Refused(
                "aanstelling.organisatie",
                f"De organisatie {self.organisation} doet niet mee.",
                "Controleer de code, of laat de beheerder de organisatie eerst toevoegen.",
            )
        fitting = FITS[view.kind] | OVERSIGHT
        if self.role not in fitting:
            raise Refused(
                "aanstelling.past_niet",
                f"De rol {self.role} bestaat niet bij een organisatie van de soort {view.kind}.",
                f"Kies een rol die daar bestaat: {', '.join(sorted(fitting))}.",
            )


class AppointSubstitute(AppointmentCommand, frozen=True):
    """Name who takes somebody's place."""

    attempt = "vervanger_aanwijzen"

    substitute: PersonId
    since: date

    def decide(self, view: Posts) -> list[Event]:
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

    def boundary(self) -> Query:
        """As of all; of a beheerder also who else is one, wherever."""
        keepers = (about(KEEPING, *APPOINTMENT_EVENTS),) if self.role == KEEPER else ()
        return (*super().boundary(), *keepers)

    def decide(self, view: Posts) -> list[Event]:
        """Only a role that is held can end, and that of the last beheerder stays: nobody could give roles."""
        held = self.held(view, self.on)
        if held is None:
            raise Refused(
                "aanstelling.geen",
                f"{self.person} heeft deze rol niet.",
                "Controleer de persoon, de organisatie en de rol.",
            )
        if self.role == KEEPER and all(one == held for one in holders(view.held, KEEPER, self.on)):
            raise Refused(
                "aanstelling.laatste_beheerder",
                f"{self.person} is de laatste beheerder. Zonder beheerder kan niemand rollen geven.",
                "Maak eerst iemand anders beheerder, en laat daarna deze rol eindigen.",
            )
        later = tuple(dict.fromkeys(one.person for one in held.stand_ins if one.since > self.on))
        return [
            AppointmentEnded(
                self.person, self.organisation, self.role, self.on, held.substitute(self.on), later
            )
        ]
