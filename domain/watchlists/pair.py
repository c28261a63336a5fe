"""Who speaks for which side of a facility's list: its own kernteam of care, and that of its police unit."""

from datetime import date

from domain.appointments import Appointments, holders
from domain.commands import Item, Refused, about
from domain.partners import UnitPaired
from domain.words import OrganisationId, PersonId, Side


def unit_of(facility: OrganisationId) -> Item:
    """The boundary item for the unit that a facility is paired with."""
    return about(f"organisation:{facility}", UnitPaired)


def speaks_for(
    roles: Appointments, person: PersonId, on: date, facility: OrganisationId, unit: OrganisationId | None
) -> Side:
    """The side for which a person may weigh and agree on a day.

    Raises:
        Refused: when the facility has no unit, or the person is in neither kernteam of this pair.
    """
    if unit is None:
        raise Refused(
            "lijst.geen_eenheid",
            f"De instelling {facility} heeft nog geen politie-eenheid.",
            "Laat de beheerder een eenheid koppelen.",
        )
    if any(held.person == person for held in holders(roles, "kernteam_zorg", on, facility)):
        return "zorg"
    if any(held.person == person for held in holders(roles, "kernteam_politie", on, unit)):
        return "politie"
    raise Refused(
        "lijst.kernteam",
        f"{person} zit op deze dag niet in het kernteam van {facility} of van {unit}.",
        "Laat iemand van het kernteam van zorg of van politie dit doen.",
    )
