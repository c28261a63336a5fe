"""To whom what may leave and what is missing: the gate's own words, for each recipient and tier."""

import pytest
from msgspec import structs

from domain.advice.doors import Asking, Door, asker, doors
from domain.appointments import Appointments, PersonAppointed, evolve_appointments
from domain.disclosure.question import Known
from domain.disclosure.thread import Preparation
from domain.partners import Partners, evolve_partners
from domain.words import PersonId
from tests.unit.domain.consents import aged, consented, ledger
from tests.unit.domain.world import CARLA, CONVENANT, HAVEN, PARTNERS, TODAY, UNIT, agreements

REPORTER = PersonAppointed(PersonId("els"), HAVEN, "aandachtsfunctionaris", TODAY)
WORKER = PersonAppointed(CARLA, HAVEN, "hulpverlener", TODAY)
AVIM = PersonAppointed(PersonId("femke"), UNIT, "avim", TODAY)


def partners() -> Partners:
    view = Partners()
    for event in (*PARTNERS, CONVENANT):
        view = evolve_partners(view, event)  # type: ignore[arg-type]  # all of them are of partners
    return view


def known(*, agreed: bool = False) -> Known:
    roles: Appointments = ()
    for event in (REPORTER, WORKER, AVIM):
        roles = evolve_appointments(roles, event)
    consent = ledger(aged("18_plus"), consented("18_plus", recipients=("avim",))) if agreed else ledger()
    return Known(HAVEN, frozenset({CARLA}), consent, partners(), roles=roles)


def door(recipient: str, tier: int, looked: Known, *, agreed: bool = False) -> Door:
    asking = Asking(CARLA, "ernstig", agreed)
    found = doors(agreements(), looked, asking, TODAY)
    [one] = [one for one in found if (one.recipient, one.tier) == (recipient, tier)]
    return one


def codes(found: Door) -> set[str]:
    return {obstacle.code for obstacle in found.missing}


def test_without_consent_the_ground_is_one_that_does_not_rest_on_it() -> None:
    found = door("avim", 3, known())
    assert found.ground == "CONFLICT_VAN_PLICHTEN"
    assert codes(found) == {
        "weging.toestemming",
        "weging.ontbreekt",
        "goedkeuring.ontbreekt",
        "vooraf.verteld",
        "client.informeren",
        "stappenplan.stappen",
        "stappenplan.besluit",
    }


def test_what_was_done_is_no_longer_missing() -> None:
    ready = Preparation(weighed="doorbreken")
    assert "weging.ontbreekt" not in codes(door("avim", 3, structs.replace(known(), ready=ready)))


def test_with_consent_the_ground_is_consent() -> None:
    found = door("avim", 3, known(agreed=True), agreed=True)
    assert found.ground == "TOESTEMMING"


def test_where_only_consent_opens_a_door_it_says_so() -> None:
    found = door("comensha", 3, known())
    assert found.ground == "TOESTEMMING"
    assert "toestemming.dekt_niet" in codes(found)


def test_every_tier_above_advice_has_its_door_and_every_obstacle_its_remedy() -> None:
    found = doors(agreements(), known(), Asking(CARLA, "ernstig", agreed=False), TODAY)
    assert {one.tier for one in found} == {2, 3, 4}
    assert len({(one.recipient, one.tier) for one in found}) == len(found)
    assert all(obstacle.remedy for one in found for obstacle in one.missing)


@pytest.mark.parametrize(("working", "person"), [(frozenset({CARLA}), CARLA), (frozenset(), PersonId("els"))])
def test_who_works_with_the_client_asks_or_else_the_appointed_reporter(
    working: frozenset[PersonId], person: PersonId
) -> None:
    assert asker(structs.replace(known(), working=working), TODAY) == person
