"""The recorder of the log in PostgreSQL: the library's `DCBRecorder`, and what the engine needs beside it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
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
from eventlog.faults import LogClosed, LogCorrupt
from eventlog.following import Subscription
from eventlog.group import GroupCommit, Member
from eventlog.postgres import reading
from eventlog.postgres.filing import first_misfiled
from eventlog.postgres.reading import Page
from eventlog.postgres.schema import open_schema
from eventlog.postgres.server import Connection, Connections, connect, shown
from eventlog.postgres.tail import Tail
from eventlog.postgres.writing import Writer
from eventlog.searching import Prepared, Search

LOG = "opplussen_log"
"""The schema of the log of cases."""
LOCK_S = 5.0
"""How long another may hold the log before a writer gives up, in seconds."""
_PAGE = 2_000


class PostgresRecorder(DCBRecorder):
    """A log in a schema of a database: positions 1, 2, 3... without holes, each append durable.

    For threads and processes on many machines to share; not over a fork. `lock_s` bounds the wait for
    another's lock. Every method may raise a `LogFault`; after one the recorder is usable again.

    Raises:
        LogFault: the database cannot be opened as a log, with `create` a missing one is made.
    """

    def __init__(
        self, address: str, schema: str = LOG, *, create: bool = False, lock_s: float = LOCK_S
    ) -> None:
        self.address = address
        self.schema = schema
        self._where = shown(address)
        self._closed = False
        self._prepared = Prepared()
        self._names = reading.TypeNames(self._where)
        open_schema(address, schema, create=create, lock_s=lock_s)
        reach = partial(connect, address, schema=schema, lock_s=lock_s)
        self._readers = Connections(self._where, reach)
        self._writer = Writer(self._where, reach)
        self._tail = Tail(self._where, schema, reach, self._head)
        self._group = GroupCommit(self._write, self._where)

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
        self._readers.close()
        self._writer.close()

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> Response:
        """As the library says; without a limit it comes in pages, fetched as they are asked for."""
        after = max(after or 0, 0)
        wanted = self._prepared.searches(query)
        if limit is not None:
            page = self._page(wanted, after, limit)
            return Response(sequenced(page.events), page.events[-1][0] if page.events else None)
        page = self._page(wanted, after, _PAGE)
        rest = self._rest(wanted, page) if len(page.events) == _PAGE else ()
        return Response(sequenced(chain(page.events, rest)), page.head or None)

    def scan(self, after: int, limit: int) -> list[Scanned]:
        """At most `limit` events behind `after` as tuples: position, type name, data, tags as a JSON list."""
        return self._readers.ask(lambda connection: reading.in_range(connection, self._where, after, limit))

    def bare(self, after: int, limit: int) -> list[Bare]:
        """As `scan`, without the tags."""
        return self._readers.ask(
            lambda connection: reading.bare_in_range(connection, self._where, after, limit)
        )

    def misfiled(self) -> int | None:
        """The first position whose event is not found by its tags, or by others too; None when all are."""
        return self._readers.ask(first_misfiled)

    def page(self, query: DCBQuery | None, after: int, limit: int) -> tuple[list[DCBSequencedEvent], int]:
        """At most `limit` matching events behind `after`, and the position up to which there are no more.

        For followers: where nothing matches they still know how far they have seen.
        """
        page = self._page(self._prepared.searches(query), after, limit)
        events = list(sequenced(page.events))
        return events, events[-1].position if len(events) == limit else max(page.head, after)

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
        wanted: tuple[Search, ...] | None = ()
        after = 0
        if condition is not None:
            wanted = self._prepared.searches(condition.fail_if_events_match)
            after = max(condition.after or 0, 0)
        if self._closed:
            raise LogClosed(self._where)
        return self._group.submit(Member(rows, wanted, after))

    def subscribe(self, query: DCBQuery | None = None, *, after: int | None = None) -> Subscription[Self]:
        """Matching events behind `after` and those that come: at once, also from other processes."""
        return Subscription(self, self, self._tail, query, max(after or 0, 0))

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there are events behind `after`; waits for them at most `timeout` seconds."""
        return self._tail.wait(after, timeout)

    def _write(self, group: Sequence[Member]) -> None:
        head = self._writer.write(group)
        if head:
            self._tail.advanced(head)

    def _head(self) -> int:
        return self._readers.ask(lambda connection: reading.head_of(connection, self._where))

    def _page(self, wanted: tuple[Search, ...] | None, after: int, limit: int) -> Page:
        """What matches, at most `limit`; None matches everything."""

        def asked(connection: Connection) -> Page:
            if wanted is not None:
                return reading.found(connection, self._names, wanted, after, limit)
            head = reading.head_of(connection, self._where)
            events = reading.in_range(connection, self._where, after, min(limit, max(head - after, 0)))
            return Page(events, head)

        return self._readers.ask(asked)

    def _rest(self, wanted: tuple[Search, ...] | None, first: Page) -> Iterator[Scanned]:
        """What matches behind a full first page, up to the head that it saw."""
        after = first.events[-1][0]
        while after < first.head:
            page = self._page(wanted, after, _PAGE)
            if not page.events:
                if wanted is None:
                    raise LogCorrupt(self._where)
                return
            yield from (event for event in page.events if event[0] <= first.head)
            after = page.events[-1][0]
