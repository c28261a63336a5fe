"""How an event is written down: its stable name, and one msgpack array of envelope and fields.

The array is `[id, at, by, {fields}]`: `id` unique in the log, `at` the moment of recording (UTC), `by` who
recorded it. Fields are named, so that a stored event explains itself and old versions stay readable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

import msgspec
from eventsourcing.dcb.api import DCBEvent
from msgspec import Struct

from domain.access.log import ACCESS_EVENTS
from domain.commands import Context
from domain.events import Event
from domain.registry import EVENTS, UPCASTERS, Fields, Upcaster
from eventlog.faults import LogFault

T = TypeVar("T")


class UnknownEvent(LogFault):
    """An event of a type or version that this program does not know."""

    def __init__(self, position: int, name: str) -> None:
        super().__init__(
            f"positie {position}",
            f"de gebeurtenis {name} is onbekend. Werk opplussen bij; er is niets overgeslagen.",
        )


class UnreadableEvent(LogFault):
    """Bytes that are not what their name promises."""

    def __init__(self, position: int, name: str) -> None:
        super().__init__(f"positie {position}", f"de gebeurtenis {name} is onleesbaar.")


class Stored(Struct, Generic[T], frozen=True, gc=False, array_like=True):
    """What stands in the log beside type and tags."""

    id: str
    at: datetime
    by: str
    body: T


class Draft(NamedTuple):
    """An event on its way into the log: all that will stand there but its position."""

    id: str
    at: datetime
    by: str
    name: str
    event: Event
    tags: list[str]


class Entry(Struct, frozen=True, gc=False):
    """One event at its position in the log, decoded."""

    position: int
    event: Event
    at: datetime
    by: str
    id: str


_ENCODER = msgspec.msgpack.Encoder()
_FIELDS_DECODER: msgspec.msgpack.Decoder[Stored[Fields]] = msgspec.msgpack.Decoder(Stored[Fields])


class Codec:
    """Writes down and reads the events of one registry, and of no other."""

    def __init__(
        self, events: Mapping[str, type[Event]], upcasters: Mapping[str, tuple[str, Upcaster]]
    ) -> None:
        self.events = events
        self._upcasters = upcasters
        self._names = {event: name for name, event in events.items()}
        self._decode: dict[str, Callable[[bytes], Stored[Event]]] = {
            name: msgspec.msgpack.Decoder(Stored[event]).decode  # type: ignore[valid-type]  # made per class
            for name, event in events.items()
        }

    def drafts(self, events: Sequence[Event], context: Context, *, command_tag: bool = True) -> list[Draft]:
        """The events of one command before they are written down; ids follow from the command's id."""
        extra = [f"command:{context.command}"] if command_tag else []
        return [
            Draft(
                f"{context.command}.{index}",
                context.at,
                context.by,
                self._names[type(event)],
                event,
                [*event.tags(), *extra],
            )
            for index, event in enumerate(events)
        ]

    def encode(self, events: Sequence[Event], context: Context) -> list[DCBEvent]:
        """The events of one command as they are stored."""
        return written(self.drafts(events, context))

    def decode(self, position: int, name: str, data: bytes) -> Entry:
        """The event that stands at a position.

        Raises:
            UnknownEvent: when this version of opplussen does not know the name.
            UnreadableEvent: when the bytes are not what the name promises.
        """
        decode = self._decode.get(name)
        if decode is None:
            return self._upcast(position, name, data)
        try:
            stored = decode(data)
        except msgspec.DecodeError as error:
            raise UnreadableEvent(position, name) from error
        return Entry(position, stored.body, stored.at, stored.by, stored.id)

    def decode_all(self, stored: Sequence[tuple[int, str, bytes]]) -> list[Entry]:
        """The events at these positions, by name and bytes; a third faster than one by one.

        Raises:
            UnknownEvent, UnreadableEvent: as `decode`.
        """
        decode = self._decode
        try:
            return [
                Entry(position, read.body, read.at, read.by, read.id)
                for position, name, data in stored
                for read in (decode[name](data),)
            ]
        except (KeyError, msgspec.DecodeError):  # one of them is older, unknown or unreadable
            return [self.decode(*one) for one in stored]

    def _upcast(self, position: int, name: str, data: bytes) -> Entry:
        if name not in self._upcasters:
            raise UnknownEvent(position, name)
        try:
            stored = _FIELDS_DECODER.decode(data)
            fields = stored.body
            while name in self._upcasters:
                name, change = self._upcasters[name]
                fields = change(fields)
            event = msgspec.convert(fields, self.events[name])
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UnreadableEvent(position, name) from error
        return Entry(position, event, stored.at, stored.by, stored.id)


def written(drafts: Iterable[Draft]) -> list[DCBEvent]:
    """Events as they are stored."""
    return [
        DCBEvent(one.name, _ENCODER.encode((one.id, one.at, one.by, one.event)), one.tags) for one in drafts
    ]


CASES = Codec(EVENTS, UPCASTERS)
"""Of the log itself."""
ACCESS = Codec(ACCESS_EVENTS, {})
"""Of the log of who read."""
drafts = CASES.drafts
encode = CASES.encode
decode = CASES.decode
decode_all = CASES.decode_all
