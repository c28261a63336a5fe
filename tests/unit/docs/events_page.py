"""The table of docs/events.md, from the registry.

`python -m tests.unit.docs.events_page` writes it again; what stands outside the tables is kept.
"""

import types
import typing
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from domain.events import Event
from eventlog.encryption.personal import is_personal
from tests.unit.golden.golden import KNOWN, example

PAGE = Path(__file__).parents[3] / "docs" / "events.md"
BEGIN = "<!-- from the registry: `python -m tests.unit.docs.events_page` writes this again -->"
END = "<!-- until here -->"


def tables() -> str:
    """One table a module of the domain, in the order of the registry."""
    modules: dict[str, list[str]] = {}
    for name, kind in KNOWN.items():
        modules.setdefault(_module(kind), []).append(_row(name, kind))
    head = "| event | what happened | personal fields | tags |\n|---|---|---|---|"
    return "\n\n".join([f"## {module}\n\n{head}\n" + "\n".join(rows) for module, rows in modules.items()])


def page() -> str:
    """The whole page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _module(kind: type[Event]) -> str:
    return f"`{kind.__module__.replace('.', '/')}.py`"


def _row(name: str, kind: type[Event]) -> str:
    sentence = " ".join((kind.__doc__ or "").split("\n\n", 1)[0].split())
    personal = ", ".join([f"`{path}`" for path in personal_fields(kind)]) or "-"
    return f"| `{name}` | {sentence} | {personal} | {', '.join([f'`{tag}`' for tag in tags(kind)])} |"


def tags(kind: type[Event]) -> list[str]:
    """The tags of an event, with `<field>` where the value of a field stands."""
    event: Event = example(kind, "")
    values = _values(event)
    found = []
    for tag in event.tags():
        start, colon, rest = tag.partition(":")
        parts = [[*group] for _, group in groupby(rest, key="/".__eq__)]
        named = "".join([_named("".join(part), values) for part in parts])
        found.append((start if colon else _named(start, values)) + colon + named)
    return found


def _values(struct: msgspec.Struct) -> dict[str, str]:
    """What each field holds as text, also of a struct inside: `read.reader` is named `reader`."""
    values: dict[str, str] = {}
    for field in struct.__struct_fields__:
        value = getattr(struct, field)
        values |= _values(value) if isinstance(value, msgspec.Struct) else {field: str(value)}
    return values


def _named(part: str, values: dict[str, str]) -> str:
    return next((f"<{field}>" for field, value in values.items() if value == part), part)


def personal_fields(kind: Any) -> list[str]:  # Any: a struct, or whatever a field holds
    """Paths of the fields typed as personal, at any depth; `entries[].reasons` is of each entry."""
    return [*_personal(kind)]


def _personal(kind: Any) -> Iterator[str]:
    for field, hint in get_type_hints(kind, include_extras=True).items():
        if field in kind.__struct_fields__:
            if is_personal(hint):
                yield field
            for inner, many in _structs(hint):
                yield from (f"{field}{'[]' * many}.{path}" for path in _personal(inner))


def _structs(hint: Any) -> Iterator[tuple[type, bool]]:
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint, False
    elif origin in (Union, types.UnionType, typing.Annotated):
        for one in arguments:
            yield from _structs(one)
    elif origin in (tuple, dict):
        for one in arguments:
            yield from ((inner, True) for inner, _ in _structs(one))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
