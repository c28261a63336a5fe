"""Rows in a schema of a PostgreSQL database, for processes on many machines.

Rows can be made again from the log, so they need not survive a power cut: `synchronous_commit=off`. Texts
sort by their bytes, as in SQLite, whatever the database's own order is.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

import psycopg
from psycopg import conninfo
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Connection, Engine, create_engine, inspect

from projections.ours import Ours

ROWS = "opplussen_rows"
READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""The options of a connection that only reads."""
BUSY_S = 5
STATEMENT_S = 60
"""The longest that one statement on the live rows may take."""
_REACH: dict[str, str | int] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "opplussen",
}
_SETTINGS = {
    "lock_timeout": f"{BUSY_S}s",
    "statement_timeout": f"{STATEMENT_S}s",
    "idle_in_transaction_session_timeout": f"{STATEMENT_S}s",
    "synchronous_commit": "off",
    "jit": "off",
}
_SET = "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS wanted (name, value)"
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('opplussen migrates'), hashtext(current_schema()))"
_TAKE = "SELECT pg_try_advisory_lock(hashtext('opplussen rebuilds'), hashtext(%s))"
_TEXTS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_collation AS l ON l.oid = a.attcollation
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND l.collname = 'default'
ORDER BY c.relname, a.attnum"""


class Schema(NamedTuple):
    """Where rows are: an address, and the name of a schema in that database."""

    address: str
    name: str = ROWS

    @property
    def shown(self) -> str:
        """As people may see it: without user and password."""
        given = conninfo.conninfo_to_dict(self.address)
        return f"{given.get('host') or 'localhost'}/{given.get('dbname') or ''}"


def engine_of(place: Schema, *, beside: bool) -> Engine:
    """The engine of a schema, which is made when it is not there.

    `beside` is for rows that nobody reads yet: made again in one go, without a limit to a statement.
    """
    settings = {**_SETTINGS, "search_path": place.name}
    if beside:
        settings |= {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
    given = conninfo.conninfo_to_dict(place.address)
    address = conninfo.make_conninfo(
        place.address, **{name: value for name, value in _REACH.items() if name not in given}
    )

    def connected() -> psycopg.Connection[tuple[object, ...]]:
        connection: psycopg.Connection[tuple[object, ...]] = psycopg.connect(address, autocommit=True)
        connection.execute(_SET, (list(settings), list(settings.values())))
        connection.autocommit = False
        return connection

    host, _, database = place.shown.rpartition("/")
    url = URL.create("postgresql+psycopg", host=host, database=database)
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(place.name)))
    return create_engine(
        url, creator=connected, isolation_level="READ COMMITTED", paramstyle="format", pool_pre_ping=True
    )


def whose(connection: Connection) -> Ours:
    """What is in the schema."""
    tables = set(inspect(connection).get_table_names())
    migrated = "alembic_version" in tables
    return Ours(foreign=bool(tables) and not migrated, migrated=migrated)


def before_migrating(connection: Connection) -> None:
    """One process at a time."""
    connection.exec_driver_sql(_ALONE)


def sort_by_bytes(connection: Connection) -> None:
    """Have texts sort by their bytes."""
    for table, column, kind in connection.exec_driver_sql(_TEXTS).all():
        statement = SQL('ALTER TABLE {} ALTER COLUMN {} TYPE {} COLLATE "C"').format(
            Identifier(table), Identifier(column), SQL(kind)
        )
        connection.exec_driver_sql(statement.as_string())


def without_log(connection: Connection, table: str) -> None:
    """Have a table that is made again from the start after a crash cost less to fill."""
    connection.exec_driver_sql(SQL("ALTER TABLE {} SET UNLOGGED").format(Identifier(table)).as_string())


def drop(place: Schema) -> None:
    """Take the rows away, with everything in their schema."""
    with closing(psycopg.connect(place.address, autocommit=True)) as connection:
        connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(place.name)))


@contextmanager
def beside(live: Schema) -> Iterator[Schema | None]:
    """An empty schema beside the live rows, for one process at a time: its lock dies with its connection.

    None while another has it.
    """
    new = Schema(live.address, f"{live.name}_beside")
    with closing(psycopg.connect(live.address, autocommit=True)) as connection:
        if connection.execute(_TAKE, (new.name,)).fetchone() != (True,):
            yield None
            return
        drop(new)
        try:
            yield new
        finally:
            drop(new)


@contextmanager
def both(rows: Engine, new: Schema) -> Iterator[tuple[Connection, str]]:
    """One transaction that sees the live rows and, under the name that it gives, the rebuilt ones.

    Nobody else writes the live rows meanwhile; who reads them sees what they were.
    """
    with rows.connect() as connection, connection.begin():
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("LOCK TABLE positions IN EXCLUSIVE MODE")
        yield connection, new.name
