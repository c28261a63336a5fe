"""A case that was forgotten has no rows: not where it stands, not on a list, not in what waits."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, select

from domain.words import CaseId
from projections.tables.case import evenings, positions
from projections.tables.whole import metadata

ERASING = 2
"""The first half of the lock under which parts see who of them is the last to pass an erasure."""


def forget(connection: Connection, erased: Collection[CaseId]) -> None:
    """Take away every row of cases that were erased, but those of past evenings."""
    for table in metadata.sorted_tables:
        if "case" in table.c and table is not evenings:
            connection.execute(delete(table).where(table.c.case.in_(erased)))


def forget_evenings(connection: Connection, erased: Mapping[CaseId, int], parts: int) -> None:
    """Take past evenings of cases away that were erased at these positions, once all parts have passed that.

    A part that is behind may still keep the list of an earlier day, on which a case has its place until then:
    without it another would come up that no list of that day had.
    """
    if not erased:
        return
    p = positions.c.position
    if parts > 1 and connection.dialect.name == "postgresql":  # of two at once the second sees the first
        connection.execute(select(func.pg_advisory_xact_lock(ERASING, 0)))
    passed = connection.scalars(select(p)).all()
    gone = [case for case, at in erased.items() if sum(one >= at for one in passed) == parts]
    if gone:
        connection.execute(delete(evenings).where(evenings.c.case.in_(gone)))
