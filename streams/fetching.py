"""Taking in messages again as soon as there is room for them.

Faust stops taking in when what waits for the fold is full, and when that is so for every partition it looks
again a second later: by then what waited was folded long ago, and what came since is a second late.
"""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from faust.transport.drivers import aiokafka as driver

LOOK_S = 0.005
LOOKS = 200
"""So often until Faust's own second begins: for a worker that has no partition at all."""


async def room(is_there: Callable[[], bool], pause: Callable[[float], Awaitable[None]]) -> None:
    """Wait until there is room, looking at most so often."""
    for _ in range(LOOKS):
        if is_there():
            return
        await pause(LOOK_S)


class _Consumer(driver.Consumer):
    async def _wait_next_records(self, longest_s: float) -> Any:  # what Faust gives
        await room(lambda: not self.flow_active or bool(self._get_active_partitions()), self.sleep)
        return await super()._wait_next_records(longest_s)


class Transport(driver.Transport):
    """Faust's own, but for when it looks whether there is room again."""

    Consumer: ClassVar[type[_Consumer]] = _Consumer
