"""When did the timekeeper last say that it lives, and is it too long ago?

Only `opplussen worker` beats. A command that brings the rows up to date by itself keeps the time too, but is
gone a second later; so where nobody ever ran a worker there is no beat, and nobody to miss.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from projections.tables.case import positions

BEAT = timedelta(minutes=1)
"""How often the timekeeper says that it lives."""
KEEPER = 0
"""The part whose row says it: there always is one of that number."""
LONGEST_SILENCE = timedelta(minutes=10)
"""From here on its silence is an alarm on screen."""


def keep_beat(connection: Connection, at: datetime) -> None:
    """Say that the timekeeper lives at a moment."""
    mine = positions.c.partition == KEEPER  # one row: others are locked by whoever folds them
    connection.execute(update(positions).where(mine).values(beat=at.isoformat(timespec="seconds")))


def last_beat(connection: Connection) -> datetime | None:
    """The last moment at which it said so; None when it never ran."""
    found = connection.scalar(select(func.max(positions.c.beat)))
    return datetime.fromisoformat(found) if found else None


def is_silent(beat: datetime | None, now: datetime) -> bool:
    """Whether a timekeeper that once ran has said nothing for too long."""
    return beat is not None and now - beat > LONGEST_SILENCE
