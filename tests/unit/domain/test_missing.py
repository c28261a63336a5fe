"""Running away and missing: one open episode at a time, never in the future."""

from datetime import date

import pytest

from domain.cases.events import CaseMergedInto
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.events import MissingEnded, MissingReported
from domain.missing.reporting import EndMissing, ReportMissing
from tests.unit.domain.story import given
from tests.unit.domain.world import MEES, NOOR, TODAY, TOMORROW, closed, registered

GONE = MissingReported(MEES, date(2026, 2, 25))


def test_a_client_is_reported_missing_once() -> None:
    given(*registered(MEES)).when(ReportMissing(MEES, TODAY, TODAY)).then(MissingReported(MEES, TODAY)).when(
        ReportMissing(MEES, TODAY, TODAY)
    ).then()


def test_a_client_who_was_found_can_go_missing_again() -> None:
    story = given(*registered(MEES), GONE, MissingEnded(MEES, date(2026, 2, 26)))
    story.when(ReportMissing(MEES, TODAY, TODAY)).then(MissingReported(MEES, TODAY))


def test_a_client_of_a_closed_case_can_be_missing() -> None:
    given(*closed(MEES)).when(ReportMissing(MEES, TODAY, TODAY)).then(MissingReported(MEES, TODAY))


def test_only_who_is_missing_can_be_found() -> None:
    given(*registered(MEES), GONE).when(EndMissing(MEES, TODAY, TODAY)).then(MissingEnded(MEES, TODAY)).when(
        EndMissing(MEES, TODAY, TODAY)
    ).then_refused("vermissing.geen")


def test_nobody_is_found_before_they_were_missing() -> None:
    story = given(*registered(MEES), GONE)
    story.when(EndMissing(MEES, date(2026, 2, 24), TODAY)).then_refused("vermissing.volgorde")


@pytest.mark.parametrize("command", [ReportMissing, EndMissing])
def test_missing_is_about_a_case_that_stands_and_a_day_that_came(
    command: type[ReportMissing | EndMissing],
) -> None:
    given().when(command(MEES, TODAY, TODAY)).then_refused("casus.onbekend")
    given(*registered(MEES), CaseMergedInto(MEES, NOOR)).when(command(MEES, TODAY, TODAY)).then_refused(
        "casus.samengevoegd"
    )
    given(*registered(MEES), GONE).when(command(MEES, TOMORROW, TODAY)).then_refused("vermissing.toekomst")


def test_a_missing_client_is_found_under_the_case_that_theirs_goes_on_as() -> None:
    story = given(*registered(MEES), *registered(NOOR), GONE).when(MergeCases(MEES, NOOR, TODAY))
    found = story.when(EndMissing(NOOR, TODAY, TODAY)).then(MissingEnded(NOOR, TODAY))
    found.when(SplitCases(NOOR, MEES, TODAY)).when(EndMissing(MEES, TODAY, TODAY)).then_refused(
        "vermissing.geen"
    )


def test_a_client_who_is_still_missing_stays_so_after_a_split() -> None:
    story = given(*registered(MEES), *registered(NOOR), GONE)
    apart = story.when(MergeCases(MEES, NOOR, TODAY)).when(SplitCases(NOOR, MEES, TODAY))
    apart.when(EndMissing(MEES, TODAY, TODAY)).then(MissingEnded(MEES, TODAY))
    apart.when(EndMissing(NOOR, TODAY, TODAY)).then_refused("vermissing.geen")


def test_nobody_is_found_before_another_case_says_they_went_missing() -> None:
    story = given(*registered(MEES), *registered(NOOR), GONE).when(MergeCases(MEES, NOOR, TODAY))
    early = EndMissing(NOOR, date(2026, 2, 24), TODAY)
    told = story.when(early).then_refused("vermissing.volgorde")
    assert "25-02-2026" in told.sentence
    assert story.when(EndMissing(NOOR, date(2026, 2, 25), TODAY)).happened
    again = given(*story.events, MissingReported(NOOR, TODAY))
    assert "25-02-2026" in again.when(early).then_refused("vermissing.volgorde").sentence
    parted = given(*again.events).when(SplitCases(NOOR, MEES, TODAY))
    assert "02-03-2026" in parted.when(early).then_refused("vermissing.volgorde").sentence
