"""Faust takes in more as soon as there is room."""

import asyncio

from faust.transport.drivers import aiokafka as driver

from streams.fetching import LOOK_S, LOOKS, room


def pauses_until(look: int) -> list[float]:
    """How long was waited each time, where there is room from that look on."""
    paused: list[float] = []

    async def pause(for_s: float) -> None:
        paused.append(for_s)

    asyncio.run(room(lambda: len(paused) >= look, pause))
    return paused


def test_nobody_waits_where_there_is_room() -> None:
    assert pauses_until(0) == []


def test_room_is_seen_at_the_next_look() -> None:
    assert pauses_until(3) == [LOOK_S] * 3


def test_where_no_room_ever_comes_the_rest_is_faust_s() -> None:
    assert len(pauses_until(LOOKS + 1)) == LOOKS


def test_faust_still_has_the_step_that_is_changed() -> None:
    assert hasattr(driver.Consumer, "_wait_next_records")
