"""The laws of the ledger: folds are total, a no never opens anything, and each question is monotone."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.cases.events import AgeBand, CaseAbsorbed, CaseSplitOff
from domain.consent.events import (
    Capacity,
    ConsentExplained,
    ConsentGiven,
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentSought,
    ConsentWithdrawn,
    Giver,
    RepresentativeExcluded,
)
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, evolve_ledger
from domain.consent.receiving import covers
from domain.words import OrganisationId
from tests.unit.domain.consents import CLIENT, INCAPABLE, MENTOR, MOTHER, TOLD, aged
from tests.unit.domain.world import CARLA, MEES, NOOR, TODAY, UNIT, agreements

DAYS = [TODAY + timedelta(days=number) for number in (0, 1, 40, 400)]
RECIPIENTS = ("avim", "zorgcoordinator", UNIT)
PURPOSES = ("veiligheid", "hulp")
CATEGORIES = ("feiten", "waarnemingen", "identiteit")

days = st.sampled_from(DAYS)
ids = st.sampled_from(("t1", "t2"))
givers = st.sampled_from((CLIENT, MOTHER, MENTOR))
sets_of_givers: st.SearchStrategy[tuple[Giver, ...]] = st.sampled_from(
    ((CLIENT,), (MOTHER,), (CLIENT, MOTHER), (MENTOR,))
)
bands: st.SearchStrategy[AgeBand] = st.sampled_from(("onder_12", "12_15", "16_17", "18_plus"))
capacities: st.SearchStrategy[Capacity | None] = st.sampled_from((None, INCAPABLE))
alones = st.sampled_from((None, "gevaar_voor_client"))


def some(words: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, min_size=1).map(tuple)


scope = (some(RECIPIENTS), some(PURPOSES), some(CATEGORIES))
case = st.just(MEES)
text = st.just("tekst")
CLOSING: st.SearchStrategy[LedgerEvent] = st.one_of(
    st.builds(ConsentRefused, case, days, givers, *scope, text, text),
    st.builds(ConsentSought, case, days, givers, st.just(CARLA), text, text),
    st.builds(ConsentLimited, case, ids, givers, *scope, days),
    st.builds(ConsentWithdrawn, case, ids, givers),
    st.builds(
        RepresentativeExcluded,
        case,
        st.sampled_from(("moeder", "mentor-1")),
        st.just("verdachte"),
        text,
        st.just(CARLA),
    ),
    st.builds(
        ConsentReassessmentDue,
        case,
        some(("t1", "t2")),
        st.sampled_from(("leeftijd", "samengevoegd", "uitgesloten")),
    ),
)
EVENTS: st.SearchStrategy[LedgerEvent] = st.one_of(
    CLOSING,
    st.builds(
        ConsentGiven, case, ids, sets_of_givers, *scope, days, days, bands, capacities, alones, st.booleans()
    ),
    st.builds(
        ConsentReassessed,
        case,
        ids,
        st.booleans(),
        sets_of_givers,
        days,
        bands,
        capacities,
        alones,
        st.booleans(),
    ),
    st.builds(ConsentExplained, case, days, givers, st.just(TOLD), text, text, st.booleans(), st.just(CARLA)),
    bands.map(aged),
    st.builds(CaseAbsorbed, case, st.just(NOOR), st.just(()), st.just(()), bands),
    st.builds(CaseSplitOff, case, st.just(NOOR), st.just(()), st.just(()), bands),
)
HISTORIES = st.lists(EVENTS, max_size=12)
QUESTIONS = tuple(product(("avim", "zorgcoordinator"), (UNIT, None), PURPOSES, DAYS))


def fold(events: Sequence[LedgerEvent], start: Ledger = SILENT) -> Ledger:
    for event in events:
        start = evolve_ledger(start, event)
    return start


def allowed(view: Ledger) -> set[tuple[str, OrganisationId | None, str, date, str]]:
    return {
        (recipient, organisation, purpose, on, category)
        for recipient, organisation, purpose, on in QUESTIONS
        for category in CATEGORIES
        if covers(view, agreements().consent, recipient, organisation, purpose, (category,), on).allowed
    }


@for_all(HISTORIES, CLOSING)
def test_a_no_of_any_kind_never_opens_anything(history: list[LedgerEvent], no: LedgerEvent) -> None:
    before = fold(history)
    assert allowed(evolve_ledger(before, no)) <= allowed(before)


@for_all(HISTORIES, some(CATEGORIES), some(CATEGORIES))
def test_who_may_have_more_may_have_less(
    history: list[LedgerEvent], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    view, terms = fold(history), agreements().consent
    for recipient, organisation, purpose, on in QUESTIONS:
        wide = covers(view, terms, recipient, organisation, purpose, {*one, *other}, on)
        narrow = covers(view, terms, recipient, organisation, purpose, one, on)
        assert narrow.allowed or not wide.allowed
        assert wide.reasons
        assert wide.allowed == (wide.categories == {*one, *other} and not wide.remedies)


@for_all(HISTORIES, HISTORIES)
def test_a_fold_goes_on_from_any_prefix(first: list[LedgerEvent], rest: list[LedgerEvent]) -> None:
    assert fold(rest, fold(first)) == fold([*first, *rest])
