"""The log's own identity and its days: what no case owns.

Folds read no clock. A day begins because `DayBegan` is in the log (docs/architecture.md, Time).
"""

from datetime import date
from typing import assert_never

from domain.commands import Command, Item, Query, about
from domain.events import Event

# events


class LogOpened(Event, frozen=True):
    """Always the first event; rows, topics and exports keep `log_id` and refuse another log."""

    log_id: str

    def tags(self) -> tuple[str, ...]:
        """One log has one opening."""
        return ("log",)


class DayBegan(Event, frozen=True):
    """A day began in Europe/Amsterdam."""

    day: date

    def tags(self) -> tuple[str, ...]:
        """The calendar, and the day itself so that it begins once."""
        return ("calendar", f"day:{self.day}")


# commands


class OpenLog(Command[bool, LogOpened], frozen=True):
    """Give a new log its identity."""

    log_id: str

    def boundary(self) -> Query:
        """A log is opened once."""
        return (about("log", LogOpened),)

    def initial(self) -> bool:
        """Not opened."""
        return False

    def evolve(self, view: bool, event: LogOpened) -> bool:
        """Opened, whatever it was."""
        match event:
            case LogOpened():
                return True
            case _:
                assert_never(event)

    def decide(self, view: bool) -> list[Event]:
        """Open, unless it is open."""
        return [] if view else [LogOpened(self.log_id)]


class BeginDay(Command[bool, DayBegan], frozen=True):
    """Begin one day, once."""

    day: date

    def boundary(self) -> Query:
        """Whether this very day began."""
        return (about(f"day:{self.day}", DayBegan),)

    def initial(self) -> bool:
        """Not begun."""
        return False

    def evolve(self, view: bool, event: DayBegan) -> bool:
        """Begun."""
        match event:
            case DayBegan():
                return True
            case _:
                assert_never(event)

    def decide(self, view: bool) -> list[Event]:
        """Begin it, unless somebody did."""
        return [] if view else [DayBegan(self.day)]


def day_of(day: date) -> Item:
    """The boundary item for the beginning of one day."""
    return about(f"day:{day}", DayBegan)


BEGUN_DAYS: Item = about("calendar", DayBegan)
"""Where the last begun day is found."""
