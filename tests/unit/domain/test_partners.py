"""The proeftuin: it begins once, partners join once, pairs and convenants are between partners."""

from datetime import date
from functools import reduce

from msgspec import structs

from domain.convenant import EndConvenant, ReviewConvenant, SignConvenant
from domain.joining import AddOrganisation, PairUnit, StartProeftuin
from domain.partners import (
    ConvenantEnded,
    ConvenantReviewed,
    ConvenantSigned,
    FacilityJoined,
    OrganisationAdded,
    Partners,
    ProeftuinStarted,
    UnitPaired,
    evolve_partners,
    review_due,
    signed_by,
    sits_at,
)
from domain.words import OrganisationId
from tests.unit.domain.story import given
from tests.unit.domain.world import CONVENANT, DUIN, HAVEN, OTHER_UNIT, PARTNERS, TODAY, TOMORROW, UNIT

REGION = OrganisationId("regio")


def test_a_proeftuin_begins_once_and_its_coordination_is_its_first_partner() -> None:
    story = given().when(StartProeftuin("Kust", REGION))
    story.then(
        ProeftuinStarted("Kust", REGION),
        OrganisationAdded(REGION, "zorgcoordinatie", "Zorgcoördinatie mensenhandel"),
    )
    story.when(StartProeftuin("Kust", REGION)).then_refused("proeftuin.begonnen")


def test_a_facility_joins_and_another_organisation_is_added() -> None:
    given().when(AddOrganisation(HAVEN, "instelling", "De Haven")).then(FacilityJoined(HAVEN, "De Haven"))
    given().when(AddOrganisation(UNIT, "eenheid", "Kust")).then(OrganisationAdded(UNIT, "eenheid", "Kust"))


def test_an_organisation_takes_part_once() -> None:
    story = given(*PARTNERS)
    story.when(AddOrganisation(HAVEN, "instelling", "De Haven")).then_refused("partner.bekend")


def test_a_facility_is_paired_with_a_unit_and_pairing_again_changes_nothing() -> None:
    given(*PARTNERS).when(PairUnit(DUIN, OTHER_UNIT)).then(UnitPaired(DUIN, OTHER_UNIT)).when(
        PairUnit(DUIN, OTHER_UNIT)
    ).then()


def test_only_a_facility_and_a_unit_that_take_part_are_paired() -> None:
    given(*PARTNERS).when(PairUnit(UNIT, UNIT)).then_refused("partner.instelling")
    given(*PARTNERS).when(PairUnit(HAVEN, DUIN)).then_refused("partner.eenheid")


def test_only_partners_sign_a_convenant_and_the_refusal_names_the_strangers() -> None:
    command = SignConvenant("2026", (HAVEN, OrganisationId("elders")), date(2026, 1, 1), date(2027, 1, 1))
    refused = given(*PARTNERS).when(command).then_refused("convenant.partner")
    assert "elders" in refused.sentence


def test_a_convenant_has_a_length() -> None:
    command = SignConvenant("2026", (HAVEN, UNIT), TODAY, TODAY)
    given(*PARTNERS).when(command).then_refused("convenant.periode")


def test_a_convenant_is_signed_by_partners_for_a_period() -> None:
    command = SignConvenant("2026", (HAVEN, UNIT), date(2026, 1, 1), date(2027, 1, 1))
    given(*PARTNERS).when(command).then(
        ConvenantSigned("2026", (HAVEN, UNIT), date(2026, 1, 1), date(2027, 1, 1))
    )


def test_a_convenant_ends_with_a_reason() -> None:
    story = given(*PARTNERS, CONVENANT)
    story.when(EndConvenant("2026", TODAY, " ")).then_refused("convenant.reden")
    story.when(EndConvenant("2026", TODAY, "opgezegd")).then(ConvenantEnded("2026", TODAY, "opgezegd")).when(
        EndConvenant("2026", TODAY, "opgezegd")
    ).then_refused("convenant.geen")


def test_the_end_of_an_earlier_convenant_leaves_the_one_that_holds() -> None:
    view = evolve_partners(Partners(convenant=CONVENANT), ConvenantEnded("2025", TODAY, "vernieuwd"))
    assert view.convenant == CONVENANT


def test_a_table_has_a_convenant_of_its_own_beside_that_of_the_proeftuin() -> None:
    sign = SignConvenant("tafel", (HAVEN,), date(2026, 1, 1), date(2027, 1, 1), "zorgtafel")
    story = given(*PARTNERS, CONVENANT).when(sign)
    story.when(sign).then()
    story.when(structs.replace(sign, table="")).then_refused("convenant.bestaat")
    story.when(structs.replace(sign, convenant="2026")).then_refused("convenant.bestaat")
    view = reduce(evolve_partners, (CONVENANT, *story.happened), Partners())  # type: ignore[arg-type]  # of partners alone
    assert sits_at(view, TODAY, HAVEN, "zorgtafel", "tafel")
    assert not sits_at(view, TODAY, UNIT, "zorgtafel", "tafel")
    assert not sits_at(view, TODAY, HAVEN, "zorgtafel", "2026")
    assert signed_by(view, TODAY, HAVEN, UNIT), "the proeftuin's own goes on"
    ended = evolve_partners(view, ConvenantEnded("tafel", TODAY, "opgezegd"))
    assert (ended.tables, ended.convenant) == ({}, CONVENANT)
    story.when(EndConvenant("tafel", TODAY, "opgezegd")).then(ConvenantEnded("tafel", TODAY, "opgezegd"))


def test_partners_look_at_their_convenant_again_and_say_when_next() -> None:
    story = given(*PARTNERS, CONVENANT)
    later = date(2027, 3, 1)
    review = ReviewConvenant("2026", TODAY, "blijft", later, TODAY)
    story.when(review).then(ConvenantReviewed("2026", TODAY, "blijft", later))
    view = Partners(convenant=CONVENANT)
    assert review_due(Partners(), 365) is None
    assert review_due(view, 365) == date(2027, 1, 1)
    view = evolve_partners(view, ConvenantReviewed("2025", TODAY, "stoppen", TODAY))
    assert review_due(view, 365) == date(2027, 1, 1), "another convenant was looked at"
    view = evolve_partners(view, ConvenantReviewed("2026", TODAY, "blijft", later))
    assert review_due(view, 365) == later
    assert review_due(evolve_partners(view, CONVENANT), 365) == date(2027, 1, 1), "signing begins anew"


def test_only_the_convenant_that_holds_is_looked_at_on_a_day_that_came() -> None:
    story = given(*PARTNERS, CONVENANT)
    later = date(2027, 3, 1)
    story.when(ReviewConvenant("2025", TODAY, "blijft", later, TODAY)).then_refused("convenant.geen")
    story.when(ReviewConvenant("2026", TOMORROW, "blijft", later, TODAY)).then_refused("convenant.dag")
    story.when(ReviewConvenant("2026", TODAY, "blijft", TODAY, TODAY)).then_refused("convenant.volgende")
