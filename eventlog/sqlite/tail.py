"""Waiting for events that are not there yet: woken in process, polling for what other processes write.

The poll asks for the head itself: that costs what `PRAGMA data_version` costs (7 us), and is the answer.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from eventlog.faults import LogClosed
from eventlog.following import never
from eventlog.sqlite.file import named_faults
from eventlog.sqlite.reading import HEAD

POLL_S = 0.010


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

    def wait(self, after: int, timeout_s: float, stopped: Callable[[], bool] = never) -> bool:
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
