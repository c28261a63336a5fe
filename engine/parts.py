"""Parts of the rows followed together from the log: one page is read once, and each part takes its share."""

from collections.abc import Iterable

from sqlalchemy import Engine

from domain.words import CaseId
from engine.partition import Partition
from eventlog.log import Log
from projections.calendar import Calendar
from projections.parts import Part


class Parts:
    """Some or all of `of` parts; those that are not here are somebody else's."""

    def __init__(self, rows: Engine, log: Log, numbers: Iterable[int], of: int = 1) -> None:
        self.log = log
        self.parts = {number: Partition(rows, log, Part(number, of)) for number in numbers}
        self._position = self.look()

    @property
    def position(self) -> int:
        """How far all of them are, as this process knows."""
        return self._position

    @property
    def calendar(self) -> Calendar:
        """The days and policies, as far as the one that is furthest."""
        return max((one.calendar for one in self.parts.values()), key=lambda found: found.now.position)

    def of(self, case: CaseId) -> Partition:
        """The part that a case is in.

        Raises:
            LookupError: it is not here.
        """
        for one in self.parts.values():
            if one.part.has(case):
                return one
        raise LookupError(case)

    def look(self) -> int:
        """How far all of them are, by their rows."""
        self._position = min(one.position() for one in self.parts.values())
        return self._position

    def take(self, limit: int) -> bool:
        """Fold the next page of the log into all parts; False when there is none."""
        page = self.log.tail(self._position, limit)
        if not page:
            return False
        last = page[-1].position
        for one in self.parts.values():
            mine = [entry for entry in page if one.part.takes(entry.event)] if one.part.of > 1 else page
            one.apply(mine, self._position, last)
        self._position = last
        return True

    def sweep(self) -> bool:
        """Bring some cases of each part up to the day; False when none is left behind."""
        swept = [one.sweep() for one in self.parts.values()]
        return any(one.left for one in swept)
