"""To whom an episode is handed over: who decides about it where the client is, or at the coordination."""

from typing import get_args

from domain.appointments import PersonAppointed
from domain.words import OrganisationId, Role
from tests.unit.domain.story import Story, given
from tests.unit.domain.test_escalation import OPEN, REGION, START, ZOE, hand_over
from tests.unit.domain.world import DUIN, EVA, HAVEN


def test_an_episode_is_handed_to_who_decides_about_it_where_the_client_is_or_at_the_coordination() -> None:
    def handed(where: OrganisationId, role: Role) -> Story:
        return given(*OPEN, PersonAppointed(EVA, where, role, START)).when(hand_over(ZOE, EVA))

    deciding = {"hulpverlener", "aandachtsfunctionaris", "kernteam_zorg"}
    for role in get_args(Role):
        here, there = handed(HAVEN, role), handed(REGION, role)
        assert (here.refused is None) == (role in deciding), role
        assert (there.refused is None) == (role == "zorgcoordinator"), role
        handed(DUIN, role).then_refused("escalatie.naar")
    given(*OPEN).when(hand_over(ZOE, EVA)).then_refused("escalatie.naar")
