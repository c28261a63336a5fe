"""Somebody calls and says they are of the police: first call back, on a number that is known here."""

from typing import Any

from msgspec import structs

from domain.appointments import AppointmentEnded
from domain.attempts import AttemptRefused, kept_of
from domain.disclosure.calling import (
    AnswerCall,
    CallBack,
    PoliceRequestAnswered,
    PoliceRequestCalledBack,
    PoliceRequestReceived,
    PoliceRequestRefused,
    ReceiveCall,
)
from domain.words import CallId
from tests.unit.domain.sharing import D1, GIJS, WORLD
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, CARLA, MEES, OTHER_UNIT, TODAY, UNIT

C1 = CallId("t-1")
RECEIVED = PoliceRequestReceived(
    MEES, C1, UNIT, "de heer Mulder", "06-99999999", "art. 126nd Sv", "Woont zij daar?", CARLA
)
CALLED = PoliceRequestCalledBack(MEES, C1, GIJS, "0118-555123", confirmed=True, by=CARLA)


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
    assert "nooit het nummer dat de beller gaf" in no.remedy


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
    story = given(*WORLD, RECEIVED, CALLED).when(answer())
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
