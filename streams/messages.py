"""What a message on `events` says: the stored bytes as they are, and around them what CloudEvents asks.

CloudEvents 1.0, binary mode of its Kafka binding: attributes are headers, the value is the event's own data.
`opprevious` is the position that came before in this partition: who misses something sees it by that.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec import Struct

from domain.registry import EVENTS
from eventlog.answering import Bare
from eventlog.codec import Entry, Stored, decode
from eventlog.interchange import PREFIX
from projections.parts import FOR_ALL, part_of
from streams.faults import WrongTopic

CONTENT_TYPE = b"application/msgpack"
HEADERS = {
    "ce_specversion": "1.0.",
    "ce_id": "The event's own id, once in the log.",
    "ce_source": "The URN of the log.",
    "ce_type": "`nl.opplussen.` and a name with its version, of docs/events.md.",
    "ce_time": "When it was recorded, UTC.",
    "ce_sequence": "Its position in the log.",
    "ce_sequencetype": "Integer.",
    "ce_opplog": "The identity of the log.",
    "ce_opprevious": "The position before it in this partition, 0 for the first.",
    "ce_subject": "The case.",
    "content-type": "application/msgpack.",
}
"""What each header says."""
OPTIONAL = frozenset({"ce_subject"})
"""Not there for what concerns every case."""


class About(Struct, frozen=True):
    """The field by which a stored event finds its partition; None for what concerns every case."""

    case: str | None = None


_FOR_ALL = frozenset(name for name, kind in EVENTS.items() if kind in FOR_ALL)
_ABOUT: msgspec.msgpack.Decoder[Stored[About]] = msgspec.msgpack.Decoder(Stored[About])


class Message(NamedTuple):
    """One message for one partition of a topic."""

    topic: str
    partition: int
    key: bytes | None
    value: bytes
    headers: list[tuple[str, bytes]]


class Source(NamedTuple):
    """Which log it comes from, and what CloudEvents calls it."""

    log_id: str
    urn: str


class Received(NamedTuple):
    """An event as it came from a partition; `previous` is the position before it there."""

    part: int
    previous: int
    entry: Entry


def messages_of(stored: Bare, topic: str, last: list[int], source: Source) -> Iterator[Message]:
    """The messages for one stored event; `last` is the position of each partition's last, and moves on."""
    position, name, data = stored
    about = _ABOUT.decode(data)
    case = about.body.case
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", about.id.encode()),
        ("ce_source", source.urn.encode()),
        ("ce_type", (PREFIX + name).encode()),
        ("ce_time", _time(about.at)),
        ("ce_sequence", b"%d" % position),
        ("ce_sequencetype", b"Integer"),
        ("ce_opplog", source.log_id.encode()),
        ("content-type", CONTENT_TYPE),
    ]
    if case is not None:
        headers.append(("ce_subject", case.encode()))
    key = None if case is None else case.encode()
    parts = range(len(last)) if case is None or name in _FOR_ALL else (part_of(case, len(last)),)
    for part in parts:
        if position > last[part]:
            yield Message(topic, part, key, data, [*headers, ("ce_opprevious", b"%d" % last[part])])
            last[part] = position


def received(part: int, value: bytes, headers: Iterable[tuple[str, bytes]], log_id: str) -> Received:
    """The event in a message.

    Raises:
        WrongTopic: it is another log's, or no message of ours.
        LogFault: this version does not know the event.
    """
    told = dict(headers)
    if told.get("ce_opplog") != log_id.encode():
        raise WrongTopic(f"partitie {part}", "de berichten zijn van een ander logboek. Er is niets verwerkt.")
    name = told["ce_type"].decode().removeprefix(PREFIX)
    entry = decode(int(told["ce_sequence"]), name, value)
    return Received(part, int(told["ce_opprevious"]), entry)


def _time(at: datetime) -> bytes:
    return at.isoformat().replace("+00:00", "Z").encode()
