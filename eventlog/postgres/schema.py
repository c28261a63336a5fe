"""Opening the schema of a log: made when asked, refused when it is not ours or newer than this program."""

from contextlib import closing

import psycopg
from psycopg.errors import DuplicateSchema, UniqueViolation
from psycopg.sql import SQL, Identifier, Literal

from eventlog.faults import LogForeign, LogMissing, LogNewer
from eventlog.postgres.server import Connection, connect, named_faults, scalar, shown
from eventlog.postgres.shape import STATEMENTS, VERSION

_TABLES = (
    "SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'"
)
_OURS = "SELECT to_regclass(%s || '.shape') IS NOT NULL AND to_regclass(%s || '.head') IS NOT NULL"
_ALONE = "SELECT pg_advisory_xact_lock(hashtext(%s))"


def open_schema(address: str, schema: str, *, create: bool, lock_s: float) -> None:
    """See that `schema` holds a log of our shape, making it when it is not there and `create` is given.

    Raises:
        LogMissing, LogUnreachable, LogForeign, LogNewer, LogReadOnly, LogBusy: what is wrong; nothing is made
            or changed then.
    """
    where = shown(address)
    with named_faults(where), closing(connect(address, schema=schema, lock_s=lock_s)) as connection:
        if _is_new(connection, schema, where):
            if not create:
                raise LogMissing(where)
            with connection.transaction():
                connection.execute(_ALONE, (schema,))
                if _is_new(connection, schema, where):
                    _make(connection, schema)


def has_schema(address: str, schema: str) -> bool:
    """Whether there is a schema of that name.

    Raises:
        LogUnreachable: the server cannot be asked.
    """
    with named_faults(shown(address)), closing(psycopg.connect(address, autocommit=True)) as connection:
        return connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", (schema,)).fetchone() == (True,)


def claim_schema(address: str, schema: str) -> None:
    """Make an empty schema; of several who do so at once one succeeds.

    Raises:
        LogForeign: it is there already.
        LogFault: the server refuses.
    """
    where = shown(address)
    with named_faults(where), closing(psycopg.connect(address, autocommit=True)) as connection:
        try:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
        except (DuplicateSchema, UniqueViolation) as error:
            raise LogForeign(where, f"het schema {schema} is er al. Er is niets veranderd.") from error


def drop_schema(address: str, schema: str) -> None:
    """Take a schema away with all that is in it, when it is there.

    Raises:
        LogFault: it cannot be taken away.
    """
    with named_faults(shown(address)), closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(schema)))


def _is_new(connection: Connection, schema: str, where: str) -> bool:
    """Whether there is nothing yet; refuses what is not ours."""
    if not scalar(connection, _TABLES, (schema,)):
        return True
    if not scalar(connection, _OURS, (schema, schema)):
        raise LogForeign(where, f"het schema {schema} is geen logboek van opplussen. Het is niet aangeraakt.")
    version = scalar(connection, "SELECT max(version) FROM shape")
    if not isinstance(version, int) or version > VERSION:
        raise LogNewer(where)
    return False


def _make(connection: Connection, schema: str) -> None:
    name = Identifier(schema)
    connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
    for statement in STATEMENTS:
        connection.execute(SQL(statement).format(schema=name, channel=Literal(schema)))
    connection.execute("INSERT INTO shape VALUES (%s)", (VERSION,))
