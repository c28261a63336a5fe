"""Writing rows: insert or replace by primary key, many at once, on SQLite and PostgreSQL alike.

The statement is SQLAlchemy's; its parameters go to the driver as they are, which for a rebuild's many rows
costs a third of SQLAlchemy's own binding.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]  # a row's values have the types of its table's columns


class _Upsert(NamedTuple):
    sql: str
    columns: tuple[str, ...]
    days: tuple[int, ...]


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write rows; one that is there already gets the new values."""
    if not rows:
        return
    sql, columns, days = _compiled(table, connection.dialect)
    values = [[row[name] for name in columns] for row in rows]
    if connection.dialect.name == "sqlite":  # which has no days of its own: text that sorts
        for row_values in values:
            for index in days:
                day = row_values[index]
                if day is not None:
                    row_values[index] = day.isoformat()
    connection.exec_driver_sql(sql, [tuple(one) for one in values])


@lru_cache(maxsize=64)
def _compiled(table: Table, dialect: Dialect) -> _Upsert:
    keys = [column.name for column in table.primary_key.columns]
    insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
    others = {
        column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys
    }
    statement = insert.on_conflict_do_update(index_elements=keys, set_=others)
    compiled = statement.compile(dialect=dialect, column_keys=[column.name for column in table.columns])
    columns = tuple(compiled.positiontup or ())
    days = tuple(i for i, name in enumerate(columns) if isinstance(table.c[name].type, Date))
    return _Upsert(str(compiled), columns, days)
