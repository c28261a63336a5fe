"""The recorder of the log in SQLite: the library's `DCBRecorder`, and what the engine needs beside it."""

import queue
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Self

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBRecorder,
    DCBSequencedEvent,
)
from eventsourcing.persistence import ProgrammingError

from eventlog.answering import Bare, Response, Scanned, row_of, sequenced
from eventlog.faults import LogBusy, LogClosed, LogCorrupt
from eventlog.following import Subscription
from eventlog.group import GroupCommit, Member
from eventlog.searching import Prepared, Search
from eventlog.sqlite import reading
from eventlog.sqlite.file import connect, named_faults, open_log, undo
from eventlog.sqlite.filing import first_misfiled
from eventlog.sqlite.reading import HEAD, TypeNames
from eventlog.sqlite.tail import Tail
from eventlog.sqlite.writing import Writer

BUSY_S = 5.0
"""How long another process may hold the log before a writer gives up, in seconds."""
_PAGE = 1_000
_MAX_READERS = 16


class SQLiteRecorder(DCBRecorder):
    """A log in the file `path`: positions 1, 2, 3... without holes, each append on the disk when it returns.

    For threads and processes to share; not over a fork. `busy_s` bounds the wait for another's lock,
    `max_pages` the size of the file in pages of 4 KiB. Every method may raise a `LogFault`; after one the
    recorder is usable again.

    Raises:
        LogFault: the file cannot be opened as a log, with `create` missing ones are made.
    """

    def __init__(
        self, path: Path, *, create: bool = False, busy_s: float = BUSY_S, max_pages: int | None = None
    ) -> None:
        self.path = path
        self._busy_s = busy_s
        self._closed = False
        self._prepared = Prepared()
        open_log(path, create=create, busy_s=busy_s)
        self._names = TypeNames(path)
        self._readers: queue.LifoQueue[sqlite3.Connection | None] = queue.LifoQueue()
        for _ in range(_MAX_READERS):
            self._readers.put(None)
        self._writer = Writer(path, busy_s=busy_s, max_pages=max_pages)
        self._tail = Tail(path, connect(path, busy_s=busy_s))
        self._group = GroupCommit(self._write, str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection, waiting for those in use; whoever still waits for events gets LogClosed."""
        if self._closed:
            return
        self._closed = True
        self._tail.close()
        for _ in range(_MAX_READERS):
            connection = self._borrowed()
            if connection is not None:
                connection.close()
        self._writer.close()

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> Response:
        """As the library says; events come in pages, so a long answer is never in memory whole.

        `head` is the last position of the log, with `limit` that of the last event returned.
        """
        after = max(after or 0, 0)
        wanted = self._prepared.searches(query)
        with self._reading() as connection:
            if wanted is None:
                head: int = connection.execute(HEAD).fetchone()[0]
                last = head if limit is None else min(head, after + max(limit, 0))
                events = sequenced(self._range(after, last))
                return Response(events, (last if limit is None or last > after else 0) or None)
            head, positions, first = self._found(connection, wanted, after, limit)
        if limit is not None:
            head = positions[-1] if positions else 0
        events = sequenced(chain(first, self._at(positions[_PAGE:])))
        return Response(events, head or None)

    def scan(self, after: int, limit: int) -> list[Scanned]:
        """At most `limit` events behind `after` as tuples: position, type name, data, tags as a JSON list.

        Exists because objects of the library cost more than reading: tuples come two to three times as fast.
        """
        with self._reading() as connection:
            return self._names.scanned(connection, reading.in_range(connection, self.path, after, limit))

    def bare(self, after: int, limit: int) -> list[Bare]:
        """As `scan`, without the tags: a fold does not look at them, and reads a fifth faster."""
        with self._reading() as connection:
            return self._names.bare(connection, reading.bare_in_range(connection, self.path, after, limit))

    def misfiled(self) -> int | None:
        """The first position whose event is not found by its tags, or by others too; None when all are."""
        with self._reading() as connection:
            return first_misfiled(connection)

    def page(self, query: DCBQuery | None, after: int, limit: int) -> tuple[list[DCBSequencedEvent], int]:
        """At most `limit` matching events behind `after`, and the position up to which there are no others.

        For followers: where nothing matches they still know how far they have seen.
        """
        wanted = self._prepared.searches(query)
        if wanted is None:
            events = list(sequenced(self.scan(after, limit)))
            return events, events[-1].position if events else after
        with self._reading() as connection:
            head, positions, first = self._found(connection, wanted, after, limit)
        events = list(sequenced(chain(first, self._at(positions[_PAGE:]))))
        return events, positions[-1] if len(positions) == limit else max(head, after)

    def append(self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None) -> int:
        """Append all `events` or none; the position of the last, the others stand directly before it.

        Concurrent appends of this process are written together, each judged by itself. An append of more than
        `group.MAX_GROUP_EVENTS` keeps others waiting for longer than they should.

        Raises:
            IntegrityError: an event that the condition excludes is there.
            ProgrammingError: no events, or one that cannot be stored.
            LogFault: nothing is written; only after LogUnsure that is not known.
        """
        if not events:
            raise ProgrammingError("Should be at least one event. Avoid this elsewhere")
        rows = [row_of(event) for event in events]
        searches: tuple[Search, ...] | None = ()
        after = 0
        if condition is not None:
            searches = self._prepared.searches(condition.fail_if_events_match)
            after = max(condition.after or 0, 0)
        if self._closed:
            raise LogClosed(str(self.path))
        return self._group.submit(Member(rows, searches, after))

    def subscribe(self, query: DCBQuery | None = None, *, after: int | None = None) -> Subscription[Self]:
        """Matching events behind `after` and those that come: at once from this process, else in 10 ms."""
        return Subscription(self, self, self._tail, query, max(after or 0, 0))

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there are events behind `after`; waits for them at most `timeout` seconds."""
        return self._tail.wait(after, timeout)

    def _write(self, group: Sequence[Member]) -> None:
        head = self._writer.write(group)
        if head:
            self._tail.advanced(head)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of the pool, opened when first needed."""
        if self._closed:
            raise LogClosed(str(self.path))
        connection = self._borrowed()
        try:
            with named_faults(self.path):
                if connection is None:
                    connection = connect(self.path, busy_s=self._busy_s)
                yield connection
        finally:
            self._readers.put(connection)

    def _borrowed(self) -> sqlite3.Connection | None:
        try:
            return self._readers.get(timeout=self._busy_s)
        except queue.Empty as error:
            raise LogBusy(str(self.path)) from error

    def _found(
        self, connection: sqlite3.Connection, wanted: tuple[Search, ...], after: int, limit: int | None
    ) -> tuple[int, list[int], list[Scanned]]:
        """Head, matching positions and the first page of their events, as they are at one moment."""
        connection.execute("BEGIN")
        try:
            head: int = connection.execute(HEAD).fetchone()[0]
            positions = reading.found(connection, wanted, after, None if limit is None else max(limit, 0))
            rows = reading.at(connection, self.path, positions[:_PAGE]) if positions else []
        finally:
            undo(connection)
        return head, positions, self._names.scanned(connection, rows)

    def _range(self, after: int, last: int) -> Iterator[Scanned]:
        while after < last:
            page = self.scan(after, min(_PAGE, last - after))
            if not page:
                raise LogCorrupt(str(self.path))
            yield from page
            after = page[-1][0]

    def _at(self, positions: Sequence[int]) -> Iterator[Scanned]:
        for start in range(0, len(positions), _PAGE):
            with self._reading() as connection:
                rows = reading.at(connection, self.path, positions[start : start + _PAGE])
                page = self._names.scanned(connection, rows)
            yield from page
