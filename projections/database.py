"""Opening the rows: a SQLite file or a schema of a PostgreSQL database, with its tables up to date."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import CreateTable

from projections import postgres, sqlite
from projections.faults import RowsFault, faults
from projections.postgres import Schema
from projections.tables.whole import metadata

VERSION = "0010"
"""The migration that this program's tables are at."""

Place = Path | Schema
"""Where rows are kept: in a file of SQLite, or in a schema of PostgreSQL."""


def open_rows(place: Place, *, beside: bool = False) -> Engine:
    """The rows in a place, made or brought up to date when needed.

    `beside` is for a rebuild: nothing survives a power cut, and nothing is found by an index.

    Raises:
        RowsFault: when the place is not ours, is newer than this program, or cannot be opened.
    """
    where = _shown(place)
    with faults(where):
        engine = _engine_of(place, beside=beside)
    try:
        with faults(where):
            if beside:
                _make_beside(engine)
            else:
                _bring_up_to_date(engine, where)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine_of(place: Place, *, beside: bool) -> Engine:
    if isinstance(place, Schema):
        return postgres.engine_of(place, beside=beside)
    return sqlite.engine_of(place, beside=beside)


def _shown(place: Place) -> str:
    return place.shown if isinstance(place, Schema) else str(place)


def _speaks_postgres(engine: Engine | Connection) -> bool:
    return engine.dialect.name == "postgresql"


def place_of(rows: Engine) -> str:
    """The file or the database in which these rows are, as people may see it; empty when in memory."""
    named = f"{rows.url.host}/" if rows.url.host else ""
    return named + (rows.url.database or "")


def using(place: Place) -> AbstractContextManager[None]:
    """Work with rows, so that nobody takes them away meanwhile.

    Who works with a schema that is taken away is told so by PostgreSQL; with a file nobody would see it.
    """
    return nullcontext() if isinstance(place, Schema) else sqlite.using(place)


def discard(place: Place) -> bool:
    """Take rows away, whosever they are, so that they can be made again from nothing.

    False while somebody works with them.

    Raises:
        RowsFault: they cannot be taken away.
    """
    if isinstance(place, Path):
        return sqlite.drop(place)
    with faults(_shown(place)):
        postgres.drop(place)
    return True


@contextmanager
def room_beside(live: Place) -> Iterator[Place | None]:
    """An empty place beside the live rows, for one process at a time; None while another has it."""
    if isinstance(live, Schema):
        with faults(_shown(live)), postgres.beside(live) as schema:
            yield schema
    else:
        with sqlite.beside(live) as file:
            yield file


@contextmanager
def both(rows: Engine, new: Place) -> Iterator[tuple[Connection, str]]:
    """One transaction that sees the live rows and, under the name that it gives, the rebuilt ones."""
    with postgres.both(rows, new) if isinstance(new, Schema) else sqlite.both(rows, new) as found:
        yield found


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the rows and holds nobody up."""
    alone = postgres.READING if _speaks_postgres(engine) else sqlite.READING
    with engine.connect().execution_options(**alone) as connection, connection.begin():
        yield connection


def _make_beside(engine: Engine) -> None:
    """The tables alone, as they are now: no versions, and no indexes."""
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table))
            if _speaks_postgres(engine):
                postgres.without_log(connection, table.name)
        if _speaks_postgres(engine):
            postgres.sort_by_bytes(connection)


def _bring_up_to_date(engine: Engine, where: str) -> None:
    with reading(engine) as connection:
        found = (postgres if _speaks_postgres(engine) else sqlite).whose(connection)
        if found.foreign:
            raise RowsFault(where, "dit is van een ander programma. Het is niet aangeraakt.")
        version = None
        if found.migrated:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version == VERSION:
        return
    if version is not None and version > VERSION:
        raise RowsFault(where, "een nieuwere versie van opplussen maakte ze. Werk het programma bij.")
    _migrate(engine)


def _migrate(engine: Engine) -> None:
    # Alembic takes half a second to load, so only when there is something to migrate
    from alembic import command  # noqa: PLC0415 - see the line above
    from alembic.config import Config  # noqa: PLC0415 - the same

    with engine.begin() as connection:
        (postgres if _speaks_postgres(engine) else sqlite).before_migrating(connection)
        config = Config()
        config.set_main_option("script_location", str(files("projections") / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if _speaks_postgres(engine):
            postgres.sort_by_bytes(connection)
