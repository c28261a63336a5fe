"""The file of a log: its shape, how it is opened or refused, and SQLite's errors under our names."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from urllib.parse import quote

from eventlog.faults import (
    LogBusy,
    LogClosed,
    LogCorrupt,
    LogDeviceFailed,
    LogFault,
    LogForeign,
    LogFull,
    LogMissing,
    LogNewer,
    LogReadOnly,
    LogUnreachable,
)

APPLICATION_ID = 0x6F70706C
"""`oppl`: how SQLite files tell whose they are."""
SHAPE = 1
"""`user_version` of the schema below."""

SCHEMA = (
    "CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE events (
        position INTEGER PRIMARY KEY, type INTEGER NOT NULL REFERENCES types(id),
        data BLOB NOT NULL, tags TEXT NOT NULL)""",
    """CREATE TABLE tags (
        tag TEXT NOT NULL, type INTEGER NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (tag, type, position)) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SHAPE}",
)

_WRITER_CACHE_KIB = 64 * 1024
_WAL_LIMIT_BYTES = 64 * 1024 * 1024
_CHECKPOINT_PAGES = 8_000
"""32 MiB: tags land all over the index, and a page that many commits touch is then copied once."""
_RETRY_S = 0.005
_SPARE_BYTES = 1024 * 1024
"""With less free than this an I/O error is taken for a full disk: SQLite cannot always tell."""

_FAULTS: dict[int, type[LogFault]] = {
    sqlite3.SQLITE_BUSY: LogBusy,
    sqlite3.SQLITE_LOCKED: LogBusy,
    sqlite3.SQLITE_READONLY: LogReadOnly,
    sqlite3.SQLITE_IOERR: LogDeviceFailed,
    sqlite3.SQLITE_CORRUPT: LogCorrupt,
    sqlite3.SQLITE_NOTADB: LogCorrupt,
    sqlite3.SQLITE_CONSTRAINT: LogCorrupt,
    sqlite3.SQLITE_FULL: LogFull,
    sqlite3.SQLITE_CANTOPEN: LogUnreachable,
    sqlite3.SQLITE_PERM: LogUnreachable,
    sqlite3.SQLITE_AUTH: LogUnreachable,
}


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Raise what SQLite reports inside as the `LogFault` that it means, the original as its cause.

    Text that is no text any more comes as an error of decoding it, also where SQLite wants to report it.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise LogCorrupt(str(path)) from error
    except sqlite3.Error as error:
        raise _named(path, error) from error


def _named(path: Path, error: sqlite3.Error) -> LogFault:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return LogClosed(str(path))
    fault = _FAULTS.get(code & 0xFF, LogDeviceFailed)
    if fault is LogDeviceFailed and path.parent.exists() and disk_usage(path.parent).free < _SPARE_BYTES:
        return LogFull(str(path))
    if fault is LogDeviceFailed:
        return LogDeviceFailed(str(path), f"{LogDeviceFailed.default} ({error.sqlite_errorname})")
    return fault(str(path))


def open_log(path: Path, *, create: bool, busy_s: float) -> None:
    """See that `path` holds a log of our shape, making it when it is not there and `create` is given.

    Raises:
        LogMissing, LogUnreachable, LogForeign, LogNewer, LogReadOnly, LogCorrupt, LogBusy, LogFull: what is
            wrong; nothing is made or changed then.
    """
    try:
        _see_that_it_may_be_opened(path, create=create)
    except PermissionError as error:
        raise LogUnreachable(str(path), "er zijn geen rechten op de map.") from error
    with named_faults(path), closing(connect(path, create=create, busy_s=busy_s)) as connection:
        if _is_new(path, connection):
            if not create:
                raise LogMissing(str(path))
            _make(path, connection)
        _switch_to_wal(connection, busy_s)


def _see_that_it_may_be_opened(path: Path, *, create: bool) -> None:
    if not path.parent.is_dir():
        raise LogUnreachable(str(path), "de map bestaat niet.")
    if path.is_dir():
        raise LogForeign(str(path), "dit is een map, geen logboek.")
    if not path.exists() and not create:
        raise LogMissing(str(path))


def connect(path: Path, *, create: bool = False, busy_s: float) -> sqlite3.Connection:
    """A connection that leaves transactions to us; waits `busy_s` seconds for another's lock."""
    mode = "rwc" if create else "rw"
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=busy_s,
        isolation_level=None,
        check_same_thread=False,
    )


def connect_writer(path: Path, *, busy_s: float, max_pages: int | None) -> sqlite3.Connection:
    """The connection that writes: each commit is on the disk before it returns."""
    connection = connect(path, busy_s=busy_s)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
    if max_pages is not None:
        connection.execute(f"PRAGMA max_page_count = {max_pages:d}")
    return connection


def _is_new(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file is still empty; refuses what is not ours."""
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        shape = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
            raise LogForeign(str(path)) from error
        raise
    ours = owner == APPLICATION_ID
    if not ours and (owner or tables or shape):
        raise LogForeign(str(path))
    if ours and shape > SHAPE:
        raise LogNewer(str(path))
    if ours and not tables:
        raise LogCorrupt(str(path))
    return not ours


def _make(path: Path, connection: sqlite3.Connection) -> None:
    """Create the tables in one transaction, before WAL is on: so the file itself holds them whole."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_new(path, connection):
            for statement in SCHEMA:
                connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        undo(connection)


def undo(connection: sqlite3.Connection) -> None:
    """Roll back what is open; SQLite may have done so itself after a full disk or an I/O error."""
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except sqlite3.Error:
        return


def _switch_to_wal(connection: sqlite3.Connection, busy_s: float) -> None:
    """Turn WAL on; SQLite does not wait for others by itself here, so several first openers take turns."""
    deadline = time.monotonic() + busy_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)
        else:
            return
