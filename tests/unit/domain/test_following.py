"""What both sides agreed about a client goes along: on a move, on a merge, and back on a split."""

from datetime import date

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.cases.commands import PlaceCase
from domain.cases.events import CasePlaced, PlacementEnded
from domain.client import ClientFollowed
from domain.events import Event
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.partners import ConvenantSigned, OrganisationAdded, UnitPaired
from domain.watchlists.agreeing import AgreeWatchlist
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    Entry,
    ExchangeEnded,
    ExchangeFollowed,
    ExchangeOpened,
    ListingFollowed,
    Terms,
    WatchlistAgreed,
    WatchlistEndorsed,
)
from domain.watchlists.exchange import EndExchange, Exchange, ExchangeEvent, evolve_exchange
from domain.watchlists.following import MERGED, PARTED
from domain.words import CaseId, OrganisationId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    CONVENANT,
    DUIN,
    HAVEN,
    MEES,
    NOOR,
    OTHER_UNIT,
    PARTNERS,
    SAM,
    TEAM,
    TODAY,
    TOMORROW,
    UNIT,
    registered,
)

WIJK = OrganisationId("wijkteam")
ALL = ConvenantSigned("2026", (HAVEN, DUIN, UNIT, OTHER_UNIT), date(2026, 1, 1), date(2028, 1, 1))
PLACES = (*PARTNERS, UnitPaired(DUIN, OTHER_UNIT), OrganisationAdded(WIJK, "wijkteam", "Wijkteam"))
LISTED = CaseListed(MEES, HAVEN, "hoog_risico", TODAY)
SHORT = Terms(HAVEN, UNIT, ("vermissing",), date(2026, 3, 1), date(2026, 9, 1))
LONG = Terms(HAVEN, UNIT, ("geld",), date(2026, 3, 1), date(2027, 3, 1))
MOVE = PlaceCase(MEES, DUIN, TOMORROW, TOMORROW)


def opened(case: CaseId, terms: Terms) -> ExchangeOpened:
    return ExchangeOpened(case, terms.facility, terms.unit, terms.categories, terms.since, terms.until)


def agreed(case: CaseId, story: Story) -> Exchange:
    view = Exchange()
    for event in story.events:
        if isinstance(event, ExchangeEvent) and event.case == case:
            view = evolve_exchange(view, event)
    return view


def test_on_a_move_the_place_on_the_list_and_the_exchange_go_along() -> None:
    past = (*PLACES, ALL, *registered(MEES), LISTED, opened(MEES, SHORT))
    there = Terms(DUIN, OTHER_UNIT, SHORT.categories, SHORT.since, SHORT.until)
    given(*past).when(MOVE).then(
        PlacementEnded(MEES, HAVEN, TOMORROW),
        CasePlaced(MEES, DUIN, TOMORROW, CARLA),
        CaseDelisted(MEES, HAVEN, TOMORROW),
        CaseListed(MEES, DUIN, "hoog_risico", TOMORROW, followed=True),
        ListingFollowed(DUIN, MEES, "hoog_risico", TOMORROW),
        ExchangeFollowed(MEES, there),
    )


def test_without_a_convenant_there_the_exchange_stays_with_who_agreed_on_it() -> None:
    past = (*PLACES, CONVENANT, *registered(MEES), LISTED, opened(MEES, SHORT))
    story = given(*past).when(MOVE)
    assert agreed(MEES, story).running == SHORT
    assert set(agreed(MEES, story).listed) == {DUIN}


def test_a_place_without_a_list_leaves_both_as_they_are() -> None:
    past = (*PLACES, ALL, *registered(MEES), LISTED, opened(MEES, SHORT))
    home = given(*past).when(PlaceCase(MEES, WIJK, TOMORROW, TOMORROW))
    assert [type(event) for event in home.happened] == [PlacementEnded, CasePlaced]


def test_another_owner_moves_nothing() -> None:
    past = (*PLACES, ALL, *registered(MEES), LISTED, opened(MEES, SHORT))
    given(*past).when(PlaceCase(MEES, HAVEN, TODAY, TODAY, ANNA)).then(CasePlaced(MEES, HAVEN, TODAY, ANNA))


def test_who_came_along_is_agreed_on_or_leaves_at_the_next_list() -> None:
    other = (*PLACES, *TEAM, *registered(MEES), ListingFollowed(HAVEN, MEES, "hoog_risico", TODAY))
    for entries, expected in (
        ((Entry(MEES, "hoog_risico", "veel"),), CaseListed(MEES, HAVEN, "hoog_risico", TODAY)),
        ((), CaseDelisted(MEES, HAVEN, TODAY)),
    ):
        given(*other, WatchlistEndorsed(HAVEN, "politie", BRAM, entries, TODAY)).when(
            AgreeWatchlist(HAVEN, entries, ANNA, TODAY)
        ).then(
            WatchlistEndorsed(HAVEN, "zorg", ANNA, entries, TODAY),
            WatchlistAgreed(HAVEN, entries, ANNA, BRAM, TODAY),
            expected,
        )


