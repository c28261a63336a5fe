"""The life of a case: registered once, moved with everything, closed, reopened, merged away."""

from datetime import date
from typing import Any, get_args

import pytest

from domain.acting.given import given_by
from domain.ageing import EnterAgeBand
from domain.appointments import PersonAppointed
from domain.cases.commands import (
    AcknowledgeBrief,
    CloseCase,
    EndPlacement,
    PlaceCase,
    RecordIdentity,
    RegisterCase,
    ReopenCase,
)
from domain.cases.events import (
    AgeBandEntered,
    BriefAcknowledged,
    CaseClosed,
    CaseMergedInto,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    IdentityRecorded,
    PlacementEnded,
)
from domain.cases.standing import NEW, Closed, LifecycleEvent, Merged, Open, evolve, standing
from domain.commands import Command
from domain.words import CaseId, OrganisationId, Role
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    CARLA,
    DIRK,
    DUIN,
    HAVEN,
    MEES,
    NOOR,
    PARTNERS,
    TEAM,
    TODAY,
    closed,
    registered,
)


def test_a_case_is_registered_and_placed_at_a_facility_that_takes_part() -> None:
    given(*PARTNERS).when(RegisterCase(MEES, HAVEN, "ref-mees", TODAY, TODAY, CARLA)).then(
        CaseRegistered(MEES, HAVEN, "ref-mees"), CasePlaced(MEES, HAVEN, TODAY, CARLA)
    )


def test_a_case_is_not_registered_at_a_stranger() -> None:
    given(*PARTNERS).when(RegisterCase(MEES, OrganisationId("elders"), "ref", TODAY, TODAY)).then_refused(
        "partner.instelling"
    )


def test_a_case_is_not_registered_without_a_reference() -> None:
    given(*PARTNERS).when(RegisterCase(MEES, HAVEN, "  ", TODAY, TODAY)).then_refused("casus.verwijzing")


@pytest.mark.parametrize(
    "reference",
    ["", " a1", "a1 ", "a\n1", "a\x001", "2026/1", "/", "c-abcdefghij23", "C-ABCDEFGHIJ23"],
)
def test_a_reference_by_which_the_case_could_not_be_found_is_refused(reference: str) -> None:
    story = given(*PARTNERS).when(RegisterCase(MEES, HAVEN, reference, TODAY, TODAY))
    story.then_refused("casus.verwijzing")


@pytest.mark.parametrize("reference", ["a1", "2026-1", "Dossier 7, kamer é", "c-kort", "c-abcdefghij234"])
def test_any_other_word_may_be_a_reference(reference: str) -> None:
    given(*PARTNERS).when(RegisterCase(MEES, HAVEN, reference, TODAY, TODAY)).then(
        CaseRegistered(MEES, HAVEN, reference), CasePlaced(MEES, HAVEN, TODAY)
    )


def test_a_reference_stands_for_one_case_at_its_facility() -> None:
    story = given(*PARTNERS, *registered(MEES))
    story.when(RegisterCase(NOOR, HAVEN, "ref-mees", TODAY, TODAY)).then_refused("casus.bestaat")


def test_the_same_reference_at_another_facility_is_another_case() -> None:
    story = given(*PARTNERS, *registered(MEES)).when(RegisterCase(NOOR, DUIN, "ref-mees", TODAY, TODAY))
    story.then(CaseRegistered(NOOR, DUIN, "ref-mees"), CasePlaced(NOOR, DUIN, TODAY))


def test_on_a_move_the_old_placement_ends_and_the_owner_stays_until_another_is_named() -> None:
    given(*PARTNERS, *registered(MEES)).when(PlaceCase(MEES, DUIN, TODAY, TODAY)).then(
        PlacementEnded(MEES, HAVEN, TODAY), CasePlaced(MEES, DUIN, TODAY, CARLA)
    )


def test_another_owner_at_the_same_facility_ends_no_placement() -> None:
    given(*PARTNERS, *registered(MEES)).when(PlaceCase(MEES, HAVEN, TODAY, TODAY, DIRK)).then(
        CasePlaced(MEES, HAVEN, TODAY, DIRK)
    )


