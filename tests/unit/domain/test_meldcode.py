"""After acute danger of who is or may be a minor the meldcode follows, by a day, until it is written down."""

from datetime import timedelta

import pytest
from msgspec import structs

from domain.advice.assembling import advise
from domain.advice.lines import Looked
from domain.agreements.adopting import AgreementsAdopted
from domain.cases.events import AgeBand, AgeBandEntered, CaseClosed
from domain.channels.events import ReportId
from domain.channels.reporting import MakeReport
from domain.stappenplan.events import MeldcodeDue
from domain.stappenplan.progress import Plan, PlanEvent, evolve_plan
from tests.unit.domain.sharing import CASE, CONFLICT, READY, WEIGHED, WORLD, release, requested
from tests.unit.domain.steps import START, decide, record, recorded, weighed
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import CARLA, MEES, TODAY, TOMORROW, agreements

DUE = MeldcodeDue(MEES, TOMORROW)
CALLED = decide("acuut_112")


def of_age(band: AgeBand) -> AgeBandEntered:
    return AgeBandEntered(MEES, band, TODAY)


def due(story: Story) -> list[MeldcodeDue]:
    assert story.refused is None
    return [event for event in story.happened if isinstance(event, MeldcodeDue)]


def report(channel: str, number: str = "m1") -> MakeReport:
    return MakeReport(MEES, ReportId(number), CARLA, TODAY, channel, witness_told=True)


def looked(story: Story) -> Looked:
    plan = Plan()
    for event in story.events:
        if isinstance(event, PlanEvent):
            plan = evolve_plan(plan, event)
    return Looked(plan, agreements(), TODAY)


@pytest.mark.parametrize("band", ["onder_12", "12_15", "16_17"])
def test_after_acute_danger_the_meldcode_is_due_for_who_is_or_may_be_a_minor(band: AgeBand) -> None:
    assert due(given(*START, of_age(band)).when(CALLED)) == [DUE]
    assert due(given(*START).when(CALLED)) == [DUE], "the age is not known"
    assert due(given(*START, of_age("18_plus")).when(CALLED)) == []
    closed = given(*START, of_age(band), CaseClosed(MEES, TODAY, "afgerond"))
    assert due(closed.when(CALLED)) == [DUE]


def test_the_day_is_that_of_the_agreements_and_without_them_there_is_none() -> None:
    terms = structs.replace(agreements().terms, meldcode_days=3)
    longer = structs.replace(agreements(), terms=terms)
    adopted = AgreementsAdopted("2", longer, "samen", CARLA, CARLA)
    assert due(given(*START, adopted).when(CALLED)) == [MeldcodeDue(MEES, TODAY + timedelta(days=3))]
    without = tuple(one for one in START if not isinstance(one, AgreementsAdopted))
    assert due(given(*without).when(CALLED)) == []


def test_it_is_due_once_and_again_after_a_new_call() -> None:
    called = given(*START).when(CALLED)
    assert due(called.when(CALLED)) == []
    written = called.when(record("meldcode"))
    assert written.refused is None
    assert due(written.when(CALLED)) == [DUE]


def test_what_is_told_on_112_alone_asks_the_meldcode_once() -> None:
    assert due(given(*START).when(report("noodnummer"))) == [DUE]
    called = given(*START, *given(*START).when(CALLED).happened[:1])
    told = called.when(report("avim"))
    assert due(told) == [DUE], "112 was called before the meldcode was asked for"
    assert due(told.when(report("avim", "m2"))) == []
    assert due(called.when(record("meldcode")).when(report("avim"))) == []
    assert due(called.when(report("veilig_thuis"))) == [DUE], "telling Veilig Thuis is not all of it"


def test_a_release_in_acute_danger_asks_it_and_another_release_has_it_at_hand() -> None:
    acute = requested(
        "VITAAL_BELANG", recipient="noodhulp", organisation=None, danger="acuut", without_consent="Weg."
    )
    assert due(given(*WORLD, acute).when(release(receiver=None))) == [DUE]
    adult = [one for one in WORLD if not isinstance(one, AgeBandEntered)]
    assert due(given(*adult, of_age("18_plus"), acute).when(release(receiver=None))) == []
    assert of_age("16_17").band in [one.band for one in CASE if isinstance(one, AgeBandEntered)]


def test_a_release_that_rests_on_a_call_to_112_asks_it_as_well() -> None:
    called = given(*WORLD).when(CALLED).happened[:1]
    conflict = given(*WORLD, *called, requested("CONFLICT_VAN_PLICHTEN"), WEIGHED, *READY)
    assert due(conflict.when(release())) == [DUE], "112 was called before the meldcode was asked for"
    assert due(given(*CONFLICT).when(release())) == [], "the decision to report has it at hand"


def test_it_is_done_when_written_down_by_itself_or_with_a_decision_to_report() -> None:
    called = weighed("acuut", "nee", "nee").when(CALLED)
    assert looked(called).plan.meldcode_by == TOMORROW
    alone = called.when(record("meldcode", veilig_thuis="gemeld"))
    assert (looked(alone).plan.meldcode, looked(alone).plan.meldcode_by) == (True, None)
    reported = called.when(decide("5b_conflict_van_plichten"))
    assert looked(reported).plan.meldcode_by is None
    unfounded = given(*called.events, CaseClosed(MEES, TODAY, "ongegrond"))
    assert looked(unfounded).plan.meldcode_by is None
    ended = given(*called.events, CaseClosed(MEES, TODAY, "afgerond"))
    assert looked(ended).plan.meldcode_by == TOMORROW


def test_the_meldcode_is_written_down_whole() -> None:
    given(*START).when(record("meldcode", veilig_thuis="")).then_refused("formulier.onvolledig")


def test_advice_begins_with_the_meldcode_until_it_is_written_down() -> None:
    called = given(*START, of_age("16_17")).when(CALLED)
    now = looked(called)
    [first, *_] = advise(now).first
    assert (first.command, "Veilig Thuis" in first.text) == ("steps record meldcode", True)
    assert "03-03-2026" in first.text
    assert "Die dag ging voorbij." not in first.text
    late = advise(structs.replace(now, today=TOMORROW + timedelta(days=1))).first[0]
    assert late.text.endswith("Die dag ging voorbij.")
    assert ("meldcode, na acuut gevaar", None) in [(one.step, one.taken) for one in advise(now).steps]
    written = advise(looked(called.when(record("meldcode"))))
    assert "steps record meldcode" not in [line.command for line in written.first]
    assert ("meldcode, na acuut gevaar", TODAY) in [(one.step, one.taken) for one in written.steps]


def test_a_closed_case_still_says_that_the_meldcode_is_due() -> None:
    closed = given(*START, recorded("stap_1"), CaseClosed(MEES, TODAY, "afgerond")).when(CALLED)
    assert advise(looked(closed)).first[0].command == "steps record meldcode"
