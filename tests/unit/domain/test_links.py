"""Links: each case that shares a key hears once that there is a link, and never with whom."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.cases.events import CaseMergedInto
from domain.links import LinkFound, LinkKeyRecorded, RecordLinkKey
from domain.words import CaseId
from tests.unit.domain.story import given
from tests.unit.domain.world import DUIN, MEES, NOOR, SAM, closed, registered

HOUSE = "8f2c"
EVERYBODY = (*registered(MEES), *registered(NOOR, DUIN), *registered(SAM))


def test_a_key_that_nobody_else_has_is_recorded_and_no_link() -> None:
    given(*EVERYBODY).when(RecordLinkKey(MEES, "adres", HOUSE)).then(LinkKeyRecorded(MEES, "adres", HOUSE))


def test_recording_a_key_twice_changes_nothing() -> None:
    story = given(*EVERYBODY).when(RecordLinkKey(MEES, "adres", HOUSE))
    story.when(RecordLinkKey(MEES, "adres", HOUSE)).then()
    both = story.when(RecordLinkKey(NOOR, "adres", HOUSE))
    both.when(RecordLinkKey(MEES, "adres", HOUSE)).then()


def test_both_cases_learn_that_there_is_a_link_across_organisations() -> None:
    story = given(*EVERYBODY).when(RecordLinkKey(MEES, "adres", HOUSE))
    story.when(RecordLinkKey(NOOR, "adres", HOUSE)).then(
        LinkKeyRecorded(NOOR, "adres", HOUSE),
        LinkFound(MEES, "adres", HOUSE),
        LinkFound(NOOR, "adres", HOUSE),
    )


def test_a_third_case_hears_it_and_the_others_not_again() -> None:
    story = given(*EVERYBODY)
    for case in (MEES, NOOR):
        story = story.when(RecordLinkKey(case, "adres", HOUSE))
    story.when(RecordLinkKey(SAM, "adres", HOUSE)).then(
        LinkKeyRecorded(SAM, "adres", HOUSE), LinkFound(SAM, "adres", HOUSE)
    )


def test_a_case_that_had_the_key_earlier_and_never_heard_hears_now() -> None:
    story = given(*EVERYBODY, LinkKeyRecorded(MEES, "adres", HOUSE), LinkKeyRecorded(NOOR, "adres", HOUSE))
    story.when(RecordLinkKey(NOOR, "adres", HOUSE)).then(
        LinkFound(MEES, "adres", HOUSE), LinkFound(NOOR, "adres", HOUSE)
    )


def test_a_link_names_no_other_case() -> None:
    story = (
        given(*EVERYBODY).when(RecordLinkKey(MEES, "adres", HOUSE)).when(RecordLinkKey(NOOR, "adres", HOUSE))
    )
    told = next(event for event in story.happened if event == LinkFound(MEES, "adres", HOUSE))
    assert NOOR not in repr(told)
    assert f"case:{NOOR}" not in told.tags()


def test_a_closed_case_has_links_too() -> None:
    given(*closed(MEES), *registered(NOOR), LinkKeyRecorded(NOOR, "adres", HOUSE)).when(
        RecordLinkKey(MEES, "adres", HOUSE)
    ).then(
        LinkKeyRecorded(MEES, "adres", HOUSE),
        LinkFound(NOOR, "adres", HOUSE),
        LinkFound(MEES, "adres", HOUSE),
    )


def test_a_key_belongs_to_a_case_that_stands() -> None:
    given().when(RecordLinkKey(MEES, "adres", HOUSE)).then_refused("casus.onbekend")
    story = given(*registered(MEES), CaseMergedInto(MEES, NOOR))
    story.when(RecordLinkKey(MEES, "adres", HOUSE)).then_refused("casus.samengevoegd")


def test_a_link_needs_a_key() -> None:
    given(*EVERYBODY).when(RecordLinkKey(MEES, "adres", " ")).then_refused("verband.sleutel")


@for_all(st.lists(st.tuples(st.sampled_from([MEES, NOOR, SAM]), st.sampled_from(["k1", "k2"])), max_size=12))
def test_in_any_order_each_case_hears_of_each_shared_key_exactly_once(
    recordings: list[tuple[CaseId, str]],
) -> None:
    story = given(*EVERYBODY)
    for case, key in recordings:
        story = story.when(RecordLinkKey(case, "telefoon", key))
    holders = {key: {case for case, held in recordings if held == key} for key in ("k1", "k2")}
    expected = sorted((case, key) for key, cases in holders.items() if len(cases) > 1 for case in cases)
    assert (
        sorted((event.case, event.key) for event in story.events if isinstance(event, LinkFound)) == expected
    )
