"""Rows in a file of SQLite, private to one machine.

Rows can be made again from the log, so they need not survive a power cut: `synchronous=NORMAL`.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.pool import ConnectionPoolEntry

from projections.faults import RowsFault
from projections.ours import Ours

APPLICATION = 0x6F70_7072
"""SQLite's application id of our rows: "oppr"."""
_STAMP = "PRAGMA application_id = 1869639794"
BUSY_MS = 5_000
READING = {"reading": True}
"""The options of a connection that only reads."""


def engine_of(file: Path, *, beside: bool) -> Engine:
    """The engine of a file; `beside` is for rows that nobody reads yet."""
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": BUSY_MS / 1000})
    _speak(engine, beside=beside)
    return engine


def _speak(engine: Engine, *, beside: bool) -> None:
    """Explicit transactions that take the write lock at once, and rows that readers see meanwhile."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        if _is_foreign(connection):
            return  # it is refused when it is opened; another journal mode would change the file
        if beside:
            connection.execute("PRAGMA page_size=16384")  # rows of 700 bytes fill larger pages a tenth faster
        connection.execute("PRAGMA journal_mode=OFF" if beside else "PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF" if beside else "PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=OFF" if beside else "PRAGMA secure_delete=ON")
        connection.execute("PRAGMA cache_size=-65536")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _is_foreign(connection: SQLiteConnection) -> bool:
    """Whether something is in the file that is not ours."""
    (stamp,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables) and stamp != APPLICATION


def whose(connection: Connection) -> Ours:
    """What is in the file."""
    stamp = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = set(inspect(connection).get_table_names())
    return Ours(foreign=bool(tables) and stamp != APPLICATION, migrated="alembic_version" in tables)


def before_migrating(connection: Connection) -> None:
    """Say whose file it is."""
    connection.exec_driver_sql(_STAMP)


@contextmanager
def using(live: Path) -> Iterator[None]:
    """Work with the rows, beside others who do: meanwhile nobody takes their file away.

    SQLite goes on writing to a file that is gone, and nobody would see it. The lock has a file of its own:
    closing the rows' own file a second time would end the locks that SQLite has on it.

    Raises:
        RowsFault: they are being taken away now, or nothing may be written here.
    """
    with _locked(live.with_suffix(".lock"), fcntl.LOCK_SH) as mine:
        if not mine:
            raise RowsFault(str(live), "ze worden nu weggegooid. Probeer het opnieuw.")
        yield


def drop(live: Path) -> bool:
    """Take the file away, with what SQLite keeps beside it; False while somebody works with it."""
    with _locked(live.with_suffix(".lock"), fcntl.LOCK_EX) as mine:
        if mine:
            for part in (live, live.with_name(live.name + "-wal"), live.with_name(live.name + "-shm")):
                part.unlink(missing_ok=True)
        return mine


@contextmanager
def beside(live: Path) -> Iterator[Path | None]:
    """An empty file beside the live rows, for one process at a time: its lock dies with the process.

    None while another has it.
    """
    new = live.with_suffix(".beside.sqlite")
    with _locked(new, fcntl.LOCK_EX) as mine:
        if not mine:
            yield None
            return
        os.truncate(new, 0)
        try:
            yield new
        finally:
            new.unlink()


@contextmanager
def _locked(file: Path, kind: int) -> Iterator[bool]:
    """Whether this process has the lock on a file, until the end or until the process dies.

    It has not when another has it, or had it and took the file away a moment ago.
    """
    try:
        held = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise RowsFault(
            str(file), "er mag niet in de map worden geschreven: geen rechten of ruimte."
        ) from error
    try:
        yield _is_mine(held, kind)
    finally:
        os.close(held)


def _is_mine(held: int, kind: int) -> bool:
    try:
        fcntl.flock(held, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(held).st_nlink > 0


@contextmanager
def both(rows: Engine, new: Path) -> Iterator[tuple[Connection, str]]:
    """One transaction that sees the live rows and, under the name that it gives, the rebuilt ones."""
    with rows.connect() as connection:
        raw = connection.connection.cursor()  # ATTACH is refused inside a transaction
        raw.execute("ATTACH DATABASE ? AS beside", (str(new),))
        raw.execute("PRAGMA beside.mmap_size = 1073741824")  # its rows are looked up in any order
        try:
            with connection.begin():
                yield connection, "beside"
        finally:
            raw.execute("DETACH DATABASE beside")
            raw.close()
