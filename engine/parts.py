"""Parts of the rows followed together: from the log, read once for all of them, or by what comes for one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Engine

from domain.words import CaseId
from engine.partition import SWEEP, Batch, Partition, apply_together
from eventlog.codec import Entry
from eventlog.log import Log
from projections.calendar import Calendar
from projections.parts import Part, case_of

FAR = 10_000
"""A gap of so many events is filled page by page, and not in one transaction."""


class Run(NamedTuple):
    """Events for the part of that number, that follow each other and a position."""

    part: int
    entries: Sequence[Entry]
    follows: int


class Folded(NamedTuple):
    """How many events were new; and whether a part is not held here, or has to be filled first."""

    events: int
    is_missing: bool


class Parts:
    """Some or all of `of` parts; those that are not held here are somebody else's.

    `beside` is for a rebuild, as of a `Partition`.
    """

    def __init__(
        self, rows: Engine, log: Log, numbers: Collection[int], of: int = 1, *, beside: bool = False
    ) -> None:
        self.rows = rows
        self.log = log
        self.number = of
        self.beside = beside
        self._held: dict[int, Partition] = {}
        self._positions: dict[int, int] = {}
        self.taken = 0
        """Events that came from the log itself."""
        self.hold(numbers)

    @property
    def held(self) -> Collection[int]:
        """The numbers of those that are held."""
        return self._held.keys()

    @property
    def position(self) -> int:
        """How far all of them are, as this process knows; the head of any log when none is held."""
        return min(self._positions.values(), default=2**62)

    @property
    def calendar(self) -> Calendar:
        """The days and policies, as far as the part that is furthest."""
        return max(
            (one.calendar for one in self._held.values()),
            key=lambda found: found.now.position,
            default=Calendar(),
        )

    @property
    def days(self) -> Mapping[int, int]:
        """How far the days and policies of each part are: one may have a day that another has not."""
        return {number: one.calendar.now.position for number, one in self._held.items()}

    def hold(self, numbers: Collection[int]) -> None:
        """Hold these and no others; of new ones the rows say how far they are."""
        held = {number: self._held.get(number) or self._part(number) for number in numbers}
        found = {number: one.position() for number, one in held.items()}
        self._held, self._positions = held, found

    def _part(self, number: int) -> Partition:
        return Partition(self.rows, self.log, Part(number, self.number), beside=self.beside)

    def look(self) -> int:
        """How far all of them are, by their rows."""
        self.hold(tuple(self._held))
        return self.position

    def of(self, case: CaseId) -> Partition:
        """The part that a case is in.

        Raises:
            LookupError: it is not held here.
        """
        for one in self._held.values():
            if one.part.has(case):
                return one
        raise LookupError(case)

    def fold(self, runs: Iterable[Run]) -> Folded:
        """Fold what comes for parts, in as few transactions as may be."""
        batches, is_missing = [], False
        for number, entries, follows in runs:
            one = self._held.get(number)
            if one is None or follows - self._positions[number] > FAR:
                is_missing = True
            elif entries[-1].position > self._positions[number]:  # the rows need not be asked of older ones
                batches.append(Batch(one, entries, follows))
        return Folded(self._apply(batches), is_missing)

    def take(self, limit: int) -> bool:
        """Fold the next page of the log into all parts; False when there is none, or nothing is asked."""
        after = self.position
        page = self.log.tail(after, limit) if self._held and limit > 0 else []
        if not page:
            return False
        last = page[-1].position
        self.taken += self._apply(
            [
                Batch(one, [entry for entry in page if one.part.takes(entry.event)], after, last)
                if self.number > 1
                else Batch(one, page, after, last)
                for one in self._held.values()
            ]
        )
        return True

    def _apply(self, batches: Sequence[Batch]) -> int:
        """How many events were new."""
        events = 0
        for some in _groups(batches):
            for one, done in zip(some, apply_together(some), strict=True):
                self._positions[one.part.part.number] = done.position
                events += done.events
        return events

    def sweep(self, limit: int = SWEEP) -> bool:
        """Bring at most so many cases of each part up to the day; False when none is left behind."""
        swept = [one.sweep(limit) for one in self._held.values()]
        return any(one.left for one in swept)

    def settle(self) -> None:
        """Write what parts beside the live ones have kept back."""
        for one in self._held.values():
            one.settle()

    def wait_for_a_person(self, pending: Mapping[CaseId, frozenset[int]]) -> None:
        """Let what is due but was never raised wait for a person, unless it is `pending`, by case."""
        for one in self._held.values():
            one.hold(pending)


def _groups(batches: Sequence[Batch]) -> Iterator[list[Batch]]:
    """Which may share a transaction: of different parts, with nothing in them but events of cases.

    What concerns every case writes what several parts write: two workers would wait for each other.
    """
    if len(batches) == 1:  # nothing to share it with: it need not be looked through
        yield [*batches]
        return
    group: list[Batch] = []
    for one in batches:
        shares = all(case_of(entry.event) is not None for entry in one.entries)
        if group and not (shares and one.part not in [other.part for other in group]):
            yield group
            group = []
        if shares:
            group.append(one)
        else:
            yield [one]
    if group:
        yield group
