"""Somebody says they are of police or justice: first call back, on a number that is known here."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from domain.appointments import AppointmentEnded, PersonAppointed
from domain.attempts import AttemptRefused, kept_of
from domain.disclosure.called import (
    PoliceRequestAnswered,
    PoliceRequestCalledBack,
    PoliceRequestReceived,
    PoliceRequestRefused,
    Way,
)
from domain.disclosure.calling import AnswerCall, CallBack, ReceiveCall
from domain.disclosure.events import DisclosureRequested, References
from domain.events import Event
from domain.partners import OrganisationAdded
from domain.words import CallId, OrganisationId, PersonId
from tests.unit.domain.sharing import D1, FLOOR, GIJS, WORLD
from tests.unit.domain.sharing import request as requesting
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, BRAM, CARLA, EVA, MEES, NOOR, OTHER_UNIT, TODAY, UNIT

C1 = CallId("t-1")
RECEIVED = PoliceRequestReceived(
    MEES, C1, UNIT, "de heer Mulder", "06-99999999", "art. 126nd Sv", "Woont zij daar?", CARLA
)
CALLED = PoliceRequestCalledBack(MEES, C1, GIJS, "0118-555123", confirmed=True, by=CARLA)
OFFICE, LOTTE = OrganisationId("parket-zeeland"), PersonId("lotte")
PROSECUTION = (
    OrganisationAdded(OFFICE, "parket", "Parket Zeeland"),
    PersonAppointed(LOTTE, OFFICE, "om", date(2026, 1, 1), None, "Lotte de Wit", "0118-555999"),
)


def asked(**changes: Any) -> DisclosureRequested:
    """The request of the gate that follows: police at the coast are told, by the same worker."""
    (event,) = given(*WORLD).when(requesting("CONFLICT_VAN_PLICHTEN", danger="ernstig")).happened
    assert isinstance(event, DisclosureRequested)
    return structs.replace(event, **changes)


ASKED = asked()


def receive(**changes: Any) -> ReceiveCall:
    plain = ReceiveCall(
        MEES,
        C1,
        CARLA,
        TODAY,
        UNIT,
        "de heer Mulder",
        "06-99999999",
        "art. 126nd Sv",
        "Woont zij daar?",
    )
    return structs.replace(plain, **changes)


def back(contact: Any = GIJS, **changes: Any) -> CallBack:
    return structs.replace(CallBack(MEES, C1, CARLA, TODAY, UNIT, contact, confirmed=True), **changes)


def answer(what: Any = "naar_aanvraag", **changes: Any) -> AnswerCall:
    plain = AnswerCall(MEES, C1, CARLA, TODAY, UNIT, what, "Na overleg.", D1)
    return structs.replace(plain, **changes)


def test_a_call_is_recorded_with_who_they_say_they_are_and_the_rule_they_invoke() -> None:
    given(*WORLD).when(receive()).then(RECEIVED).when(receive()).then()
    given(*WORLD).when(receive(question="")).then_refused("telefoon.vraag")


def test_one_calls_back_on_the_number_of_the_appointment_and_never_on_the_callers() -> None:
    given(*WORLD, RECEIVED).when(back()).then(CALLED)
    assert "number" not in CallBack.__struct_fields__
    no = given(*WORLD, RECEIVED).when(back(BRAM)).then_refused("telefoon.nummer")
    assert "nooit het nummer dat de vrager gaf" in no.remedy


def test_who_is_no_longer_appointed_there_is_not_called() -> None:
    ended = AppointmentEnded(GIJS, UNIT, "avim", TODAY)
    given(*WORLD, RECEIVED, ended).when(back()).then_refused("telefoon.nummer")


def test_nothing_is_taken_up_before_calling_back() -> None:
    no = given(*WORLD, RECEIVED).when(answer()).then_refused("telefoon.terugbellen")
    kept = kept_of(answer(), no.code, CARLA)
    assert kept == PoliceRequestRefused(MEES, C1, "antwoorden", "telefoon.terugbellen", CARLA)


def test_a_request_that_the_unit_does_not_know_is_not_taken_up() -> None:
    unknown = structs.replace(CALLED, confirmed=False)
    given(*WORLD, RECEIVED, unknown).when(answer()).then_refused("telefoon.niet_bevestigd")


def test_police_name_the_rule_by_which_they_ask() -> None:
    silent = structs.replace(RECEIVED, rule="")
    given(*WORLD, silent, CALLED).when(answer()).then_refused("telefoon.regel")


def test_a_verified_request_goes_on_as_a_request_that_passes_the_gate() -> None:
    taken_up = PoliceRequestAnswered(MEES, C1, "naar_aanvraag", "Na overleg.", CARLA, D1)
    story = given(*WORLD, RECEIVED, CALLED, ASKED).when(answer())
    story.then(taken_up).when(answer()).then_refused("telefoon.onbekend")
    given(*WORLD, RECEIVED, CALLED).when(answer(disclosure=None)).then_refused("telefoon.aanvraag")


def test_refusing_can_always_with_a_reason() -> None:
    refused = PoliceRequestAnswered(MEES, C1, "geweigerd", "Na overleg.", CARLA)
    given(*WORLD, RECEIVED).when(answer("geweigerd", disclosure=None)).then(refused)
    given(*WORLD, RECEIVED).when(answer("geweigerd", reasons="")).then_refused("telefoon.reden")


def test_a_call_that_was_never_recorded_has_no_answer() -> None:
    given(*WORLD).when(answer()).then_refused("telefoon.onbekend")
    given(*WORLD, RECEIVED).when(answer(unit=OTHER_UNIT)).then_refused("telefoon.onbekend")
    no = given().when(receive()).then_refused("casus.onbekend")
    assert kept_of(receive(), no.code, CARLA) == AttemptRefused("ontvangen", "casus.onbekend", CARLA)


def test_the_rule_may_be_named_when_they_are_called_back() -> None:
    silent = structs.replace(RECEIVED, rule="")
    named = structs.replace(CALLED, rule="art. 126nd Sv")
    given(*WORLD, silent).when(back(rule="art. 126nd Sv")).then(named)
    taken_up = PoliceRequestAnswered(MEES, C1, "naar_aanvraag", "Na overleg.", CARLA, D1)
    given(*WORLD, silent, named, CALLED, ASKED).when(answer()).then(taken_up)


@pytest.mark.parametrize(
    "before",
    [
        (RECEIVED, CALLED),
        (ASKED, RECEIVED, CALLED),
        (RECEIVED, CALLED, asked(case=NOOR)),
        (RECEIVED, CALLED, asked(organisation=OTHER_UNIT)),
        (RECEIVED, CALLED, asked(organisation=None)),
        (
            RECEIVED,
            ASKED,
            PoliceRequestAnswered(MEES, CallId("t-2"), "naar_aanvraag", ".", CARLA, D1),
            CALLED,
        ),
    ],
    ids=["never made", "made before", "another case", "another unit", "nobody of the partners", "taken"],
)
def test_a_call_is_taken_up_by_a_request_about_this_case_for_who_asked_and_made_since(
    before: tuple[Event, ...],
) -> None:
    given(*WORLD, *before).when(answer()).then_refused("telefoon.andere_aanvraag")


def test_the_prosecutor_is_called_back_on_a_known_number_and_asks_by_a_demand() -> None:
    received = structs.replace(RECEIVED, unit=OFFICE)
    called = structs.replace(CALLED, contact=LOTTE, number="0118-555999")
    world = (*WORLD, *PROSECUTION, received)
    given(*world).when(back(LOTTE, unit=OFFICE)).then(called)
    given(*world).when(back(GIJS, unit=OFFICE)).then_refused("telefoon.nummer")
    demand = asked(recipient="om", organisation=None, references=References(vordering="2026-17"))
    taken_up = PoliceRequestAnswered(MEES, C1, "naar_aanvraag", "Na overleg.", CARLA, D1)
    given(*world, called, demand).when(answer(unit=OFFICE)).then(taken_up)
    no_demand = structs.replace(demand, references=References())
    given(*world, called, no_demand).when(answer(unit=OFFICE)).then_refused("telefoon.andere_aanvraag")


@pytest.mark.parametrize("way", ["brief", "aan_de_deur"])
def test_a_letter_or_a_visitor_is_verified_as_a_caller_is(way: Way) -> None:
    received = structs.replace(RECEIVED, way=way)
    given(*WORLD).when(receive(way=way)).then(received)
    given(*WORLD, received, ASKED).when(answer()).then_refused("telefoon.terugbellen")
    given(*WORLD, received).when(back()).then(CALLED)


@pytest.mark.parametrize("who", [EVA, GIJS, PersonId("onbekend")])
def test_nobody_else_than_who_works_with_the_case_deals_with_a_call(who: PersonId) -> None:
    for command in (receive(by=who), back(by=who), answer("geweigerd", by=who)):
        given(*WORLD, RECEIVED, CALLED).when(command).then_refused("telefoon.rol")


@pytest.mark.parametrize("who", [CARLA, FLOOR, ANNA])
def test_who_works_with_the_case_or_leads_at_its_facility_deals_with_a_call(who: PersonId) -> None:
    given(*WORLD).when(receive(by=who)).then(structs.replace(RECEIVED, by=who))
