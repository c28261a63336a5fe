"""A case that was forgotten has no rows: not where it stands, not on a list, not in what waits."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete

from domain.cases.events import SubjectErased
from domain.events import Event
from domain.words import CaseId
from projections.tables.whole import metadata


def forget_erased(connection: Connection, events: Iterable[Event]) -> list[CaseId]:
    """Take away every row of the cases that were erased, also of past evenings; which cases those are."""
    found = [event.case for event in events if isinstance(event, SubjectErased)]
    for table in metadata.sorted_tables if found else ():
        if "case" in table.c:
            connection.execute(delete(table).where(table.c.case.in_(found)))
    return found
