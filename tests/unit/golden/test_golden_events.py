"""Every event that ever landed stays readable for ever, and says what it said."""

import json

import pytest

from domain.registry import UPCASTERS
from eventlog.codec import CASES, UnknownEvent, UnreadableEvent, decode, decode_all
from eventlog.faults import LogFault
from tests.unit.golden.golden import KNOWN, START, Line, codec_of, digest, lines, missing, told

HOW = "Add it with `python -m tests.unit.golden.golden`, and leave every line that stands as it is."


def still_says(now: object, then: object) -> bool:
    """Whether every field that was said says the same; one that came later stands beside."""
    if isinstance(now, dict) and isinstance(then, dict):
        return all(key in now and still_says(now[key], value) for key, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(still_says, now, then))
    return now == then


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.type}-{line.digest[:6]}")
def test_an_event_that_once_landed_says_what_it_said(line: Line) -> None:
    if line.type in KNOWN:
        assert still_says(json.loads(told(line.type, line.data)), json.loads(line.fields))
    else:
        assert told(line.type, line.data), "an old version is read as its next one"


def test_events_read_many_at_once_are_the_same() -> None:
    stored = [
        (position, line.type, bytes.fromhex(line.data))
        for position, line in enumerate(lines(), 1)
        if codec_of(line.type) is CASES
    ]
    assert decode_all(stored) == [decode(*one) for one in stored]


@pytest.mark.parametrize(
    ("name", "fault"), [("weather-changed.v1", UnknownEvent), ("day-began.v1", UnreadableEvent)]
)
def test_the_one_of_many_that_cannot_be_read_is_named(name: str, fault: type[LogFault]) -> None:
    first = next((line.type, bytes.fromhex(line.data)) for line in lines() if line.type == "day-began.v1")
    with pytest.raises(fault, match=f"positie 8: de gebeurtenis {name}"):
        decode_all([(7, *first), (8, name, b"\x90"), (9, *first)])


def test_a_field_may_come_later_but_none_may_change_or_go() -> None:
    then = {"by": "noor", "of": [{"score": 1.5}]}
    assert still_says({"by": "noor", "of": [{"score": 1.5, "reason": "score"}], "later": None}, then)
    for now in ({"by": "bram", "of": [{"score": 1.5}]}, {"by": "noor", "of": []}, {"by": "noor", "of": [{}]}):
        assert not still_says(now, then)


def test_every_event_has_a_golden_line_with_and_without_what_may_be_left_out() -> None:
    assert not [name for name, _ in missing(lines())], HOW


def test_no_golden_line_is_of_an_event_that_nobody_reads() -> None:
    assert {line.type for line in lines()} <= set(KNOWN) | set(UPCASTERS)


def test_no_golden_line_was_changed_moved_or_taken_away() -> None:
    before = START
    for number, line in enumerate(lines(), 1):
        before = digest(before, line.type, line.data, line.fields)
        assert line.digest == before, f"line {number} is not the line that was written. {HOW}"


def test_a_changed_line_breaks_the_digests_behind_it() -> None:
    first, second = lines()[:2]
    changed = digest(START, first.type, first.data, first.fields.replace("een", "twee"))
    assert changed != first.digest
    assert digest(changed, second.type, second.data, second.fields) != second.digest
