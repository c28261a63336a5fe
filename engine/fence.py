"""How far a part of the rows is, in which log; and whether somebody else moved it meanwhile.

The first statement of every transaction locks the part's position: whoever comes late or second sees it.
"""

from sqlalchemy import ColumnElement, Connection, Engine, select, update

from engine.made_from import require_digest, require_own_log, require_parts, require_same_past
from eventlog.log import Log
from projections import tables
from projections.parts import Part
from projections.writing import insert_absent


class Fence:
    """The position of one part, as this process knows it."""

    def __init__(self, rows: Engine, log: Log, part: Part) -> None:
        self.rows = rows
        self.log = log
        self.part = part
        self.log_id = log.identity()
        self._token: tuple[int, int] | None = None

    def lock(self, connection: Connection) -> tuple[int, bool]:
        """The position, held until the transaction ends; and whether it is as this process left it.

        Raises:
            RowsFault: when the rows were made from another log, from a later state of this one, or in other
                parts.
        """
        p = tables.positions.c
        query = (
            select(p.position, p.log_id, p.digest, p.generation, p.parts)
            .where(self._mine())
            .with_for_update()
        )
        row = connection.execute(query).one_or_none()
        if row is None:
            start = {"partition": self.part.number, "position": 0, "log_id": self.log_id, "digest": ""}
            more = {"generation": 0, "beat": "", "parts": self.part.of}
            insert_absent(connection, tables.positions, start | more)
            row = connection.execute(query).one()
        require_own_log(self.rows, self.log_id, row.log_id)
        require_parts(self.rows, self.part.of, row.parts)
        if row.position:
            require_digest(self.rows, row.digest)
            if self._token is None or self._token[0] != row.position:
                require_same_past(self.rows, self.log, row.position, row.digest)
        known = self._token == (row.position, row.generation)
        self._token = (row.position, row.generation)
        return row.position, known

    def move(self, connection: Connection, position: int) -> None:
        """Put it where the rows are now."""
        values = {"position": position, "digest": self.log.digest(position) or ""}
        connection.execute(update(tables.positions).where(self._mine()).values(**values))

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
