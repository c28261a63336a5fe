"""The states of cases between batches: remembered while nobody else applies, else read from their rows."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from sqlalchemy import Connection, select

from domain.words import CaseId
from projections.case.rows import case_values, episode_rows
from projections.case.state import CaseState, unpack
from projections.parts import Part
from projections.tables.case import cases, episodes
from projections.writing import upsert_in_order

REMEMBERED = 100_000
"""States kept at most; beyond it all are written, forgotten and read from their rows again."""
CHUNK = 500
"""Keys a query when states are loaded."""
WRITTEN = 2_000
"""Cases whose rows are made before they are written: so many are still near the processor then."""


class Memory:
    """States by case, and which of them are not in their rows yet.

    While every case there is, is remembered (`_whole`), new ones are not looked for in the rows.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._states: dict[CaseId, CaseState] = {}
        self._unwritten: dict[CaseId, CaseState] = {}
        self._whole = False

    def forget(self, *, whole: bool) -> None:
        """Forget everything, also what was not written; `whole` when there are no rows to read either."""
        self._states.clear()
        self._whole = whole
        self._unwritten.clear()

    def load(self, connection: Connection, wanted: Collection[CaseId]) -> dict[CaseId, CaseState]:
        """The states of these cases by case, empty for new ones; with others that are remembered."""
        if len(self._states) > REMEMBERED:
            self.write(connection)
            self._states.clear()
            self._whole = False
        absent = [case for case in wanted if case not in self._states]
        for start in range(0, 0 if self._whole else len(absent), CHUNK):
            some = absent[start : start + CHUNK]
            found = connection.execute(select(cases.c.case, cases.c.state).where(cases.c.case.in_(some)))
            self._states.update({case: unpack(data) for case, data in found})
        for case in absent:
            if case not in self._states:
                self._states[case] = CaseState(case)
        return self._states

    def keep(self, states: Iterable[CaseState]) -> None:
        """Remember what these cases became; their rows follow at the next `write`."""
        kept = {state.case: state for state in states}
        self._states.update(kept)
        self._unwritten.update(kept)

    def drop(self, case: CaseId) -> None:
        """Remember nothing of a case, and write nothing of it."""
        self._states.pop(case, None)
        self._unwritten.pop(case, None)

    def write(self, connection: Connection) -> None:
        """Write the rows of what changed."""
        write(connection, [self])

    def changed(self) -> Iterator[tuple[CaseState, int]]:
        """What changed since it was last asked, in the order in which it was kept; each with its part."""
        changed, self._unwritten = self._unwritten, {}
        return ((state, self._part.number) for state in changed.values())


def write(connection: Connection, memories: Iterable[Memory]) -> None:
    """Write the rows of what changed in several parts.

    In the order in which it was kept: what lies together in memory is read faster than sorted by name.
    """
    changed = chain.from_iterable(one.changed() for one in memories)
    while some := list(islice(changed, WRITTEN)):
        upsert_in_order(connection, cases, [case_values(state, part) for state, part in some])
        running = [state for state, _ in some if state.episodes]
        upsert_in_order(connection, episodes, [row for state in running for row in episode_rows(state)])
