"""The laws of merging, over any story of three cases of one facility that merge and part again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.ageing import EnterAgeBand
from domain.case_facts import FACTS, NO_FACTS, CaseFacts, evolve
from domain.cases.commands import CloseCase, RecordIdentity, ReopenCase
from domain.cases.standing import Merged
from domain.commands import Command
from domain.disclosure.contents import CONTENTS, Contents, evolve_contents
from domain.links import LinkFound, LinkKeyRecorded, RecordLinkKey
from domain.merging.joining import MergeCases, keys_of_both
from domain.merging.parting import SplitCases
from domain.missing.reporting import EndMissing, ReportMissing
from domain.roster import EndInvolvement, RecordInvolvement
from domain.signals.events import SignalRecorded
from domain.signals.recording import RecordSignal
from domain.signals.revising import GiveVerdict, RetractSignal
from domain.words import CaseId, PersonId, SignalId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ADOPTED, BRAM, HAVEN, MEES, NOOR, SAM, TODAY, registered

AnyCommand = Command[Any, Any]  # commands of different views, each folded by itself
CASES = (MEES, NOOR, SAM)
START = given(ADOPTED, *[event for case in CASES for event in registered(case)])
SEEN = date(2026, 2, 1)


def facts(story: Story) -> dict[CaseId, CaseFacts]:
    known = dict.fromkeys(CASES, NO_FACTS)
    for event in story.events:
        if isinstance(event, FACTS):
            known[event.case] = evolve(known[event.case], event)
    return known


def record(_: Story, case: CaseId, number: int) -> AnyCommand:
    name = SignalId(f"{case}-{number}")
    return RecordSignal(case, name, "SX01", "bevestigt", "feit", "client_zelf", "w", HAVEN, SEEN, TODAY)


def merge(story: Story, case: CaseId, number: int) -> AnyCommand:
    into = CASES[(CASES.index(case) + 1 + number % 2) % len(CASES)]
    known = facts(story)
    return MergeCases(case, into, TODAY, keys_of_both(known[case].links, known[into].links))


def split(_: Story, case: CaseId, number: int) -> AnyCommand:
    return SplitCases(case, CASES[(CASES.index(case) + 1 + number % 2) % len(CASES)], TODAY)


Maker = Callable[[Story, CaseId, int], AnyCommand]
LIVE: tuple[Maker, ...] = (
    record,
    lambda _, case, number: RetractSignal(case, SignalId(f"{case}-{number}"), "dubbel"),
    lambda _, case, number: GiveVerdict(case, SignalId(f"{case}-{number}"), "vastgesteld", BRAM, TODAY),
    lambda _, case, number: RecordLinkKey(case, "adres", f"k{number}"),
    lambda _, case, number: EnterAgeBand(case, "16_17" if number else "18_plus", TODAY, TODAY),
    lambda _, case, __: ReportMissing(case, TODAY, TODAY),
    lambda _, case, __: EndMissing(case, TODAY, TODAY),
    lambda _, case, __: CloseCase(case, TODAY, TODAY, "afgerond"),
    lambda _, case, __: ReopenCase(case),
    lambda _, case, number: RecordIdentity(case, f"{case} {number}", "2010-03-04"),
    lambda _, case, number: RecordInvolvement(case, PersonId(f"p{number}"), HAVEN, "mentor", SEEN),
    lambda _, case, number: EndInvolvement(case, PersonId(f"p{number}"), TODAY),
)
Steps = list[tuple[Maker, CaseId, int]]
STEPS: st.SearchStrategy[Steps] = st.lists(
    st.tuples(
        st.sampled_from((*LIVE, record, merge, merge, split)), st.sampled_from(CASES), st.integers(0, 2)
    ),
    max_size=25,
)


def told(story: Story, steps: Steps) -> Story:
    """What follows from the steps; a refusal leaves the story as it was."""
    for make, case, number in steps:
        after = story.when(make(story, case, number))
        story = given(*(story.events if after.refused else after.events))
    return story


def goes_on_as(known: dict[CaseId, CaseFacts], case: CaseId) -> CaseId:
    standing = known[case].standing
    return goes_on_as(known, standing.into) if isinstance(standing, Merged) else case


def standing_alone(known: dict[CaseId, CaseFacts]) -> dict[CaseId, CaseFacts]:
    return {case: one for case, one in known.items() if not isinstance(one.standing, Merged)}


def unordered(known: CaseFacts) -> tuple[object, ...]:
    sets = (frozenset(known.signals), frozenset(known.links))
    return (known.standing, known.reference, *sets, known.band, known.missing)


@for_all(STEPS)
def test_a_merge_and_its_split_give_every_case_the_same_facts(steps: Steps) -> None:
    story = told(START, steps)
    before = {case: unordered(one) for case, one in facts(story).items()}
    merged = told(story, [(merge, MEES, 0)])
    if merged.events != story.events:
        apart = told(merged, [(split, NOOR, 1)])
        assert {case: unordered(one) for case, one in facts(apart).items()} == before


def people(story: Story) -> dict[CaseId, tuple[object, ...]]:
    """Who the client of each case is, since when they are missing, and who works with them."""
    known = dict.fromkeys(CASES, Contents())
    for event in story.events:
        if isinstance(event, CONTENTS):
            known[event.case] = evolve_contents(known[event.case], event)  # type: ignore[attr-defined,arg-type]  # CONTENTS are these
    return {case: (one.client, one.roster.involved, one.roster.asked) for case, one in known.items()}


@for_all(STEPS)
def test_a_merge_and_its_split_leave_every_case_its_own_client_and_people(steps: Steps) -> None:
    story = told(START, steps)
    merged = told(story, [(merge, MEES, 0)])
    if merged.events != story.events:
        assert people(told(merged, [(split, NOOR, 1)])) == people(story)


@for_all(STEPS)
def test_every_signal_counts_once_where_its_case_goes_on(steps: Steps) -> None:
    story = told(START, steps)
    known = facts(story)
    expected = {
        (goes_on_as(known, event.case), event.signal)
        for event in story.events
        if isinstance(event, SignalRecorded)
    }
    held = [(case, signal.id) for case, one in standing_alone(known).items() for signal in one.signals]
    assert sorted(held) == sorted(expected)


@for_all(STEPS)
def test_a_case_is_linked_by_a_key_exactly_when_another_case_that_stands_has_it(steps: Steps) -> None:
    story = told(START, steps)
    known = facts(story)
    holders: dict[str, set[CaseId]] = {}
    for event in story.events:
        if isinstance(event, LinkKeyRecorded):
            holders.setdefault(event.key, set()).add(goes_on_as(known, event.case))
    for case, one in standing_alone(known).items():
        expected = {key for key, cases in holders.items() if case in cases and len(cases) > 1}
        assert sorted(one.links) == sorted(expected)


@for_all(STEPS)
def test_recording_a_key_that_a_case_has_tells_nobody_anything(steps: Steps) -> None:
    story = told(START, steps)
    held = {
        (event.case, event.key) for event in story.events if isinstance(event, LinkKeyRecorded | LinkFound)
    }
    for case, key in sorted(held):
        again = story.when(RecordLinkKey(case, "adres", key))
        assert again.refused or not again.happened
