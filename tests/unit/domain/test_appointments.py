"""Who holds a role where and when, and who takes their place."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from msgspec import structs

from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.appointments import (
    Appointment,
    AppointmentEnded,
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    SubstituteAppointed,
    evolve_appointments,
    holders,
    places,
    roles_of,
)
from domain.commands import takes_part
from domain.partners import OrganisationAdded, OrganisationKind
from domain.words import OrganisationId, PersonId, Role
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ANNA, CARLA, DIRK, DUIN, EVA, HAVEN, PARTNERS, TEAM, TODAY, TOMORROW

ROLE: Role = "aandachtsfunctionaris"
HELD = PersonAppointed(CARLA, HAVEN, ROLE, date(2026, 1, 1))


def test_somebody_gets_a_role_for_a_period() -> None:
    given(*PARTNERS).when(AppointPerson(CARLA, HAVEN, ROLE, date(2026, 1, 1))).then(HELD)


def test_a_role_is_not_given_twice_to_the_same_person() -> None:
    given(*PARTNERS, HELD).when(AppointPerson(CARLA, HAVEN, ROLE, TODAY)).then_refused("aanstelling.bestaat")


def test_an_appointment_has_a_length() -> None:
    given(*PARTNERS).when(AppointPerson(CARLA, HAVEN, ROLE, TODAY, TODAY)).then_refused("aanstelling.periode")


def test_the_same_role_at_another_organisation_is_another_appointment() -> None:
    given(*PARTNERS, HELD).when(AppointPerson(CARLA, DUIN, ROLE, TODAY)).then(
        PersonAppointed(CARLA, DUIN, ROLE, TODAY)
    )


def test_nobody_gets_a_role_at_an_organisation_that_takes_no_part() -> None:
    given().when(AppointPerson(CARLA, HAVEN, ROLE, TODAY)).then_refused("aanstelling.organisatie")


FITTING: dict[OrganisationKind, str] = {
    "instelling": "hulpverlener aandachtsfunctionaris kernteam_zorg veiligheidsfunctionaris voogd meldpunt",
    "eenheid": "kernteam_politie avim basisteam zeden",
    "zorgcoordinatie": "zorgcoordinator meldpunt",
    "wijkteam": "hulpverlener aandachtsfunctionaris veiligheidsfunctionaris voogd",
    "school": "hulpverlener aandachtsfunctionaris veiligheidsfunctionaris",
    "gemeente": "hulpverlener aandachtsfunctionaris veiligheidsfunctionaris zorgcoordinator meldpunt",
    "voogdij": "hulpverlener aandachtsfunctionaris veiligheidsfunctionaris voogd",
    "overig": "hulpverlener aandachtsfunctionaris veiligheidsfunctionaris voogd zorgcoordinator meldpunt",
    "parket": "om",
}
"""Written down by hand; who keeps watch or keeps the system is everywhere."""


@pytest.mark.parametrize("kind", FITTING)
def test_a_role_fits_the_kind_of_organisation(kind: OrganisationKind) -> None:
    where = OrganisationId("ergens")
    story = given(OrganisationAdded(where, kind, "Ergens"))
    for role in get_args(Role):
        told = story.when(AppointPerson(CARLA, where, role, TODAY))
        if role in f"{FITTING[kind]} auditor fg beheerder".split():
            told.then(PersonAppointed(CARLA, where, role, TODAY))
        else:
            told.then_refused("aanstelling.past_niet")


def test_the_last_beheerder_stays_until_somebody_else_is_one_wherever_they_work() -> None:
    keeper = PersonAppointed(CARLA, HAVEN, "beheerder", date(2026, 1, 1))
    end = EndAppointment(CARLA, HAVEN, "beheerder", TODAY)
    ended = AppointmentEnded(CARLA, HAVEN, "beheerder", TODAY)
    given(keeper).when(end).then_refused("aanstelling.laatste_beheerder")
    later = PersonAppointed(DIRK, DUIN, "beheerder", TOMORROW)
    given(keeper, later).when(end).then_refused("aanstelling.laatste_beheerder")
    gone = AppointmentEnded(DIRK, DUIN, "beheerder", TODAY)
    another = structs.replace(later, since=TODAY)
    given(keeper, another, gone).when(end).then_refused("aanstelling.laatste_beheerder")
    given(keeper, another).when(end).then(ended)
    given(keeper, structs.replace(another, organisation=HAVEN)).when(end).then(ended)


def test_a_substitute_is_somebody_else_for_a_role_that_is_held() -> None:
    given(HELD).when(AppointSubstitute(CARLA, HAVEN, ROLE, CARLA, TODAY)).then_refused("vervanger.zelf")
    given().when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY)).then_refused("vervanger.rol")
    given(HELD).when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY)).then(
        SubstituteAppointed(CARLA, DIRK, HAVEN, ROLE, TODAY, held_since=date(2026, 1, 1))
    )


def test_only_a_role_that_is_held_can_end() -> None:
    given(HELD).when(EndAppointment(CARLA, HAVEN, ROLE, TODAY)).then(
        AppointmentEnded(CARLA, HAVEN, ROLE, TODAY)
    ).when(EndAppointment(CARLA, HAVEN, ROLE, TODAY)).then_refused("aanstelling.geen")


def test_a_role_is_held_up_to_the_day_before_it_ends() -> None:
    held = evolve_appointments(evolve_appointments((), HELD), AppointmentEnded(CARLA, HAVEN, ROLE, TODAY))
    assert [one.person for one in holders(held, ROLE, date(2026, 3, 1), HAVEN)] == [CARLA]
    assert holders(held, ROLE, TODAY, HAVEN) == ()


def test_a_role_can_be_taken_up_again_after_it_ended() -> None:
    story = given(*PARTNERS, HELD, AppointmentEnded(CARLA, HAVEN, ROLE, TODAY))
    story.when(AppointPerson(CARLA, HAVEN, ROLE, TOMORROW)).then(
        PersonAppointed(CARLA, HAVEN, ROLE, TOMORROW)
    )


def test_a_substitute_is_known_beside_who_holds_the_role() -> None:
    held = evolve_appointments(
        evolve_appointments((), HELD), SubstituteAppointed(CARLA, DIRK, HAVEN, ROLE, TODAY)
    )
    assert held == (Appointment(CARLA, HAVEN, ROLE, date(2026, 1, 1)).stood_in(DIRK, TODAY),)


def test_holders_come_by_start_and_then_by_name() -> None:
    later = PersonAppointed(ANNA, HAVEN, ROLE, date(2026, 2, 1))
    same_day = PersonAppointed(DIRK, HAVEN, ROLE, date(2026, 1, 1))
    held: Appointments = ()
    for event in (later, same_day, HELD):
        held = evolve_appointments(held, event)
    assert [one.person for one in holders(held, ROLE, TODAY)] == [CARLA, DIRK, ANNA]


def test_nobody_holds_a_role_of_another() -> None:
    assert all(isinstance(event, PersonAppointed) for event in TEAM)
    given(*TEAM).when(EndAppointment(CARLA, HAVEN, "kernteam_zorg", TODAY)).then_refused("aanstelling.geen")


def test_a_substitute_knows_whose_place_they_take_until_that_role_ends() -> None:
    story = given(HELD).when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY))
    place = Appointment(CARLA, HAVEN, ROLE, date(2026, 1, 1)).stood_in(DIRK, TODAY)
    assert roles(DIRK, story) == (place,)
    ended = story.when(EndAppointment(CARLA, HAVEN, ROLE, TOMORROW))
    assert [one.until for one in roles(DIRK, ended)] == [TOMORROW]


def test_a_substitute_takes_the_place_no_longer_than_the_role_is_held() -> None:
    until = date(2026, 12, 31)
    story = given(*PARTNERS).when(AppointPerson(CARLA, HAVEN, ROLE, TODAY, until))
    story.when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY)).then(
        SubstituteAppointed(CARLA, DIRK, HAVEN, ROLE, TODAY, until, TODAY)
    )


OWN = PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1))
FOR_CARLA = SubstituteAppointed(CARLA, DIRK, HAVEN, ROLE, date(2026, 1, 1))


def acting(*events: AppointmentEvent) -> list[tuple[PersonId, Role]]:
    """In whose place Dirk acts today, and in which role."""
    held: Appointments = ()
    for event in (HELD, FOR_CARLA, *events):
        held = evolve_appointments(held, event)
    return [(one.person, one.role) for one in places(held, DIRK, TODAY)]


def test_a_substitute_acts_in_the_place_after_their_own_also_without_a_role_of_their_own() -> None:
    assert acting() == [(CARLA, ROLE)]
    assert acting(OWN) == [(DIRK, "hulpverlener"), (CARLA, ROLE)]
    assert acting(AppointmentEnded(CARLA, HAVEN, ROLE, TODAY, DIRK)) == []


def test_who_left_an_organisation_takes_nobodys_place_there_until_appointed_again() -> None:
    left = AppointmentEnded(DIRK, HAVEN, "hulpverlener", TODAY)
    assert acting(OWN, left) == []
    assert acting(structs.replace(OWN, until=TODAY)) == []
    assert acting(structs.replace(OWN, organisation=DUIN, until=TODAY)) == [(CARLA, ROLE)]
    assert acting(OWN, left, structs.replace(OWN, since=TODAY)) == [(DIRK, "hulpverlener"), (CARLA, ROLE)]


def test_whose_own_role_ended_does_not_act_in_it_in_anothers_place() -> None:
    own = structs.replace(OWN, role=ROLE)
    ended = AppointmentEnded(DIRK, HAVEN, ROLE, TODAY)
    assert acting(OWN, own) == [(DIRK, ROLE), (DIRK, "hulpverlener"), (CARLA, ROLE)]
    assert acting(OWN, own, ended) == [(DIRK, "hulpverlener")]


def who_acts(story: Story, on: date) -> list[PersonId]:
    """Who acts for Carla on a day, each by their own events alone."""
    return [one for one in (ANNA, DIRK, EVA) if places(roles(one, story), one, on)]


def test_who_stands_in_is_replaced_from_the_day_of_the_next_and_knows_it_by_their_own_events() -> None:
    story = given(HELD).when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY))
    story = story.when(AppointSubstitute(CARLA, HAVEN, ROLE, EVA, TOMORROW))
    story.then(SubstituteAppointed(CARLA, EVA, HAVEN, ROLE, TOMORROW, None, date(2026, 1, 1), DIRK))
    assert (who_acts(story, TODAY), who_acts(story, TOMORROW)) == ([DIRK], [EVA])
    sooner = story.when(AppointSubstitute(CARLA, HAVEN, ROLE, ANNA, TODAY))
    assert (who_acts(sooner, TODAY), who_acts(sooner, TOMORROW)) == ([ANNA], [EVA])


def test_whoever_was_to_stand_in_later_hears_that_the_role_ended() -> None:
    story = given(HELD).when(AppointSubstitute(CARLA, HAVEN, ROLE, DIRK, TODAY))
    story = story.when(AppointSubstitute(CARLA, HAVEN, ROLE, EVA, date(2026, 5, 1)))
    ended = story.when(EndAppointment(CARLA, HAVEN, ROLE, TOMORROW))
    ended.then(AppointmentEnded(CARLA, HAVEN, ROLE, TOMORROW, DIRK, (EVA,)))
    assert (who_acts(ended, TODAY), who_acts(ended, date(2026, 6, 1))) == ([DIRK], [])


@given_any(
    st.lists(st.tuples(st.sampled_from([ANNA, DIRK, EVA]), st.integers(0, 9), st.booleans()), max_size=8)
)
def test_each_acts_by_their_own_events_as_all_events_together_say(
    steps: list[tuple[PersonId, int, bool]],
) -> None:
    story = given(HELD)
    for person, days, ends in steps:
        on = TODAY + timedelta(days=days)
        command = EndAppointment if ends else AppointSubstitute
        told = (CARLA, HAVEN, ROLE, on) if ends else (CARLA, HAVEN, ROLE, person, on)
        after = story.when(command(*told))
        story = given(*story.events) if after.refused else given(*after.events)
    whole: Appointments = ()
    for event in story.events:
        whole = evolve_appointments(whole, event)  # type: ignore[arg-type]  # the commands make these alone
    for days in range(10):
        on = TODAY + timedelta(days=days)
        together = [one for one in (ANNA, DIRK, EVA) if places(whole, one, on)]
        assert who_acts(story, on) == together


def roles(person: PersonId, story: Story) -> Appointments:
    held: Appointments = ()
    for event in story.events:
        if isinstance(event, AppointmentEvent) and takes_part(event, (roles_of(person),)):
            held = evolve_appointments(held, event)
    return held
