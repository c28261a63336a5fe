"""Events behind a position and then those that come, page by page, whatever database keeps them."""

from collections import deque
from collections.abc import Callable
from typing import Protocol, TypeVar

from eventsourcing.dcb.api import DCBQuery, DCBRecorder, DCBSequencedEvent, DCBSubscription

_PAGE = 500
_WAIT_S = 1.0


def never() -> bool:
    """Nobody stops it."""
    return False


class Paged(Protocol):
    """A recorder that gives what matches in pages."""

    def page(self, query: DCBQuery | None, after: int, limit: int) -> tuple[list[DCBSequencedEvent], int]:
        """At most `limit` matching events behind `after`, and the position up to which there are no more."""
        ...


class Tail(Protocol):
    """How far a log goes, and who waits for more."""

    def wake(self) -> None:
        """Have everybody who waits look whether they should still."""
        ...

    def wait(self, after: int, timeout_s: float, stopped: Callable[[], bool] = never) -> bool:
        """Whether there are events behind `after`, waiting at most `timeout_s` or until `stopped`."""
        ...


R = TypeVar("R", bound=DCBRecorder)


class Subscription(DCBSubscription[R]):
    """Read in the thread that iterates.

    `stop()` may be called from any thread and ends a blocked iterator; closing the recorder raises LogClosed.
    """

    def __init__(self, recorder: R, pages: Paged, tail: Tail, query: DCBQuery | None, after: int) -> None:
        super().__init__(recorder, query, after)
        self._pages = pages
        self._tail = tail
        self._page: deque[DCBSequencedEvent] = deque()

    def stop(self) -> None:
        """End the iteration, at once also where it is waiting."""
        super().stop()
        self._tail.wake()

    def __next__(self) -> DCBSequencedEvent:
        while not self._has_been_stopped:
            if self._page:
                return self._page.popleft()
            if self._tail.wait(self._last_position, _WAIT_S, lambda: self._has_been_stopped):
                events, self._last_position = self._pages.page(self._query, self._last_position, _PAGE)
                self._page.extend(events)
        raise StopIteration
