"""Which texts of an event are personal, however deep they lie, and writing each of them differently."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct, structs

from domain.events import Event
from domain.subjects import words_about

Subjects = tuple[str, ...]
Write = Callable[[str, Subjects, str], str]
"""From a text, whom it is about, and its place in the event, to what is to stand there."""
Walk = Callable[[Any, Subjects, str, Write], Any]  # over values of whatever type a field has


class Text(NamedTuple):
    """A personal text, whom it is about (empty: nobody by name), and its place in the event."""

    text: str
    about: Subjects
    place: str


def texts(event: Event) -> list[Text]:
    """The personal texts of an event, those that are filled in."""
    found: list[Text] = []
    flat = _flat(type(event))
    if flat is not None:
        about: Subjects | None = None
        for name, place in flat:
            if text := getattr(event, name):
                about = event.subjects() if about is None else about
                found.append(Text(text, about, place))
        return found

    def note(text: str, about: Subjects, place: str) -> str:
        found.append(Text(text, about, place))
        return text

    rewritten(event, note)
    return found


def refilled(event: Event, new: Sequence[str]) -> Event:
    """The event with its personal texts replaced, in the order in which `texts` gives them."""
    following, flat = iter(new), _flat(type(event))
    if flat is None:
        return rewritten(event, lambda _text, _about, _place: next(following))
    return structs.replace(event, **{name: next(following) for name, _ in flat if getattr(event, name)})


def rewritten(event: Event, write: Write) -> Event:
    """The event with each personal text as `write` gives it; the event itself when nothing changed."""
    kind = type(event)
    flat = _flat(kind)
    if flat is None:
        walk: Walk = _walk(kind)  # type: ignore[assignment]  # without one it is flat
        changed: Event = walk(event, (), "", write)
        return changed
    filled = [(name, text, place) for name, place in flat if (text := getattr(event, name))]
    if not filled:
        return event
    about = event.subjects()
    changes = {name: new for name, text, place in filled if (new := write(text, about, place)) is not text}
    return structs.replace(event, **changes) if changes else event


@cache
def _flat(kind: type[Event]) -> tuple[tuple[str, str], ...] | None:
    """The personal fields of a type that holds them by itself alone, with their places; most types do.

    A third of the time of a text on its way into the log is saved so.
    """
    inner = _inner(kind)
    if any(walk is not _text for _, walk in inner):
        return None
    return tuple((name, f".{name}") for name, _ in inner)


def _inner(kind: type[Struct]) -> list[tuple[str, Walk]]:
    hints = get_type_hints(kind, include_extras=True)
    return [(name, walk) for name, hint in hints.items() if (walk := _walk(hint)) is not None]


def is_personal(hint: Any) -> bool:
    """Whether a field's type says that it is personal, also as one of several types."""
    if get_origin(hint) is Annotated:
        marks = [mark for mark in get_args(hint)[1:] if isinstance(mark, Meta)]
        if any((mark.extra or {}).get("personal") for mark in marks):
            return True
    return any(is_personal(one) for one in get_args(hint) if one is not Ellipsis)


@cache
def _walk(kind: Any) -> Walk | None:
    """What goes over a value of this type; None when it can hold nothing personal."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _text if is_personal(kind) else _walk(arguments[0])
    if origin in (Union, UnionType):
        return _any if any(_walk(one) for one in arguments) else None
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _over_values(_walk(arguments[1]))
    if origin in (tuple, list, frozenset, set):
        return _over_items(next(filter(None, [_walk(one) for one in arguments if one is not Ellipsis]), None))
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _over_fields(kind)
    return None


def _text(value: Any, about: Subjects, place: str, write: Write) -> Any:
    return write(value, about, place) if isinstance(value, str) and value else value


def _any(value: Any, about: Subjects, place: str, write: Write) -> Any:
    """A value of one of several types: a personal text, or an entry with some."""
    if isinstance(value, str):
        return _text(value, about, place, write)
    kind: Any = type(value)
    walk = _walk(kind)
    return value if walk is None else walk(value, about, place, write)


def _over_values(inner: Walk | None) -> Walk | None:
    if inner is None:
        return None
    return lambda value, about, place, write: {
        key: inner(one, about, f"{place}.{key}", write) for key, one in value.items()
    }


def _over_items(inner: Walk | None) -> Walk | None:
    if inner is None:
        return None
    return lambda value, about, place, write: type(value)(
        inner(one, about, f"{place}.{number}", write) for number, one in enumerate(value)
    )


def _over_fields(kind: type[Struct]) -> Walk | None:
    inner = _inner(kind)
    if not inner:
        return None
    whom = _whom(kind)

    def walk_fields(value: Any, about: Subjects, place: str, write: Write) -> Any:
        filled = [(name, walk, old) for name, walk in inner if (old := getattr(value, name))]
        if not filled:
            return value
        own = whom(value) or about
        changes = {}
        for name, walk, old in filled:
            new = walk(old, own, f"{place}.{name}", write)
            if new is not old and new != old:
                changes[name] = new
        return structs.replace(value, **changes) if changes else value

    return walk_fields


def _whom(kind: type[Struct]) -> Callable[[Any], Subjects]:
    """Whom the texts of an event or of an entry are about; empty where it does not say so itself."""
    if issubclass(kind, Event):
        return lambda value: value.subjects()
    if "case" in kind.__struct_fields__:
        return lambda value: words_about(value.case)
    return lambda _: ()
