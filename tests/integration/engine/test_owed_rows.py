"""What is still done after something was told waits by its day, and rows equal a rebuild."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from msgspec import structs

from domain.cases.commands import CloseCase
from domain.channels.events import ReportId
from domain.channels.informing import DeferInformingOfReport, InformOfReport
from domain.channels.reporting import MakeReport
from domain.disclosure.asking import RequestDisclosure
from domain.disclosure.following import StopDisclosure
from domain.disclosure.preparing import DeferInforming, InformClient
from domain.disclosure.releasing import ReleaseDisclosure
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import Route
from domain.stappenplan.recording import RecordStep
from domain.words import CaseId, DisclosureId, PersonId
from engine.embedded import Embedded
from engine.rebuild import rebuild
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows, reading
from projections.owed import still_owed
from tests.integration.engine.world import PLACE, World, begin
from tests.unit.domain.answers import filled

SEM = PersonId("sem")


class Told(World):
    """A case about which something is told, and the engine that keeps the rows."""

    def __init__(self, folder: Path, log: Log) -> None:
        super().__init__(log)
        begin(self)
        self.file = folder / "rows.sqlite"
        self.rows = open_rows(self.file)
        self.engine = Embedded(self.rows, log, self.clock)
        self.mees = self.case("mees")

    def decide(self, route: Route) -> None:
        self.do(TakeDecision(self.mees, SEM, self.today, route, "nu", self.at), "sem")

    def owed(self, place: str | None = None) -> list[tuple[CaseId, str, str, date]]:
        self.engine.catch_up()
        with reading(self.rows) as connection:
            found = still_owed(connection, place)
        differences = rebuild(self.log, self.file).differences
        assert differences is not None
        assert not any(differences.values())
        return [(one.case, one.task, one.number, one.until) for one in found]

    def meldcode(self, place: str | None = None) -> list[tuple[CaseId, str, str, date]]:
        return [one for one in self.owed(place) if one[1] == "meldcode"]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        made = Told(tmp_path, Log(recorder))
        yield made
        made.rows.dispose()


def test_the_meldcode_is_owed_until_it_is_written_down(told: Told) -> None:
    told.decide("acuut_112")
    waits = (told.mees, "meldcode", "", told.today + timedelta(days=1))
    assert told.meldcode("instelling-1") == [waits]
    assert told.meldcode("instelling-2") == []
    told.later(days=5)
    told.do(RecordStep(told.mees, SEM, told.today, "stap_1", filled("stap_1")), "sem")
    assert told.meldcode() == [waits], "late is not gone"
    told.do(RecordStep(told.mees, SEM, told.today, "meldcode", filled("meldcode")), "sem")
    assert told.meldcode() == []


def test_what_the_client_has_to_hear_is_owed_until_it_is_told(told: Told) -> None:
    report = ReportId("m-1")
    told.do(MakeReport(told.mees, report, SEM, told.today, "noodnummer"), "sem")
    months = told.today + timedelta(days=30)
    assert [(task, number, until) for _, task, number, until in told.owed()] == [
        ("meldcode", "", told.today + timedelta(days=1)),
        ("client_informeren", "m-1", months),
    ]
    review = told.today + timedelta(days=3)
    later = DeferInformingOfReport(
        told.mees, report, SEM, told.today, "veiligheid_client", "Hij leest mee.", review
    )
    told.do(later, "sem")
    assert (told.mees, "client_informeren", "m-1", review) in told.owed()
    told.do(InformOfReport(told.mees, report, SEM, told.today, "in een gesprek"), "sem")
    assert [task for _, task, _, _ in told.owed()] == ["meldcode"]


def test_a_call_that_only_a_decision_tells_of_is_owed_to_the_client(told: Told) -> None:
    told.decide("acuut_112")
    call = ReportId(f"112-{told.today.isoformat()}")
    waits = (told.mees, "client_informeren", call, told.today + timedelta(days=30))
    assert waits in told.owed()
    told.decide("acuut_112")
    assert told.owed().count(waits) == 1, "calls of one day are told as one"
    told.do(InformOfReport(told.mees, call, SEM, told.today, "in een gesprek"), "sem")
    assert waits not in told.owed()


def test_a_release_is_owed_to_the_client_and_a_request_that_never_left_is_not(told: Told) -> None:
    number, home = DisclosureId("d-1"), PLACE
    who = (told.mees, number, SEM, told.today, home, None)
    asked = ("zorg", "noodhulp", "veiligheid", 3, "VITAAL_BELANG", ("feiten",), "acuut")
    ask = RequestDisclosure(*who, *asked, without_consent="Zij is weg.")  # type: ignore[arg-type]  # words of the agreements
    told.signal(told.mees, "SX01")
    told.do(ask, "sem")
    review = told.today + timedelta(days=3)
    told.do(DeferInforming(*who, "veiligheid_client", "Hij leest mee.", review), "sem")
    assert told.owed() == [(told.mees, "client_informeren", "d-1", review)]
    told.do(StopDisclosure(*who, "Toch niet nodig."), "sem")
    assert told.owed() == [], "nothing left, so there is nothing to tell"
    other = structs.replace(ask, disclosure=DisclosureId("d-2"))
    told.do(other, "sem")
    told.do(ReleaseDisclosure(told.mees, DisclosureId("d-2"), SEM, told.today, home, None, told.at), "sem")
    waits = (told.mees, "client_informeren", "d-2", told.today + timedelta(days=30))
    assert waits in told.owed()
    told.do(InformClient(told.mees, DisclosureId("d-2"), SEM, told.today, home, None, "verteld"), "sem")
    assert waits not in told.owed()


@pytest.mark.parametrize(("reason", "left"), [("ongegrond", 0), ("afgerond", 1)])
def test_only_an_unfounded_suspicion_lets_it_go_with_the_case(
    told: Told, reason: Literal["ongegrond", "afgerond"], left: int
) -> None:
    told.decide("acuut_112")
    told.do(CloseCase(told.mees, told.today, told.today, reason))
    assert len(told.meldcode()) == left


def test_what_is_owed_goes_along_with_a_merge_and_back_with_a_split(told: Told) -> None:
    told.decide("acuut_112")
    until = told.today + timedelta(days=1)
    noa = told.case("noa")
    told.do(MergeCases(told.mees, noa, told.today))
    assert told.meldcode() == [(noa, "meldcode", "", until)]
    told.do(SplitCases(noa, told.mees, told.today))
    assert told.meldcode() == [(told.mees, "meldcode", "", until)]


def test_who_told_of_a_case_that_was_merged_still_owes_it_to_the_client(told: Told) -> None:
    report = ReportId("m-1")
    told.do(MakeReport(told.mees, report, SEM, told.today, "noodnummer"), "sem")
    noa = told.case("noa")
    told.do(MergeCases(told.mees, noa, told.today))
    months = told.today + timedelta(days=30)
    assert (told.mees, "client_informeren", "m-1", months) in told.owed()
    told.do(InformOfReport(told.mees, report, SEM, told.today, "in een gesprek"), "sem")
    assert [case for case, *_ in told.owed()] == [noa]
