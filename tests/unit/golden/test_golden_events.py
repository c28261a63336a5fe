"""Every event that ever landed stays readable for ever, and says what it said."""

import json

import pytest

from domain.registry import EVENTS, UPCASTERS
from tests.unit.golden.golden import START, Line, digest, lines, missing, told

HOW = "Add it with `python -m tests.unit.golden.golden`, and leave every line that stands as it is."


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.type}-{line.digest[:6]}")
def test_an_event_that_once_landed_says_what_it_said(line: Line) -> None:
    if line.type in EVENTS:
        assert json.loads(told(line.type, line.data)) == json.loads(line.fields)
    else:
        assert told(line.type, line.data), "an old version is read as its next one"


def test_every_event_has_a_golden_line_with_and_without_what_may_be_left_out() -> None:
    assert not [name for name, _ in missing(lines())], HOW


def test_no_golden_line_is_of_an_event_that_nobody_reads() -> None:
    assert {line.type for line in lines()} <= set(EVENTS) | set(UPCASTERS)


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
