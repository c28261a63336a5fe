"""The only reader of the clock; everything below the command line is told what day it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def seconds() -> int:
    """The moment, in seconds since 1970."""
    return int(now().timestamp())


def day_of(moment: datetime) -> date:
    """The day of a moment in Europe/Amsterdam."""
    return moment.astimezone(AMSTERDAM).date()


def today() -> date:
    """The day in Europe/Amsterdam."""
    return day_of(now())
