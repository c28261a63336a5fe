"""Each side weighs a case blind; what the other said shows only once both weighed."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.watchlists.events import CaseWeighed
from domain.watchlists.weighing import WeighCase, Weighings, evolve_weighings, score_shows, seen_by
from domain.words import PersonId, Side
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    PARTNERS,
    TEAM,
    TODAY,
    closed,
    registered,
)

WORLD = (*PARTNERS, *TEAM, *registered(MEES))
CARE = CaseWeighed(MEES, HAVEN, "zorg", ANNA, "hoog_risico", "blauwe plekken")
POLICE = CaseWeighed(MEES, HAVEN, "politie", BRAM, "te_weinig_bekend", "geen meldingen")


def weigh(by: PersonId, reasons: str = "blauwe plekken") -> WeighCase:
    return WeighCase(MEES, HAVEN, by, "hoog_risico", reasons, TODAY)


def fold(*events: CaseWeighed) -> Weighings:
    view = Weighings()
    for event in events:
        view = evolve_weighings(view, event)
    return view


def test_a_weighing_is_recorded_for_the_side_of_who_weighs() -> None:
    given(*WORLD).when(weigh(ANNA)).then(CARE)


def test_the_same_weighing_twice_changes_nothing() -> None:
    given(*WORLD).when(weigh(ANNA)).when(weigh(ANNA)).then()


def test_the_same_words_in_a_later_round_are_a_weighing_of_their_own() -> None:
    given(*WORLD, CARE, POLICE).when(weigh(ANNA)).then(CARE)


def test_a_weighing_has_reasons() -> None:
    given(*WORLD).when(weigh(ANNA, " ")).then_refused("weging.reden")


def test_only_the_kernteam_of_the_pair_weighs() -> None:
    given(*WORLD).when(weigh(CARLA)).then_refused("lijst.kernteam")
    given(*WORLD).when(weigh(EVA)).then_refused("lijst.kernteam")


def test_only_a_case_of_the_facility_that_is_worked_on_is_weighed() -> None:
    given(*PARTNERS, *TEAM).when(weigh(ANNA)).then_refused("casus.onbekend")
    given(*PARTNERS, *TEAM, *closed(MEES)).when(weigh(ANNA)).then_refused("casus.gesloten")
    given(*PARTNERS, *TEAM, *registered(MEES, DUIN)).when(weigh(ANNA)).then_refused("lijst.instelling")


def test_a_facility_without_a_unit_does_not_weigh_yet() -> None:
    story = given(*PARTNERS, *TEAM, *registered(MEES, DUIN))
    story.when(WeighCase(MEES, DUIN, EVA, "hoog_risico", "weg", TODAY)).then_refused("lijst.geen_eenheid")


def test_one_side_does_not_see_the_other_before_it_weighed_itself() -> None:
    view = fold(CARE)
    assert seen_by(view, "zorg") == (CARE,)
    assert seen_by(view, "politie") == ()
    assert (score_shows(view, "zorg"), score_shows(view, "politie")) == (True, False)


def test_both_sides_see_everything_once_both_weighed() -> None:
    view = fold(CARE, POLICE)
    for side in ("zorg", "politie"):
        assert seen_by(view, side) == (CARE, POLICE)
        assert score_shows(view, side)


def test_a_new_round_is_blind_again_and_the_earlier_one_stays_in_sight() -> None:
    view = fold(CARE, POLICE, CARE)
    assert seen_by(view, "politie") == (CARE, POLICE)
    assert not score_shows(view, "politie")


def test_before_anybody_weighed_no_score_shows_to_who_weighs_blind() -> None:
    assert not score_shows(Weighings(), "zorg")


@for_all(st.lists(st.sampled_from([CARE, POLICE]), max_size=12), st.sampled_from(["zorg", "politie"]))
def test_a_side_always_sees_its_own_and_never_an_open_one_of_the_other(
    weighed: list[CaseWeighed], side: Side
) -> None:
    view = fold(*weighed)
    seen = seen_by(view, side)
    assert [one for one in seen if one.side == side] == [one for one in weighed if one.side == side]
    hidden = len(weighed) - len(seen)
    assert hidden == len([one for one in view.current if one.side != side])
