"""A command given by somebody who looked at a case: it counts only when nothing happened to that case since.

Who decides by a screen or a program of their own names the position up to which they saw the case; what
came in after it makes the command outdated, whatever it was.
"""

from typing import Any

from domain.commands import Command, Item, Query, takes_part
from domain.events import Event
from domain.words import CaseId


class Unchanged(Command[Any, Any], frozen=True):
    """The command, as long as the last event of the case is at `position` or before."""

    command: Command[Any, Any]  # a command of any view: it brings its own fold
    case: CaseId
    position: int

    def boundary(self) -> Query:
        """What the command rests on, and everything about the case."""
        return (*self.command.boundary(), Item(f"case:{self.case}", ()))

    def looked_at(self) -> int | None:
        """The position up to which the case was seen."""
        return self.position

    def initial(self) -> Any:
        """As the command itself."""
        return self.command.initial()

    def evolve(self, view: Any, event: Event) -> Any:
        """To the command what is its own."""
        return self.command.evolve(view, event) if takes_part(event, self.command.boundary()) else view

    def decide(self, view: Any) -> list[Event]:
        """As the command itself."""
        return self.command.decide(view)
