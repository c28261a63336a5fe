"""How a rule of the domain is told: `given(...).when(command).then(...)` or `.then_refused(code)`.

A command sees what `eventlog.execute` shows it: the events of its boundary, by tag and type, in order, once.
"""

from dataclasses import dataclass
from typing import TypeVar

from domain.commands import Command, Query, Refused
from domain.events import Event

V = TypeVar("V")
E = TypeVar("E")


def takes_part(event: Event, boundary: Query) -> bool:
    return any(item.tag in event.tags() and type(event) in item.types for item in boundary)


@dataclass(frozen=True)
class Story:
    past: tuple[Event, ...]
    happened: tuple[Event, ...] = ()
    refused: Refused | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        return (*self.past, *self.happened)

    def when(self, command: Command[V, E]) -> "Story":
        assert self.refused is None, self.refused
        boundary = command.boundary()
        assert all(item.tag and item.types for item in boundary), "an item has one tag and names its types"
        view = command.initial()
        for event in self.events:
            if takes_part(event, boundary):
                view = command.evolve(view, event)  # type: ignore[arg-type]  # the boundary guarantees E
        try:
            happened = tuple(command.decide(view))
        except Refused as refused:
            return Story(self.events, refused=refused)
        assert all(event.tags() for event in happened), "an event without a tag is never found again"
        return Story(self.events, happened)

    def then(self, *expected: Event) -> "Story":
        assert self.refused is None, self.refused
        assert self.happened == expected
        return self

    def then_refused(self, code: str) -> Refused:
        assert self.refused is not None, f"not refused: {self.happened}"
        assert self.refused.code == code
        assert self.refused.sentence
        assert self.refused.sentence.endswith((".", "?"))
        assert self.refused.remedy, "a refusal says what would make it allowed"
        return self.refused


def given(*past: Event) -> Story:
    return Story(past)
