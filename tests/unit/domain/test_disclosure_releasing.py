"""Between the request and the release: every rule of the gate, met once kept and once broken."""

from datetime import date, timedelta

import pytest
from msgspec import structs

from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.cases.events import CaseClosed
from domain.consent.events import ConsentLimited, ConsentRefused, ConsentWithdrawn, Giver
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureApproved,
    DisclosureDenied,
    References,
)
from domain.events import Event
from domain.partners import ConvenantEnded
from domain.words import DisclosureId, PersonId, Role, SignalId
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
from tests.unit.domain.world import BRAM, CARLA, DIRK, HAVEN, MEES, TODAY, UNIT


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


def in_place_of_another(person: PersonId, role: Role) -> tuple[Event, ...]:
    """Dirk holds the same role, and this person is his substitute."""
    return (
        PersonAppointed(DIRK, HAVEN, role, date(2026, 1, 1)),
        SubstituteAppointed(DIRK, person, HAVEN, role, date(2026, 1, 1)),
    )


@pytest.mark.parametrize("asked", ["hulpverlener", "aandachtsfunctionaris"])
def test_whose_appointment_ended_releases_nothing_in_the_place_of_another(asked: Role) -> None:
    gone = (*in_place_of_another(CARLA, asked), AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY))
    given(*OPEN, *gone).when(release()).then_refused("aanvrager.aanstelling")


def test_an_approval_in_a_role_that_ended_does_not_stand_on_the_place_of_another() -> None:
    gone = AppointmentEnded(FLOOR, HAVEN, "aandachtsfunctionaris", TODAY)
    still = PersonAppointed(FLOOR, HAVEN, "hulpverlener", date(2026, 1, 1))
    place = in_place_of_another(FLOOR, "aandachtsfunctionaris")
    given(*OPEN, *place, gone).when(release()).then_refused("goedkeuring.rol")
    given(*OPEN, *place, still, gone).when(release()).then_refused("goedkeuring.rol")


def test_who_has_the_case_shares_nothing_from_a_role_that_works_with_nobody() -> None:
    other = PersonAppointed(CARLA, HAVEN, "beheerder", date(2026, 1, 1))
    gone = AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY)
    given(*OPEN, *in_place_of_another(CARLA, "hulpverlener"), other, gone).when(release()).then_refused(
        "aanvrager.rol"
    )


def test_a_substitute_who_is_there_approves_as_the_one_they_replace() -> None:
    place = in_place_of_another(PersonId("yara"), "aandachtsfunctionaris")
    approved = DisclosureApproved(MEES, D1, PersonId("yara"))
    assert left(given(*without(OPEN, APPROVED), *place, approved).when(release())).by == CARLA


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
