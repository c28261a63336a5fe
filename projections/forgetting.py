"""A case that was forgotten has no rows: not where it stands, not on a list, not in what waits."""

from collections.abc import Collection

from sqlalchemy import Connection, delete

from domain.words import CaseId
from projections.tables.whole import metadata


def forget(connection: Connection, erased: Collection[CaseId]) -> None:
    """Take away every row of cases that were erased, also of past evenings."""
    for table in metadata.sorted_tables:
        if "case" in table.c:
            connection.execute(delete(table).where(table.c.case.in_(erased)))
