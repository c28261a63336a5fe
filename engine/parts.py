"""Parts of the rows followed together: from the log, read once for all of them, or by what comes for one."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Engine

from domain.words import CaseId
from engine.partition import SWEEP, Applied, Partition
from eventlog.codec import Entry
from eventlog.log import Log
from projections.calendar import Calendar
from projections.parts import Part

FAR = 10_000
"""A gap of so many events is filled page by page, and not in one transaction."""


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

    def fold(self, number: int, entries: Sequence[Entry], follows: int) -> Applied | None:
        """Fold what comes for one part; None when it is not held here, or has to be filled first."""
        one = self._held.get(number)
        if one is None or follows - self._positions[number] > FAR:
            return None
        done = one.apply(entries, follows)
        self._positions[number] = done.position
        return done

    def take(self, limit: int) -> bool:
        """Fold the next page of the log into all parts; False when there is none, or nothing is asked."""
        after = self.position
        page = self.log.tail(after, limit) if self._held and limit > 0 else []
        if not page:
            return False
        last = page[-1].position
        for number, one in self._held.items():
            mine = page if self.number == 1 else [entry for entry in page if one.part.takes(entry.event)]
            done = one.apply(mine, after, last)
            self._positions[number] = done.position
            self.taken += done.events
        return True

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
