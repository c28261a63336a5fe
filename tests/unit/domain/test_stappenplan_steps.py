"""Steps 1 to 4: each whole, in any order, as often as needed, by who works with the client."""

from datetime import date

import pytest
from msgspec import structs

from domain.agreements.adopting import AgreementsAdopted
from domain.appointments import PersonAppointed
from domain.stappenplan.events import (
    StepName,
    StepRecorded,
)
from domain.stappenplan.progress import Plan, evolve_plan, look_again_on
from domain.stappenplan.recording import RecordStep
from domain.words import PersonId
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import ADOPTED, FOUR, START, record, recorded
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    HAVEN,
    MEES,
    TEAM,
    TODAY,
    agreements,
    closed,
    registered,
)


@pytest.mark.parametrize("step", [*FOUR, "stap_3_overslaan"])
def test_a_step_is_recorded_whole_with_who_when_and_under_which_agreements(step: StepName) -> None:
    other = {"v14_niet_besproken": "nog niet veilig"} if step == "stap_4" else {}
    given(*START).when(record(step, **other)).then(recorded(step, **other))


@pytest.mark.parametrize("step", FOUR)
def test_a_step_with_a_gap_is_not_recorded(step: StepName) -> None:
    first = agreements().forms[step].fields[0].key
    refused = given(*START).when(record(step, **{first: ""})).then_refused("formulier.onvolledig")
    assert agreements().forms[step].fields[0].label in refused.remedy


def test_what_was_agreed_in_the_consultation_is_recorded() -> None:
    refused = given(*START).when(record("stap_2", afspraken="")).then_refused("formulier.onvolledig")
    assert "afgesproken" in refused.remedy


def test_what_contradicts_is_asked_as_well_as_what_confirms() -> None:
    given(*START).when(record("stap_1", weerspreekt="")).then_refused("formulier.onvolledig")


def test_in_the_talk_the_clients_reaction_comes_before_any_meaning() -> None:
    whole = filled("stap_3", interpretatie="het lijkt op dwang")
    by_key = {one.key: one for one in whole}
    order = ("doel", "interpretatie", "waarnemingen", "reactie", "afspraken")
    judged = RecordStep(MEES, CARLA, TODAY, "stap_3", tuple(by_key[key] for key in order))
    refused = given(*START).when(judged).then_refused("formulier.onvolledig")
    assert "Eerst «Wat was de reactie van de cliënt?»" in refused.remedy
    given(*START).when(RecordStep(MEES, CARLA, TODAY, "stap_3", whole)).then(
        StepRecorded(MEES, "stap_3", whole, CARLA, TODAY, "1")
    )


def test_the_order_of_steps_is_no_cage() -> None:
    story = given(*START)
    for step in ("stap_2", "stap_1", "stap_3", "stap_2", "stap_4"):
        story = story.when(
            record(step, **{agreements().forms[step].fields[0].key: f"keer {len(story.events)}"})
        )
    assert [one.step for one in story.events if isinstance(one, StepRecorded)] == [
        "stap_2",
        "stap_1",
        "stap_3",
        "stap_2",
        "stap_4",
    ]


def test_the_same_step_sent_twice_is_recorded_once() -> None:
    given(*START).when(record("stap_1")).when(record("stap_1")).then()


@pytest.mark.parametrize("key", ["deskundige", "overwegingen", "reden", "opnieuw"])
def test_the_talk_is_skipped_only_with_an_expert_reasons_and_a_day_to_look_again(key: str) -> None:
    given(*START).when(record("stap_3_overslaan", **{key: ""})).then_refused("formulier.onvolledig")


def test_the_day_to_look_again_is_still_to_come() -> None:
    given(*START).when(record("stap_3_overslaan", opnieuw="2026-03-02")).then_refused("stappen.opnieuw")
    plan = evolve_plan(Plan(), recorded("stap_3_overslaan", opnieuw="2026-03-20"))
    assert look_again_on(plan) == date(2026, 3, 20)
    assert look_again_on(evolve_plan(plan, recorded("stap_3"))) is None


def test_the_nineteen_questions_are_asked_and_the_fourteenth_when_there_was_no_talk() -> None:
    *questions, discussed = agreements().forms["stap_4"].fields
    assert [field.key[:3] for field in questions] == [f"v{number:02}" for number in range(1, 20)]
    assert discussed.key == "besproken"
    skipped = given(*START, recorded("stap_3_overslaan"))
    skipped.when(record("stap_4")).then_refused("stappen.niet_besproken")
    why = "dat kan nu niet veilig"
    skipped.when(record("stap_4", v14_niet_besproken=why)).then(recorded("stap_4", v14_niet_besproken=why))
    given(*START, recorded("stap_3")).when(record("stap_4")).then(recorded("stap_4"))


def test_consultation_was_anonymous_or_not_or_inside_alone() -> None:
    for said in ("ja", "nee", "alleen_intern"):
        assert given(*START).when(record("stap_2", anoniem=said)).refused is None
    given(*START).when(record("stap_2", anoniem="misschien")).then_refused("formulier.onvolledig")


def test_what_the_organisation_lacked_to_confer_can_be_said() -> None:
    assert given(*START).when(record("stap_2", ruimte="geen tijd voor overleg")).refused is None


def test_who_works_elsewhere_takes_no_steps() -> None:
    step = record("stap_1")
    given(*START).when(structs.replace(step, by=BRAM)).then_refused("stappen.rol")
    given(*START).when(structs.replace(step, by=ANNA)).then(
        StepRecorded(MEES, "stap_1", filled("stap_1"), ANNA, TODAY, "1")
    )
    advisor = PersonAppointed(PersonId("wil"), HAVEN, "zorgcoordinator", TODAY)
    given(*START, advisor).when(structs.replace(step, by=PersonId("wil"))).then_refused("stappen.rol")


def test_without_agreements_or_their_form_there_is_nothing_to_fill_in() -> None:
    given(*TEAM, *registered(MEES)).when(record("stap_1")).then_refused("afspraken.geen")
    document = agreements("2")
    forms = {name: form for name, form in document.forms.items() if name != "stap_2"}
    older = AgreementsAdopted("2", structs.replace(document, forms=forms), "ouder", ANNA, BRAM)
    given(*START, older).when(record("stap_2")).then_refused("formulier.geen")


def test_a_closed_case_has_no_further_steps() -> None:
    given(*TEAM, ADOPTED, *closed(MEES)).when(record("stap_1")).then_refused("casus.gesloten")
