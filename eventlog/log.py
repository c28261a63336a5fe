"""The log as the rest of the house sees it: events instead of bytes, one identity, days that begin.

Wraps a recorder of the library's interface. Reading is by boundary or by tail in pages, never whole.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, Protocol

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
)

from domain.calendar import BEGUN_DAYS, DayBegan, LogOpened
from domain.commands import Item
from domain.events import Event
from domain.registry import NAMES
from eventlog.codec import Draft, Entry, decode, decode_all, written
from eventlog.encryption.events import Encryption, Stored
from eventlog.faults import LogFault, LogMissing

PAGE = 5_000
"""Events a page when the tail is read."""
NEAR = 200
"""Positions so near each other are asked for together, with what stands between."""

AT_HAND = 1_000
"""Events that are read before they are decoded: so many are still near the processor then."""

_KEPT = frozenset({"policy-adopted.v1", "policy-proposed.v1", "agreements-adopted.v1"})
"""Large and rare events that many commands read again: decoded once and kept by position."""


class Recorder(Protocol):
    """What the log asks of a recorder beside the library's `read` and `append`."""

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """See `eventsourcing.dcb.api.DCBRecorder`."""
        ...

    def append(self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None) -> int:
        """See `eventsourcing.dcb.api.DCBRecorder`."""
        ...

    def scan(self, after: int, limit: int) -> Sequence[tuple[int, str, bytes, str]]:
        """The stored events after a position, at most `limit`: position, type, data, tags as a JSON list."""
        ...

    def bare(self, after: int, limit: int) -> Sequence[tuple[int, str, bytes]]:
        """The same without tags."""
        ...

    def misfiled(self) -> int | None:
        """The first position whose event is not found by its tags, or by others too; None when all are."""
        ...

    def wait(self, after: int, timeout: float) -> bool:
        """Wait until there is an event after a position; False when `timeout` seconds pass without one."""
        ...


class Found(NamedTuple):
    """What a boundary holds: its events in order, the tags of each, and the log's head at that moment."""

    entries: list[Entry]
    tags: list[Sequence[str]]
    head: int


@lru_cache(maxsize=1024)
def _names(types: tuple[type[Event], ...]) -> list[str]:
    """The names of a boundary's types: one list for all items that name the same."""
    return [NAMES[one] for one in types]


def query_of(items: Iterable[Item]) -> DCBQuery:
    """A boundary in the library's form."""
    return DCBQuery([DCBQueryItem(_names(types), [tag]) for tag, types in items])


def _digest(name: str, data: bytes, tags: str) -> str:
    whole = sha256(name.encode())
    whole.update(data)
    whole.update(tags.encode())
    return whole.hexdigest()


_decoded_once = lru_cache(maxsize=64)(decode)
"""By position and bytes, so that two logs never share what is not the same."""


def _decoded(position: int, name: str, data: bytes) -> Entry:
    return (_decoded_once if name in _KEPT else decode)(position, name, data)


class Log:
    """An opened log; safe to share between threads as its recorder is.

    With `encryption` what is read by boundary is opened, for who decides or reads; the tail, which folds
    follow, stays as it is stored. Without it nothing is opened, and what is written stays as it is.
    """

    def __init__(self, recorder: Recorder, encryption: Encryption | None = None) -> None:
        self.recorder = recorder
        self.encryption = encryption
        self.known_day: date | None = None
        self._day_seen = 0
        self._last_at: datetime | None = None

    def identity(self) -> str:
        """The log's own id.

        Raises:
            LogMissing: when nobody opened this log yet.
            LogFault: when the first event is not its opening.
        """
        first = self.recorder.scan(0, 1)
        if not first:
            raise LogMissing("logboek", "dit logboek is nog leeg. Begin met `opplussen init`.")
        entry = decode(*first[0][:3])
        if not isinstance(entry.event, LogOpened):
            raise LogFault("logboek", "de eerste gebeurtenis is niet de opening van een logboek.")
        return entry.event.log_id

    def read(self, items: Sequence[Item], after: int = 0) -> Found:
        """The events of a boundary after a position."""
        return self.matching(query_of(items), after)

    def matching(self, query: DCBQuery, after: int = 0) -> Found:
        """As `read`, for a query that is used again as a condition."""
        response = self.recorder.read(query, after=after)
        found = [
            Stored(_decoded(one.position, one.event.type, one.event.data), one.event.type, one.event.tags)
            for one in response
        ]
        entries = self.encryption.opened(found) if self.encryption else [one.entry for one in found]
        return Found(entries, [one.tags for one in found], response.head or 0)

    def encode(self, drafts: Sequence[Draft]) -> list[DCBEvent]:
        """Events as they are stored here."""
        return written(self.encryption.closed(drafts) if self.encryption else drafts)

    def tail(self, after: int, limit: int = PAGE) -> list[Entry]:
        """The next events after a position, at most `limit`."""
        entries: list[Entry] = []
        while limit > 0:
            some = self.recorder.bare(after, min(limit, AT_HAND))
            entries += decode_all(some)
            if len(some) < AT_HAND:
                break
            after, limit = some[-1][0], limit - AT_HAND
        return entries

    def pages(self, after: int = 0, until: int | None = None) -> Iterator[list[Entry]]:
        """All events after a position up to and with `until`, page by page."""
        while page := self.tail(after, PAGE if until is None else min(PAGE, until - after)):
            yield page
            after = page[-1].position
            if until is not None and after >= until:
                return

    def digest(self, position: int) -> str | None:
        """A digest of what stands at a position; None when nothing does. Rows keep it to know their log."""
        return self.digests([position]).get(position)

    def digests(self, positions: Collection[int]) -> dict[int, str]:
        """The same of several by position, of those where something stands; near ones are asked at once."""
        wanted = sorted(position for position in positions if position > 0)
        near = bool(wanted) and wanted[-1] - wanted[0] < NEAR
        asked = [(wanted[0], wanted[-1])] if near else [(one, one) for one in wanted]
        found = [row for first, last in asked for row in self.recorder.scan(first - 1, last - first + 1)]
        return {
            position: _digest(name, data, tags)
            for position, name, data, tags in found
            if position in positions
        }

    def head(self) -> int:
        """The last position; 0 for an empty log."""
        return self.recorder.read(limit=None, after=2**62).head or 0

    def wait(self, after: int, timeout: float) -> bool:
        """Wait at most `timeout` seconds for an event after a position."""
        return self.recorder.wait(after, timeout)

    def last_day(self) -> date | None:
        """The last day that began; None before the first."""
        found = self.read([BEGUN_DAYS], self._day_seen)
        for entry in found.entries:
            if isinstance(entry.event, DayBegan):
                self.known_day = entry.event.day
        self._day_seen = max(self._day_seen, found.head)
        return self.known_day

    def moment(self, at: datetime) -> datetime:
        """`at`, or the moment of the last event known here when a clock runs behind it."""
        if self._last_at is None:
            self._last_at = at
            last = self.tail(self.head() - 1, 1) if self.head() else []
            if last:
                self._last_at = last[0].at
        self._last_at = max(self._last_at, at)
        return self._last_at
