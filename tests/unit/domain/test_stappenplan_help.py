"""Step 5a: help is followed, looked at again in time, and a report follows when suspicions stay."""

from datetime import timedelta
from itertools import product
from typing import get_args

import pytest

from domain.agreements.document import Danger
from domain.cases.events import CaseClosed, CaseMergedInto, CaseRestored
from domain.stappenplan.events import (
    DecisionTaken,
    HelpReviewed,
    HelpReviewPassed,
    Permission,
)
from domain.stappenplan.reviewing import FORM, PassHelpReview, ReviewHelp
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import NOW, decide, record, weighed
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    CARLA,
    MEES,
    NOOR,
    TODAY,
    agreements,
)


def helped() -> Story:
    return weighed("reele_kans", "ja", "nee").when(decide("5a"))


def review(**other: str) -> ReviewHelp:
    return ReviewHelp(MEES, CARLA, TODAY, NOW, filled(FORM, **{"opnieuw": "2026-03-09", **other}))


def test_help_is_looked_at_again_within_the_agreed_days() -> None:
    [taken] = helped().happened
    assert isinstance(taken, DecisionTaken)
    assert taken.review_due_at == NOW + timedelta(days=agreements().terms.help_review_days)
    helped().when(review(vermoedens="blijven")).then(
        HelpReviewed(
            MEES,
            "blijven",
            filled(FORM, vermoedens="blijven", opnieuw="2026-03-09"),
            CARLA,
            TODAY,
            "1",
            NOW + timedelta(days=7),
        )
    )


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-17", ""])
def test_the_next_review_is_after_today_and_within_the_agreed_days(day: str) -> None:
    helped().when(review(vermoedens="blijven", opnieuw=day)).then_refused("stappen.opnieuw")


def test_the_review_of_a_case_that_was_merged_does_not_pass_and_after_a_split_it_does() -> None:
    story = helped()
    [taken] = story.happened
    assert isinstance(taken, DecisionTaken)
    assert taken.review_due_at is not None
    late = PassHelpReview(MEES, taken.review_due_at)
    merged = given(*story.events, CaseMergedInto(MEES, NOOR))
    merged.when(late).then()
    apart = given(*merged.past, CaseRestored(MEES, NOOR, ()))
    apart.when(late).then(HelpReviewPassed(MEES, taken.review_due_at))


def test_when_suspicions_are_gone_no_review_needs_to_follow() -> None:
    [found] = helped().when(review(vermoedens="weggenomen", opnieuw="")).happened
    assert isinstance(found, HelpReviewed)
    assert found.review_due_at is None


def test_without_help_there_is_nothing_to_review() -> None:
    weighed("reele_kans", "ja", "nee").when(review()).then_refused("hulp.geen")


@pytest.mark.parametrize("suspicions", ["blijven", "sterker"])
def test_suspicions_that_stay_or_grow_are_weighed_again_before_the_next_decision(suspicions: str) -> None:
    story = helped().when(review(vermoedens=suspicions))
    story.when(decide("5a")).then_refused("stappen.opnieuw_wegen")
    worse = {"v07_risico": "ernstig", "v17_hulp_wendt_af": "nee", "v13_toestemming": "nee"}
    again = story.when(record("stap_4", **worse))
    assert again.when(decide("5b_conflict_van_plichten")).refused is None


def test_a_review_that_nobody_did_passes_once_and_stays_to_be_done() -> None:
    [taken] = helped().happened
    assert isinstance(taken, DecisionTaken)
    assert taken.review_due_at is not None
    late = PassHelpReview(MEES, taken.review_due_at)
    story = helped().when(late).then(HelpReviewPassed(MEES, taken.review_due_at)).when(late).then()
    assert story.when(review()).refused is None


def test_a_review_that_was_done_or_is_no_longer_asked_does_not_pass() -> None:
    [taken] = helped().happened
    assert isinstance(taken, DecisionTaken)
    assert taken.review_due_at is not None
    late = PassHelpReview(MEES, taken.review_due_at)
    helped().when(review()).when(late).then()
    assert helped().when(decide("acuut_112")).when(late).happened, "help goes on after 112"
    given(*helped().events, CaseClosed(MEES, TODAY, "vertrokken")).when(late).then()


def test_every_danger_and_consent_of_the_chart_can_be_weighed() -> None:
    for danger, helps, agreed in product(get_args(Danger), ("ja", "nee"), get_args(Permission)):
        assert weighed(danger, helps, agreed).when(decide("acuut_112")).refused is None
