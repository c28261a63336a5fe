"""Who of many processes does something that only one may do: whoever holds the lock of its name.

The lock belongs to a connection and dies with it, so a leader that is killed leaves it to the next. One that
lost its connection finds out by asking; what it does must bear that another already began.
"""

from datetime import datetime
from typing import Self, cast

from eventlog.faults import LogFault
from eventlog.postgres.server import Connection, connect, is_alive, named_faults, scalar, shown

_TAKE = "SELECT pg_try_advisory_lock(hashtext('opplussen leads'), hashtext(%s))"
_HELD = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid())"""
_SINCE = """
SELECT a.backend_start FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND l.classid::bigint = hashtext('opplussen leads')::bigint & 4294967295
  AND l.objid::bigint = hashtext(%s)::bigint & 4294967295"""
_ANSWER_S = 5.0


def led_since(connection: Connection, name: str) -> datetime | None:
    """Since when somebody leads under that name; None when nobody does."""
    return cast("datetime | None", scalar(connection, _SINCE, (name,)))


class Leader:
    """A candidate for `name` among all who use the database at `address`; of one thread."""

    def __init__(self, address: str, name: str) -> None:
        self._address = address
        self._where = shown(address)
        self._name = name
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(self) -> bool:
        """Become the leader, or stay it; False while another is.

        Raises:
            LogUnreachable: the server does not answer.
        """
        if self.leads():
            return True
        self.close()
        with named_faults(self._where):
            connection = connect(self._address, schema="pg_catalog", lock_s=_ANSWER_S)
            if scalar(connection, _TAKE, (self._name,)) is True:
                self._connection = connection
                return True
            connection.close()
            return False

    def leads(self) -> bool:
        """Whether this one is the leader at this moment, as the server says."""
        if self._connection is None or not is_alive(self._connection):
            return False
        try:
            with named_faults(self._where):
                return scalar(self._connection, _HELD) is True
        except LogFault:
            return False

    def close(self) -> None:
        """Give it up, when it was had."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
