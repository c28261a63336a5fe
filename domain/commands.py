"""What somebody wants, what the decision depends on, and how it is refused.

A command names its boundary: the events that its decision depends on. `eventlog.execute` reads them, folds
them to the command's view, lets the command decide and appends under the condition that nothing new came in.
"""

from datetime import datetime
from typing import ClassVar, Generic, NamedTuple, TypeVar

from msgspec import Struct

from domain.events import Event
from domain.words import PersonId

V = TypeVar("V")
E = TypeVar("E")


class Item(NamedTuple):
    """Events of these types under this one tag."""

    tag: str
    types: tuple[type[Event], ...]


Query = tuple[Item, ...]


def about(tag: str, *types: type[Event]) -> Item:
    """The events of `types` that carry `tag`."""
    return Item(tag, types)


def takes_part(event: Event, boundary: Query) -> bool:
    """Whether an event is one of those that a boundary names."""
    return any(item.tag in event.tags() and type(event) in item.types for item in boundary)


def tried_by(person: PersonId) -> str:
    """The tag of what somebody tried and was refused."""
    return f"attempts:{person}"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The answer "no": a code, why in plain Dutch, and what would make it a "yes".

    The log keeps the attempt, without its words: see `domain.attempts`.
    """

    def __init__(self, code: str, sentence: str, remedy: str) -> None:
        super().__init__(f"{sentence} {remedy}")
        self.code = code
        self.sentence = sentence
        self.remedy = remedy


class Command(Struct, Generic[V, E], frozen=True):
    """Something that somebody wants; V is the view it decides on, E the events its boundary guarantees."""

    attempt: ClassVar[str] = ""
    """What somebody tries, as the log calls it for ever when it is refused; empty: it keeps no refusal."""

    def boundary(self) -> Query:
        """The events that the decision depends on; the first item is about what the command is about."""
        raise NotImplementedError

    def looked_at(self) -> int | None:
        """The position that somebody looked at who gives this; what comes in after it makes it outdated.

        None when it rests on its boundary alone, as nearly all do: they are decided on what there is now.
        """
        return None

    def initial(self) -> V:
        """The view when nothing has happened."""
        raise NotImplementedError

    def evolve(self, view: V, event: E) -> V:
        """The view after one more event."""
        raise NotImplementedError

    def decide(self, view: V) -> list[Event]:
        """What happens; an empty list when it is so already.

        Raises:
            Refused: with the reason and the remedy.
        """
        raise NotImplementedError


class Context(Struct, frozen=True):
    """What the edge knows of a command: its id (for safe retries), the moment (UTC) and who asks."""

    command: str
    at: datetime
    by: PersonId
