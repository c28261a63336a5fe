"""Opening the rows: a SQLite file (and later a PostgreSQL database) with its tables up to date.

Rows can be made again from the log, so they need not survive a power cut: `synchronous=NORMAL`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from projections.tables import metadata

VERSION = "0008"
"""The migration that this program's tables are at."""
APPLICATION = 0x6F70_7072
"""SQLite's application id of our rows: "oppr"."""
_STAMP = "PRAGMA application_id = 1869639794"
BUSY_MS = 5_000


class RowsFault(Exception):  # noqa: N818 - named after what is the matter with the rows
    """Something is the matter with the rows at `where`; `reason` is a Dutch sentence."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"Overzichten {where}: {reason}" if where else f"Overzichten: {reason}")
        self.where = where
        self.reason = reason


class OutdatedRows(RowsFault):
    """The rows were made by a version that left some out; they have to be made again."""


def open_rows(file: Path, *, beside: bool = False) -> Engine:
    """The rows in a file, made or brought up to date when needed.

    `beside` is for a rebuild: nothing survives a power cut, and nothing is found by an index.

    Raises:
        RowsFault: when the file is not ours, is newer than this program, or cannot be opened.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": BUSY_MS / 1000})
    _speak_sqlite(engine, beside=beside)
    try:
        with faults(str(file)):
            _bring_up_to_date(engine, file)
            if beside:
                _without_indexes(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def file_of(rows: Engine) -> str:
    """The file in which these rows are; empty when they are in memory."""
    return rows.url.database or ""


@contextmanager
def faults(where: str) -> Iterator[None]:
    """Name what a database refuses, in words that help."""
    try:
        yield
    except OperationalError as error:
        raise RowsFault(where, _reason(str(error.orig))) from error
    except DatabaseError as error:
        raise RowsFault(where, "dit bestand is geen database, of het is beschadigd.") from error


def _reason(message: str) -> str:
    known = {
        "readonly": "er mag niet in worden geschreven: het bestand, de map of de schijf is alleen-lezen.",
        "full": "de schijf is vol. Maak ruimte en probeer het opnieuw.",
        "locked": "een ander houdt ze te lang bezet. Probeer het opnieuw.",
        "unable to open": "het bestand kan niet worden geopend.",
        "disk I/O": "de schijf geeft een fout bij lezen of schrijven.",
    }
    found = next((reason for part, reason in known.items() if part in message), None)
    return found or "de database weigert. Maak ze opnieuw met `opplussen rebuild`."


def _without_indexes(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            for index in table.indexes:
                index.drop(connection, checkfirst=True)


def _speak_sqlite(engine: Engine, *, beside: bool) -> None:
    """Explicit transactions that take the write lock at once, and rows that readers see meanwhile."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        if _is_foreign(connection):
            return  # it is refused by `_bring_up_to_date`; another journal mode would change the file
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


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the rows and holds nobody up."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


def _bring_up_to_date(engine: Engine, file: Path) -> None:
    with reading(engine) as connection:
        stamp = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = set(inspect(connection).get_table_names())
        if tables and stamp != APPLICATION:
            raise RowsFault(str(file), "dit bestand is van een ander programma. Het is niet aangeraakt.")
        version = None
        if "alembic_version" in tables:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version == VERSION:
        return
    if version is not None and version > VERSION:
        raise RowsFault(str(file), "een nieuwere versie van opplussen maakte ze. Werk het programma bij.")
    _migrate(engine)


def _migrate(engine: Engine) -> None:
    # Alembic takes half a second to load, so only when there is something to migrate
    from alembic import command  # noqa: PLC0415 - see the line above
    from alembic.config import Config  # noqa: PLC0415 - the same

    with engine.begin() as connection:
        connection.exec_driver_sql(_STAMP)
        config = Config()
        config.set_main_option("script_location", str(files("projections") / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
