"""How do things stand with the rows themselves: how far, how many, what waits?"""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from projections.beat import last_beat
from projections.consents import waiting_consents
from projections.help_reviews import waiting_reviews
from projections.owed import still_owed
from projections.tables.case import cases, episodes, parked, positions


class RowsStanding(NamedTuple):
    """`tasks` counts what waits by its kind (see `task_of`); `beat` is the timekeeper's last sign of life.

    `consents` are those to talk about again, `reviews` the help to look at again,
    `owed` what is still done after something was told, and how much of that is late.
    """

    position: int
    beat: datetime | None
    cases: int
    parked: int
    tasks: dict[str, int]
    consents: int
    reviews: int
    owed: int
    late: int


def parts_of(connection: Connection) -> int | None:
    """In how many parts these rows are made; None when nothing was folded yet."""
    found: int | None = connection.scalar(select(func.max(positions.c.parts)))
    return found


def positions_of(connection: Connection) -> dict[int, int]:
    """How far each part is."""
    p = positions.c
    found = connection.execute(select(p.partition, p.position).order_by(p.partition))
    return {row.partition: row.position for row in found}


def rows_standing(connection: Connection, today: date) -> RowsStanding:
    """The standing of the rows as they are, without bringing anything up to date."""
    owed = still_owed(connection)
    counted = select(episodes.c.task, func.count()).where(episodes.c.task != "").group_by(episodes.c.task)
    return RowsStanding(
        connection.scalar(select(func.min(positions.c.position))) or 0,
        last_beat(connection),
        connection.scalar(select(func.count()).select_from(cases)) or 0,
        connection.scalar(select(func.count()).select_from(parked)) or 0,
        dict(connection.execute(counted.order_by(episodes.c.task)).all()),
        len(waiting_consents(connection, today)),
        len(waiting_reviews(connection)),
        len(owed),
        sum(one.until < today for one in owed),
    )
