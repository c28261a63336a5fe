"""A query as databases look it up: all items of one kind that want the same types, together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from eventsourcing.dcb.api import DCBQuery
from eventsourcing.persistence import ProgrammingError
from msgspec import Struct
from msgspec.json import Encoder

Kind = Literal["tag", "tag of any type", "tags", "type"]

_encoder = Encoder()


class Search(Struct, frozen=True):
    """Items of one kind that want the same types; a database has one statement a kind, however many items.

    `items` is a JSON list of tags, for "tags" of lists of tags; `types` one of names, empty for any type.
    """

    kind: Kind
    items: str
    types: str


def as_json(value: Sequence[object]) -> str:
    """`value` as the JSON functions of databases read it.

    Raises:
        ProgrammingError: a text holds NUL or half a character, at which a database would stop reading it.
    """
    try:
        text = _encoder.encode(value).decode()
    except UnicodeEncodeError as error:
        raise ProgrammingError("Half a character in a tag or type name") from error
    if "\\u0000" in text and "\x00" in "".join(_texts(value)):
        raise ProgrammingError("NUL in a tag or type name")
    return text


def _texts(value: Sequence[object]) -> Iterator[str]:
    for part in value:
        if isinstance(part, str):
            yield part
        elif isinstance(part, list | tuple):
            yield from _texts(part)


def searches(query: DCBQuery | None) -> tuple[Search, ...] | None:
    """What together finds what `query` matches; None when it matches every event.

    Items with one tag and items with several are found through the tags; an item without tags walks over all
    events, which the contract of recorders asks for and no command of ours does.
    """
    if query is None or not query.items:
        return None
    groups: dict[tuple[Kind, tuple[str, ...]], list[str | list[str]]] = defaultdict(list)
    alike: dict[int, list[str | list[str]]] = {}
    for item in query.items:
        # Items of a boundary share the very list of their types: they go together without looking inside.
        group = alike.get(id(item.types))
        if group is not None and len(item.tags) == 1:
            group.append(item.tags[0])
            continue
        if not item.tags and not item.types:
            return None
        types = tuple(sorted(set(item.types)))
        match item.tags:
            case []:
                groups["type", types] = []
            case [tag]:
                group = alike[id(item.types)] = groups["tag" if types else "tag of any type", types]
                group.append(tag)
            case _:
                groups["tags", types].append(list(item.tags))
    return tuple(Search(kind, as_json(items), as_json(types)) for (kind, types), items in groups.items())


class Prepared:
    """The searches of queries; the last are kept, for bulk asks the same at each append."""

    def __init__(self) -> None:
        self._kept: tuple[DCBQuery, int, tuple[Search, ...] | None] | None = None

    def searches(self, query: DCBQuery | None) -> tuple[Search, ...] | None:
        """As the function of that name."""
        kept = self._kept
        if kept is not None and kept[0] is query and kept[1] == len(kept[0].items):
            return kept[2]
        found = searches(query)
        if query is not None:
            self._kept = (query, len(query.items), found)
        return found
