"""One transaction: judge each member under the write lock, number and insert its events, commit."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from eventsourcing.persistence import IntegrityError

from eventlog.faults import LogBusy, LogFault, LogUnsure
from eventlog.group import Member
from eventlog.sqlite.file import connect_writer, named_faults, undo
from eventlog.sqlite.reading import HEAD, found

_INSERT_EVENTS = "INSERT INTO events (position, type, data, tags) VALUES "
_EVENT = "(?, ?, ?, ?)"
_AT_ONCE = 5_000
"""Events a statement: SQLite takes 32,766 values."""
_INSERT_TAGS = """
INSERT INTO tags (tag, type, position)
SELECT tag.value, e.type, e.position
FROM events AS e, json_each(e.tags) AS tag
WHERE e.position > ?
ORDER BY 1
ON CONFLICT DO NOTHING"""
"""One statement for all tags: with several threads each statement may cost a wait for the interpreter.

A tag that an event has twice is kept once; finding that out by a conflict takes half the time of DISTINCT."""


class Writer:
    """The one connection of this process that writes."""

    def __init__(self, path: Path, *, busy_s: float, max_pages: int | None) -> None:
        self._path = path
        self._busy_s = busy_s
        self._writing = threading.Lock()
        with named_faults(path):
            self._connection = connect_writer(path, busy_s=busy_s, max_pages=max_pages)

    def close(self) -> None:
        """Waits for what is being written."""
        if not self._writing.acquire(timeout=self._busy_s * 2):
            raise LogBusy(str(self._path))
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
            with self._writing, named_faults(self._path):
                return self._transaction(group)
        except LogFault as fault:
            for member in group:
                member.fail(fault)
            return 0
        except BaseException:
            for member in group:
                member.fail(LogUnsure(str(self._path)))
            raise

    def _transaction(self, group: Sequence[Member]) -> int:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            head: int = connection.execute(HEAD).fetchone()[0]
            kinds: dict[str, int] = {}
            for member in group:
                if head > member.after and _conflicts(connection, member):
                    member.fail(IntegrityError("An event came in that the condition excludes"))
                else:
                    head = member.position = _insert(connection, member, head, kinds)
            connection.execute("COMMIT")
        finally:
            undo(connection)
        return head


def _conflicts(connection: sqlite3.Connection, member: Member) -> bool:
    if member.searches is None:
        return True
    return any(found(connection, (search,), member.after, 1) for search in member.searches)


def _insert(connection: sqlite3.Connection, member: Member, head: int, kinds: dict[str, int]) -> int:
    """Insert the events behind `head`; the last position. `kinds` is what this transaction knows of types."""
    values: list[int | bytes | str] = []
    for position, (name, data, tags) in enumerate(member.rows, start=head + 1):
        kind = kinds.get(name)
        if kind is None:
            kind = kinds[name] = _number(connection, name)
        values += (position, kind, data, tags)
    for start in range(0, len(values), 4 * _AT_ONCE):
        some = values[start : start + 4 * _AT_ONCE]
        connection.execute(_INSERT_EVENTS + ", ".join([_EVENT] * (len(some) // 4)), some)
    connection.execute(_INSERT_TAGS, (head,))
    return head + len(member.rows)


def _number(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("SELECT id FROM types WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = connection.execute("INSERT INTO types (name) VALUES (?) RETURNING id", (name,)).fetchone()
    kind: int = row[0]
    return kind
