"""What is left of a list for its reader: rows as they are, rows without the case's own reference, or a place.

What is not seen at all is counted, so that nobody takes a part for the whole.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.access.seeing import Sight
from domain.words import CaseId
from engine.lists import Placed
from projections.escalations import Escalation


class Shielded(NamedTuple):
    """A place on a list of which the reader sees only that it is taken, and by which pseudonym."""

    rank: int
    case: str


Row = Placed | Shielded


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
            rows.append(Shielded(one.place.rank, one.place.case))
    return rows, len(placed) - len(rows)


def shield_escalations(
    found: Sequence[Escalation], sights: Mapping[CaseId, Sight]
) -> tuple[list[Escalation], int]:
    """The escalations of which the reader sees the score, and how many they do not."""
    seen = [
        one if sights[one.case].sees("verwijzing") else one._replace(reference=one.case)
        for one in found
        if sights[one.case].sees("codes")
    ]
    return seen, len(found) - len(seen)


def shielded_line(count: int) -> str:
    """How many rows are not shown."""
    return f"Afgeschermd: {count}. Uw rol ziet deze casussen hier niet."
