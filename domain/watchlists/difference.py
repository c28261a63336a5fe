"""What changed between two lists: who came, who left, who stayed, and whose rank changed."""

from collections.abc import Sequence

from msgspec import Struct

from domain.watchlists.events import Entry
from domain.words import CaseId


class Moved(Struct, frozen=True):
    """A case on both lists at another rank, counted from 1."""

    case: CaseId
    before: int
    after: int


class Difference(Struct, frozen=True):
    """Between two lists; `stayed` are on both, `moved` those of them with another rank."""

    came: tuple[CaseId, ...]
    left: tuple[CaseId, ...]
    stayed: tuple[CaseId, ...]
    moved: tuple[Moved, ...]


def difference(before: Sequence[Entry], after: Sequence[Entry]) -> Difference:
    """From one list to another: those that left in the old order, all else in the new."""
    old = {entry.case: rank for rank, entry in enumerate(before, start=1)}
    new = {entry.case: rank for rank, entry in enumerate(after, start=1)}
    stayed = tuple(case for case in new if case in old)
    return Difference(
        came=tuple(case for case in new if case not in old),
        left=tuple(case for case in old if case not in new),
        stayed=stayed,
        moved=tuple(Moved(case, old[case], new[case]) for case in stayed if old[case] != new[case]),
    )
