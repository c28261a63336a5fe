"""Waiting for events that are not there yet: woken in process, by NOTIFY from elsewhere, and by looking.

A notification can be lost with its connection, and nobody tells. So whoever listens also looks, connects
again when the connection is lost, and begins by looking how far the log is.
"""

import threading
import time
from collections.abc import Callable
from contextlib import closing

import psycopg
from psycopg.sql import SQL, Identifier

from eventlog.faults import LogClosed, LogFault
from eventlog.following import never
from eventlog.postgres.reading import head_of
from eventlog.postgres.server import Connection

POLL_S = 0.1
"""How long a notification that got lost is not missed."""
_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 5.0


class Tail:
    """How far the log goes, and who waits for more; listens once somebody waits."""

    def __init__(
        self, where: str, channel: str, connect: Callable[[], Connection], look: Callable[[], int]
    ) -> None:
        self._where = where
        self._listen_to = SQL("LISTEN {}").format(Identifier(channel))
        self._connect = connect
        self._look = look
        self._moved = threading.Condition()
        self._closing = threading.Event()
        self._head = 0
        self._listener: threading.Thread | None = None

    def advanced(self, head: int) -> None:
        """The log goes up to `head`."""
        with self._moved:
            self._head = max(self._head, head)
            self._moved.notify_all()

    def wake(self) -> None:
        """Have everybody who waits look whether they should still."""
        with self._moved:
            self._moved.notify_all()

    def wait(self, after: int, timeout_s: float, stopped: Callable[[], bool] = never) -> bool:
        """Whether there are events behind `after`, waiting at most `timeout_s` or until `stopped`.

        Raises:
            LogUnreachable: the server cannot be asked when waiting begins.
        """
        if self._head <= after:
            self.advanced(self._look())
        if self._head > after:
            return True
        deadline = time.monotonic() + timeout_s
        with self._moved:
            self._require_listener()
            while not stopped():
                if self._closing.is_set():
                    raise LogClosed(self._where)
                if self._head > after:
                    return True
                remaining_s = deadline - time.monotonic()
                if remaining_s <= 0:
                    return False
                self._moved.wait(remaining_s)
        return False

    def _require_listener(self) -> None:
        if self._listener is None and not self._closing.is_set():
            self._listener = threading.Thread(target=self._listen, name="listener", daemon=True)
            self._listener.start()

    def _listen(self) -> None:
        """Until closed; a connection that is lost is made again, and whoever waits meanwhile looks itself."""
        pause_s = _FIRST_PAUSE_S
        while not self._closing.is_set():
            try:
                with closing(self._connect()) as connection:
                    connection.execute(self._listen_to)
                    pause_s = _FIRST_PAUSE_S
                    self._pass_on(connection)
            except (psycopg.Error, LogFault):
                self._closing.wait(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _pass_on(self, connection: Connection) -> None:
        while not self._closing.is_set():
            self.advanced(head_of(connection, self._where))
            for _ in connection.notifies(timeout=POLL_S, stop_after=1):
                pass  # that something came is all it says

    def close(self) -> None:
        """Ends every wait with LogClosed."""
        self._closing.set()
        self.wake()
        if self._listener is not None:
            self._listener.join()
