"""One transaction: judge each member under the lock, number and insert its events, commit.

The work is done by the function `append` in the database, so that one append is one round trip.
"""

import threading
from collections.abc import Callable, Sequence

from eventsourcing.persistence import IntegrityError
from psycopg import Cursor

from eventlog.answering import Row
from eventlog.faults import LogBusy, LogFault, LogUnsure
from eventlog.group import Member
from eventlog.postgres.reading import as_arrays
from eventlog.postgres.server import STATEMENT_S, Connection, is_alive, named_faults
from eventlog.searching import Search

_APPEND = "SELECT append(%b::text[], %b::text[], %b::text[], %s, %b::text[], %b::bytea[], %b::text[])"
_LARGE_ITEMS = 4_096
"""Characters of a condition that are not sent before it is known that something came in at all."""


class Writer:
    """The one connection of this process that writes."""

    def __init__(self, where: str, connect: Callable[[], Connection]) -> None:
        self._where = where
        self._connect = connect
        self._writing = threading.Lock()
        with named_faults(where):
            self._connection = connect()

    def close(self) -> None:
        """Waits for what is being written."""
        if not self._writing.acquire(timeout=STATEMENT_S):
            raise LogBusy(self._where)
        try:
            self._connection.close()
        finally:
            self._writing.release()

    def write(self, group: Sequence[Member]) -> int:
        """Write what may be written of `group`; the head after it, 0 when it failed.

        What became of a member stands on the member. A fault is every member's fault: those that were refused
        may have been refused for events that are now not there.
        """
        try:
            with self._writing:
                self._require_connection()
                with named_faults(self._where, writing=True):
                    positions = self._positions(group)
        except LogFault as fault:
            for member in group:
                member.fail(fault)
            return 0
        except BaseException:
            for member in group:
                member.fail(LogUnsure(self._where))
            raise
        for member, position in zip(group, positions, strict=True):
            if position is None:
                member.fail(IntegrityError("An event came in that the condition excludes"))
            else:
                member.position = position
        return max((position or 0 for position in positions), default=0)

    def _require_connection(self) -> None:
        if not is_alive(self._connection):
            self._connection.close()
            with named_faults(self._where):
                self._connection = self._connect()

    def _positions(self, group: Sequence[Member]) -> list[int | None]:
        if len(group) > 1:
            return self._together(group)
        [member] = group
        if _is_large(member):
            position = _answer(_append(self._connection, member, None))
            if position is not None:
                return [position]
        return [_answer(_append(self._connection, member, member.searches))]

    def _together(self, group: Sequence[Member]) -> list[int | None]:
        """Sent at once; each sees those before it."""
        with self._connection.pipeline(), self._connection.transaction():
            cursors = [_append(self._connection, member, member.searches) for member in group]
        return [_answer(cursor) for cursor in cursors]


Answered = Cursor[tuple[object, ...]]


def _is_large(member: Member) -> bool:
    return sum(len(search.items) for search in member.searches or ()) > _LARGE_ITEMS


def _append(connection: Connection, member: Member, wanted: tuple[Search, ...] | None) -> Answered:
    conditions = (None, None, None) if wanted is None else as_arrays(wanted)
    return connection.execute(_APPEND, (*conditions, member.after, *_columns(member.rows)))


def _columns(rows: Sequence[Row]) -> tuple[list[str], list[bytes], list[str]]:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def _answer(cursor: Answered) -> int | None:
    row = cursor.fetchone()
    return row[0] if row is not None and isinstance(row[0], int) else None
