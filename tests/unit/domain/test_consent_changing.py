"""Less, nothing, or once more: limiting, withdrawing, excluding, asking again, and what a merge does.

Sources: stappenplan step 3 and 5b, handreiking, AVG art. 7 (withdrawing is as easy as giving).
"""

from datetime import date

import pytest
from msgspec import structs

from domain.ageing import EnterAgeBand
from domain.cases.events import AgeBand, CaseClosed, CaseMergedInto
from domain.consent.changing import ExcludeRepresentative, LimitConsent, ReassessConsent, WithdrawConsent
from domain.consent.conditions import Decision
from domain.consent.events import (
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentWithdrawn,
    RepresentativeExcluded,
)
from domain.events import Event
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from tests.unit.domain.consents import CLIENT, END, MOTHER, aged, consented, explained
from tests.unit.domain.story import given
from tests.unit.domain.test_consent_asking import ADOPTED, EXCLUDED, START
from tests.unit.domain.world import BRAM, CARLA, MEES, NOOR, TODAY, registered

GIVEN: tuple[Event, ...] = (*START, aged("16_17"), explained(), consented())
BY_BOTH: tuple[Event, ...] = (
    *START,
    aged("12_15"),
    explained(),
    explained(MOTHER),
    consented("12_15", CLIENT, MOTHER),
)


def test_withdrawing_is_one_command_and_asks_no_reason() -> None:
    withdrawn = ConsentWithdrawn(MEES, "t1", CLIENT)
    given(*GIVEN).when(WithdrawConsent(MEES, CLIENT)).then(withdrawn).when(
        WithdrawConsent(MEES, CLIENT)
    ).then_refused("toestemming.geen")
    shut = given(*GIVEN, CaseClosed(MEES, TODAY, "afgerond"))
    shut.when(WithdrawConsent(MEES, CLIENT)).then(withdrawn)


def test_one_of_several_consents_can_be_withdrawn() -> None:
    story = given(*GIVEN, consented(consent="t2")).when(WithdrawConsent(MEES, CLIENT, ("t2",)))
    story.then(ConsentWithdrawn(MEES, "t2", CLIENT))
    story.when(WithdrawConsent(MEES, CLIENT, ("t2",))).then_refused("toestemming.onbekend")


def test_who_decided_can_take_back_and_the_client_always() -> None:
    given(*BY_BOTH).when(WithdrawConsent(MEES, MOTHER)).then(ConsentWithdrawn(MEES, "t1", MOTHER))
    given(*GIVEN).when(WithdrawConsent(MEES, MOTHER)).then_refused("toestemming.geen")
    given(*GIVEN).when(WithdrawConsent(MEES, MOTHER, ("t1",))).then_refused("toestemming.niet_van")
    by_parent = given(*START, aged("onder_12"), consented("onder_12", MOTHER))
    by_parent.when(WithdrawConsent(MEES, CLIENT)).then(ConsentWithdrawn(MEES, "t1", CLIENT))


def test_taking_back_is_about_a_case_that_stands() -> None:
    given().when(WithdrawConsent(MEES, CLIENT)).then_refused("casus.onbekend")
    gone = given(*GIVEN, CaseMergedInto(MEES, NOOR))
    gone.when(WithdrawConsent(MEES, CLIENT)).then_refused("casus.samengevoegd")


def test_a_limit_leaves_less_and_never_more() -> None:
    less = LimitConsent(MEES, CLIENT, "t1", categories=("feiten",))
    limited = ConsentLimited(MEES, "t1", CLIENT, ("avim",), ("veiligheid",), ("feiten",), END)
    given(*GIVEN).when(less).then(limited).when(less).then()
    shorter = LimitConsent(MEES, CLIENT, "t1", until=date(2026, 4, 1))
    assert given(*GIVEN).when(shorter).refused is None
    for more in (
        structs.replace(less, categories=("feiten", "identiteit")),
        structs.replace(less, recipients=("zeden",)),
        structs.replace(less, purposes=("hulp",)),
        structs.replace(less, until=date(2026, 12, 1)),
    ):
        given(*GIVEN).when(more).then_refused("toestemming.ruimer")


@pytest.mark.parametrize(
    ("before", "after"), [("onder_12", "12_15"), ("12_15", "16_17"), ("16_17", "18_plus")]
)
def test_at_twelve_sixteen_and_eighteen_consent_is_asked_again(before: AgeBand, after: AgeBand) -> None:
    story = given(*START, aged(before), consented(before, CLIENT, MOTHER))
    again = EnterAgeBand(MEES, after, TODAY, TODAY)
    story.when(again).then(aged(after), ConsentReassessmentDue(MEES, ("t1",), "leeftijd"))
    story.when(EnterAgeBand(MEES, before, TODAY, TODAY)).then()
    given(*START, aged(before)).when(again).then(aged(after))


