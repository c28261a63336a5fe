"""For which side of a pair a viewer may sign and hold meetings, or why they may not."""

from domain.commands import Refused
from domain.watchlists.pair import Teams, speaks_for
from domain.words import OrganisationId, Side
from web.visit import Visit


def side_of(visit: Visit, facility: OrganisationId) -> tuple[Side | None, Refused | None]:
    """The side that the viewer speaks for, or the refusal that says why they speak for none."""
    teams = Teams(visit.reader.partners.units.get(facility), visit.reader.appointments)
    try:
        return speaks_for(teams, visit.person, visit.today, facility), None
    except Refused as refused:
        return None, refused
