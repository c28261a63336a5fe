"""Writing rows: insert or replace by primary key, many at once, on SQLite and PostgreSQL alike.

The statement is SQLAlchemy's; its parameters go to the driver as they are, which for a rebuild's many rows
costs a third of SQLAlchemy's own binding.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from sqlite3 import register_adapter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]  # a row's values have the types of its table's columns


# SQLite has no days of its own: text that sorts, as SQLAlchemy writes it
register_adapter(date, date.isoformat)


def insert_absent(connection: Connection, table: Table, row: Row) -> None:
    """Write a row unless one with its key is there, also when somebody else writes it meanwhile."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(made(table).values(row).on_conflict_do_nothing())


class _Upsert(NamedTuple):
    sql: str
    values: Callable[[Row], tuple[Any, ...]]  # as the statement wants them


def upsert_in_order(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """The same for rows that hold all columns in the table's order, without looking each up by name.

    They are plain tuples, for the driver reads a named one at half the speed.
    """
    if rows:
        connection.exec_driver_sql(_compiled(table, connection.dialect).sql, list(rows))


def upsert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write rows; one that is there already gets the new values. All rows have all columns."""
    sql, values = _compiled(table, connection.dialect)
    parameters = [values(row) for row in rows]
    if parameters:
        connection.exec_driver_sql(sql, parameters)


@lru_cache(maxsize=64)
def _compiled(table: Table, dialect: Dialect) -> _Upsert:
    keys = [column.name for column in table.primary_key.columns]
    insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
    others = {
        column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys
    }
    statement = insert.on_conflict_do_update(index_elements=keys, set_=others)
    compiled = statement.compile(dialect=dialect, column_keys=[column.name for column in table.columns])
    return _Upsert(str(compiled), itemgetter(*(compiled.positiontup or ())))
