"""What was signed and seen, in one file: checkpoints of ours, our witnesses, logs that we are a witness of.

Backed up apart from the log, as keys are: it is how a log that was put back is known.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from eventlog.faults import LogFault
from verifier.checkpoints import Checkpoint, read_checkpoint
from verifier.notes import Key, Note, read_key, read_note

_APPLICATION_ID = 0x6F706370
"""`opcp`: whose file it is."""
_BUSY_S = 5.0
_SCHEMA = (
    "PRAGMA application_id = 1869636464",
    """CREATE TABLE signed (
        origin TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, place TEXT NOT NULL,
        PRIMARY KEY (origin, size)) WITHOUT ROWID""",
    """CREATE TABLE seen (
        origin TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL,
        PRIMARY KEY (origin, by)) WITHOUT ROWID""",
    "CREATE TABLE witnesses (name TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE watched (
        origin TEXT PRIMARY KEY, key TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID""",
)


class CheckpointsUnreadable(LogFault):
    """The file of the checkpoints is something else, or cannot be read."""

    default = "dit bestand met controlepunten kan niet worden gelezen. Zet het terug uit de reservekopie."


class Signed(NamedTuple):
    """A checkpoint that was signed or seen; `place` is where that was, empty when seen."""

    checkpoint: Checkpoint
    note: Note
    place: str = ""


class Watched(NamedTuple):
    """A log of somebody else: its key, and the last checkpoint that was cosigned, None before the first."""

    key: Key
    last: Checkpoint | None


@contextmanager
def kept(path: Path) -> Iterator["Kept"]:
    """The checkpoints in a file, one transaction: all that the body keeps stands when it ends well.

    Raises:
        CheckpointsUnreadable: naming the file.
    """
    try:
        uri = f"file:{quote(str(path.absolute()))}?mode=rwc"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_S, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in _SCHEMA:
                    connection.execute(statement)
            if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
                raise CheckpointsUnreadable(str(path))
            yield Kept(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise CheckpointsUnreadable(str(path)) from error


class Kept:
    """The checkpoints while their file is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self, origin: str) -> Signed | None:
        """The largest checkpoint that was signed of a log."""
        found = self._signed(
            "SELECT note, place FROM signed WHERE origin = ? ORDER BY size DESC LIMIT 1", origin
        )
        return found[0] if found else None

    def all_signed(self, origin: str) -> list[Signed]:
        """Every checkpoint that was signed of a log, smallest first."""
        return self._signed("SELECT note, place FROM signed WHERE origin = ? ORDER BY size", origin)

    def sign(self, note: Note, place: str) -> Signed:
        """Keep a checkpoint of ours, or the same one with more signatures."""
        found = read_checkpoint(note.text, "controlepunt")
        self._connection.execute(
            "INSERT INTO signed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET note = excluded.note, place = excluded.place",
            (found.origin, found.size, str(note), place),
        )
        return Signed(found, note, place)

    def seen(self, origin: str) -> list[Signed]:
        """The largest checkpoint of a log that each of its witnesses saw."""
        return self._signed("SELECT note, '' FROM seen WHERE origin = ? ORDER BY size", origin)

    def seen_by(self, origin: str, witness: str) -> Signed | None:
        """The largest checkpoint of a log that one witness saw."""
        rows = self._connection.execute(
            "SELECT note, '' FROM seen WHERE origin = ? AND by = ?", (origin, witness)
        )
        return next(map(_read, rows), None)

    def see(self, note: Note, witness: str) -> None:
        """Keep the largest checkpoint that a witness saw."""
        found = read_checkpoint(note.text, "controlepunt")
        self._connection.execute(
            "INSERT INTO seen VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET size = excluded.size, note = excluded.note WHERE excluded.size >= seen.size",
            (found.origin, found.size, str(note), witness),
        )

    def witnesses(self) -> list[Key]:
        """Who looks at our checkpoints."""
        rows = self._connection.execute("SELECT key FROM witnesses ORDER BY name").fetchall()
        return [read_key(key) for (key,) in rows]

    def trust(self, key: Key) -> None:
        """Take somebody as a witness of ours; another key under a name takes the place of the first."""
        self._connection.execute(
            "INSERT INTO witnesses VALUES (?, ?) ON CONFLICT DO UPDATE SET key = excluded.key",
            (key.name, str(key)),
        )

    def watched(self) -> list[Watched]:
        """The logs that we are a witness of."""
        rows = self._connection.execute("SELECT key, note FROM watched ORDER BY origin").fetchall()
        return [Watched(read_key(key), _read((note, "")).checkpoint if note else None) for key, note in rows]

    def watched_note(self, origin: str) -> Note | None:
        """The last checkpoint that was cosigned of somebody else's log."""
        rows = self._connection.execute(
            "SELECT note, '' FROM watched WHERE origin = ? AND note != ''", (origin,)
        )
        return next((_read(row).note for row in rows), None)

    def watch(self, key: Key, note: Note | None = None) -> None:
        """Be a witness of a log, or keep the checkpoint of it that is cosigned now."""
        self._connection.execute(
            "INSERT INTO watched VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
            "SET key = excluded.key, note = excluded.note",
            (key.name, str(key), str(note or "")),
        )

    def _signed(self, statement: str, origin: str) -> list[Signed]:
        return [_read(row) for row in self._connection.execute(statement, (origin,))]


def _read(row: Sequence[str]) -> Signed:
    note = read_note(row[0].encode(), "controlepunt")
    return Signed(read_checkpoint(note.text, "controlepunt"), note, row[1])
