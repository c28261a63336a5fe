"""All cases in equal parts, each of which is folded by itself; and whose an event is.

A part takes the events of its own cases, and what concerns them all: days, policies, partners, and that
somebody was erased, because each wrote rows of its own accord where that case stands.
"""

from typing import NamedTuple
from zlib import crc32

from domain.cases.events import SubjectErased
from domain.events import Event


class Part(NamedTuple):
    """Part `number` of `of`; one part of one is everything."""

    number: int = 0
    of: int = 1

    def has(self, case: str) -> bool:
        """Whether this case is in it."""
        return self.of == 1 or part_of(case, self.of) == self.number

    def takes(self, event: Event) -> bool:
        """Whether this event is for it."""
        case = case_of(event)
        return case is None or self.has(case)


WHOLE = Part()
FOR_ALL: frozenset[type[Event]] = frozenset({SubjectErased})
"""Events about a case that concern every part."""
DIVIDED = 8
"""In how many parts cases are divided where Kafka is used: at most so many workers have something to do."""


def part_of(case: str, of: int) -> int:
    """In which of so many parts a case is: the same on every machine and for ever."""
    return crc32(case.encode()) % of


def case_of(event: Event) -> str | None:
    """The case that an event is for; None for what concerns every part."""
    found: str | None = None if type(event) in FOR_ALL else getattr(event, "case", None)
    return found
