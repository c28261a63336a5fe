"""Writing rows: insert or replace by primary key, many at once, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

Row = dict[str, Any]  # a row's values have the types of its table's columns


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write rows; one that is there already gets the new values."""
    if rows:
        connection.execute(_statement(table, connection.dialect.name), rows)


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: str) -> Insert:
    keys = [column.name for column in table.primary_key.columns]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    others = {
        column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys
    }
    return insert.on_conflict_do_update(index_elements=keys, set_=others)
