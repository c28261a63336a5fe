"""Two cases that are one client become one, and a mistake is undone without loss."""

from datetime import date

from domain.ageing import EnterAgeBand
from domain.case_facts import FACTS, NO_FACTS, CaseFacts, evolve
from domain.cases.commands import ReopenCase
from domain.cases.events import (
    AgeBandEntered,
    CaseAbsorbed,
    CaseMergedInto,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
)
from domain.client import ClientFollowed
from domain.events import Event
from domain.links import LinkFound, LinkKeyMoved, LinkKeyRecorded, RecordLinkKey
from domain.merging.joining import MergeCases, keys_of_both
from domain.merging.parting import SplitCases
from domain.missing.events import MissingReported
from domain.signals.events import SignalMoved, SignalRetracted
from domain.signals.recording import RecordSignal
from domain.signals.revising import GiveVerdict, RetractSignal
from domain.words import CaseId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ADOPTED,
    BRAM,
    DUIN,
    HAVEN,
    MEES,
    NOOR,
    S1,
    S2,
    S3,
    SAM,
    TEAM,
    TODAY,
    closed,
    registered,
    signal,
)

TWO = (ADOPTED, *registered(MEES), *registered(NOOR), signal(MEES, S1), signal(NOOR, S2))
LATER = RecordSignal(
    NOOR, S3, "SX01", "bevestigt", "feit", "eigen_waarneming", "carla", HAVEN, date(2026, 2, 20), TODAY
)


def facts(case: CaseId, story: Story) -> CaseFacts:
    known = NO_FACTS
    for event in story.events:
        if isinstance(event, FACTS) and event.case == case:
            known = evolve(known, event)
    return known


def signals(case: CaseId, story: Story) -> list[str]:
    return [one.id for one in facts(case, story).signals]


def linked(*past: Event) -> Story:
    story = given(*past)
    for case in (MEES, NOOR):
        story = story.when(RecordLinkKey(case, "telefoon", "k"))
    return story


def test_each_of_the_two_cases_gets_its_own_whole_story() -> None:
    story = given(*TWO).when(MergeCases(MEES, NOOR, TODAY))
    gone, absorbed, client, moved = story.happened
    assert gone == CaseMergedInto(MEES, NOOR)
    assert isinstance(absorbed, CaseAbsorbed)
    assert (absorbed.case, absorbed.source, [one.id for one in absorbed.signals]) == (NOOR, MEES, [S1])
    assert client == ClientFollowed(NOOR, MEES, (f"ref-{MEES}",))
    assert moved == SignalMoved(NOOR, S1)
    assert signals(NOOR, story) == [S2, S1]


def test_a_signal_that_went_along_is_judged_and_retracted_under_its_new_case() -> None:
    story = given(*TWO).when(MergeCases(MEES, NOOR, TODAY))
    story.when(RetractSignal(MEES, S1, "dubbel")).then_refused("signaal.onbekend")
    story.when(RetractSignal(NOOR, S1, "dubbel")).then(SignalRetracted(NOOR, S1, "dubbel"))


def test_a_closed_case_can_go_on_as_an_open_one() -> None:
    story = given(*closed(MEES), *registered(NOOR)).when(MergeCases(MEES, NOOR, TODAY))
    assert story.happened[0] == CaseMergedInto(MEES, NOOR)


def test_a_case_does_not_go_on_as_itself_a_closed_or_a_merged_or_an_unknown_one() -> None:
    given(*TWO).when(MergeCases(MEES, MEES, TODAY)).then_refused("samenvoegen.zelfde")
    given(*registered(MEES)).when(MergeCases(MEES, NOOR, TODAY)).then_refused("casus.onbekend")
    given(*registered(MEES)).when(MergeCases(NOOR, MEES, TODAY)).then_refused("casus.onbekend")
    given(*registered(MEES), *closed(NOOR)).when(MergeCases(MEES, NOOR, TODAY)).then_refused("casus.gesloten")
    merged = given(*TWO, *registered(SAM)).when(MergeCases(MEES, NOOR, TODAY))
    merged.when(MergeCases(MEES, SAM, TODAY)).then_refused("casus.samengevoegd")
    merged.when(MergeCases(SAM, MEES, TODAY)).then_refused("casus.samengevoegd")


def test_cases_of_two_facilities_are_not_merged() -> None:
    refused = (
        given(*registered(MEES), *registered(NOOR, DUIN))
        .when(MergeCases(MEES, NOOR, TODAY))
        .then_refused("samenvoegen.verstrekking")
    )
    assert "verstrekking" in refused.remedy


def test_a_link_of_two_cases_with_each_other_is_no_link_once_they_are_one() -> None:
    story = linked(*TWO)
    shared = keys_of_both(facts(MEES, story).links, facts(NOOR, story).links)
    assert shared == ("k",)
    assert facts(NOOR, story.when(MergeCases(MEES, NOOR, TODAY, shared))).links == ()


def test_a_link_with_a_third_case_stays_after_a_merge() -> None:
    story = linked(*TWO, *registered(SAM)).when(RecordLinkKey(SAM, "telefoon", "k"))
    assert facts(NOOR, story.when(MergeCases(MEES, NOOR, TODAY, ("k",)))).links == ("k",)


def test_a_link_that_both_have_is_looked_at_before_they_merge() -> None:
    linked(*TWO).when(MergeCases(MEES, NOOR, TODAY)).then_refused("samenvoegen.verbanden")


def test_after_a_merge_the_next_case_with_the_key_is_linked_with_the_case_that_goes_on() -> None:
    story = (
        given(*TWO, *registered(SAM))
        .when(RecordLinkKey(MEES, "adres", "a"))
        .when(MergeCases(MEES, NOOR, TODAY))
    )
    assert LinkKeyMoved(NOOR, MEES, "adres", "a") in story.happened
    story.when(RecordLinkKey(SAM, "adres", "a")).then(
        LinkKeyRecorded(SAM, "adres", "a"), LinkFound(NOOR, "adres", "a"), LinkFound(SAM, "adres", "a")
    )


