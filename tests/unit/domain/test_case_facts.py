"""What is known of a case: the fold that scoring, merging and the screens share."""

from datetime import date

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.case_facts import NO_FACTS, CaseFacts, FactEvent, evolve, facts_of, scored
from domain.cases.events import (
    AgeBandEntered,
    CaseAbsorbed,
    CaseClosed,
    CaseMergedInto,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
    PlacementEnded,
    SubjectErased,
)
from domain.cases.standing import Closed, Merged, Open
from domain.links import LinkFound
from domain.missing.events import MissingEnded, MissingReported
from domain.signals.events import SignalCorrected, SignalRetracted, SignalVerdictGiven
from tests.unit.domain.world import BRAM, CARLA, HAVEN, MEES, NOOR, S1, S2, TODAY, signal

BEGUN: tuple[FactEvent, ...] = (CaseRegistered(MEES, HAVEN, "ref"), CasePlaced(MEES, HAVEN, TODAY, CARLA))
CORRECTION = SignalCorrected(
    MEES, S1, "OV01", "weerlegt", "feit", "client_zelf", "noor", HAVEN, TODAY, "verkeerd"
)
ONE = scored(signal(NOOR, S2))


def fold(*events: FactEvent) -> CaseFacts:
    facts = NO_FACTS
    for event in events:
        facts = evolve(facts, event)
    return facts


def test_a_recorded_signal_is_known_without_its_text() -> None:
    facts = fold(*BEGUN, signal(MEES, S1))
    assert facts.signals == (scored(signal(MEES, S1)),)
    assert facts.reference == "ref"


def test_a_correction_replaces_the_signal_and_keeps_its_verdict() -> None:
    facts = fold(signal(MEES, S1), SignalVerdictGiven(MEES, S1, "vastgesteld", BRAM), CORRECTION)
    assert [(one.indicator, one.polarity, one.verdict) for one in facts.signals] == [
        ("OV01", "weerlegt", "vastgesteld")
    ]


def test_a_retracted_signal_is_marked_and_a_correction_lets_it_count_again() -> None:
    retracted = fold(signal(MEES, S1), SignalRetracted(MEES, S1, "dubbel"))
    assert [one.retracted for one in retracted.signals] == [True]
    assert [one.retracted for one in evolve(retracted, CORRECTION).signals] == [False]


def test_a_revision_touches_its_own_signal_only() -> None:
    facts = fold(signal(MEES, S1), signal(MEES, S2), SignalRetracted(MEES, S1, "dubbel"))
    assert [one.retracted for one in facts.signals] == [True, False]


def test_the_standing_of_the_case_is_part_of_its_facts() -> None:
    here = Open(HAVEN, CARLA)
    assert fold(*BEGUN).standing == here
    assert fold(*BEGUN, CaseClosed(MEES, TODAY, "afgerond")).standing == Closed(here)
    assert fold(*BEGUN, CaseClosed(MEES, TODAY, "afgerond"), CaseReopened(MEES, "besluit")).standing == here
    assert fold(*BEGUN, CaseMergedInto(MEES, NOOR)).standing == Merged(NOOR, here)
    assert fold(*BEGUN, PlacementEnded(MEES, HAVEN, TODAY)).standing == Open(HAVEN, CARLA, placed=False)


def test_what_the_context_is_derived_from_is_known() -> None:
    facts = fold(
        AgeBandEntered(MEES, "16_17", TODAY), MissingReported(MEES, TODAY), LinkFound(MEES, "adres", "k")
    )
    assert (facts.band, facts.missing, facts.links) == ("16_17", True, ("k",))
    assert not evolve(facts, MissingEnded(MEES, TODAY)).missing


def test_a_link_counts_once_a_key() -> None:
    assert fold(LinkFound(MEES, "adres", "k"), LinkFound(MEES, "adres", "k")).links == ("k",)


def test_an_absorbed_case_brings_its_signals_and_the_links_are_told_anew() -> None:
    facts = fold(signal(MEES, S1), LinkFound(MEES, "adres", "k"))
    facts = evolve(facts, CaseAbsorbed(MEES, NOOR, (ONE,), ("l",), "16_17", missing=True))
    assert [one.id for one in facts.signals] == [S1, S2]
    assert (facts.links, facts.band, facts.missing) == (("l",), "16_17", True)


def test_a_case_keeps_its_own_age_band_when_it_absorbs_another() -> None:
    facts = fold(AgeBandEntered(MEES, "18_plus", TODAY), CaseAbsorbed(MEES, NOOR, (), (), "16_17"))
    assert facts.band == "18_plus"


def test_what_is_split_off_is_gone_and_the_rest_is_told() -> None:
    facts = fold(signal(MEES, S1), CaseAbsorbed(MEES, NOOR, (ONE,), ("k",), "16_17", missing=True))
    facts = evolve(facts, CaseSplitOff(MEES, NOOR, (S2,), ("l",)))
    assert [one.id for one in facts.signals] == [S1]
    assert (facts.links, facts.band, facts.missing) == (("l",), None, False)


def test_a_restored_case_has_the_signals_it_is_told_to_have() -> None:
    facts = fold(
        *BEGUN, signal(MEES, S1), CaseMergedInto(MEES, NOOR), CaseRestored(MEES, NOOR, (ONE,), ("k",))
    )
    assert facts == CaseFacts(Open(HAVEN, CARLA), "ref", (ONE,), ("k",))


EVENTS: st.SearchStrategy[FactEvent] = st.sampled_from(
    [
        *BEGUN,
        signal(MEES, S1),
        CORRECTION,
        SignalRetracted(MEES, S1, "dubbel"),
        SignalVerdictGiven(MEES, S1, "weerlegd", BRAM),
        SignalRetracted(MEES, S2, "onbekend"),
        CaseClosed(MEES, TODAY, "afgerond"),
        CaseReopened(MEES, "besluit"),
        CaseMergedInto(MEES, NOOR),
        CaseRestored(MEES, NOOR, (ONE,)),
        CaseAbsorbed(MEES, NOOR, (ONE,), ("k",)),
        CaseSplitOff(MEES, NOOR, (S2,)),
        AgeBandEntered(MEES, "16_17", TODAY),
        MissingReported(MEES, date(2026, 1, 1)),
        MissingEnded(MEES, TODAY),
        LinkFound(MEES, "adres", "k"),
    ]
)


@for_all(st.lists(EVENTS, max_size=15), st.integers(0, 15))
def test_the_fold_of_a_prefix_and_then_the_rest_is_the_fold_of_all(events: list[FactEvent], cut: int) -> None:
    facts = fold(*events[:cut])
    for event in events[cut:]:
        facts = evolve(facts, event)
    assert facts == fold(*events)


@for_all(st.lists(EVENTS, max_size=15))
def test_no_event_is_refused_by_the_fold_in_any_order(events: list[FactEvent]) -> None:
    assert isinstance(fold(*events), CaseFacts)


def test_everything_that_is_known_of_a_case_is_found_by_its_tag() -> None:
    item = facts_of(MEES)
    assert item.tag == "case:mees"
    assert all(
        "case" in kind.tagged or kind in {CaseRegistered, LinkFound, SubjectErased} for kind in item.types
    )
