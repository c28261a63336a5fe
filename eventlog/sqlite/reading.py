"""A query as SQL, and positions as events. Statements see a `sqlite3.Connection` that belongs to them."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from eventlog.answering import Bare, Scanned
from eventlog.faults import LogCorrupt
from eventlog.searching import Kind, Search, as_json

_Row = tuple[int, int, bytes, str]
_BareRow = tuple[int, int, bytes]
_N = TypeVar("_N", Scanned, Bare)

HEAD = "SELECT coalesce(max(position), 0) FROM events"
_RANGE = "SELECT position, type, data, tags FROM events WHERE position > ? ORDER BY position LIMIT ?"
_BARE_RANGE = "SELECT position, type, data FROM events WHERE position > ? ORDER BY position LIMIT ?"
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

_POSITIONS: dict[Kind, str] = {
    "tag": _BY_TAG,
    "tag of any type": _BY_TAG_ANY_TYPE,
    "tags": _BY_TAGS,
    "type": _BY_TYPE,
}


def _positions(connection: sqlite3.Connection, search: Search, after: int, limit: int) -> list[int]:
    """Where one search matches after `after`, rising, at most `limit` (-1: all)."""
    values = {"items": search.items, "types": search.types, "after": after, "limit": limit}
    return [position for (position,) in connection.execute(_POSITIONS[search.kind], values)]


def found(
    connection: sqlite3.Connection, wanted: tuple[Search, ...], after: int, limit: int | None
) -> list[int]:
    """Positions after `after` that one of `wanted` matches: rising, each once, at most `limit`."""
    each = [_positions(connection, search, after, -1 if limit is None else limit) for search in wanted]
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
        return self._named(
            connection,
            lambda names: [(position, names[kind], data, tags) for position, kind, data, tags in rows],
        )

    def bare(self, connection: sqlite3.Connection, rows: Sequence[_BareRow]) -> list[Bare]:
        """As `scanned`, for rows without tags."""
        return self._named(
            connection, lambda names: [(position, names[kind], data) for position, kind, data in rows]
        )

    def _named(
        self, connection: sqlite3.Connection, named: Callable[[Mapping[int, str]], list[_N]]
    ) -> list[_N]:
        try:
            return named(self._names)
        except KeyError:
            # A new dictionary: other threads may be reading the one that they have.
            self._names = dict(connection.execute("SELECT id, name FROM types").fetchall())
        try:
            return named(self._names)
        except KeyError as error:
            raise LogCorrupt(str(self._path)) from error


def in_range(connection: sqlite3.Connection, path: Path, after: int, limit: int) -> list[_Row]:
    """The events behind `after`, at most `limit`; raises LogCorrupt when a position is missing."""
    rows: list[_Row] = connection.execute(_RANGE, (after, limit)).fetchall()
    _require_no_hole(path, after, rows)
    return rows


def bare_in_range(connection: sqlite3.Connection, path: Path, after: int, limit: int) -> list[_BareRow]:
    """As `in_range`, without tags."""
    rows: list[_BareRow] = connection.execute(_BARE_RANGE, (after, limit)).fetchall()
    _require_no_hole(path, after, rows)
    return rows


def _require_no_hole(path: Path, after: int, rows: Sequence[_Row] | Sequence[_BareRow]) -> None:
    if rows and rows[-1][0] != after + len(rows):
        raise LogCorrupt(str(path), f"er ontbreken gebeurtenissen na positie {after}. {LogCorrupt.default}")


def at(connection: sqlite3.Connection, path: Path, positions: Sequence[int]) -> list[_Row]:
    """The events at these rising positions; raises LogCorrupt when one is missing."""
    rows: list[_Row] = connection.execute(_ROWS, (as_json(positions),)).fetchall()
    if [row[0] for row in rows] != list(positions):
        raise LogCorrupt(str(path), f"er ontbreken gebeurtenissen. {LogCorrupt.default}")
    return rows
