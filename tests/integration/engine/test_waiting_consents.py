"""Consents wait to be asked again, rows equal a rebuild, and what stood is shown as it was known."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ageing import EnterAgeBand
from domain.cases.commands import CloseCase
from domain.cases.events import AgeBand
from domain.commands import Refused
from domain.consent.asking import ExplainConsent, GiveConsent
from domain.consent.changing import LimitConsent, ReassessConsent, WithdrawConsent
from domain.consent.conditions import Decision, Scope
from domain.consent.receiving import covers
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.words import CaseId, OrganisationId, PersonId
from engine.consents import ledger_at
from engine.embedded import Embedded
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.consents import WaitingConsent, waiting_consents
from projections.database import Place, open_rows, reading
from tests.integration.engine.consent_moves import asked as commands
from tests.integration.engine.world import World, begin
from tests.servers.stores import Files, Store
from tests.unit.domain.consents import CLIENT, TOLD
from tests.unit.domain.world import agreements

SEM = PersonId("sem")
SCOPE = Scope(("avim",), ("veiligheid",), ("feiten", "waarnemingen"))
UNIT = OrganisationId("eenheid-1")


class Asked(World):
    """A client of 16 who is asked, and the rows of the engine."""

    def __init__(self, place: Place, log: Log) -> None:
        super().__init__(log)
        begin(self)
        self.place = place
        self.rows = open_rows(self.place)
        self.engine = Embedded(self.rows, log, self.clock)
        self.mees = self.case("mees")
        self.ages(self.mees, "16_17")
        self.explain(self.mees)

    def ages(self, case: CaseId, band: AgeBand) -> int:
        return self.do(EnterAgeBand(case, band, self.today, self.today))

    def explain(self, case: CaseId) -> int:
        return self.do(ExplainConsent(case, SEM, self.today, CLIENT, TOLD, "plaatjes", "eigen woorden", True))

    def give(self, case: CaseId, name: str, days: int) -> int:
        until = self.today + timedelta(days=days)
        return self.do(GiveConsent(case, SEM, self.today, name, SCOPE, until, Decision((CLIENT,))))

    def waiting(self, place: str | None = None) -> list[WaitingConsent]:
        self.engine.catch_up()
        with reading(self.rows) as connection:
            return waiting_consents(connection, self.today, place)

    def equals_a_rebuild(self) -> bool:
        self.engine.catch_up()
        differences = rebuild(self.log, self.place).differences
        return differences is not None and not any(differences.values())


@pytest.fixture
def asked(store: Store) -> Iterator[Asked]:
    with store.log(create=True) as recorder:
        made = Asked(store.rows(), Log(recorder))
        yield made
        made.rows.dispose()


def test_a_consent_waits_when_it_must_be_asked_again_or_ends_within_a_month(asked: Asked) -> None:
    asked.give(asked.mees, "t1", 100)
    asked.give(asked.mees, "t2", 20)
    [soon] = asked.waiting("instelling-1")
    assert (soon.consent, soon.owner, soon.due) == ("t2", "sem", "")
    assert asked.waiting("instelling-2") == []
    asked.ages(asked.mees, "18_plus")
    assert [(one.consent, one.due) for one in asked.waiting()] == [("t2", "leeftijd"), ("t1", "leeftijd")]
    asked.do(ReassessConsent(asked.mees, SEM, asked.today, "t1", True, Decision((CLIENT,))))
    asked.do(ReassessConsent(asked.mees, SEM, asked.today, "t2", stays=False))
    assert asked.waiting() == []
    asked.do(LimitConsent(asked.mees, CLIENT, "t1", until=asked.today + timedelta(days=3)))
    assert [one.consent for one in asked.waiting()] == ["t1"]
    assert asked.equals_a_rebuild()
    asked.later(days=3)
    assert asked.waiting() == []


def test_what_was_taken_back_and_what_is_not_worked_on_waits_for_nobody(asked: Asked) -> None:
    asked.give(asked.mees, "t1", 20)
    asked.do(WithdrawConsent(asked.mees, CLIENT))
    assert asked.waiting() == []
    asked.give(asked.mees, "t2", 20)
    noor = asked.case("noor")
    asked.do(MergeCases(asked.mees, noor, asked.today))
    assert asked.waiting() == []
    asked.ages(noor, "18_plus")
    asked.explain(noor)
    asked.give(noor, "t3", 20)
    asked.do(CloseCase(noor, asked.today, asked.today, "afgerond"))
    assert asked.waiting() == []
    assert asked.equals_a_rebuild()


def test_what_stood_is_shown_as_it_was_known_at_any_position(asked: Asked) -> None:
    before = asked.log.head()
    given = asked.give(asked.mees, "t1", 100)
    withdrawn = asked.do(WithdrawConsent(asked.mees, CLIENT))
    told = {
        position: covers(
            ledger_at(asked.log, asked.mees, position),
            agreements().consent,
            "avim",
            UNIT,
            "veiligheid",
            ("feiten",),
            asked.today,
        )
        for position in (before, given, withdrawn)
    }
    assert [one.allowed for one in told.values()] == [False, True, False]
    assert "ingetrokken" in told[withdrawn].reasons[0]
    assert ledger_at(asked.log, CaseId("c-niemand"), withdrawn).consents == {}


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 15)), max_size=20))
def test_whatever_people_do_about_consent_its_rows_equal_a_rebuild(moves: list[tuple[bool, int]]) -> None:
    with TemporaryDirectory() as folder, Files(Path(folder)).log(create=True) as recorder:
        made = Asked(Files(Path(folder)).rows(), Log(recorder))
        noor = made.case("noor")
        for first, number in moves:
            case, other = (made.mees, noor) if first else (noor, made.mees)
            merging = [MergeCases(case, other, made.today), SplitCases(other, case, made.today)]
            for command in merging[: number - 13] if number > 13 else commands(case, SEM, made.today, number):
                try:
                    made.do(command)
                except Refused:
                    continue
        assert made.equals_a_rebuild()
        made.rows.dispose()
