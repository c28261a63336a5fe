"""A small proeftuin with a log whose clock the test moves, and all its rows as something to compare."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from cli.proeftuin.document import proeftuin_of, steps
from domain.calendar import OpenLog
from domain.cases.commands import RegisterCase
from domain.commands import Command, Context
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from eventlog.execute import execute
from eventlog.log import Log
from projections.database import reading
from projections.tables.case import positions
from projections.tables.whole import metadata

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACE = OrganisationId("instelling-1")


class World:
    """A log whose clock the test moves."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.at = START
        self._number = 0

    def clock(self) -> datetime:
        return self.at

    @property
    def today(self) -> date:
        return self.at.date()

    def do(self, command: Command[Any, Any], by: str = "noor") -> int:
        self._number += 1
        context = Context(f"test.{self._number}", self.at, PersonId(by))
        return execute(self.log, command, context).position

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)

    def case(self, name: str) -> CaseId:
        self.do(RegisterCase(CaseId(f"c-{name}"), PLACE, name, self.today, self.today, PersonId("sem")))
        return CaseId(f"c-{name}")

    def signal(self, case: CaseId, indicator: str, source: str = "bron") -> SignalId:
        signal = SignalId(f"s-{self._number}")
        self.do(
            RecordSignal(
                case,
                signal,
                indicator,
                "bevestigt",
                "feit",
                "eigen_waarneming",
                source,
                PLACE,
                self.today,
                self.today,
            )
        )
        return signal


def begin(world: World) -> World:
    """The sample proeftuin, with its documents adopted."""
    world.do(OpenLog("l-test"))
    for _, command, by in steps(proeftuin_of(None), world.today):
        world.do(command, by)
    return world


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows, each value whole, but the engine's own administration."""
    with reading(engine) as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table is not positions
        }
