"""What each ground asks for, met once kept and once broken."""

from datetime import date

import pytest
from msgspec import structs

from domain.cases.events import AgeBandEntered
from domain.disclosure.events import (
    DisclosureApproved,
    References,
)
from domain.partners import ConvenantEnded, ConvenantSigned
from domain.words import SignalId
from tests.unit.domain.sharing import (
    APPROVED,
    CARRIED,
    CONSENT,
    D1,
    GIJS,
    INFORMED,
    READY,
    WEIGHED,
    WORLD,
    left,
    release,
    requested,
    told_signal,
)
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, DUIN, HAVEN, MEES, TODAY, TOMORROW, UNIT

TABLE_2026 = ConvenantSigned("tafel-2026", (HAVEN,), date(2026, 1, 1), date(2027, 1, 1), "zorgtafel")


def test_a_table_is_told_after_a_weighing_and_by_its_own_number_of_the_case() -> None:
    table = requested(
        "WGS",
        recipient="zorgtafel",
        organisation=None,
        references=References("art. 2", convenant="tafel-2026", casus="T-7"),
    )
    past = (*WORLD, TABLE_2026)
    given(*past, table, *READY).when(release(receiver=None)).then_refused("weging.ontbreekt")
    unnamed = structs.replace(table, references=structs.replace(table.references, casus=" "))
    given(*past, unnamed, WEIGHED, *READY).when(release(receiver=None)).then_refused("grond.casus")
    left(given(*past, table, WEIGHED, *READY).when(release(receiver=None)))


def test_a_table_is_told_under_the_convenant_of_that_table_alone() -> None:
    table = requested(
        "WGS",
        recipient="zorgtafel",
        organisation=None,
        references=References("art. 2", casus="T-7"),
    )
    given(*WORLD, table, WEIGHED, *READY).when(release(receiver=None)).then_refused("convenant.noemen")
    named = structs.replace(table.references, convenant="tafel-2026")
    asked = (*WORLD, structs.replace(table, references=named), WEIGHED, *READY)
    of_table = TABLE_2026
    left(given(*asked, of_table).when(release(receiver=None)))
    for other in (
        structs.replace(of_table, convenant="tafel-2025"),
        structs.replace(of_table, table="overlegtafel"),
        structs.replace(of_table, table=""),
        structs.replace(of_table, partners=(DUIN,)),
        structs.replace(of_table, until=TODAY),
        structs.replace(of_table, since=TOMORROW),
    ):
        given(*asked, other).when(release(receiver=None)).then_refused("convenant.tafel")
    over = ConvenantEnded("tafel-2026", TODAY, "opgezegd")
    no = given(*asked, of_table, over).when(release(receiver=None)).then_refused("convenant.tafel")
    assert "convenant sign --table zorgtafel" in no.remedy
    given(*asked).when(release(receiver=None)).then_refused("convenant.tafel")


def test_a_full_referral_without_consent_says_why_less_does_not_do() -> None:
    whole = requested("CONFLICT_VAN_PLICHTEN", tier=4)
    given(*WORLD, whole, WEIGHED, *READY).when(release()).then_refused("weging.waarom_volledig")
    why = structs.replace(whole, why_full="AVIM kan zonder de adressen niet bij haar komen.")
    left(given(*WORLD, why, WEIGHED, *READY).when(release()))
    agreed = structs.replace(CARRIED, tier=4)
    left(given(*WORLD, CONSENT, agreed, *READY).when(release()))
    acute = requested(
        "VITAAL_BELANG",
        tier=4,
        recipient="noodhulp",
        organisation=None,
        danger="acuut",
        without_consent="Weg.",
    )
    left(given(*WORLD, acute).when(release(receiver=None)))


def test_a_right_to_report_is_for_danger_that_is_real() -> None:
    calm = requested(
        "MELDRECHT_VT", recipient="veilig_thuis", organisation=None, meldcode="Alle stappen.", danger="geen"
    )
    no = given(*WORLD, calm, INFORMED, APPROVED).when(release(receiver=None)).then_refused("gevaar.geen")
    assert "stap 5a" in no.remedy


def test_the_right_to_report_to_the_raad_is_about_a_minor() -> None:
    raad = requested(
        "MELDRECHT_JW",
        recipient="gi_raad",
        organisation=None,
        meldcode="Alle stappen.",
        references=References("art. 7.3.11"),
    )
    done = (*WORLD, raad, INFORMED, APPROVED)
    left(given(*done).when(release(receiver=None)))
    grown = AgeBandEntered(MEES, "18_plus", TODAY)
    given(*done, grown).when(release(receiver=None)).then_refused("grond.minderjarig")


def test_hit_or_no_hit_needs_a_convenant_beside_its_ground() -> None:
    hit = requested("CONFLICT_VAN_PLICHTEN", tier=2, categories=())
    ready = (*WORLD, hit, WEIGHED, *READY)
    assert left(given(*ready).when(release())).fields == ("bekend",)
    given(*ready, ConvenantEnded("2026", TODAY, "op")).when(release()).then_refused("convenant.geldt_niet")


def test_the_right_to_report_names_how_the_meldcode_was_followed() -> None:
    report = requested("MELDRECHT_VT", recipient="veilig_thuis", organisation=None)
    given(*WORLD, report, INFORMED, APPROVED).when(release(receiver=None)).then_refused("meldcode.ontbreekt")
    steps = structs.replace(report, meldcode="Alle vijf stappen; melden is nodig.")
    left(given(*WORLD, steps, INFORMED, APPROVED).when(release(receiver=None)))


@pytest.mark.parametrize(
    ("ground", "recipient", "reference"),
    [("WPG_20", "instelling", "besluit"), ("WPG_19", "instelling", "besluit")],
)
def test_a_ground_of_the_police_names_its_decision(ground: str, recipient: str, reference: str) -> None:
    of_police = told_signal("s-gezien", UNIT)
    asked = requested(
        ground,
        side="politie",
        giver=UNIT,
        organisation=HAVEN,
        recipient=recipient,
        categories=("waarnemingen",),
        by=GIJS,
    )
    theirs = release(by=GIJS, giver=UNIT, receiver=HAVEN)
    past = (*WORLD, structs.replace(of_police, signal=SignalId("s-politie")))
    seen = DisclosureApproved(MEES, D1, BRAM)
    given(*past, asked, seen).when(theirs).then_refused(f"grond.{reference}")
    named = structs.replace(asked, references=References(besluit="besluit 2026/4"))
    assert left(given(*past, named, seen).when(theirs)).signals == (SignalId("s-politie"),)


def test_a_demand_names_its_number_and_article_and_why_one_does_not_keep_silent() -> None:
    demand = requested(
        "VORDERING", recipient="om", organisation=None, purpose="wettelijke_plicht", categories=("feiten",)
    )
    whole = References("art. 126nd Sv", vordering="26/123", verschoning="De cliënt is gebaat bij spreken.")
    for gone in ("artikel", "vordering", "verschoning"):
        partly = structs.replace(demand, references=structs.replace(whole, **{gone: ""}))
        given(*WORLD, partly, *READY).when(release(receiver=None)).then_refused(f"grond.{gone}")
    answered = structs.replace(demand, references=whole)
    left(given(*WORLD, answered, *READY).when(release(receiver=None)))
