"""How far a part of the rows is, in which log; and whether somebody else moved it meanwhile.

The first statement of every transaction locks the part's position: whoever comes late or second sees it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Engine, Row, bindparam, select, update

from engine.made_from import require_digest, require_own_log, require_parts, require_same_past
from eventlog.log import Log
from projections.parts import Part
from projections.tables import case as tables
from projections.writing import insert_absent

Locked = Row[int, int, str, str, int, int]
"""Number, position, log, digest, generation, in how many parts."""


class Fence:
    """The position of one part, as this process knows it."""

    def __init__(self, rows: Engine, log: Log, part: Part) -> None:
        self.rows = rows
        self.log = log
        self.part = part
        self.log_id = log.identity()
        self._token: tuple[int, int] | None = None

    def look(self, row: Locked) -> tuple[int, bool]:
        """The position in a row that is locked; and whether it is as this process left it.

        Raises:
            RowsFault: when the rows were made from another log, from a later state of this one, or in other
                parts.
        """
        require_own_log(self.rows, self.log_id, row.log_id)
        require_parts(self.rows, self.part.of, row.parts)
        if row.position:
            require_digest(self.rows, row.digest)
            if self._token is None or self._token[0] != row.position:
                require_same_past(self.rows, self.log, row.position, row.digest)
        known = self._token == (row.position, row.generation)
        self._token = (row.position, row.generation)
        return row.position, known

    def begin(self, connection: Connection) -> None:
        """See to it that there is a position to lock."""
        start = {"partition": self.part.number, "position": 0, "log_id": self.log_id, "digest": ""}
        more = {"generation": 0, "beat": "", "parts": self.part.of}
        insert_absent(connection, tables.positions, start | more)

    def moved(self, position: int) -> None:
        """Remember where it was put, once that is certain."""
        self._token = (position, self._token[1] if self._token else 0)

    def disturb(self, connection: Connection) -> None:
        """Let every process that remembers states read them again."""
        p = tables.positions
        connection.execute(update(p).where(self._mine()).values(generation=p.c.generation + 1))

    def forget(self) -> None:
        """What a transaction came to is not known."""
        self._token = None

    def _mine(self) -> ColumnElement[bool]:
        return tables.positions.c.partition == self.part.number


def lock(connection: Connection, fences: Sequence[Fence]) -> list[tuple[int, bool]]:
    """Of each what `look` says, held until the transaction ends; who locks several does so in their order.

    Raises:
        RowsFault: as `look`.
    """
    p = tables.positions.c
    query = (
        select(p.partition, p.position, p.log_id, p.digest, p.generation, p.parts)
        .where(p.partition.in_([one.part.number for one in fences]))
        .order_by(p.partition)
        .with_for_update()
    )
    rows = {row.partition: row for row in connection.execute(query)}
    if new := [one for one in fences if one.part.number not in rows]:
        for one in new:
            one.begin(connection)
        rows = {row.partition: row for row in connection.execute(query)}
    return [one.look(rows[one.part.number]) for one in fences]


def move(connection: Connection, log: Log, to: Mapping[int, int]) -> None:
    """Put parts, by number, where their rows are now."""
    digests = log.digests(set(to.values()))
    p = tables.positions
    moved = update(p).where(p.c.partition == bindparam("part"))
    connection.execute(
        moved.values(position=bindparam("at"), digest=bindparam("there")),
        [{"part": part, "at": at, "there": digests.get(at, "")} for part, at in to.items()],
    )
