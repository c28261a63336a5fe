"""Cases set apart because an event could not be applied: they wait, everything else goes on.

Their score is incomplete until `Partition.retry` folds them again from the log.
"""

from sqlalchemy import Connection, delete, select

from domain.commands import Refused
from domain.events import Event
from domain.registry import NAMES
from domain.words import CaseId
from projections.tables.case import parked
from projections.writing import upsert


class Parking:
    """Which cases wait, as the rows say and this process remembers."""

    def __init__(self) -> None:
        self._cases: set[str] = set()

    def __contains__(self, case: object) -> bool:
        return case in self._cases

    def read(self, connection: Connection) -> None:
        """Look again who waits."""
        self._cases = set(connection.scalars(select(parked.c.key)))

    def park(
        self, connection: Connection, case: CaseId, position: int, event: type[Event], error: Exception
    ) -> None:
        """Set a case apart at what it could not take first; the reason is a name, never what it holds."""
        if case in self._cases:
            return
        self._cases.add(case)
        row = {"key": case, "position": position, "type": NAMES[event], "reason": type(error).__name__}
        upsert(connection, parked, [row])

    def release(self, connection: Connection, case: CaseId) -> None:
        """Let a case take part again.

        Raises:
            Refused: when it does not wait.
        """
        if case not in self._cases:
            raise Refused(
                "casus.wacht_niet", f"De casus {case} wacht niet op verwerking.", "Zie: opplussen parked"
            )
        self._cases.discard(case)
        connection.execute(delete(parked).where(parked.c.key == case))
