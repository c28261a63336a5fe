"""Between the request and the release: every rule of the gate, met once kept and once broken."""

from datetime import date, timedelta

import pytest
from msgspec import structs

from domain.appointments import AppointmentEnded
from domain.cases.events import CaseClosed
from domain.consent.events import ConsentLimited, ConsentRefused, ConsentWithdrawn, Giver
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureApproved,
    DisclosureDenied,
    References,
)
from domain.events import Event
from domain.partners import ConvenantEnded, ConvenantSigned
from domain.words import DisclosureId, SignalId
from tests.unit.domain.sharing import (
    APPROVED,
    CARRIED,
    CONFLICT,
    CONSENT,
    D1,
    DECIDED,
    DETECTIVE,
    FLOOR,
    FOUND,
    GIJS,
    INFORMED,
    NOW,
    OPEN,
    READY,
    STEPS,
    TOLD,
    WEIGHED,
    WORLD,
    approve,
    left,
    release,
    requested,
    told_signal,
    without,
)
from tests.unit.domain.steps import recorded
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, CARLA, DUIN, HAVEN, MEES, TODAY, TOMORROW, UNIT


def test_with_consent_and_everything_done_it_leaves_with_its_record() -> None:
    event = left(given(*OPEN).when(release()))
    assert (event.recipient, event.organisation, event.purpose) == ("avim", UNIT, "veiligheid")
    assert (event.ground, event.consent, event.agreements) == ("TOESTEMMING", "toe-1", "1")
    assert event.article.startswith("AVG")
    assert event.fields == ("identiteit", "signalen")
    assert event.signals == (SignalId("s-feit"), SignalId("s-gezien"))
    assert len(event.digest) == 64
    assert event.assess_due_at == NOW + timedelta(hours=72)
    assert event.feedback_on == date(2026, 3, 16)
    assert event.keep_until == date(2027, 3, 2)
    assert not event.exchange


def test_an_approval_alone_releases_nothing_and_only_who_asked_releases() -> None:
    given(*WORLD, CONSENT, CARRIED, TOLD, INFORMED).when(approve()).then(APPROVED)
    given(*OPEN).when(release(by=FLOOR)).then_refused("verstrekking.aanvrager")


def test_it_leaves_once() -> None:
    story = given(*OPEN).when(release())
    story.when(release()).then_refused("verstrekking.gedaan")


@pytest.mark.parametrize(
    ("past", "code"),
    [
        (without(OPEN, CONSENT), "toestemming.dekt_niet"),
        ((*OPEN, ConsentWithdrawn(MEES, "toe-1", Giver("client"))), "toestemming.dekt_niet"),
        (
            (
                *OPEN,
                ConsentLimited(
                    MEES, "toe-1", Giver("client"), ("avim",), ("veiligheid",), ("feiten",), date(2026, 12, 1)
                ),
            ),
            "toestemming.dekt_niet",
        ),
        (
            (
                *OPEN,
                ConsentRefused(
                    MEES, TODAY, Giver("client"), ("avim",), ("veiligheid",), ("feiten",), "bang", "nee"
                ),
            ),
            "toestemming.dekt_niet",
        ),
        (without(OPEN, APPROVED), "goedkeuring.ontbreekt"),
        ((*OPEN, AppointmentEnded(FLOOR, HAVEN, "aandachtsfunctionaris", TODAY)), "goedkeuring.rol"),
        ((*OPEN, AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY)), "aanvrager.aanstelling"),
        (
            (
                *OPEN,
                AppointmentEnded(GIJS, UNIT, "avim", TODAY),
                AppointmentEnded(BRAM, UNIT, "kernteam_politie", TODAY),
            ),
            "ontvanger.rol",
        ),
        (without(OPEN, TOLD), "vooraf.verteld"),
        (without(OPEN, INFORMED), "client.informeren"),
        (without(CONFLICT, WEIGHED), "weging.ontbreekt"),
        ((*CONFLICT, structs.replace(WEIGHED, outcome="zwijgen")), "weging.zwijgen"),
        ((*OPEN, DisclosureDenied(MEES, D1, "te vroeg", FLOOR)), "verstrekking.loopt_niet"),
        ((*OPEN, CaseClosed(MEES, TODAY, "afgerond")), "casus.gesloten"),
    ],
)
def test_one_thing_that_is_not_there_keeps_it_in(past: tuple[Event, ...], code: str) -> None:
    given(*past).when(release()).then_refused(code)


def test_a_refusal_says_that_there_is_more() -> None:
    no = given(*WORLD, CARRIED).when(release()).then_refused("goedkeuring.ontbreekt")
    assert "4 punten" not in no.remedy
    assert "nog 3 punten" in no.remedy


def test_a_single_report_on_conflict_of_duties_needs_no_convenant() -> None:
    ended = ConvenantEnded("2026", TODAY, "niet verlengd")
    assert left(given(*CONFLICT, ended).when(release())).consent == ""


def test_without_serious_danger_a_conflict_of_duties_opens_nothing() -> None:
    calm = requested("CONFLICT_VAN_PLICHTEN", danger="geen")
    given(*WORLD, calm, WEIGHED, *READY).when(release()).then_refused("weging.gevaar")


