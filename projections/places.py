"""Which cases are at a facility, where few of them are asked for by something else."""

from sqlalchemy import ColumnElement, func, true

from projections.tables.case import cases


def at(facility: str | None) -> ColumnElement[bool]:
    """Whether a case is at this facility; without one each is.

    Written so that a database begins at the few rows of the other table, and not at all of the facility.
    """
    return true() if facility is None else func.coalesce(cases.c.facility, "") == facility
