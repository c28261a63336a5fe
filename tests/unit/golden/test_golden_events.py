"""Every event that ever landed stays readable: one stored example of each, append-only.

A new event type gets its line by `python tests/unit/golden/test_golden_events.py`, which only adds.
"""

import json
import sys
import types
import typing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest

from cli.proeftuin import proeftuin_of
from domain.commands import Context
from domain.events import Event
from domain.policy_document import Policy
from domain.registry import EVENTS, UPCASTERS
from domain.words import PersonId
from eventlog.codec import decode, encode

FILE = Path(__file__).with_name("events.jsonl")
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def lines() -> list[dict[str, str]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", lines() if FILE.exists() else [], ids=lambda line: str(line["type"]))
def test_an_event_that_once_landed_is_read_as_it_was(line: dict[str, str]) -> None:
    entry = decode(1, line["type"], bytes.fromhex(line["data"]))
    assert json.loads(msgspec.json.encode(entry.event, order="sorted")) == json.loads(line["fields"])


def test_every_event_of_the_registry_has_a_golden_line() -> None:
    golden = {line["type"] for line in lines()}
    assert set(EVENTS) <= golden
    assert golden <= set(EVENTS) | set(UPCASTERS)


def example(kind: Any, name: str) -> Any:  # Any: a type of any shape, and a value of it
    """A value of a type, every field filled."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return example(arguments[0], name)
    if origin is Literal:
        return arguments[0]
    if origin in (Union, types.UnionType):
        return example(next(one for one in arguments if one is not type(None)), name)
    if origin is tuple:
        return (example(arguments[0], name),)
    if origin is dict:
        return {example(arguments[0], name): example(arguments[1], name)}
    if kind is Policy:
        return proeftuin_of(None)[1]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind, include_extras=True)
        return kind(**{field: example(hint, field) for field, hint in hints.items() if field != "tagged"})
    plain: dict[Any, Any] = {  # Any: values of many types
        str: f"een-{name}",
        int: 7,
        float: 1.5,
        bool: True,
        date: date(2026, 3, 2),
        datetime: MOMENT,
    }
    return plain[getattr(kind, "__supertype__", kind)]


def add_missing() -> None:
    """Append a line for each event type that has none yet."""
    known = {line["type"] for line in lines()} if FILE.exists() else set()
    context = Context("golden", MOMENT, PersonId("noor"))
    with FILE.open("a", encoding="utf-8") as file:
        for name, kind in EVENTS.items():
            if name in known:
                continue
            event = example(kind, "waarde")
            if not isinstance(event, Event):
                raise TypeError(name)
            stored = encode([event], context)[0]
            fields = msgspec.json.encode(event, order="sorted").decode()
            file.write(json.dumps({"type": name, "data": stored.data.hex(), "fields": fields}) + "\n")


if __name__ == "__main__":
    add_missing()
    sys.exit(0)
