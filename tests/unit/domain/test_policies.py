"""A policy is proposed with reasons, and holds when care and police both agree."""

from msgspec import structs

from domain.policies import (
    AdoptPolicy,
    PolicyAdopted,
    PolicyEndorsed,
    PolicyProposed,
    PolicyRetired,
    ProposePolicy,
)
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ANNA, BRAM, CARLA, EVA, TEAM, TODAY, policy

WHY = "eerste voorstel"


def proposed(version: str = "1") -> PolicyProposed:
    return PolicyProposed(version, policy(version), WHY, ANNA)


def adopted(version: str, story: Story) -> Story:
    return story.when(AdoptPolicy(version, ANNA, TODAY)).when(AdoptPolicy(version, BRAM, TODAY))


def test_a_proposal_is_whole_and_has_reasons() -> None:
    given(*TEAM).when(ProposePolicy("1", ANNA, TODAY, policy(), WHY)).then(proposed())
    given(*TEAM).when(ProposePolicy("1", ANNA, TODAY, policy(), " ")).then_refused("beleid.reden")


def test_a_worker_proposes_no_policy() -> None:
    given(*TEAM).when(ProposePolicy("1", CARLA, TODAY, policy(), WHY)).then_refused("beleid.rol")


def test_proposing_the_same_twice_changes_nothing() -> None:
    given(*TEAM, proposed()).when(ProposePolicy("1", BRAM, TODAY, policy(), WHY)).then()


def test_a_version_stands_for_one_document() -> None:
    command = ProposePolicy("1", ANNA, TODAY, policy(prior_db=-10), WHY)
    given(proposed()).when(command).then_refused("beleid.bestaat")


def test_the_document_names_its_own_version() -> None:
    given(*TEAM).when(ProposePolicy("2", ANNA, TODAY, policy("1"), WHY)).then_refused("beleid.versie")


def test_an_unsound_document_is_refused_with_the_place_of_its_first_fault() -> None:
    unsound = structs.replace(policy(), gate_db=-1.0)
    refused = given(*TEAM).when(ProposePolicy("1", ANNA, TODAY, unsound, WHY)).then_refused("beleid.onjuist")
    assert "gate_db" in refused.sentence


def test_one_side_alone_adopts_nothing() -> None:
    given(*TEAM, proposed()).when(AdoptPolicy("1", ANNA, TODAY)).then(PolicyEndorsed("1", "zorg", ANNA))


def test_the_second_side_adopts() -> None:
    adopted("1", given(*TEAM, proposed())).then(
        PolicyEndorsed("1", "politie", BRAM), PolicyAdopted("1", policy(), ANNA, BRAM)
    )


def test_two_people_of_one_side_are_one_side() -> None:
    story = given(*TEAM, proposed()).when(AdoptPolicy("1", ANNA, TODAY))
    story.when(AdoptPolicy("1", EVA, TODAY)).then()


def test_agreeing_with_what_holds_changes_nothing() -> None:
    adopted("1", given(*TEAM, proposed())).when(AdoptPolicy("1", ANNA, TODAY)).then()


def test_a_new_policy_retires_the_one_before() -> None:
    story = adopted("2", adopted("1", given(*TEAM, proposed("1"), proposed("2"))))
    story.then(
        PolicyEndorsed("2", "politie", BRAM),
        PolicyRetired("1", "2"),
        PolicyAdopted("2", policy("2"), ANNA, BRAM),
    )


def test_a_retired_policy_comes_back_under_a_new_version_only() -> None:
    story = adopted("2", adopted("1", given(*TEAM, proposed("1"), proposed("2"))))
    story.when(AdoptPolicy("1", ANNA, TODAY)).then_refused("beleid.vervallen")


def test_what_was_not_proposed_is_not_adopted() -> None:
    given(*TEAM).when(AdoptPolicy("9", ANNA, TODAY)).then_refused("beleid.onbekend")


def test_only_a_kernteam_adopts() -> None:
    given(*TEAM, proposed()).when(AdoptPolicy("1", CARLA, TODAY)).then_refused("rol.kernteam")