def test_placing_a_case_where_it_is_changes_nothing() -> None:
    given(*PARTNERS, *registered(MEES)).when(PlaceCase(MEES, HAVEN, TODAY, TODAY)).then()


def test_a_case_is_not_placed_at_a_stranger() -> None:
    story = given(*PARTNERS, *registered(MEES))
    story.when(PlaceCase(MEES, OrganisationId("elders"), TODAY, TODAY)).then_refused("partner.instelling")


def test_a_case_that_left_can_be_placed_again_at_the_same_facility() -> None:
    story = given(*PARTNERS, *registered(MEES), PlacementEnded(MEES, HAVEN, TODAY))
    story.when(PlaceCase(MEES, HAVEN, TODAY, TODAY)).then(CasePlaced(MEES, HAVEN, TODAY, CARLA))


def test_a_placement_ends_while_nobody_knows_where_to() -> None:
    given(*registered(MEES)).when(EndPlacement(MEES, TODAY, TODAY, "weggelopen")).then(
        PlacementEnded(MEES, HAVEN, TODAY, "weggelopen")
    )


def test_a_placement_ends_once() -> None:
    story = given(*registered(MEES), PlacementEnded(MEES, HAVEN, TODAY))
    story.when(EndPlacement(MEES, TODAY, TODAY)).then_refused("plaatsing.geen")


def test_the_receiving_facility_acknowledges_the_brief() -> None:
    story = given(*registered(MEES), CasePlaced(MEES, DUIN, TODAY, DIRK))
    story.when(AcknowledgeBrief(MEES, DIRK)).then(BriefAcknowledged(MEES, DUIN, DIRK))


def test_a_brief_is_acknowledged_once_and_only_after_a_move() -> None:
    given(*registered(MEES)).when(AcknowledgeBrief(MEES, DIRK)).then_refused("overdracht.geen")
    moved = given(*registered(MEES), CasePlaced(MEES, DUIN, TODAY, DIRK))
    read = moved.when(AcknowledgeBrief(MEES, DIRK))
    read.when(AcknowledgeBrief(MEES, ANNA)).then_refused("overdracht.geen")


def test_a_brief_waits_while_the_case_is_closed_or_gets_another_owner() -> None:
    moved = (*registered(MEES), CasePlaced(MEES, DUIN, TODAY, DIRK))
    later = given(*moved, CaseClosed(MEES, TODAY, "afgerond"), CaseReopened(MEES, "besluit"))
    again = given(*later.events, CasePlaced(MEES, DUIN, TODAY, ANNA))
    again.when(AcknowledgeBrief(MEES, ANNA)).then(BriefAcknowledged(MEES, DUIN, ANNA))


def test_a_case_is_closed_once() -> None:
    given(*registered(MEES)).when(CloseCase(MEES, TODAY, TODAY, "ongegrond")).then(
        CaseClosed(MEES, TODAY, "ongegrond")
    ).when(CloseCase(MEES, TODAY, TODAY, "ongegrond")).then()


def test_a_closed_case_opens_again_by_decision_and_an_open_one_stays_open() -> None:
    given(*closed(MEES)).when(ReopenCase(MEES)).then(CaseReopened(MEES, "besluit")).when(
        ReopenCase(MEES)
    ).then()


def test_who_the_client_is_is_recorded_for_a_case_that_is_worked_on() -> None:
    given(*registered(MEES)).when(RecordIdentity(MEES, "Mees Bakker", "2009-05-01")).then(
        IdentityRecorded(MEES, "Mees Bakker", "2009-05-01")
    )


def test_the_age_band_is_entered_for_a_closed_case_too() -> None:
    given(*closed(MEES)).when(EnterAgeBand(MEES, "18_plus", TODAY, TODAY)).then(
        AgeBandEntered(MEES, "18_plus", TODAY)
    )


