"""A query as SQL, and positions as events. Statements see a `sqlite3.Connection` that belongs to them."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBReadResponse, DCBSequencedEvent
from eventsourcing.persistence import ProgrammingError
from msgspec import Struct
from msgspec.json import Decoder, Encoder

from eventlog.faults import LogCorrupt

Scanned = tuple[int, str, bytes, str]
"""Position, type name, data, tags as a JSON list."""
_Row = tuple[int, int, bytes, str]

HEAD = "SELECT coalesce(max(position), 0) FROM events"
_RANGE = "SELECT position, type, data, tags FROM events WHERE position > ? ORDER BY position LIMIT ?"
_ROWS = """
SELECT e.position, e.type, e.data, e.tags
FROM json_each(?) AS wanted CROSS JOIN events AS e ON e.position = wanted.value"""

_BY_TAG = """
SELECT DISTINCT t.position
FROM json_each(:items) AS item
CROSS JOIN tags AS t ON t.tag = item.value AND t.position > :after AND t.type IN (
    SELECT types.id FROM json_each(:types) AS wanted JOIN types ON types.name = wanted.value)
ORDER BY t.position LIMIT :limit"""
_BY_TAG_ANY_TYPE = """
SELECT DISTINCT t.position
FROM json_each(:items) AS item
CROSS JOIN tags AS t ON t.tag = item.value AND t.position > :after AND t.type IN (SELECT id FROM types)
ORDER BY t.position LIMIT :limit"""
_BY_TAGS = """
SELECT DISTINCT t.position
FROM json_each(:items) AS item
CROSS JOIN tags AS t ON t.tag = json_extract(item.value, '$[0]') AND t.position > :after AND t.type IN (
    SELECT types.id FROM json_each(:types) AS wanted JOIN types ON types.name = wanted.value
    UNION ALL SELECT id FROM types WHERE :types = '[]')
WHERE NOT EXISTS (
    SELECT 1 FROM json_each(item.value) AS other WHERE NOT EXISTS (
        SELECT 1 FROM tags AS o WHERE o.tag = other.value AND o.type = t.type AND o.position = t.position))
ORDER BY t.position LIMIT :limit"""
_BY_TYPE = """
SELECT position FROM events
WHERE position > :after AND type IN (
    SELECT types.id FROM json_each(:types) AS wanted JOIN types ON types.name = wanted.value)
ORDER BY position LIMIT :limit"""

_encoder = Encoder()
_tags = Decoder(list[str])


def as_json(value: Sequence[object]) -> str:
    """`value` as SQLite's JSON functions read it.

    Raises:
        ProgrammingError: a text holds NUL or half a character, at which SQLite would stop reading it.
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


class Search(Struct, frozen=True):
    """All query items of one kind that want the same types: one statement, however many items."""

    sql: str
    items: str
    types: str

    def positions(self, connection: sqlite3.Connection, after: int, limit: int) -> list[int]:
        """Where it matches after `after`, rising, at most `limit` (-1: all)."""
        values = {"items": self.items, "types": self.types, "after": after, "limit": limit}
        return [position for (position,) in connection.execute(self.sql, values)]


def searches(query: DCBQuery | None) -> tuple[Search, ...] | None:
    """The statements that together find what `query` matches; None when it matches every event.

    Items with one tag and items with several are found through the tags; an item without tags walks over all
    events, which the contract of recorders asks for and no command of ours does.
    """
    if query is None or not query.items:
        return None
    groups: dict[tuple[str, tuple[str, ...]], list[str | list[str]]] = defaultdict(list)
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
                groups[_BY_TYPE, types] = []
            case [tag]:
                group = alike[id(item.types)] = groups[_BY_TAG if types else _BY_TAG_ANY_TYPE, types]
                group.append(tag)
            case _:
                groups[_BY_TAGS, types].append(list(item.tags))
    return tuple(Search(sql, as_json(items), as_json(types)) for (sql, types), items in groups.items())


def found(
    connection: sqlite3.Connection, wanted: tuple[Search, ...], after: int, limit: int | None
) -> list[int]:
    """Positions after `after` that one of `wanted` matches: rising, each once, at most `limit`."""
    each = [search.positions(connection, after, -1 if limit is None else limit) for search in wanted]
    if len(each) == 1:
        return each[0]
    return sorted(set().union(*each))[:limit]


class TypeNames:
    """Names of the types that are stored; a number never gets another name, so what was read stays true."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: dict[int, str] = {}

    def scanned(self, connection: sqlite3.Connection, rows: Sequence[_Row]) -> list[Scanned]:
        """`rows` with the name of the type in place of its number; raises LogCorrupt when it has none."""
        try:
            return _named(rows, self._names)
        except KeyError:
            # A new dictionary: other threads may be reading the one that they have.
            self._names = dict(connection.execute("SELECT id, name FROM types").fetchall())
        try:
            return _named(rows, self._names)
        except KeyError as error:
            raise LogCorrupt(str(self._path)) from error


def _named(rows: Sequence[_Row], names: Mapping[int, str]) -> list[Scanned]:
    return [(position, names[kind], data, tags) for position, kind, data, tags in rows]


def in_range(connection: sqlite3.Connection, path: Path, after: int, limit: int) -> list[_Row]:
    """The events behind `after`, at most `limit`; raises LogCorrupt when a position is missing."""
    rows: list[_Row] = connection.execute(_RANGE, (after, limit)).fetchall()
    if rows and rows[-1][0] != after + len(rows):
        raise LogCorrupt(str(path), f"er ontbreken gebeurtenissen na positie {after}. {LogCorrupt.default}")
    return rows


def at(connection: sqlite3.Connection, path: Path, positions: Sequence[int]) -> list[_Row]:
    """The events at these rising positions; raises LogCorrupt when one is missing."""
    rows: list[_Row] = connection.execute(_ROWS, (as_json(positions),)).fetchall()
    if [row[0] for row in rows] != list(positions):
        raise LogCorrupt(str(path), f"er ontbreken gebeurtenissen. {LogCorrupt.default}")
    return rows


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
