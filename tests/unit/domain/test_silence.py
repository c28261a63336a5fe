"""Known and not shared: the days stand beside the score until somebody shares or decides not to."""

from datetime import date

import pytest
from msgspec import structs

from domain.case_facts import scored
from domain.disclosure.events import DisclosureReleased, SharingForgone
from domain.disclosure.silence import days_unshared
from domain.events import Event
from tests.unit.domain.sharing import CONSENT, READY, WORLD, release, requested, told_signal
from tests.unit.domain.story import given
from tests.unit.domain.world import CARLA, MEES, TODAY

SEEN = scored(told_signal("s-feit"))
LATER = structs.replace(SEEN, id="s-2", observed_on=date(2026, 3, 1))


def test_days_are_counted_from_the_first_signal_that_counts() -> None:
    assert days_unshared([LATER, SEEN], [], TODAY) == 10
    assert days_unshared([LATER, structs.replace(SEEN, retracted=True)], [], TODAY) == 1
    assert days_unshared([structs.replace(SEEN, polarity="weerlegt")], [], TODAY) == 0
    assert days_unshared([], [], TODAY) == 0


def test_a_release_breaks_the_silence() -> None:
    released = given(*WORLD, CONSENT, requested(), *READY).when(release()).happened
    assert isinstance(released[0], DisclosureReleased)
    assert days_unshared([SEEN], released, TODAY) == 0


@pytest.mark.parametrize(("review", "days"), [(date(2026, 3, 20), 0), (TODAY, 10)])
def test_a_decision_not_to_share_holds_until_the_day_to_look_again(review: date, days: int) -> None:
    decided: list[Event] = [SharingForgone(MEES, "De hulp werkt.", review, CARLA)]
    assert days_unshared([SEEN], decided, TODAY) == days
