"""The register of processing activities: every event and every purpose of reading is of one."""

from typing import get_args

import pytest

from domain.access.words import Purpose
from domain.events import Event
from domain.processing import ACTIVITIES, Name, activity_of, activity_of_reading
from domain.registry import EVENTS


@pytest.mark.parametrize("kind", EVENTS.values(), ids=list(EVENTS))
def test_every_event_belongs_to_an_activity_of_the_register(kind: type[Event]) -> None:
    assert activity_of(kind) in ACTIVITIES.values()


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_every_purpose_of_reading_belongs_to_an_activity(purpose: Purpose) -> None:
    assert activity_of_reading(purpose) in ACTIVITIES.values()


def test_each_activity_is_told_whole_under_an_identifier_of_its_own() -> None:
    assert list(ACTIVITIES) == list(get_args(Name))
    assert len({one.uri for one in ACTIVITIES.values()}) == len(ACTIVITIES)
    assert all(one.what and one.ground and one.data and one.receivers for one in ACTIVITIES.values())