def test_a_split_gives_back_the_signals_as_they_stand_now() -> None:
    story = (
        given(*TEAM, *TWO)
        .when(MergeCases(MEES, NOOR, TODAY))
        .when(GiveVerdict(NOOR, S1, "vastgesteld", BRAM, TODAY))
    )
    apart = story.when(SplitCases(NOOR, MEES, TODAY))
    restored = apart.happened[1]
    assert isinstance(restored, CaseRestored)
    assert [(one.id, one.verdict) for one in restored.signals] == [(S1, "vastgesteld")]
    assert (signals(MEES, apart), signals(NOOR, apart)) == ([S1], [S2])


def test_a_split_gives_the_named_later_signals_too() -> None:
    story = (
        given(*TWO).when(MergeCases(MEES, NOOR, TODAY)).when(LATER).when(SplitCases(NOOR, MEES, TODAY, (S3,)))
    )
    assert (signals(MEES, story), signals(NOOR, story)) == ([S1, S3], [S2])
    story.when(RetractSignal(MEES, S3, "dubbel")).then(SignalRetracted(MEES, S3, "dubbel"))


def test_what_was_recorded_since_and_not_named_stays() -> None:
    story = given(*TWO).when(MergeCases(MEES, NOOR, TODAY)).when(LATER).when(SplitCases(NOOR, MEES, TODAY))
    assert (signals(MEES, story), signals(NOOR, story)) == ([S1], [S2, S3])


def test_only_what_was_merged_is_split() -> None:
    given(*TWO).when(SplitCases(NOOR, MEES, TODAY)).then_refused("splitsen.geen")
    story = given(*TWO).when(MergeCases(MEES, NOOR, TODAY))
    story.when(SplitCases(MEES, NOOR, TODAY)).then_refused("casus.samengevoegd")
    story.when(SplitCases(NOOR, MEES, TODAY)).when(SplitCases(NOOR, MEES, TODAY)).then_refused(
        "splitsen.geen"
    )
    given().when(SplitCases(NOOR, MEES, TODAY)).then_refused("casus.onbekend")


def test_only_signals_of_the_case_are_given_away() -> None:
    refused = (
        given(*TWO)
        .when(MergeCases(MEES, NOOR, TODAY))
        .when(SplitCases(NOOR, MEES, TODAY, (S3,)))
        .then_refused("splitsen.signaal")
    )
    assert S3 in refused.sentence


def test_a_case_that_was_closed_is_closed_again_after_a_split() -> None:
    story = (
        given(*closed(MEES), *registered(NOOR))
        .when(MergeCases(MEES, NOOR, TODAY))
        .when(SplitCases(NOOR, MEES, TODAY))
    )
    story.when(ReopenCase(MEES)).then(CaseReopened(MEES, "besluit"))


def test_a_closed_case_opens_again_when_a_split_gives_it_a_new_signal() -> None:
    story = given(ADOPTED, *closed(MEES), *registered(NOOR)).when(MergeCases(MEES, NOOR, TODAY)).when(LATER)
    apart = story.when(SplitCases(NOOR, MEES, TODAY, (S3,)))
    assert CaseReopened(MEES, "nieuw_signaal") in apart.happened


def test_a_split_takes_along_the_age_and_the_missing_that_the_other_brought() -> None:
    past = (*TWO, AgeBandEntered(MEES, "16_17", TODAY), MissingReported(MEES, TODAY))
    together = given(*past).when(MergeCases(MEES, NOOR, TODAY))
    assert (facts(NOOR, together).band, facts(NOOR, together).missing) == ("16_17", True)
    split = together.when(SplitCases(NOOR, MEES, TODAY)).happened[0]
    assert split == CaseSplitOff(NOOR, MEES, (S1,))


def test_the_age_that_a_case_learned_itself_stays_after_a_split() -> None:
    together = given(*TWO, AgeBandEntered(MEES, "16_17", TODAY)).when(MergeCases(MEES, NOOR, TODAY))
    story = together.when(EnterAgeBand(NOOR, "18_plus", TODAY, TODAY)).when(SplitCases(NOOR, MEES, TODAY))
    assert (facts(NOOR, story).band, facts(MEES, story).band) == ("18_plus", "16_17")


def test_a_chain_of_merges_is_undone_from_its_end() -> None:
    past = (*TWO, *registered(SAM))
    together = given(*past).when(RecordLinkKey(MEES, "adres", "a")).when(MergeCases(MEES, NOOR, TODAY))
    chain = together.when(MergeCases(NOOR, SAM, TODAY))
    assert signals(SAM, chain) == [S2, S1]
    chain.when(SplitCases(NOOR, MEES, TODAY)).then_refused("casus.samengevoegd")
    apart = chain.when(SplitCases(SAM, NOOR, TODAY)).when(SplitCases(NOOR, MEES, TODAY))
    assert [signals(case, apart) for case in (MEES, NOOR, SAM)] == [[S1], [S2], []]
    apart.when(RecordLinkKey(SAM, "adres", "a")).then(
        LinkKeyRecorded(SAM, "adres", "a"), LinkFound(MEES, "adres", "a"), LinkFound(SAM, "adres", "a")
    )


def test_two_cases_that_were_linked_are_linked_again_after_a_split() -> None:
    story = linked(*TWO).when(MergeCases(MEES, NOOR, TODAY, ("k",))).when(SplitCases(NOOR, MEES, TODAY))
    assert (facts(MEES, story).links, facts(NOOR, story).links) == (("k",), ("k",))
