"""Who is around the client by name is recorded by who works with them, and read by the check alone."""

from datetime import timedelta

import pytest
from msgspec import structs

from domain.acquaintances import AcquaintanceNamed, NameAcquaintance, passed
from tests.unit.domain.steps import START
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, CARLA, MEES, TEAM, TODAY, agreements, closed, registered

NAME = NameAcquaintance(MEES, CARLA, TODAY, "Joris de Boer", "vriend")
NAMED = AcquaintanceNamed(MEES, "Joris de Boer", "vriend")


def test_somebody_around_the_client_is_named_once() -> None:
    given(*TEAM, *registered(MEES)).when(NAME).then(NAMED).when(NAME).then()


def test_who_is_around_the_client_is_recorded_for_a_term_and_named_again_begins_it_anew() -> None:
    term = timedelta(days=agreements().terms.network_days)
    story = given(*START).when(NAME).then(structs.replace(NAMED, until=TODAY + term))
    over = TODAY + term
    first = [one for one in story.events if isinstance(one, AcquaintanceNamed)]
    assert (passed(first, over - timedelta(days=1)), passed(first, over)) == (0, 1)
    again = story.when(structs.replace(NAME, today=over)).then(structs.replace(NAMED, until=over + term))
    named = [one for one in again.events if isinstance(one, AcquaintanceNamed)]
    assert passed(named, over) == 0
    assert passed([NAMED], over) == 0, "before there was a term there is none that is over"


@pytest.mark.parametrize(("change", "code"), [({"name": " "}, "bekende.naam"), ({"by": BRAM}, "bekende.rol")])
def test_a_name_is_given_by_who_works_with_the_client(change: dict[str, str], code: str) -> None:
    given(*TEAM, *registered(MEES)).when(structs.replace(NAME, **change)).then_refused(code)


def test_nobody_is_named_in_a_case_that_is_not_worked_on() -> None:
    given(*TEAM, *closed(MEES)).when(NAME).then_refused("casus.gesloten")
