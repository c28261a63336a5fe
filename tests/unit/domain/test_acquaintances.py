"""Who is around the client by name is recorded by who works with them, and read by the check alone."""

import pytest
from msgspec import structs

from domain.acquaintances import AcquaintanceNamed, NameAcquaintance
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, CARLA, MEES, TEAM, TODAY, closed, registered

NAME = NameAcquaintance(MEES, CARLA, TODAY, "Joris de Boer", "vriend")
NAMED = AcquaintanceNamed(MEES, "Joris de Boer", "vriend")


def test_somebody_around_the_client_is_named_once() -> None:
    given(*TEAM, *registered(MEES)).when(NAME).then(NAMED).when(NAME).then()


@pytest.mark.parametrize(("change", "code"), [({"name": " "}, "bekende.naam"), ({"by": BRAM}, "bekende.rol")])
def test_a_name_is_given_by_who_works_with_the_client(change: dict[str, str], code: str) -> None:
    given(*TEAM, *registered(MEES)).when(structs.replace(NAME, **change)).then_refused(code)


def test_nobody_is_named_in_a_case_that_is_not_worked_on() -> None:
    given(*TEAM, *closed(MEES)).when(NAME).then_refused("casus.gesloten")
