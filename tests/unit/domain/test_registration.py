"""Police who suspect exploitation have who may be a victim registered at CoMensha."""

from msgspec import structs

from domain.disclosure.assessing import RegisterVictim
from domain.disclosure.events import VictimRegistered
from tests.unit.domain.sharing import D1, GIJS
from tests.unit.domain.test_disclosure_following import LEFT, REGISTER, assess
from tests.unit.domain.world import CARLA, HAVEN, MEES, TODAY, TOMORROW, UNIT


def test_police_who_suspect_something_have_the_victim_registered_once() -> None:
    registered = RegisterVictim(MEES, D1, GIJS, TODAY, HAVEN, UNIT, TODAY)
    suspected = LEFT.when(assess())
    assert suspected.happened[-1] == REGISTER
    done = suspected.when(registered).then(VictimRegistered(MEES, D1, TODAY, GIJS))
    assert REGISTER not in done.when(assess(knowledge="redelijk_vermoeden", reasons="Meer.")).happened
    assert REGISTER not in suspected.when(assess(reasons="Nog steeds te weinig.")).happened, "it is due once"
    suspected.when(structs.replace(registered, by=CARLA)).then_refused("ontvangst.rol")
    suspected.when(structs.replace(registered, on=TOMORROW)).then_refused("aanmelden.toekomst")
    assert REGISTER not in LEFT.when(assess(course="geen_onderzoek")).happened, "nothing is suspected of it"
