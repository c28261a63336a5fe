"""docs/events.md tells of every event what the code says of it."""

from domain.access.log import ACCESS_EVENTS
from domain.registry import EVENTS
from tests.unit.docs.events_page import PAGE, page, personal_fields, tags
from tests.unit.golden.golden import KNOWN, example


def test_the_page_of_events_is_that_of_the_registry() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "An event changed: write the page again with `python -m tests.unit.docs.events_page`."
    )


def test_personal_fields_are_found_inside_entries_too() -> None:
    assert personal_fields(EVENTS["watchlist-agreed.v1"]) == ["entries[].reasons"]
    assert personal_fields(EVENTS["signal-recorded.v1"]) == ["text"]


def test_no_event_of_who_read_can_stand_in_the_log_of_the_cases() -> None:
    assert not set(EVENTS) & set(ACCESS_EVENTS)
    assert not any(tag.startswith("case:") for kind in ACCESS_EVENTS.values() for tag in tags(kind))


def test_each_event_has_a_tag_and_none_is_a_facility_alone() -> None:
    for name, kind in KNOWN.items():
        assert len(tags(kind)) == len(example(kind, "").tags()) > 0, name
        assert not any(tag.startswith("facility:") for tag in tags(kind)), name
