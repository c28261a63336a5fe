"""What recorders take and give: stored events as plain tuples, and the library's forms made of them."""

from collections.abc import Iterable, Iterator

from eventsourcing.dcb.api import DCBEvent, DCBReadResponse, DCBSequencedEvent
from eventsourcing.persistence import ProgrammingError
from msgspec.json import Decoder

from eventlog.searching import as_json

Row = tuple[str, bytes, str]
"""An event to write: type name, data, tags as a JSON list."""
Scanned = tuple[int, str, bytes, str]
"""An event that was read: position, type name, data, tags as a JSON list."""
Bare = tuple[int, str, bytes]
"""The same without tags."""

MAX_DATA_BYTES = 16 * 1024 * 1024

_tags = Decoder(list[str])
_SOUND: set[str] = set()
"""Names of types that a database can hold; there are a few dozen."""


def row_of(event: DCBEvent) -> Row:
    """An event as it is written.

    Raises:
        ProgrammingError: a database would cut it short, or it is too large.
    """
    if not event.type:
        raise ProgrammingError("An event has a type")
    if len(event.data) > MAX_DATA_BYTES:
        raise ProgrammingError(f"An event holds at most {MAX_DATA_BYTES} bytes")
    if event.type not in _SOUND:
        as_json([event.type])
        _SOUND.add(event.type)
    return event.type, event.data, as_json(event.tags)


def sequenced(scanned: Iterable[Scanned]) -> Iterator[DCBSequencedEvent]:
    """The library's form of events."""
    for position, name, data, tags in scanned:
        yield DCBSequencedEvent(DCBEvent(name, data, _tags.decode(tags)), position)


class Response(DCBReadResponse):
    """Events of a read with the head that it saw; pages are fetched as they are asked for.

    `head` is the last position of the log, with a limit that of the last event returned; None without one.
    The log only grows, so pages fetched later are still what was there when the head was read.
    """

    def __init__(self, events: Iterator[DCBSequencedEvent], head: int | None) -> None:
        self._events = events
        self._head = head

    @property
    def head(self) -> int | None:
        """Known from the start, before any event is fetched."""
        return self._head

    def __next__(self) -> DCBSequencedEvent:
        return next(self._events)
