"""Who keeps the time: begins days, lets deadlines pass, and says all the while that it lives."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from domain.commands import Context
from engine.reactions import SYSTEM, Reactor
from eventlog.execute import open_days
from eventlog.log import Log
from projections.beat import BEAT, keep_beat
from projections.calendar import Calendar
from projections.database import place_of
from projections.faults import faults

TICK = timedelta(seconds=1)
"""How often deadlines are looked at while following."""


class Timekeeper:
    """What has to happen because time passes; several at once change nothing, for each command says once."""

    def __init__(self, rows: Engine, log: Log, reactor: Reactor) -> None:
        self.rows = rows
        self.log = log
        self.reactor = reactor
        self._ticked = datetime.min.replace(tzinfo=UTC)
        self._beaten: datetime | None = None

    def begin_beating(self) -> None:
        """From now on say that somebody keeps the time."""
        self._beaten = self._ticked

    def tick(self, calendar: Calendar, now: datetime) -> bool:
        """Once a second, whatever is due; False when nothing came of it."""
        if now - self._ticked < TICK:
            return False
        self._ticked = now
        head = self.log.head()
        open_days(self.log, Context("timekeeper", self.log.moment(now), SYSTEM))
        passed = (
            self.reactor.pass_deadlines(calendar, now)
            + self.reactor.keep_exchanges(now)
            + self.reactor.pass_reviews(now)
            + self.reactor.pass_duties(now)
            + self.reactor.stop_lapsed(now)
        )
        if self._beaten is not None and now - self._beaten >= BEAT:
            self._beaten = now
            with faults(place_of(self.rows)), self.rows.begin() as connection:
                keep_beat(connection, now)
        return passed > 0 or self.log.head() > head
