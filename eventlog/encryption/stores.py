"""Where a vault is kept: a file of SQLite, or a schema on a PostgreSQL server. Apart from the log, always.

What is deleted is overwritten in the file at once; on a server it is gone after its vacuum, which deleting
asks for. Copies that were made before stay: see docs/privacy.md.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from urllib.parse import quote

from psycopg.sql import SQL, Identifier

from eventlog.faults import LogFault
from eventlog.postgres.server import Connection, connect, is_alive, named_faults, shown
from eventlog.sqlite.file import named_faults as named_file_faults

Rows = list[tuple[Any, ...]]  # as databases give them
Run = Callable[[str, Sequence[object]], Rows]
"""Carries out a statement with `?` for its parameters, and gives its rows."""

_APPLICATION_ID = 0x6F706B6C
"""`opkl`: whose file it is."""
_BUSY_S = 5.0
SHAPE = (
    "CREATE TABLE vault (log TEXT NOT NULL)",
    """CREATE TABLE keys (
        number TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, master TEXT NOT NULL,
        wrapped {bytes} NOT NULL)""",
    "CREATE TABLE destroyed (number TEXT PRIMARY KEY)",
)
"""One key a subject at a time; the numbers of those that were destroyed, and nothing else of them."""


class VaultForeign(LogFault):
    """The store holds something else."""

    default = "dit is geen kluis van opplussen. Er is niets aan veranderd."


class Store(Protocol):
    """One place with the tables of a vault."""

    def __str__(self) -> str:
        """The place, as people may see it."""
        ...

    def reading(self) -> AbstractContextManager[Run]:
        """Statements that change nothing."""
        ...

    def writing(self) -> AbstractContextManager[Run]:
        """Statements of one transaction, which nobody else writes beside; durable when the body ends well."""
        ...

    def scrub(self) -> None:
        """See that what was deleted is not left behind where it was."""
        ...


class FileStore:
    """A vault in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def __str__(self) -> str:
        return str(self._path)

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """See `Store`."""
        with self._lock, named_file_faults(self._path):
            yield self._run(self._connected())

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """See `Store`."""
        with self._lock, named_file_faults(self._path):
            connection = self._connected()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield self._run(connection)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:  # an interrupt may also come just before and just after it
                    connection.execute("ROLLBACK")

    def scrub(self) -> None:
        """See `Store`: the journal is cut to nothing; deleted pages are overwritten as they are deleted."""
        with self._lock, named_file_faults(self._path):
            self._connected().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @staticmethod
    def _run(connection: sqlite3.Connection) -> Run:
        return lambda statement, parameters: connection.execute(statement, parameters).fetchall()

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            uri = f"file:{quote(str(self._path.absolute()))}?mode=rw"
            connection = sqlite3.connect(
                uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            self._shape(connection)
            self._connection = connection
        return self._connection

    def _shape(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in SHAPE:
                connection.execute(statement.replace("{bytes}", "BLOB"))
            connection.execute("PRAGMA application_id = 1869638508")
        connection.execute("COMMIT")
        if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
            raise VaultForeign(str(self._path))


class ServerStore:
    """A vault in a schema of its own on a server, for several machines."""

    def __init__(self, address: str, schema: str) -> None:
        self._address = address
        self._schema = schema
        self._lock = Lock()
        self._connection: Connection | None = None

    def __str__(self) -> str:
        return f"{shown(self._address)} ({self._schema})"

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """See `Store`."""
        with self._lock, named_faults(str(self)):
            yield self._run(self._connected())

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """See `Store`."""
        with self._lock, named_faults(str(self), writing=True):
            connection = self._connected()
            with connection.transaction():
                connection.execute("LOCK TABLE keys IN SHARE ROW EXCLUSIVE MODE")
                yield self._run(connection)

    def scrub(self) -> None:
        """See `Store`."""
        with self._lock, named_faults(str(self)):
            self._connected().execute("VACUUM keys")

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @staticmethod
    def _run(connection: Connection) -> Run:
        def run(statement: str, parameters: Sequence[object]) -> Rows:
            cursor = connection.execute(statement.replace("?", "%s").encode(), parameters)
            return cursor.fetchall() if cursor.description else []

        return run

    def _connected(self) -> Connection:
        if self._connection is None or not is_alive(self._connection):
            connection = connect(self._address, schema=self._schema, lock_s=_BUSY_S)
            with connection.transaction():
                self._make(connection)
            self._connection = connection
        return self._connection

    def _make(self, connection: Connection) -> None:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (self._schema,))
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(self._schema)))
        if connection.execute("SELECT to_regclass('keys')").fetchone() == (None,):
            for statement in SHAPE:
                connection.execute(statement.replace("{bytes}", "BYTEA").encode())


AnyStore = FileStore | ServerStore
"""Both can be closed."""
