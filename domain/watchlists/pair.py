"""Who speaks for which side of a pair: a facility's own kernteam of care, and that of its police unit.

What both sides do together (weigh, agree, meet) depends on this: which unit is paired, and who holds which
role.
"""

from datetime import date

from msgspec import Struct, structs

from domain.acting.rule import side_in
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments
from domain.commands import Item, Refused, about
from domain.partners import UnitPaired
from domain.words import OrganisationId, PersonId, Side

TeamEvent = UnitPaired | AppointmentEvent


class Teams(Struct, frozen=True):
    """The unit that a facility is paired with, and the appointments that were looked up."""

    unit: OrganisationId | None = None
    roles: Appointments = ()


def evolve_teams(view: Teams, event: TeamEvent) -> Teams:
    """Each event to its own part."""
    if isinstance(event, UnitPaired):
        return structs.replace(view, unit=event.unit)
    return structs.replace(view, roles=evolve_appointments(view.roles, event))


def unit_of(facility: OrganisationId) -> Item:
    """The boundary item for the unit that a facility is paired with."""
    return about(f"organisation:{facility}", UnitPaired)


def speaks_for(teams: Teams, person: PersonId, on: date, facility: OrganisationId) -> Side:
    """The side for which a person may weigh and agree on a day.

    Raises:
        Refused: when the facility has no unit, or the person is in neither kernteam of this pair.
    """
    if teams.unit is None:
        raise Refused(
            "lijst.geen_eenheid",
            f"De instelling {facility} heeft nog geen politie-eenheid.",
            "Laat de beheerder een eenheid koppelen.",
        )
    side = side_in(facility, teams.unit, teams.roles, person, on)
    if side is not None:
        return side
    raise Refused(
        "lijst.kernteam",
        f"{person} zit op deze dag niet in het kernteam van {facility} of van {teams.unit}.",
        "Laat iemand van het kernteam van zorg of van politie dit doen.",
    )