AnyCommand = Command[Any, Any]  # commands of different views, each folded by itself
WORK: tuple[AnyCommand, ...] = (
    EndPlacement(MEES, TODAY, TODAY),
    AcknowledgeBrief(MEES, ANNA),
    RecordIdentity(MEES, "Mees Bakker", "2009-05-01"),
    PlaceCase(MEES, HAVEN, TODAY, TODAY, DIRK),
)
LIFE: tuple[AnyCommand, ...] = (
    CloseCase(MEES, TODAY, TODAY, "afgerond"),
    ReopenCase(MEES),
    EnterAgeBand(MEES, "16_17", TODAY, TODAY),
)


@pytest.mark.parametrize("command", [*WORK, *LIFE])
def test_nothing_is_done_to_a_case_that_does_not_exist(command: AnyCommand) -> None:
    given(*PARTNERS).when(command).then_refused("casus.onbekend")


@pytest.mark.parametrize("command", [*WORK, *LIFE])
def test_a_merged_case_points_to_the_case_it_goes_on_as(command: AnyCommand) -> None:
    story = given(*PARTNERS, *registered(MEES), CaseMergedInto(MEES, NOOR))
    refused = story.when(command).then_refused("casus.samengevoegd")
    assert NOOR in refused.remedy


@pytest.mark.parametrize("command", WORK)
def test_a_closed_case_is_reopened_before_it_is_worked_on(command: AnyCommand) -> None:
    given(*PARTNERS, *closed(MEES)).when(command).then_refused("casus.gesloten")


def fold(*events: LifecycleEvent) -> object:
    view = NEW
    for event in events:
        view = evolve(view, event)
    return view


def test_between_two_placements_a_case_keeps_its_owner() -> None:
    view = fold(
        CaseRegistered(MEES, HAVEN, "r"),
        CasePlaced(MEES, HAVEN, TODAY, CARLA),
        PlacementEnded(MEES, HAVEN, TODAY),
    )
    assert view == Open(HAVEN, CARLA, placed=False)


def test_the_standing_of_a_case_is_told_whatever_its_status() -> None:
    was = Open(HAVEN, CARLA)
    assert [standing(view) for view in (was, Closed(was), Merged(NOOR, Closed(was)))] == [was, was, was]
    assert standing(NEW) == Open(OrganisationId(""))


def test_one_case_does_not_touch_another() -> None:
    other = CaseId("iemand-anders")
    given(*closed(other), *registered(MEES)).when(CloseCase(MEES, TODAY, TODAY, "afgerond")).then(
        CaseClosed(MEES, TODAY, "afgerond")
    )


def test_who_is_made_responsible_holds_a_role_at_that_facility_in_which_somebody_has_a_case() -> None:
    def made(where: OrganisationId, role: Role) -> tuple[Story, Story]:
        dirk = PersonAppointed(DIRK, where, role, date(2026, 1, 1))
        told = given(*PARTNERS, *TEAM, *registered(MEES), dirk)
        new = RegisterCase(NOOR, HAVEN, "r-2", TODAY, TODAY, DIRK)
        place = PlaceCase(MEES, HAVEN, TODAY, TODAY, DIRK)
        return told.when(given_by(new, ANNA, TODAY)), told.when(given_by(place, ANNA, TODAY))

    for role in get_args(Role):
        able = role in {"hulpverlener", "aandachtsfunctionaris", "kernteam_zorg"}
        for here, elsewhere in zip(made(HAVEN, role), made(DUIN, role), strict=True):
            elsewhere.then_refused("casus.verantwoordelijke")
            if able:
                assert here.refused is None, role
            else:
                here.then_refused("casus.verantwoordelijke")


def test_who_has_a_case_keeps_it_on_a_move_without_a_role_at_the_new_facility() -> None:
    move = PlaceCase(MEES, DUIN, TODAY, TODAY, CARLA)
    told = given(*PARTNERS, *TEAM, *registered(MEES)).when(given_by(move, ANNA, TODAY))
    assert told.refused is None