TWO = (*registered(MEES), *registered(NOOR))


def merged(*past: Event) -> Story:
    return given(*TWO, *past).when(MergeCases(MEES, NOOR, TODAY))


def test_on_a_merge_the_place_and_the_exchange_go_on_as_those_of_the_other() -> None:
    story = merged(LISTED, opened(MEES, SHORT))
    assert story.happened[2:] == (
        ClientFollowed(NOOR, MEES, (f"ref-{MEES}",)),
        CaseDelisted(MEES, HAVEN, TODAY),
        CaseListed(NOOR, HAVEN, "hoog_risico", TODAY, followed=True),
        ListingFollowed(HAVEN, NOOR, "hoog_risico", TODAY),
        ExchangeEnded(MEES, TODAY, MERGED),
        ExchangeFollowed(NOOR, SHORT),
    )


def test_of_two_exchanges_the_one_that_lasts_longest_goes_on() -> None:
    longer = merged(opened(MEES, LONG), opened(NOOR, SHORT))
    assert agreed(NOOR, longer).running == LONG
    shorter = merged(opened(MEES, SHORT), opened(NOOR, LONG))
    assert ExchangeFollowed not in [type(event) for event in shorter.happened]


def test_a_split_gives_back_what_was_brought() -> None:
    story = merged(LISTED, opened(MEES, LONG), opened(NOOR, SHORT)).when(SplitCases(NOOR, MEES, TOMORROW))
    assert (agreed(MEES, story).running, agreed(NOOR, story).running) == (LONG, SHORT)
    assert (set(agreed(MEES, story).listed), set(agreed(NOOR, story).listed)) == ({HAVEN}, set())
    alone = merged(opened(MEES, LONG)).when(SplitCases(NOOR, MEES, TOMORROW))
    assert ExchangeEnded(NOOR, TOMORROW, PARTED) in alone.happened


def test_what_ended_meanwhile_does_not_come_back() -> None:
    story = merged(LISTED, opened(MEES, LONG)).when(EndExchange(NOOR, TODAY, "toestemming ingetrokken"))
    apart = given(*story.events, CaseDelisted(NOOR, HAVEN, TODAY)).when(SplitCases(NOOR, MEES, TOMORROW))
    assert agreed(MEES, apart) == Exchange()


def test_a_place_that_two_cases_brought_stays_when_one_of_them_leaves() -> None:
    both = merged(*registered(SAM), LISTED, CaseListed(SAM, HAVEN, "hoog_risico", TODAY))
    story = both.when(MergeCases(SAM, NOOR, TODAY)).when(SplitCases(NOOR, MEES, TODAY))
    assert [set(agreed(case, story).listed) for case in (MEES, NOOR)] == [{HAVEN}, {HAVEN}]


def test_a_place_that_was_agreed_on_since_stays_after_a_split() -> None:
    story = given(*merged(LISTED).events, CaseListed(NOOR, HAVEN, "hoog_risico", TOMORROW))
    apart = story.when(SplitCases(NOOR, MEES, TOMORROW))
    assert [set(agreed(case, apart).listed) for case in (MEES, NOOR)] == [{HAVEN}, {HAVEN}]


TERMS = st.sampled_from((None, SHORT, LONG))


@for_all(TERMS, TERMS, TERMS, st.sets(st.sampled_from((MEES, NOOR, SAM))))
def test_merging_two_into_one_and_parting_again_changes_nothing(
    mees: Terms | None, noor: Terms | None, sam: Terms | None, listed: set[CaseId]
) -> None:
    terms = {MEES: mees, NOOR: noor, SAM: sam}
    past = [opened(case, one) for case, one in terms.items() if one is not None]
    places = [CaseListed(case, HAVEN, "hoog_risico", TODAY) for case in sorted(listed)]
    before = given(*TWO, *registered(SAM), *past, *places)
    together = before.when(MergeCases(MEES, NOOR, TODAY)).when(MergeCases(SAM, NOOR, TODAY))
    apart = together.when(SplitCases(NOOR, MEES, TODAY)).when(SplitCases(NOOR, SAM, TODAY))
    for case, was in terms.items():
        assert agreed(case, apart).running == was
        assert (HAVEN in agreed(case, apart).listed) == (case in listed)
