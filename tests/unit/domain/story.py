"""How a rule of the domain is told: `given(...).when(command).then(...)` or `.then_refused(code)`.

A command sees what `eventlog.execute` shows it: the events of its boundary, by tag and type, in order, once.
Each command that is told of is given a second time, to see that it then changes nothing.
"""

from dataclasses import dataclass
from typing import TypeVar

from domain.commands import Command, Refused, takes_part
from domain.escalation.deciding import DecideEscalation
from domain.events import Event
from domain.stappenplan.deciding import TakeDecision

V = TypeVar("V")
E = TypeVar("E")


def may_be_repeated(command: object) -> bool:
    """Whether people may mean the same words as something new."""
    match command:
        case DecideEscalation(again=again):
            return again  # who says `again` decides anew on a rise, and means it
        case TakeDecision(route=route):
            return route == "acuut_112"  # a second call may be about another danger
        case _:
            return False


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
        try:
            happened = _decided(command, self.events)
        except Refused as refused:
            return Story(self.events, refused=refused)
        assert all(event.tags() for event in happened), "an event without a tag is never found again"
        told = Story(self.events, happened)
        if not may_be_repeated(command):
            assert not told.repeated(command), "the same again, under another id, changes nothing"
        return told

    def repeated(self, command: Command[V, E]) -> tuple[Event, ...]:
        try:
            return _decided(command, self.events)
        except Refused:
            return ()

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


def _decided(command: Command[V, E], events: tuple[Event, ...]) -> tuple[Event, ...]:
    boundary = command.boundary()
    view = command.initial()
    for event in events:
        if takes_part(event, boundary):
            view = command.evolve(view, event)  # type: ignore[arg-type]  # the boundary guarantees E
    return tuple(command.decide(view))


def given(*past: Event) -> Story:
    return Story(past)
