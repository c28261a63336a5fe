"""What is left of a list for its reader: rows as they are, rows without the case's own reference, or a place.

What is not seen at all is counted, so that nobody takes a part for the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from domain.access.seeing import Sight
from domain.access.words import Part
from domain.words import CaseId
from engine.lists import Placed


class Shielded(NamedTuple):
    """A place on a list of which the reader sees only that it is taken, and by which pseudonym.

    `known` is what a hit adds: that this is somebody known.
    """

    rank: int
    case: str
    known: bool


Row = Placed | Shielded


class OfCase(Protocol):
    """A row about a case."""

    @property
    def case(self) -> str:
        """The pseudonym."""
        ...

    @property
    def reference(self) -> str:
        """How its facility knows the case."""
        ...


R = TypeVar("R", bound=OfCase)


def shield_list(placed: Sequence[Placed], sights: Mapping[CaseId, Sight]) -> tuple[list[Row], int]:
    """The rows of a list that the reader sees, and how many they do not."""
    rows: list[Row] = []
    for one in placed:
        sight = sights[CaseId(one.place.case)]
        if sight.sees("codes"):
            own = sight.sees("verwijzing")
            place = one.place if own else one.place._replace(reference=one.place.case)
            rows.append(one._replace(place=place))
        elif sight.sees("pseudoniem"):
            rows.append(Shielded(one.place.rank, one.place.case, sight.sees("hit")))
    return rows, len(placed) - len(rows)


def received(sights: Mapping[CaseId, Sight]) -> list[CaseId]:
    """The cases of which the reader has a package to read."""
    return [case for case, sight in sights.items() if sight.relation == "ontvanger" and sight.sees("pakket")]


def shown(found: Iterable[R], sights: Mapping[CaseId, Sight], part: Part = "codes") -> list[R]:
    """The rows of the cases of which the reader sees this kind of data."""
    return [one for one in found if sights[CaseId(one.case)].sees(part)]


def name_of(one: OfCase, sights: Mapping[CaseId, Sight]) -> str:
    """What the reader calls a case: the facility's own reference, or else the pseudonym."""
    return one.reference if sights[CaseId(one.case)].sees("verwijzing") else one.case


def shielded_line(count: int) -> str:
    """How many rows are not shown."""
    return f"Afgeschermd: {count}. Uw rol ziet deze casussen hier niet."
