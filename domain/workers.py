"""Who works with a case: whoever has it, and those of its own facility whose role it is.

Source: stappenplan step 5 (who asks advice stays responsible; the professional decides).
"""

from datetime import date

from domain.appointments import Appointments, places
from domain.cases.standing import Open
from domain.words import PersonId, Role

OWN_ROLES: tuple[Role, ...] = ("hulpverlener", "aandachtsfunctionaris", "kernteam_zorg")
"""Who of the case's own facility acts for it: the professional decides, others advise (S step 5)."""


def works_with(now: Open, roles: Appointments, person: PersonId, on: date) -> bool:
    """Whether this person has the case, or a role for it at its facility."""
    return person == now.owner or any(
        held.role in OWN_ROLES and held.organisation == now.facility for held in places(roles, person, on)
    )
