"""Own help waits to be looked at again; the timekeeper says so when nobody did, and rows equal a rebuild."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.cases.commands import CloseCase
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import HelpReviewPassed, Route
from domain.stappenplan.recording import RecordStep
from domain.stappenplan.reviewing import FORM, ReviewHelp
from domain.words import CaseId, PersonId
from engine.embedded import Embedded
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.database import Place, open_rows, reading
from projections.help_reviews import HelpReview, waiting_reviews
from tests.integration.engine.world import START, World, begin
from tests.servers.stores import Store
from tests.unit.domain.answers import filled

SEM = PersonId("sem")


class Helped(World):
    """A case that gets own help, and the engine that keeps the time."""

    def __init__(self, place: Place, log: Log) -> None:
        super().__init__(log)
        begin(self)
        self.place = place
        self.rows = open_rows(self.place)
        self.engine = Embedded(self.rows, log, self.clock)
        self.mees = self.case("mees")
        weighing = {"v07_risico": "reele_kans", "v14_niet_besproken": "nog niet"}
        self.do(RecordStep(self.mees, SEM, self.today, "stap_4", filled("stap_4", **weighing)))
        self.decide("5a")

    def decide(self, route: Route, case: CaseId | None = None) -> None:
        answers = filled("stap_5a") if route == "5a" else ()
        self.do(
            TakeDecision(case or self.mees, SEM, self.today, route, "hulp wendt het af", self.at, answers)
        )

    def review(self, days: int) -> None:
        day = (self.today + timedelta(days=days)).isoformat()
        answers = filled(FORM, vermoedens="blijven", opnieuw=day)
        self.do(ReviewHelp(self.mees, SEM, self.today, self.at, answers))

    def waiting(self, place: str | None = None) -> list[HelpReview]:
        self.engine.catch_up()
        with reading(self.rows) as connection:
            return waiting_reviews(connection, place)

    def passed(self) -> list[CaseId]:
        self.engine.catch_up()
        found = [entry.event for page in self.log.pages() for entry in page]
        return [event.case for event in found if isinstance(event, HelpReviewPassed)]

    def equals_a_rebuild(self) -> bool:
        self.engine.catch_up()
        differences = rebuild(self.log, self.place).differences
        return differences is not None and not any(differences.values())


@pytest.fixture
def helped(store: Store) -> Iterator[Helped]:
    with store.log(create=True) as recorder:
        made = Helped(store.rows(), Log(recorder))
        yield made
        made.rows.dispose()


def test_help_waits_to_be_looked_at_until_the_agreed_day(helped: Helped) -> None:
    [one] = helped.waiting("instelling-1")
    assert (one.case, one.owner, one.passed) == (helped.mees, "sem", False)
    assert one.due_at == START + timedelta(days=14)
    assert helped.waiting("instelling-2") == []
    helped.later(days=13)
    assert helped.passed() == []


def test_the_timekeeper_says_once_that_nobody_looked_and_the_task_stays(helped: Helped) -> None:
    helped.later(days=14)
    assert helped.passed() == [helped.mees]
    helped.later(days=2)
    assert helped.passed() == [helped.mees]
    assert [one.passed for one in helped.waiting()] == [True]
    assert helped.equals_a_rebuild()


def test_a_review_sets_the_next_day(helped: Helped) -> None:
    helped.later(days=10)
    helped.review(7)
    helped.later(days=5)
    assert helped.passed() == []
    helped.later(days=2)
    assert helped.passed() == [helped.mees]
    assert helped.equals_a_rebuild()


def test_112_leaves_the_review_and_the_end_of_the_case_lets_it_go(helped: Helped) -> None:
    helped.decide("acuut_112")
    assert len(helped.waiting()) == 1
    helped.do(CloseCase(helped.mees, helped.today, helped.today, "vertrokken"))
    assert helped.waiting() == []
    helped.later(days=30)
    assert helped.passed() == []
    assert helped.equals_a_rebuild()


def test_a_review_goes_along_with_a_merge_and_waits_where_people_work_until_a_split(helped: Helped) -> None:
    other = helped.case("noa")
    helped.do(MergeCases(helped.mees, other, helped.today))
    [one] = helped.waiting()
    assert (one.case, one.due_at) == (other, START + timedelta(days=14))
    helped.later(days=30)
    assert helped.passed() == [other]
    assert helped.equals_a_rebuild()
    helped.do(SplitCases(other, helped.mees, helped.today))
    assert [one.case for one in helped.waiting()] == [helped.mees]
    helped.later(days=1)
    assert helped.passed() == [other, helped.mees]
    assert helped.equals_a_rebuild()


def test_of_two_cases_that_get_help_the_review_that_is_due_first_waits_and_each_has_its_own_again(
    helped: Helped,
) -> None:
    helped.later(days=3)
    other = helped.case("noa")
    weighing = {"v07_risico": "reele_kans", "v14_niet_besproken": "nog niet"}
    helped.do(RecordStep(other, SEM, helped.today, "stap_4", filled("stap_4", **weighing)))
    helped.decide("5a", other)
    helped.do(MergeCases(helped.mees, other, helped.today))
    [one] = helped.waiting()
    assert (one.case, one.due_at) == (other, START + timedelta(days=14))
    helped.do(SplitCases(other, helped.mees, helped.today))
    assert [(one.case, one.due_at) for one in helped.waiting()] == [
        (helped.mees, START + timedelta(days=14)),
        (other, START + timedelta(days=17)),
    ]
    assert helped.equals_a_rebuild()
