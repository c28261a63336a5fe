"""Who acts on a case works with it, or is the police of the pair where the police sees something too."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from domain.acting.given import given_by
from domain.ageing import EnterAgeBand
from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.attempts import AttemptRefused, kept_of
from domain.cases.commands import CloseCase, EndPlacement, PlaceCase, ReopenCase
from domain.cases.events import AgeBandEntered
from domain.commands import Command
from domain.events import Event
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.events import MissingReported
from domain.missing.reporting import EndMissing, ReportMissing
from domain.partners import ProeftuinStarted
from domain.roster import EndInvolvement, InvolvementEnded, InvolvementRecorded, RecordInvolvement
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.words import CaseId, OrganisationId, PersonId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ADOPTED,
    ANNA,
    BRAM,
    CARLA,
    DIRK,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    NOOR,
    OTHER_UNIT,
    PARTNERS,
    S1,
    S2,
    TEAM,
    TODAY,
    UNIT,
    registered,
    signal,
)

BEGAN = date(2026, 1, 1)
NOBODY, OFFICER, WILLEMIJN, BEA = (PersonId(one) for one in ("niemand", "agent", "willemijn", "bea"))
COORDINATION = OrganisationId("zorgcoordinatie")
WORLD: tuple[Event, ...] = (
    ProeftuinStarted("Proeftuin", COORDINATION),
    *PARTNERS,
    *TEAM,
    ADOPTED,
    PersonAppointed(CARLA, HAVEN, "hulpverlener", BEGAN),
    PersonAppointed(OFFICER, OTHER_UNIT, "kernteam_politie", BEGAN),
    PersonAppointed(WILLEMIJN, COORDINATION, "zorgcoordinator", BEGAN),
    PersonAppointed(BEA, HAVEN, "beheerder", BEGAN),
    *registered(MEES),
    *registered(NOOR),
    signal(MEES, S1),
)
CARE_ONLY: list[Command[Any, Any]] = [
    CorrectSignal(
        *(MEES, S1, "OV01", "bevestigt", "feit", "eigen_waarneming", "carla", HAVEN),
        observed_on=TODAY,
        today=TODAY,
        reason="Anders.",
    ),
    RetractSignal(MEES, S1, "Vergissing."),
    EnterAgeBand(MEES, "18_plus", TODAY, TODAY),
    PlaceCase(MEES, DUIN, TODAY, TODAY),
    EndPlacement(MEES, TODAY, TODAY),
    CloseCase(MEES, TODAY, TODAY, "ongegrond"),
    ReopenCase(MEES),
    MergeCases(MEES, NOOR, TODAY),
    SplitCases(NOOR, MEES, TODAY),
    RecordInvolvement(MEES, EVA, DUIN, "mentor", TODAY),
    EndInvolvement(MEES, DIRK, TODAY),
]
POLICE_TOO: list[Command[Any, Any]] = [
    RecordSignal(
        *(MEES, S2, "SX01", "bevestigt", "feit", "eigen_waarneming", "bram", UNIT),
        observed_on=TODAY,
        today=TODAY,
    ),
    GiveVerdict(MEES, S1, "vastgesteld", BRAM, TODAY),
    ReportMissing(MEES, TODAY, TODAY),
    EndMissing(MEES, TODAY, TODAY),
]
AGE_BAND = EnterAgeBand(MEES, "16_17", TODAY, TODAY)
ENTERED = AgeBandEntered(MEES, "16_17", TODAY)


def gives(person: PersonId, command: Command[Any, Any], *more: Event) -> Story:
    return given(*WORLD, *more).when(given_by(command, person, TODAY))


def by_name(command: Command[Any, Any]) -> str:
    return type(command).__name__


@pytest.mark.parametrize("command", [*CARE_ONLY, *POLICE_TOO], ids=by_name)
def test_who_has_no_role_does_nothing_with_a_case(command: Command[Any, Any]) -> None:
    gives(NOBODY, command).then_refused("persoon.rol")


@pytest.mark.parametrize("command", [*CARE_ONLY, *POLICE_TOO], ids=by_name)
@pytest.mark.parametrize("other", [EVA, OFFICER])
def test_another_facility_and_another_unit_do_nothing_with_a_case(
    command: Command[Any, Any], other: PersonId
) -> None:
    gives(other, command).then_refused("casus.wie")


@pytest.mark.parametrize("command", CARE_ONLY, ids=by_name)
def test_the_police_of_the_pair_leaves_to_care_what_is_of_care(command: Command[Any, Any]) -> None:
    gives(BRAM, command).then_refused("casus.wie")


@pytest.mark.parametrize("command", POLICE_TOO, ids=by_name)
def test_the_police_of_the_pair_sees_judges_and_finds_too(command: Command[Any, Any]) -> None:
    assert gives(BRAM, command, MissingReported(MEES, TODAY)).refused is None


@pytest.mark.parametrize("person", [ANNA, CARLA, WILLEMIJN])
def test_the_facility_the_owner_and_the_coordination_act(person: PersonId) -> None:
    gives(person, AGE_BAND).then(ENTERED)


def test_who_takes_the_place_of_somebody_acts_for_them() -> None:
    stands_in = SubstituteAppointed(CARLA, DIRK, HAVEN, "hulpverlener", BEGAN)
    gives(DIRK, AGE_BAND, stands_in).then(ENTERED)


def test_who_is_involved_acts_until_that_ends() -> None:
    involved = InvolvementRecorded(MEES, EVA, DUIN, "mentor", BEGAN)
    gives(EVA, AGE_BAND, involved).then(ENTERED)
    gives(EVA, AGE_BAND, involved, InvolvementEnded(MEES, EVA, TODAY)).then_refused("casus.wie")


def test_nobody_lets_themselves_in() -> None:
    gives(EVA, RecordInvolvement(MEES, EVA, DUIN, "mentor", TODAY)).then_refused("casus.wie")


def test_a_role_that_ended_acts_no_more() -> None:
    ended = AppointmentEnded(ANNA, HAVEN, "kernteam_zorg", TODAY)
    gives(ANNA, AGE_BAND, ended).then_refused("persoon.rol")


def test_who_keeps_the_system_works_with_no_case() -> None:
    gives(BEA, AGE_BAND).then_refused("persoon.rol")


def test_who_gave_a_signal_takes_their_own_back() -> None:
    mine = structs.replace(signal(MEES, S2), source=BRAM, organisation=UNIT)
    assert gives(BRAM, RetractSignal(MEES, S2, "Vergissing."), mine).refused is None
    gives(BRAM, RetractSignal(MEES, S1, "Vergissing."), mine).then_refused("casus.wie")


def test_both_cases_of_a_pair_are_worked_with() -> None:
    involved = InvolvementRecorded(MEES, EVA, DUIN, "mentor", BEGAN)
    gives(EVA, MergeCases(MEES, NOOR, TODAY), involved).then_refused("casus.wie")
    assert gives(CARLA, MergeCases(MEES, NOOR, TODAY)).refused is None


def test_a_case_that_is_not_there_is_told_as_such() -> None:
    gives(CARLA, CloseCase(CaseId("weg"), TODAY, TODAY, "afgerond")).then_refused("casus.onbekend")


def test_what_a_command_keeps_of_its_refusal_is_kept() -> None:
    close = CloseCase(MEES, TODAY, TODAY, "ongegrond")
    kept = kept_of(given_by(close, EVA, TODAY), "casus.wie", EVA)
    assert kept == AttemptRefused("casus_sluiten", "casus.wie", EVA, f"case:{MEES}")