def test_a_real_chance_of_harm_without_consent_asks_advice_first_and_then_a_person() -> None:
    chance = (*WORLD, requested("CONFLICT_VAN_PLICHTEN", danger="reele_kans"), WEIGHED, *READY)
    given(*chance).when(release()).then_refused("weging.advies")
    asked = AdviceAsked(
        MEES, DisclosureId("d-9"), HAVEN, "zorgcoordinator", None, "Zie ik het goed?", "abc", TODAY, CARLA
    )
    left(given(*chance, asked).when(release()))


def test_acute_danger_waits_for_nobody() -> None:
    acute = requested(
        "VITAAL_BELANG", recipient="noodhulp", organisation=None, danger="acuut", without_consent="Weg."
    )
    event = left(given(*WORLD, acute).when(release(receiver=None)))
    assert event.assess_due_at is None
    calm = structs.replace(acute, danger="ernstig")
    given(*WORLD, calm).when(release(receiver=None)).then_refused("gevaar.niet_acuut")
    silent = structs.replace(acute, without_consent="")
    given(*WORLD, silent).when(release(receiver=None)).then_refused("toestemming.waarom_niet")


ACUTE = requested("VITAAL_BELANG", danger="acuut", without_consent="Weg.")
CALLED = structs.replace(DECIDED, route="acuut_112", danger="acuut")


def test_in_acute_danger_112_is_called_before_anybody_else_is_told() -> None:
    given(*WORLD, ACUTE).when(release()).then_refused("gevaar.eerst_112")
    left(given(*WORLD, CALLED, ACUTE).when(release()))
    told = structs.replace(ACUTE, disclosure=DisclosureId("d-9"), recipient="noodhulp", organisation=None)
    emergency = release(disclosure=DisclosureId("d-9"), receiver=None)
    left(given(*given(*WORLD, told).when(emergency).events, ACUTE).when(release()))


@pytest.mark.parametrize(
    ("past", "code"),
    [
        *[(without(OPEN, step), "stappenplan.stappen") for step in STEPS[:3]],
        (without(OPEN, FOUND), "stappenplan.stappen"),
        (without(OPEN, DECIDED), "stappenplan.besluit"),
        ((*OPEN, structs.replace(DECIDED, route="5a")), "stappenplan.besluit"),
        ((*OPEN, recorded("stap_4")), "stappenplan.besluit"),
        ((*OPEN, recorded("stap_4", v07_risico="reele_kans"), DECIDED), "stappenplan.gevaar"),
    ],
)
def test_what_leaves_follows_from_the_steps_and_their_decision(past: tuple[Event, ...], code: str) -> None:
    given(*past).when(release()).then_refused(code)


def test_acute_danger_and_a_demand_wait_for_no_step() -> None:
    bare = without(WORLD, *STEPS)
    acute = structs.replace(ACUTE, recipient="noodhulp", organisation=None)
    left(given(*bare, acute).when(release(receiver=None)))
    references = References("art. 126nd Sv", vordering="26/123", verschoning="Spreken helpt.")
    demand = requested(
        "VORDERING",
        recipient="om",
        organisation=None,
        purpose="wettelijke_plicht",
        categories=("feiten",),
        references=references,
    )
    left(given(*bare, demand, *READY).when(release(receiver=None)))


def test_a_table_is_told_under_the_convenant_of_that_table_alone() -> None:
    table = requested(
        "WGS",
        recipient="zorgtafel",
        organisation=None,
        references=References("art. 2", besluit="besluit 3"),
    )
    given(*WORLD, table, *READY).when(release(receiver=None)).then_refused("convenant.noemen")
    named = structs.replace(table.references, convenant="tafel-2026")
    asked = (*WORLD, structs.replace(table, references=named), *READY)
    ends = date(2027, 1, 1)
    of_table = ConvenantSigned("tafel-2026", (HAVEN,), date(2026, 1, 1), ends, "zorgtafel")
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


def test_the_name_of_a_colleague_in_a_text_keeps_the_package_in() -> None:
    named = structs.replace(told_signal("s-feit"), signal=SignalId("s-naam"), text="Carla zag het ook.")
    no = given(*OPEN, named).when(release()).then_refused("pakket.medewerker")
    assert "s-naam" in no.sentence
    assert "Carla" not in str(no)


def test_what_the_client_is_called_as_well_is_no_colleagues_name() -> None:
    named = structs.replace(told_signal("s-feit"), signal=SignalId("s-naam"), text="Mees kwam laat thuis.")
    same = structs.replace(DETECTIVE, name="Mees Mulder")
    left(given(*OPEN, named, same).when(release()))


def test_an_empty_package_does_not_leave() -> None:
    nothing = requested(categories=("netwerk",), tier=4, consent="")
    wide = structs.replace(CONSENT, categories=("netwerk",))
    given(*WORLD, wide, nothing, *READY).when(release()).then_refused("pakket.leeg")


def test_a_release_that_looked_at_other_organisations_looks_again() -> None:
    given(*OPEN).when(release(receiver=None)).then_refused("verstrekking.andere_partijen")