def test_what_is_asked_again_goes_on_with_who_may_decide_now_or_ends() -> None:
    story = given(*BY_BOTH).when(EnterAgeBand(MEES, "16_17", TODAY, TODAY))
    by_client = ReassessConsent(MEES, CARLA, TODAY, "t1", True, Decision((CLIENT,)))
    story.when(by_client).then(ConsentReassessed(MEES, "t1", True, (CLIENT,), TODAY, "16_17"))
    by_both = structs.replace(by_client, decision=Decision((CLIENT, MOTHER)))
    story.when(by_both).then_refused("toestemming.zelf")
    ended = ReassessConsent(MEES, CARLA, TODAY, "t1", stays=False)
    over = story.when(ended).then(ConsentReassessed(MEES, "t1", False, (), TODAY, "16_17"))
    over.when(by_client).then_refused("toestemming.onbekend")


def test_to_go_on_it_must_be_told_again() -> None:
    past = (*START, aged("16_17"), consented())
    again = ReassessConsent(MEES, CARLA, TODAY, "t1", True, Decision((CLIENT,)))
    given(*past).when(again).then_refused("toestemming.uitleg")
    given(*past, explained()).when(structs.replace(again, by=BRAM)).then_refused("toestemming.rol")


def test_what_an_excluded_representative_shared_in_is_asked_again() -> None:
    """The child is not asked through somebody who may have a part in it."""
    exclude = ExcludeRepresentative(MEES, CARLA, TODAY, "moeder", "in_risiconetwerk", "haalt haar op")
    due = ConsentReassessmentDue(MEES, ("t1",), "uitgesloten")
    story = given(*BY_BOTH).when(exclude).then(EXCLUDED, due)
    story.when(exclude).then()
    alone = Decision((CLIENT,), alone="vertegenwoordiger_betrokken")
    again = story.when(ReassessConsent(MEES, CARLA, TODAY, "t1", True, alone))
    assert again.refused is None
    given(*GIVEN).when(exclude).then(EXCLUDED)
    for gap in ({"reasons": ""}, {"representative": " "}):
        given(*GIVEN).when(structs.replace(exclude, **gap)).then_refused("vertegenwoordiger.reden")


def test_after_a_merge_no_consent_counts_until_it_is_asked_again_and_an_exclusion_goes_along() -> None:
    """It was given about one record; the other may hold a refusal, and things nobody asked about."""
    past = (*GIVEN, EXCLUDED, *registered(NOOR), structs.replace(aged("16_17"), case=NOOR))
    theirs = structs.replace(consented(consent="t2"), case=NOOR)
    story = given(*past, theirs).when(MergeCases(MEES, NOOR, TODAY))
    about_consent = [one for one in story.happened if type(one) in _CONSENT]
    assert about_consent == [
        ConsentReassessmentDue(MEES, ("t1",), "samengevoegd"),
        ConsentReassessmentDue(NOOR, ("t2",), "samengevoegd"),
        structs.replace(EXCLUDED, case=NOOR),
    ]


def test_after_a_split_both_sides_ask_again_and_keep_their_exclusions() -> None:
    """They were two clients: nobody knows which of them said yes."""
    merged = given(*START, *registered(NOOR)).when(MergeCases(MEES, NOOR, TODAY))
    later = (
        structs.replace(consented(), case=NOOR),
        structs.replace(EXCLUDED, case=NOOR),
    )
    story = given(*merged.events, *later).when(SplitCases(NOOR, MEES, TODAY))
    about_consent = [one for one in story.happened if type(one) in _CONSENT]
    assert about_consent == [ConsentReassessmentDue(NOOR, ("t1",), "gesplitst"), EXCLUDED]


_CONSENT = (ConsentReassessmentDue, RepresentativeExcluded)


def test_agreements_are_needed_to_go_on_and_not_to_stop() -> None:
    past = [one for one in GIVEN if one is not ADOPTED]
    again = ReassessConsent(MEES, CARLA, TODAY, "t1", True, Decision((CLIENT,)))
    given(*past).when(again).then_refused("afspraken.geen")
    assert given(*past).when(structs.replace(again, stays=False)).refused is None
