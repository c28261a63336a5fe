"""Events as CloudEvents 1.0 JSON lines after the NL GOV profile, and which fields never leave.

`time` is when an event was recorded; days on which something was seen stand inside `data`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from domain.events import Event
from domain.registry import NAMES
from eventlog.codec import Entry
from eventlog.encryption.personal import is_personal

PREFIX = "nl.opplussen."

Pruner = Callable[[Any], Any]  # over what JSON holds, which has no narrower type


class CloudEvent(Struct, frozen=True, omit_defaults=True):
    """The attributes that we write, in the profile's order."""

    id: str
    source: str
    specversion: str
    type: str
    time: str
    sequence: str
    sequencetype: str
    datacontenttype: str
    data: Any
    subject: str | None = None


class Envelope(Struct, frozen=True):
    """The attributes that we read; `data` stays as it is until its type is known."""

    id: str
    source: str
    specversion: str
    type: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


def encoded(entry: Entry, source: str) -> bytes:
    """One event as one line, without its line end."""
    return msgspec.json.encode(with_attributes(entry, source, without_personal(entry.event)))


def with_attributes(entry: Entry, source: str, data: Any) -> CloudEvent:
    """What is told of an event, under the attributes of that event."""
    return CloudEvent(
        entry.id,
        source,
        "1.0",
        PREFIX + NAMES[type(entry.event)],
        entry.at.isoformat().replace("+00:00", "Z"),
        str(entry.position),
        "Integer",
        "application/json",
        data,
        getattr(entry.event, "case", None),
    )


def without_personal(event: Event) -> Any:
    """The fields of an event as JSON can hold them, without those typed as personal, at any depth."""
    prune = _pruner(type(event))
    fields = msgspec.to_builtins(event)
    return fields if prune is None else prune(fields)


@cache
def _pruner(kind: Any) -> Pruner | None:
    """What takes the personal fields out of a value of this type; None when there are none."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _pruner(arguments[0])
    if origin in (Union, UnionType):
        return _first([_pruner(one) for one in arguments])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _over_values(_pruner(arguments[1]))
    if origin in (tuple, list, frozenset, set):
        return _over_items(_first([_pruner(one) for one in arguments if one is not Ellipsis]))
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _over_fields(kind)
    return None


def _first(pruners: list[Pruner | None]) -> Pruner | None:
    """The pruners of a union in turn; what one of its types calls personal leaves them all."""
    some = [one for one in pruners if one is not None]
    if not some:
        return None

    def prune(value: Any) -> Any:
        for one in some:
            value = one(value)
        return value

    return prune


def _over_values(inner: Pruner | None) -> Pruner | None:
    if inner is None:
        return None
    return lambda value: {key: inner(one) for key, one in value.items()} if isinstance(value, dict) else value


def _over_items(inner: Pruner | None) -> Pruner | None:
    if inner is None:
        return None
    return lambda value: [inner(one) for one in value] if isinstance(value, list | tuple) else value


def _over_fields(kind: type[Struct]) -> Pruner | None:
    hints = get_type_hints(kind, include_extras=True)
    personal = {name for name, hint in hints.items() if is_personal(hint)}
    inner = {name: found for name, hint in hints.items() if (found := _pruner(hint)) is not None}
    if not personal and not inner:
        return None

    def prune_fields(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: inner[name](one) if name in inner else one
            for name, one in value.items()
            if name not in personal
        }

    return prune_fields
