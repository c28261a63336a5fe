"""Where a story is played: the sample proeftuin in a real log, and a clock that the story moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cli.proeftuin.document import proeftuin_of, steps
from domain.calendar import OpenLog
from domain.cases.commands import RegisterCase
from domain.commands import Command, Context, Refused
from domain.consent.asking import SeekConsent
from domain.consent.events import Giver
from domain.events import Event
from domain.signals.recording import RecordSignal
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import Route
from domain.stappenplan.recording import RecordStep
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from engine.embedded import Embedded
from engine.history import case_at
from eventlog.execute import execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.case.state import CaseState
from projections.database import open_rows
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import FOUR

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGAN = date(2026, 3, 2)


class Scene:
    """One story: what people do in it, and what opplussen makes of that."""

    def __init__(self, log: Log, engine: Embedded) -> None:
        self.log = log
        self.engine = engine
        self.at = _moment(BEGAN)
        engine.clock = lambda: self.at
        self._number = 0

    @property
    def today(self) -> date:
        """The story's day in Europe/Amsterdam."""
        return self.at.astimezone(AMSTERDAM).date()

    def go_to(self, day: date, hour: time = time(9)) -> None:
        """Let time pass; never back."""
        self.at = max(self.at + timedelta(minutes=1), _moment(day, hour))
        self.engine.catch_up()

    def later(self, **span: float) -> None:
        """Let some time pass: `hours=73`."""
        self.at += timedelta(**span)
        self.engine.catch_up()

    def do(self, command: Command[Any, Any], by: str) -> tuple[Event, ...]:
        """What follows from a command; the rows are up to date after it."""
        self._number += 1
        answer = execute(self.log, command, Context(f"scene.{self._number}", self.at, PersonId(by)))
        self.engine.catch_up()
        return answer.events

    def refused(self, command: Command[Any, Any], by: str) -> Refused:
        """The refusal of a command that must be refused, with what would make it a yes."""
        with pytest.raises(Refused) as caught:
            self.do(command, by)
        assert caught.value.remedy, f"a refusal says what would make it allowed: {caught.value.code}"
        return caught.value

    def case(self, name: str, facility: str, owner: str) -> CaseId:
        """A case that its facility begins."""
        case = CaseId(f"c-{name}")
        place = OrganisationId(facility)
        self.do(RegisterCase(case, place, name, self.today, self.today, PersonId(owner)), owner)
        return case

    def decide_to_report(self, case: CaseId, by: str) -> None:
        """The four steps of the stappenplan, and the decision to report without consent."""
        about = (case, PersonId(by), self.today)
        found = {"v07_risico": "ernstig", "v13_toestemming": "nee", "v17_hulp_wendt_af": "nee"}
        for step in FOUR:
            self.do(RecordStep(*about, step, filled(step, **(found if step == "stap_4" else {}))), by)
        route: Route = "5b_conflict_van_plichten"
        self.do(SeekConsent(*about, self.today, Giver("client"), "In een gesprek.", "Zij is bang."), by)
        report = filled("stap_5b", meldcode="De stappen zijn gezet.")
        self.do(TakeDecision(*about, route, "Zwijgen schaadt haar.", self.at, report), by)

    def signal(self, case: CaseId, indicator: str, by: str, text: str, **other: Any) -> SignalId:
        """One piece, seen today; `other` names fields of `RecordSignal` that differ."""
        signal = SignalId(f"s-{self._number}")
        told: dict[str, Any] = {
            "polarity": "bevestigt",
            "nature": "feit",
            "provenance": "eigen_waarneming",
            "source": by,
            "organisation": OrganisationId("instelling-1"),
            "observed_on": self.today,
        } | other
        self.do(RecordSignal(case, signal, indicator, today=self.today, text=text, **told), by)
        return signal

    def state(self, case: CaseId) -> CaseState:
        """The case as everything known now makes it."""
        return case_at(self.log, self.engine.calendar, case, self.log.head())

    def happened(self, *kinds: type[Event]) -> list[Event]:
        """The events of these kinds, in order."""
        return [entry.event for page in self.log.pages() for entry in page if type(entry.event) in kinds]


def _moment(day: date, hour: time = time(9)) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


@contextmanager
def scene_in(folder: Path) -> Iterator[Scene]:
    """A scene with its log and rows in a folder."""
    with SQLiteRecorder(folder / "log.sqlite", create=True) as recorder:
        log = Log(recorder)
        execute(log, OpenLog("l-scene"), Context("scene.open", _moment(BEGAN), PersonId("init")))
        rows = open_rows(folder / "rows.sqlite")
        try:
            scene = Scene(log, Embedded(rows, log, lambda: _moment(BEGAN)))
            for _, command, by in steps(proeftuin_of(None), scene.today):
                scene.do(command, by)
            yield scene
        finally:
            rows.dispose()
