"""A list is agreed by one of care and one of police; people decide, in the order they see fit."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.cases.events import CaseMergedInto
from domain.watchlists.agreeing import AgreeWatchlist, TakeBackEndorsement
from domain.watchlists.difference import Moved, difference
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    EndorsementTakenBack,
    Entry,
    Ground,
    WatchlistAgreed,
    WatchlistEndorsed,
)
from domain.words import CaseId, PersonId, Side
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    NOOR,
    PARTNERS,
    SAM,
    TEAM,
    TODAY,
    TOMORROW,
    closed,
    registered,
)

WORLD = (*PARTNERS, *TEAM, *registered(MEES), *registered(NOOR), *registered(SAM))


def entry(case: CaseId, ground: Ground = "hoog_risico", reasons: str = "loopt vaak weg") -> Entry:
    return Entry(case, ground, reasons)


FIRST = (entry(MEES), entry(NOOR, "vermoedelijk_uitgebuit"))
SECOND = (entry(SAM), entry(MEES))


def agree(by: PersonId, *entries: Entry) -> AgreeWatchlist:
    return AgreeWatchlist(HAVEN, entries, by, TODAY)


def endorsed(side: Side, by: PersonId, *entries: Entry) -> WatchlistEndorsed:
    return WatchlistEndorsed(HAVEN, side, by, entries, TODAY)


def agreed(story: Story, *entries: Entry) -> Story:
    return story.when(agree(ANNA, *entries)).when(agree(BRAM, *entries))


def test_one_side_alone_agrees_on_nothing() -> None:
    given(*WORLD).when(agree(ANNA, *FIRST)).then(endorsed("zorg", ANNA, *FIRST))


def test_the_second_side_with_the_same_entries_makes_the_list() -> None:
    agreed(given(*WORLD), *FIRST).then(
        endorsed("politie", BRAM, *FIRST),
        WatchlistAgreed(HAVEN, FIRST, ANNA, BRAM, TODAY),
        CaseListed(MEES, HAVEN, "hoog_risico", TODAY),
        CaseListed(NOOR, HAVEN, "vermoedelijk_uitgebuit", TODAY),
    )


def test_police_may_agree_first() -> None:
    story = given(*WORLD).when(agree(BRAM, *FIRST)).when(agree(ANNA, *FIRST))
    assert WatchlistAgreed(HAVEN, FIRST, ANNA, BRAM, TODAY) in story.happened


def test_agreeing_twice_with_the_same_list_changes_nothing() -> None:
    given(*WORLD).when(agree(ANNA, *FIRST)).when(agree(ANNA, *FIRST)).then()


def test_who_agreed_last_and_repeats_it_begins_no_new_list_until_another_day() -> None:
    story = agreed(given(*WORLD), *FIRST)
    story.when(agree(BRAM, *FIRST)).then()
    another_day = AgreeWatchlist(HAVEN, FIRST, BRAM, TOMORROW)
    story.when(another_day).then(WatchlistEndorsed(HAVEN, "politie", BRAM, FIRST, TOMORROW))


def test_a_different_list_of_the_other_side_is_refused_and_the_first_endorsement_stays() -> None:
    story = given(*WORLD).when(agree(ANNA, *FIRST))
    refused = story.when(agree(BRAM, *SECOND)).then_refused("lijst.verschil")
    assert "andere" in refused.sentence
    assert WatchlistAgreed(HAVEN, FIRST, ANNA, BRAM, TODAY) in story.when(agree(BRAM, *FIRST)).happened


def test_the_same_cases_in_another_order_are_a_different_list() -> None:
    story = given(*WORLD).when(agree(ANNA, *FIRST))
    story.when(agree(BRAM, *reversed(FIRST))).then_refused("lijst.verschil")


def test_a_side_may_replace_its_own_endorsement() -> None:
    story = given(*WORLD).when(agree(ANNA, *FIRST)).when(agree(ANNA, *SECOND))
    story.then(endorsed("zorg", ANNA, *SECOND))
    story.when(agree(BRAM, *FIRST)).then_refused("lijst.verschil")
    assert WatchlistAgreed(HAVEN, SECOND, ANNA, BRAM, TODAY) in story.when(agree(BRAM, *SECOND)).happened


def test_a_side_may_take_back_what_it_endorsed_until_the_other_side_did_too() -> None:
    taken = given(*WORLD).when(agree(ANNA, *FIRST)).when(TakeBackEndorsement(HAVEN, ANNA, TODAY))
    taken.then(EndorsementTakenBack(HAVEN, "zorg", ANNA, TODAY))
    taken.when(agree(BRAM, *SECOND)).then(endorsed("politie", BRAM, *SECOND))


def test_what_was_never_endorsed_or_was_agreed_by_both_is_not_taken_back() -> None:
    back = TakeBackEndorsement(HAVEN, BRAM, TODAY)
    given(*WORLD).when(agree(ANNA, *FIRST)).when(back).then_refused("lijst.niet_getekend")
    agreed(given(*WORLD), *FIRST).when(back).then_refused("lijst.niet_getekend")


def test_after_an_agreed_list_both_sides_agree_anew() -> None:
    agreed(given(*WORLD), *FIRST).when(agree(BRAM, *SECOND)).then(endorsed("politie", BRAM, *SECOND))


def test_the_next_list_tells_who_came_and_who_left() -> None:
    story = agreed(agreed(given(*WORLD), *FIRST), *SECOND)
    story.then(
        endorsed("politie", BRAM, *SECOND),
        WatchlistAgreed(HAVEN, SECOND, ANNA, BRAM, TODAY),
        CaseDelisted(NOOR, HAVEN, TODAY),
        CaseListed(SAM, HAVEN, "hoog_risico", TODAY),
    )


def test_another_ground_lists_a_case_anew() -> None:
    changed = (entry(MEES, "vermoedelijk_uitgebuit"), FIRST[1])
    story = agreed(agreed(given(*WORLD), *FIRST), *changed)
    assert story.happened[2:] == (CaseListed(MEES, HAVEN, "vermoedelijk_uitgebuit", TODAY),)


def test_earlier_lists_stay_in_the_log() -> None:
    story = agreed(agreed(given(*WORLD), *FIRST), *SECOND)
    lists = [event.entries for event in story.events if isinstance(event, WatchlistAgreed)]
    assert lists == [FIRST, SECOND]


def test_a_list_may_be_empty_when_nobody_is_at_risk() -> None:
    story = agreed(agreed(given(*WORLD), *FIRST))
    assert story.happened[2:] == (CaseDelisted(MEES, HAVEN, TODAY), CaseDelisted(NOOR, HAVEN, TODAY))


def test_a_list_has_at_most_ten_cases() -> None:
    many = [CaseId(f"casus-{number}") for number in range(11)]
    story = given(*WORLD, *[event for case in many for event in registered(case)])
    story.when(agree(ANNA, *map(entry, many))).then_refused("lijst.lengte")
    assert story.when(agree(ANNA, *map(entry, many[:10]))).happened


def test_a_case_is_on_a_list_once() -> None:
    given(*WORLD).when(agree(ANNA, entry(MEES), entry(MEES))).then_refused("lijst.dubbel")


def test_every_entry_says_why() -> None:
    given(*WORLD).when(agree(ANNA, entry(MEES, reasons=" "))).then_refused("lijst.reden")


def test_only_cases_of_the_facility_are_on_its_list() -> None:
    story = given(*PARTNERS, *TEAM, *registered(MEES, DUIN))
    story.when(agree(ANNA, entry(MEES))).then_refused("lijst.instelling")


def test_only_cases_that_are_worked_on_are_on_a_list() -> None:
    story = given(*PARTNERS, *TEAM)
    story.when(agree(ANNA, entry(MEES))).then_refused("casus.onbekend")
    given(*story.events, *closed(MEES)).when(agree(ANNA, entry(MEES))).then_refused("casus.gesloten")
    merged = given(*story.events, *registered(MEES), CaseMergedInto(MEES, NOOR))
    merged.when(agree(ANNA, entry(MEES))).then_refused("casus.samengevoegd")


def test_only_the_kernteam_of_this_pair_agrees() -> None:
    given(*WORLD).when(agree(CARLA, *FIRST)).then_refused("lijst.kernteam")
    given(*WORLD).when(agree(EVA, *FIRST)).then_refused("lijst.kernteam")


def test_a_facility_without_a_unit_has_no_list_yet() -> None:
    command = AgreeWatchlist(DUIN, (), EVA, TODAY)
    given(*WORLD).when(command).then_refused("lijst.geen_eenheid")


def test_one_person_never_agrees_for_both_sides() -> None:
    given(*WORLD, endorsed("politie", ANNA, *FIRST)).when(agree(ANNA, *FIRST)).then_refused(
        "lijst.zelfde_persoon"
    )


def test_agreed_lists_are_found_by_a_tag_of_their_own() -> None:
    assert endorsed("zorg", ANNA, *FIRST).tags() == ("watchlists:haven",)
    assert CaseListed(MEES, HAVEN, "hoog_risico", TODAY).tags() == ("case:mees",)


def test_a_difference_tells_came_left_stayed_and_moved() -> None:
    found = difference(FIRST, SECOND)
    assert (found.came, found.left, found.stayed) == ((SAM,), (NOOR,), (MEES,))
    assert found.moved == (Moved(MEES, 1, 2),)


LISTS = st.lists(st.sampled_from("abcdefgh"), unique=True).map(
    lambda names: tuple(entry(CaseId(name)) for name in names)
)


@for_all(LISTS, LISTS)
def test_a_difference_accounts_for_every_case_of_both_lists(
    before: tuple[Entry, ...], after: tuple[Entry, ...]
) -> None:
    found = difference(before, after)
    assert sorted([*found.left, *found.stayed]) == sorted(one.case for one in before)
    assert sorted([*found.came, *found.stayed]) == sorted(one.case for one in after)
    back = difference(after, before)
    assert (sorted(back.came), sorted(back.left)) == (sorted(found.left), sorted(found.came))
    assert {(one.case, one.after, one.before) for one in back.moved} == {
        (one.case, one.before, one.after) for one in found.moved
    }


@for_all(LISTS)
def test_a_list_differs_in_nothing_from_itself(entries: tuple[Entry, ...]) -> None:
    found = difference(entries, entries)
    assert (found.came, found.left, found.moved) == ((), (), ())
