"""The golden file: stored events, a line each, and how a line is added. Lines are never changed.

Each line holds the name of an event, its bytes as the log keeps them (hex), what they say, and a digest over
the line before it and itself. There is a line with every field filled, and where fields may be left out one
without them, so that a changed default is seen as well.

`python -m tests.unit.golden.golden` adds what is missing and touches nothing that stands.
"""

import json
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from domain.access.log import ACCESS_EVENTS
from domain.commands import Context
from domain.policy_document import Policy
from domain.registry import EVENTS
from domain.words import PersonId
from eventlog.codec import ACCESS, CASES, Codec
from tests.unit.domain.world import policy

FILE = Path(__file__).with_name("events.jsonl")
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
START = "opplussen"
"""What the first line's digest follows."""
KNOWN = {**EVENTS, **ACCESS_EVENTS}
"""Every event of the log and of the log of who read; a name is in one of them."""
_BODIES = msgspec.msgpack.Decoder(tuple[str, object, str, dict[str, object]])


class Line(msgspec.Struct, frozen=True):
    """One stored event; `data` in hex, `fields` what it says as JSON, `digest` over all lines up to here."""

    type: str
    data: str
    fields: str
    digest: str


class Extent(Enum):
    """How much of an event is filled in."""

    FULL = "full"
    BARE = "bare"


def lines() -> list[Line]:
    return [msgspec.json.decode(line, type=Line) for line in FILE.read_bytes().splitlines()]


def digest(before: str, name: str, data: str, fields: str) -> str:
    """The digest of a line, given that of the line before it."""
    return sha256(f"{before}\n{name}\n{data}\n{fields}".encode()).hexdigest()[:32]


def codec_of(name: str) -> Codec:
    """The registry that an event is in; what is gone from both was the log's."""
    return ACCESS if name in ACCESS_EVENTS else CASES


def told(name: str, data: str) -> str:
    """What stored bytes say today, every field named, also those that hold their default."""
    return json.dumps(
        _plain(codec_of(name).decode(1, name, bytes.fromhex(data)).event), sort_keys=True, ensure_ascii=False
    )


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return {field: _plain(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(one) for one in value]
    return msgspec.to_builtins(value)


def example(kind: Any, name: str, extent: Extent = Extent.FULL) -> Any:  # Any: a type, and a value of it
    """A value of a type; a text says which field it is."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return example(arguments[0], name, extent)
    if origin is Literal:
        return arguments[0]
    if origin in (Union, types.UnionType):
        return example(next(one for one in arguments if one is not type(None)), name, extent)
    if origin is tuple:
        return (example(arguments[0], name, extent),)
    if origin is dict:
        return {example(arguments[0], name, extent): example(arguments[1], name, extent)}
    if kind is Policy:
        return policy()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind, include_extras=True)
        shown = [
            field.name for field in msgspec.structs.fields(kind) if extent is Extent.FULL or field.required
        ]
        return kind(**{field: example(hints[field], field, extent) for field in shown})
    plain: dict[Any, Any] = {  # Any: values of many types
        str: f"een-{name}",
        int: 7,
        float: 1.5,
        bool: True,
        date: date(2026, 3, 2),
        datetime: MOMENT,
    }
    return plain[getattr(kind, "__supertype__", kind)]


def missing(known: list[Line]) -> list[tuple[str, str]]:
    """Name and bytes of what has no line yet: an event, a field never filled, one never left out."""
    context = Context("golden", MOMENT, PersonId("noor"))
    shown: dict[str, list[dict[str, object]]] = {}
    for line in known:
        shown.setdefault(line.type, []).append(_BODIES.decode(bytes.fromhex(line.data))[3])
    found = []
    for name, kind in KNOWN.items():
        fields = {field.name: field.required for field in msgspec.structs.fields(kind)}
        there = shown.get(name, [])
        extents = []
        full = _BODIES.decode(codec_of(name).encode([example(kind, "")], context)[0].data)[3]
        if not there or keys(full) - set().union(*[keys(one) for one in there]):
            extents.append(Extent.FULL)
        if any(not required and all(one in some for some in there) for one, required in fields.items()):
            extents.append(Extent.BARE)
        for extent in extents:
            event = example(kind, "", extent)
            found.append((name, codec_of(name).encode([event], context)[0].data.hex()))
    return found


def keys(value: object, place: str = "") -> set[str]:
    """Every key of a stored body, also inside entries, as a path."""
    if isinstance(value, dict):
        inner = [keys(one, f"{place}.{key}") for key, one in value.items()]
        return {f"{place}.{key}" for key in value}.union(*inner)
    if isinstance(value, list):
        return set().union(*[keys(one, place) for one in value])
    return set()


def add_missing() -> int:
    """Append what is missing; how many lines."""
    known = lines()
    before = known[-1].digest if known else START
    added = missing(known)
    with FILE.open("ab") as file:
        for name, data in added:
            fields = told(name, data)
            before = digest(before, name, data, fields)
            file.write(msgspec.json.encode(Line(name, data, fields, before)) + b"\n")
    return len(added)


if __name__ == "__main__":
    add_missing()
