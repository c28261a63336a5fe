"""When a worker has stood still for too long: only where there was work, and nothing at all moved."""

import pytest

from streams.faults import StoodStill
from streams.standstill import Standstill

LONGEST_S = 60.0


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock) -> Standstill:
    return Standstill(LONGEST_S, clock)


def test_rows_that_stay_while_the_log_goes_on_are_too_still_after_the_longest_time(
    watch: Standstill, clock: Clock
) -> None:
    watch.look({0: 5, 1: 7}, 7)
    clock.now_s = LONGEST_S - 1
    watch.look({0: 5, 1: 7}, 9)
    clock.now_s = LONGEST_S
    with pytest.raises(StoodStill, match="60 s staan op positie 5, en het logboek is op positie 10"):
        watch.look({0: 5, 1: 7}, 10)


def test_a_part_that_waits_while_another_moves_is_not_too_still(watch: Standstill, clock: Clock) -> None:
    for position in range(100):
        watch.look({0: 5, 1: position}, 1_000)
        clock.now_s += LONGEST_S - 1


def test_where_everything_is_folded_nothing_has_to_move(watch: Standstill, clock: Clock) -> None:
    for _ in range(100):
        watch.look({0: 5, 1: 7}, 5)
        clock.now_s += LONGEST_S + 1
    watch.look({0: 5, 1: 7}, 6)


def test_the_time_counts_from_when_work_was_first_seen_to_wait(watch: Standstill, clock: Clock) -> None:
    watch.look({0: 5}, 5)
    clock.now_s = 10 * LONGEST_S
    watch.look({0: 5}, 5)
    clock.now_s += LONGEST_S - 1
    watch.look({0: 5}, 6)


def test_a_worker_that_never_got_a_part_in_empty_rows_is_too_still_too(
    watch: Standstill, clock: Clock
) -> None:
    watch.look({}, 3)
    clock.now_s = LONGEST_S
    with pytest.raises(StoodStill):
        watch.look({}, 3)
