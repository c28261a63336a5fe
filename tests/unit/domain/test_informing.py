"""The client hears what was told about them: by a day, put off for a reason, and not for ever."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec import structs

from domain.advice.assembling import advise
from domain.advice.lines import Looked, Untold
from domain.appointments import AppointmentEnded
from domain.cases.events import CaseClosed
from domain.channels.events import (
    ReportClientInformed,
    ReportId,
    ReportInformingDeferred,
    ReportInformingDue,
    ReportMade,
)
from domain.channels.informing import DeferInformingOfReport, InformOfReport
from domain.channels.reporting import MakeReport
from domain.commands import Refused
from domain.disclosure.events import ClientInformed, ClientInformingDeferred, ClientInformingDue
from domain.disclosure.preparing import DeferInforming, InformClient
from domain.disclosure.thread import NOTHING, Released, evolve
from domain.informing import require_put_off
from domain.stappenplan.progress import Plan
from domain.words import PersonId
from tests.unit.domain.consents import aged, consented
from tests.unit.domain.sharing import D1, FLOOR, GIJS, OPEN, WORLD, release, requested
from tests.unit.domain.steps import START, decide, record, weighed
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ANNA, BRAM, CARLA, DIRK, HAVEN, MEES, TODAY, UNIT, agreements

TERMS = agreements().terms
MONTH, LONGEST = timedelta(days=TERMS.inform_days), timedelta(days=TERMS.inform_longest_days)
R1 = ReportId("m1")
ACUTE = requested(
    "VITAAL_BELANG", recipient="noodhulp", organisation=None, danger="acuut", without_consent="Weg."
)
RELEASED = given(*WORLD, ACUTE).when(release(receiver=None))
"""112 was told at once; nobody told the client."""
REPORTED = (
    weighed("ernstig", "nee", "nee")
    .when(decide("5b_conflict_van_plichten"))
    .when(MakeReport(MEES, R1, CARLA, TODAY, "avim", witness_told=True))
)


def inform(**changes: Any) -> InformClient:
    return structs.replace(
        InformClient(MEES, D1, CARLA, TODAY, HAVEN, None, "in een rustig gesprek"), **changes
    )


def later(review: date, **changes: Any) -> DeferInforming:
    plain = DeferInforming(MEES, D1, CARLA, TODAY, HAVEN, None, "veiligheid_client", "Hij leest mee.", review)
    return structs.replace(plain, **changes)


def of_report(**changes: Any) -> InformOfReport:
    return structs.replace(InformOfReport(MEES, R1, CARLA, TODAY, "in een rustig gesprek"), **changes)


def report_later(review: date, **changes: Any) -> DeferInformingOfReport:
    plain = DeferInformingOfReport(MEES, R1, CARLA, TODAY, "veiligheid_client", "Hij leest mee.", review)
    return structs.replace(plain, **changes)


def inform_on(story: Story) -> date | None:
    thread = NOTHING
    for event in story.events:
        if getattr(event, "disclosure", None) == D1:
            thread = evolve(thread, event)  # type: ignore[arg-type]  # all are of this thread
    assert isinstance(thread, Released)
    return thread.ready.inform_on


def test_what_left_in_acute_danger_is_told_to_the_client_by_a_day() -> None:
    assert ClientInformingDue(MEES, D1, TODAY + MONTH) in RELEASED.happened
    assert inform_on(RELEASED) == TODAY + MONTH
    assert inform_on(RELEASED.when(inform())) is None


def test_who_was_told_before_or_put_it_off_for_a_reason_owes_nothing_more() -> None:
    knows = given(*WORLD, ACUTE, ClientInformed(MEES, D1, "vooraf", CARLA)).when(release(receiver=None))
    assert not [one for one in knows.happened if isinstance(one, ClientInformingDue)]
    review = TODAY + timedelta(days=5)
    put_off = ClientInformingDeferred(MEES, D1, "veiligheid_client", "Hij leest mee.", review, CARLA)
    assert inform_on(given(*WORLD, ACUTE, put_off).when(release(receiver=None))) == review
    calm = given(*OPEN).when(release())
    assert not [one for one in calm.happened if isinstance(one, ClientInformingDue)]


def test_telling_is_put_off_to_a_day_that_is_not_too_far_and_not_for_ever() -> None:
    story = RELEASED.when(later(TODAY + MONTH))
    assert inform_on(story) == TODAY + MONTH
    no = RELEASED.when(later(TODAY + MONTH + timedelta(days=1))).then_refused("client.termijn")
    assert f"{TODAY + MONTH:%d-%m-%Y}" in no.remedy
    near = TODAY + LONGEST - timedelta(days=10)
    last = TODAY + LONGEST
    assert RELEASED.when(later(last, today=near)).refused is None
    RELEASED.when(later(last + timedelta(days=1), today=near)).then_refused("client.termijn")
    over = RELEASED.when(later(last + timedelta(days=9), today=last)).then_refused("client.te_lang")
    assert "90 dagen" in over.sentence
    assert RELEASED.when(inform(today=last)).refused is None, "telling can always"


def allowed(chosen: date, today: date, since: date | None) -> bool:
    try:
        require_put_off(TERMS, "Hij leest mee.", chosen, today, since)
    except Refused:
        return False
    return True


@for_all(st.integers(-40, 200), st.integers(-40, 200), st.one_of(st.none(), st.integers(0, 200)))
def test_a_day_that_is_allowed_is_after_today_and_before_every_last_day(
    review: int, passed: int, since: int | None
) -> None:
    day = TODAY + timedelta(days=passed)
    begun = None if since is None else day - timedelta(days=since)
    chosen = TODAY + timedelta(days=review)
    fits = day < chosen <= day + MONTH and (begun is None or chosen <= begun + LONGEST)
    assert allowed(chosen, day, begun) == fits


@pytest.mark.parametrize("who", [CARLA, FLOOR, ANNA])
def test_who_works_with_the_client_or_leads_there_tells_them(who: PersonId) -> None:
    assert RELEASED.when(inform(by=who)).refused is None
    assert RELEASED.when(later(TODAY + MONTH, by=who)).refused is None


@pytest.mark.parametrize("who", [GIJS, BRAM, DIRK])
def test_nobody_else_says_that_the_client_knows_or_hears_later(who: PersonId) -> None:
    RELEASED.when(inform(by=who)).then_refused("client.rol")
    RELEASED.when(later(TODAY + MONTH, by=who)).then_refused("client.rol")
    REPORTED.when(of_report(by=who)).then_refused("client.rol")
    REPORTED.when(report_later(TODAY + timedelta(days=3), by=who)).then_refused("client.rol")


def test_who_no_longer_leads_there_tells_nobody() -> None:
    ended = AppointmentEnded(FLOOR, HAVEN, "aandachtsfunctionaris", TODAY)
    given(*RELEASED.events, ended).when(inform(by=FLOOR)).then_refused("client.rol")


def test_a_report_without_consent_is_told_to_the_client_by_a_day() -> None:
    assert REPORTED.happened[1:] == (ReportInformingDue(MEES, R1, TODAY, TODAY + MONTH),)
    told = REPORTED.when(of_report())
    told.then(ReportClientInformed(MEES, R1, "in een rustig gesprek", CARLA)).when(of_report()).then()
    REPORTED.when(of_report(how=" ")).then_refused("client.hoe")
    told.when(report_later(TODAY + timedelta(days=3))).then_refused("melding.niet_te_vertellen")


def test_a_report_that_the_client_agreed_to_or_that_names_nobody_is_not_told_afterwards() -> None:
    start = weighed("ernstig", "nee", "nee").events
    agreed = given(*start, aged("18_plus"), consented("18_plus", recipients=("avim",)))
    made = agreed.when(decide("5b_toestemming")).when(
        MakeReport(MEES, R1, CARLA, TODAY, "avim", witness_told=True)
    )
    assert [type(one) for one in made.happened] == [ReportMade]
    made.when(of_report()).then_refused("melding.niet_te_vertellen")
    quiet = weighed("reele_kans", "nee", "ja").when(decide("5b_toestemming"))
    unknown = quiet.when(MakeReport(MEES, R1, PersonId("anoniem"), TODAY, "meld_misdaad_anoniem"))
    assert [type(one) for one in unknown.happened] == [ReportMade]


def test_112_is_told_to_the_client_afterwards_also_of_a_closed_case() -> None:
    closed = given(*START, CaseClosed(MEES, TODAY, "afgerond"))
    called = closed.when(MakeReport(MEES, R1, CARLA, TODAY, "noodnummer"))
    assert ReportInformingDue(MEES, R1, TODAY, TODAY + MONTH) in called.happened
    assert called.when(of_report()).refused is None


def test_a_call_to_112_that_only_a_decision_tells_of_is_told_to_the_client_by_a_day() -> None:
    call = ReportId(f"112-{TODAY.isoformat()}")
    called = given(*START).when(decide("acuut_112"))
    assert ReportInformingDue(MEES, call, TODAY, TODAY + MONTH) in called.happened
    called.when(of_report(report=call)).then(
        ReportClientInformed(MEES, call, "in een rustig gesprek", CARLA)
    ).when(of_report(report=call)).then()
    called.when(of_report(by=DIRK, report=call)).then_refused("client.rol")
    review = TODAY + timedelta(days=5)
    assert called.when(report_later(review, report=call)).happened
    told = called.when(MakeReport(MEES, R1, CARLA, TODAY, "noodnummer"))
    assert not [one for one in told.happened if isinstance(one, ReportInformingDue)], "one call is told once"


def test_telling_of_a_report_is_put_off_as_of_a_disclosure() -> None:
    review = TODAY + timedelta(days=5)
    put_off = ReportInformingDeferred(MEES, R1, "veiligheid_client", "Hij leest mee.", review, CARLA)
    REPORTED.when(report_later(review)).then(put_off).when(report_later(review)).then()
    REPORTED.when(report_later(review, explanation="")).then_refused("client.uitleg")
    REPORTED.when(report_later(TODAY + MONTH + timedelta(days=1))).then_refused("client.termijn")
    last = TODAY + LONGEST
    later_on = REPORTED.when(report_later(review)).when(report_later(last + MONTH, today=last))
    later_on.then_refused("client.te_lang")


@pytest.mark.parametrize(("days", "code"), [(0, "stappen.opnieuw"), (31, "stappen.opnieuw"), (30, None)])
def test_a_talk_is_put_off_no_longer_than_telling_the_client(days: int, code: str | None) -> None:
    day = (TODAY + timedelta(days=days)).isoformat()
    story = given(*START).when(record("stap_3_overslaan", opnieuw=day))
    assert (story.refused.code if story.refused else None) == code


def test_advice_names_what_the_client_has_to_hear_and_first_when_the_day_came() -> None:
    untold = Untold("m1", TODAY + timedelta(days=1), "report inform m1")
    looked = Looked(Plan(), agreements(), TODAY, untold=(untold,))
    assert untold.command in [line.command for line in advise(looked).besides]
    due = advise(structs.replace(looked, today=untold.until))
    assert due.first[0].command == "report inform m1"
    assert untold.command not in [line.command for line in due.besides]


def test_a_request_that_never_left_may_be_put_off_by_who_asked_it() -> None:
    waits = given(*WORLD, ACUTE)
    assert waits.when(later(TODAY + MONTH)).refused is None
    given(*WORLD).when(inform(receiver=UNIT)).then_refused("verstrekking.loopt_niet")
