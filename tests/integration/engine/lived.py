"""The proeftuin of random histories: two facilities, a few cases, and the engine that lives through them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from domain.cases.standing import standing
from domain.commands import Command, Refused
from domain.words import CaseId, OrganisationId, SignalId
from engine.embedded import Embedded
from engine.history import case_at
from eventlog.log import Log
from projections.case.state import CaseState
from projections.database import reading
from projections.escalations import Escalation, of_case
from tests.integration.engine.world import World

AnyCommand = Command[Any, Any]  # commands of every view there is

NAMES = ("een", "twee", "drie", "vier")
ONE, TWO = OrganisationId("instelling-1"), OrganisationId("instelling-2")
UNITS = {ONE: OrganisationId("eenheid-1"), TWO: OrganisationId("eenheid-2")}


class History(World):
    """The proeftuin with its cases, and the engine that lives through it."""

    def __init__(self, log: Log, rows: Engine, at: datetime) -> None:
        super().__init__(log)
        self.at = at
        self._number = 1_000  # behind the commands that began the log
        self.rows = rows
        self.engine = Embedded(rows, log, self.clock)
        self.cases = [self.case(name) for name in NAMES]
        self.signals: list[SignalId] = []
        self.versions = 1
        self.mark = ""
        """What the keys of these cases begin with, where a log holds more histories."""

    def attempt(self, command: AnyCommand, by: str = "noor") -> bool:
        """Whether it was allowed."""
        try:
            self.do(command, by)
        except Refused:
            return False
        return True

    def state(self, case: CaseId) -> CaseState:
        return case_at(self.log, self.engine.calendar, case, self.log.head())

    def facility(self, case: CaseId) -> OrganisationId:
        """Where it is; the first when it is of somewhere without a police unit here."""
        found = standing(self.state(case).facts.standing).facility
        return found if found in UNITS else ONE

    def episodes(self, case: CaseId) -> list[Escalation]:
        with reading(self.rows) as connection:
            return of_case(connection, case)
