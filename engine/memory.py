"""The states of cases between two batches: remembered while nobody else applies, else read from their rows."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from domain.words import CaseId
from projections.case.rows import case_row, episode_rows
from projections.case.state import CaseState, unpack
from projections.tables import cases, episodes
from projections.writing import upsert

REMEMBERED = 100_000
"""States kept at most; beyond it all are forgotten and read from their rows again."""
CHUNK = 500
"""Keys a query when states are loaded."""


class Memory:
    """States by case."""

    def __init__(self) -> None:
        self._states: dict[CaseId, CaseState] = {}

    def forget(self, case: CaseId | None = None) -> None:
        """Forget one case, or all."""
        if case is None:
            self._states.clear()
        else:
            self._states.pop(case, None)

    def load(self, connection: Connection, wanted: Collection[CaseId]) -> dict[CaseId, CaseState]:
        """The states of these cases, empty for new ones; the caller puts back what they become."""
        if len(self._states) > REMEMBERED:
            self._states.clear()
        absent = [case for case in wanted if case not in self._states]
        for start in range(0, len(absent), CHUNK):
            some = absent[start : start + CHUNK]
            found = connection.execute(select(cases.c.case, cases.c.state).where(cases.c.case.in_(some)))
            self._states.update({case: unpack(data) for case, data in found})
        for case in absent:
            self._states.setdefault(case, CaseState(case))
        return self._states

    @staticmethod
    def write(connection: Connection, states: Iterable[CaseState]) -> None:
        """Write the rows of these states."""
        states = list(states)
        upsert(connection, cases, [case_row(state) for state in states])
        running = [state for state in states if state.episodes]
        upsert(connection, episodes, [row for state in running for row in episode_rows(state)])
