"""What waits first in a thread of sharing, and for whom."""

from datetime import timedelta

from domain.disclosure.events import (
    DisclosureReceived,
    DisclosureRequested,
    RegistrationDue,
    SignalsAssessed,
    VictimRegistered,
)
from domain.disclosure.thread import NOTHING, ThreadEvent, evolve
from projections.disclosures import task_of
from tests.unit.domain.sharing import CONFLICT, D1, GIJS, left, release
from tests.unit.domain.story import given
from tests.unit.domain.world import MEES, TODAY


def test_the_registration_of_a_victim_waits_for_police_until_it_is_done() -> None:
    thread = NOTHING
    asked = next(one for one in CONFLICT if isinstance(one, DisclosureRequested))
    gone = left(given(*CONFLICT).when(release()))
    past: tuple[ThreadEvent, ...] = (asked, gone)
    for event in past:
        thread = evolve(thread, event)
    assert task_of(thread).what == "beoordelen"
    assessed = SignalsAssessed(MEES, D1, "vermoeden", "onderzoek", "past bij meer", GIJS)
    suspected = evolve(evolve(thread, assessed), RegistrationDue(MEES, D1, TODAY + timedelta(days=30)))
    assert task_of(suspected).what == "ontvangst_bevestigen"
    got = evolve(suspected, DisclosureReceived(MEES, D1, gone.digest, GIJS))
    assert task_of(got).what == "aanmelden"
    assert task_of(evolve(got, VictimRegistered(MEES, D1, TODAY, GIJS))).what == "terugkoppelen"
