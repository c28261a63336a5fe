"""Searches and positions as events. A statement sees the log as it is at one moment."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from eventlog.answering import Bare, Scanned
from eventlog.faults import LogCorrupt
from eventlog.postgres.server import Connection
from eventlog.searching import Search

HEAD = "SELECT position FROM head"
_RANGE = """
SELECT e.position, y.name, e.data, e.tags
FROM events AS e JOIN types AS y ON y.id = e.type
WHERE e.position > %s ORDER BY e.position LIMIT %s"""
_BARE_RANGE = """
SELECT e.position, y.name, e.data
FROM events AS e JOIN types AS y ON y.id = e.type
WHERE e.position > %s ORDER BY e.position LIMIT %s"""
_FOUND = """
SELECT h.position, e.position, e.type, e.data, e.tags
FROM head AS h LEFT JOIN events AS e ON e.position = ANY (ARRAY(
    SELECT DISTINCT f.position
    FROM unnest(%b::text[], %b::text[], %b::text[]) AS s (kind, items, types)
    CROSS JOIN LATERAL found(s.kind, s.items::json, s.types::json, %s, %s) AS f (position)
    ORDER BY f.position LIMIT %s))
ORDER BY e.position"""
_TYPES = "SELECT id, name FROM types"


class TypeNames:
    """Names of the types that are stored; a number never gets another name, so what was read stays true."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._names: dict[int, str] = {}

    def require(self, connection: Connection, kinds: set[int]) -> Mapping[int, str]:
        """The names of these numbers at least; raises LogCorrupt when one has none."""
        if not kinds <= self._names.keys():
            rows = connection.execute(_TYPES).fetchall()
            self._names = {cast("int", number): cast("str", name) for number, name in rows}
        if not kinds <= self._names.keys():
            raise LogCorrupt(self.where)
        return self._names


class Page(NamedTuple):
    """Events that match, rising, and the log's head at that moment."""

    events: list[Scanned]
    head: int


def as_arrays(wanted: Sequence[Search]) -> tuple[list[str], list[str], list[str]]:
    """Searches as the functions in the database take them: kinds, items, types."""
    return (
        [search.kind for search in wanted],
        [search.items for search in wanted],
        [search.types for search in wanted],
    )


def head_of(connection: Connection, where: str) -> int:
    """The last position; 0 for an empty log."""
    row = connection.execute(HEAD).fetchone()
    if row is None:
        raise LogCorrupt(where)
    return cast("int", row[0])


def in_range(connection: Connection, where: str, after: int, limit: int) -> list[Scanned]:
    """The events behind `after`, at most `limit`; raises LogCorrupt when a position is missing."""
    cursor = connection.cursor(binary=True).execute(_RANGE, (after, max(limit, 0)))
    rows = cast("list[Scanned]", cursor.fetchall())
    _require_no_hole(where, after, rows)
    return rows


def bare_in_range(connection: Connection, where: str, after: int, limit: int) -> list[Bare]:
    """As `in_range`, without tags."""
    cursor = connection.cursor(binary=True).execute(_BARE_RANGE, (after, max(limit, 0)))
    rows = cast("list[Bare]", cursor.fetchall())
    _require_no_hole(where, after, rows)
    return rows


def _require_no_hole(where: str, after: int, rows: Sequence[Scanned] | Sequence[Bare]) -> None:
    if rows and rows[-1][0] != after + len(rows):
        raise LogCorrupt(where, f"er ontbreken gebeurtenissen na positie {after}. {LogCorrupt.default}")


def found(
    connection: Connection, names: TypeNames, wanted: Sequence[Search], after: int, limit: int | None
) -> Page:
    """The events after `after` that one of `wanted` matches: rising, each once, at most `limit`."""
    most = None if limit is None else max(limit, 0)
    cursor = connection.cursor(binary=True)
    rows = cast(
        "list[tuple[int, int | None, int, bytes, str]]",
        cursor.execute(_FOUND, (*as_arrays(wanted), after, most, most)).fetchall(),
    )
    if not rows:
        raise LogCorrupt(names.where)
    matched = [row for row in rows if row[1] is not None]
    named = names.require(connection, {row[2] for row in matched})
    events = [(position, named[kind], data, tags) for _, position, kind, data, tags in matched]
    return Page(cast("list[Scanned]", events), rows[0][0])
