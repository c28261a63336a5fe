"""Who is around a client: the owner asks each once, and nobody learns who answered."""

from domain.acting.given import given_by
from domain.appointments import PersonAppointed
from domain.cases.events import CaseMergedInto
from domain.roster import (
    AskView,
    EndInvolvement,
    InvolvementEnded,
    InvolvementRecorded,
    RecordInvolvement,
    Roster,
    ViewAsked,
    evolve_roster,
    to_ask,
)
from domain.words import OrganisationId, PersonId
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    CARLA,
    DIRK,
    HAVEN,
    MEES,
    NOOR,
    PARTNERS,
    TEAM,
    TODAY,
    closed,
    registered,
)

SCHOOL = OrganisationId("school")
FLOOR = PersonId("floor")
MENTOR = InvolvementRecorded(MEES, FLOOR, SCHOOL, "mentor", TODAY)


def test_an_involvement_is_recorded_once() -> None:
    command = RecordInvolvement(MEES, FLOOR, SCHOOL, "mentor", TODAY)
    given(*registered(MEES)).when(command).then(MENTOR).when(command).then()


def test_an_involvement_says_in_what_capacity() -> None:
    given(*registered(MEES)).when(RecordInvolvement(MEES, FLOOR, SCHOOL, " ", TODAY)).then_refused(
        "rooster.rol"
    )


def test_the_owner_asks_each_person_once() -> None:
    story = given(*registered(MEES), MENTOR).when(AskView(MEES, FLOOR))
    story.then(ViewAsked(MEES, FLOOR)).when(AskView(MEES, FLOOR)).then()


def test_only_the_owner_asks_also_of_the_same_facility() -> None:
    roles = [PersonAppointed(one, HAVEN, "hulpverlener", TODAY) for one in (CARLA, DIRK)]
    story = given(*PARTNERS, *TEAM, *roles, *registered(MEES), MENTOR)
    for other in (ANNA, DIRK):
        story.when(given_by(AskView(MEES, FLOOR), other, TODAY)).then_refused("casus.wie")
    story.when(given_by(AskView(MEES, FLOOR), CARLA, TODAY)).then(ViewAsked(MEES, FLOOR))


def test_only_who_is_involved_is_asked_and_can_stop() -> None:
    story = given(*registered(MEES), MENTOR, InvolvementEnded(MEES, FLOOR, TODAY))
    story.when(AskView(MEES, FLOOR)).then_refused("rooster.onbekend")
    story.when(EndInvolvement(MEES, FLOOR, TODAY)).then_refused("rooster.onbekend")


def test_somebody_stops_working_with_the_client() -> None:
    given(*registered(MEES), MENTOR).when(EndInvolvement(MEES, FLOOR, TODAY)).then(
        InvolvementEnded(MEES, FLOOR, TODAY)
    )


def test_an_asked_question_names_who_is_asked_and_nothing_of_an_answer() -> None:
    assert ViewAsked.__struct_fields__ == ("case", "person")
    assert ViewAsked(MEES, FLOOR).tags() == (f"case:{MEES}",)


def test_who_was_not_asked_yet_is_known_in_order() -> None:
    view = Roster()
    for event in (
        MENTOR,
        InvolvementRecorded(MEES, DIRK, HAVEN, "groepsleider", TODAY),
        ViewAsked(MEES, FLOOR),
    ):
        view = evolve_roster(view, event)
    assert to_ask(view) == (DIRK,)


def test_a_roster_belongs_to_a_case_that_is_worked_on() -> None:
    command = RecordInvolvement(MEES, FLOOR, SCHOOL, "mentor", TODAY)
    given().when(command).then_refused("casus.onbekend")
    given(*closed(MEES)).when(command).then_refused("casus.gesloten")
    given(*registered(MEES), CaseMergedInto(MEES, NOOR)).when(command).then_refused("casus.samengevoegd")
