"""Waiting for events that are not there yet: woken in process, polling for what other processes write.

The poll asks for the head itself: that costs what `PRAGMA data_version` costs (7 us), and is the answer.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from eventsourcing.dcb.api import DCBQuery, DCBSequencedEvent, DCBSubscription

from eventlog.faults import LogClosed
from eventlog.sqlite.file import named_faults
from eventlog.sqlite.reading import HEAD

if TYPE_CHECKING:
    from eventlog.sqlite.recorder import SQLiteRecorder

POLL_S = 0.010
_PAGE = 500
_WAIT_S = 1.0


def _never() -> bool:
    return False


class Tail:
    """How far the log goes, and who waits for more. Owns `connection`, one user at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._moved = threading.Condition()
        self._head = 0
        self._closed = False

    def advanced(self, head: int) -> None:
        """This process wrote up to `head`."""
        with self._moved:
            self._head = max(self._head, head)
            self._moved.notify_all()

    def wake(self) -> None:
        """Have everybody who waits look whether they should still."""
        with self._moved:
            self._moved.notify_all()

    def wait(self, after: int, timeout_s: float, stopped: Callable[[], bool] = _never) -> bool:
        """Whether there are events behind `after`, waiting at most `timeout_s` or until `stopped`."""
        deadline = time.monotonic() + timeout_s
        with self._moved:
            while not stopped():
                if self._head <= after:
                    self._look()
                if self._head > after:
                    return True
                remaining_s = deadline - time.monotonic()
                if remaining_s <= 0:
                    return False
                self._moved.wait(min(POLL_S, remaining_s))
        return False

    def _look(self) -> None:
        if self._closed:
            raise LogClosed(str(self._path))
        with named_faults(self._path):
            self._head = self._connection.execute(HEAD).fetchone()[0]

    def close(self) -> None:
        """Ends every wait with LogClosed."""
        with self._moved:
            self._closed = True
            self._connection.close()
            self._moved.notify_all()


class Subscription(DCBSubscription["SQLiteRecorder"]):
    """Events behind a position and then those that come, page by page, read in the thread that iterates.

    `stop()` may be called from any thread and ends a blocked iterator; closing the recorder raises LogClosed.
    """

    def __init__(
        self, recorder: "SQLiteRecorder", tail: Tail, query: DCBQuery | None, after: int | None
    ) -> None:
        super().__init__(recorder, query, after)
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
                events, self._last_position = self._recorder.page(self._query, self._last_position, _PAGE)
                self._page.extend(events)
        raise StopIteration
