"""An event as one leaf of the tree: exactly what the log keeps, in one order, so that nothing can be moved.

    01 | position, 8 bytes | length of the type, 4 bytes | type | length of the tags, 4 bytes | tags | data

Numbers are big-endian, texts UTF-8. Tags are the JSON list as stored, data the bytes as stored: where fields
are encrypted those are ciphertext, so a key can be destroyed and every proof stays valid.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from struct import Struct
from typing import NamedTuple

from verifier.faults import Wrong

VERSION = 1
_HEAD = Struct(">BQI")
_LENGTH = Struct(">I")


class StoredEvent(NamedTuple):
    """An event as the log keeps it; `tags` is a JSON list."""

    position: int
    type: str
    tags: str
    data: bytes


def leaf(position: int, kind: str, tags: str, data: bytes) -> bytes:
    """The leaf of an event."""
    name, filed = kind.encode(), tags.encode()
    return b"".join((_HEAD.pack(VERSION, position, len(name)), name, _LENGTH.pack(len(filed)), filed, data))


def line_of(event: StoredEvent) -> bytes:
    """An event as the one line by which it leaves, with its line end."""
    fields = event._asdict() | {"data": b64encode(event.data).decode()}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def event_of(line: bytes, place: str, position: int | None = None) -> StoredEvent:
    """The event in a line; `position` is where it should stand, when that is known.

    Raises:
        Wrong: it is no such line, or not written as `line_of` writes it.
    """
    try:
        fields = json.loads(line)
        event = StoredEvent(
            fields["position"], fields["type"], fields["tags"], b64decode(fields["data"], validate=True)
        )
        if line_of(event) == line:
            return event
    except (ValueError, Error, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise Wrong(place, "deze regel is geen gebeurtenis zoals opplussen die schrijft.", position)
