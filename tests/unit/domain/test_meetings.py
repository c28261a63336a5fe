"""A meeting of both kernteams: who was there, privacy as a fixed point, what was decided on which case."""

from datetime import date

from msgspec import structs

from domain.appointments import AppointmentEnded, SubstituteAppointed
from domain.cases.events import CaseMergedInto
from domain.meetings.holding import Decision, HoldMeeting, MeetingHeld
from domain.words import CaseId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    DIRK,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    NOOR,
    OTHER_UNIT,
    PARTNERS,
    SAM,
    TEAM,
    TODAY,
    TOMORROW,
    UNIT,
    closed,
    registered,
)

WATCH = Decision(MEES, "volgen", "Het is even rustig.", CARLA, date(2026, 4, 1))
MEET = HoldMeeting(
    HAVEN, UNIT, TODAY, (ANNA, BRAM, CARLA), "Wat wij delen staat in het convenant.", (WATCH,), ANNA, TODAY
)


def team() -> Story:
    return given(*PARTNERS, *TEAM, *registered(MEES), *closed(NOOR), *registered(SAM, DUIN))


def test_a_meeting_is_recorded_once_with_everything_that_was_said() -> None:
    held = MeetingHeld(HAVEN, UNIT, TODAY, MEET.attendees, MEET.privacy, (WATCH,))
    story = team().when(MEET).then(held)
    story.when(MEET).then()
    story.when(structs.replace(MEET, by=BRAM)).then()
    later = structs.replace(MEET, privacy="Er is niets veranderd.")
    story.when(later).then(structs.replace(held, privacy="Er is niets veranderd."))


def test_both_kernteams_attend_a_meeting_or_who_stands_in() -> None:
    team().when(structs.replace(MEET, attendees=(BRAM, CARLA))).then_refused("overleg.zorg")
    team().when(structs.replace(MEET, attendees=(BRAM, EVA))).then_refused("overleg.zorg")
    without = structs.replace(MEET, attendees=(ANNA, DIRK))
    team().when(without).then_refused("overleg.politie")
    stands_in = SubstituteAppointed(BRAM, DIRK, UNIT, "kernteam_politie", date(2026, 2, 1))
    assert given(*team().events, stands_in).when(without).happened
    ended = AppointmentEnded(BRAM, UNIT, "kernteam_politie", TODAY)
    given(*team().events, ended).when(MEET).then_refused("overleg.politie")


def test_who_was_there_writes_it_down() -> None:
    team().when(structs.replace(MEET, by=DIRK)).then_refused("overleg.verslag")


def test_privacy_is_a_fixed_point() -> None:
    team().when(structs.replace(MEET, privacy=" ")).then_refused("overleg.privacy")


def test_a_meeting_was_on_a_day_that_came() -> None:
    team().when(structs.replace(MEET, on=TOMORROW)).then_refused("overleg.toekomst")


def test_a_facility_meets_with_the_unit_of_its_own_pair() -> None:
    team().when(structs.replace(MEET, unit=OTHER_UNIT)).then_refused("overleg.eenheid")
    team().when(structs.replace(MEET, facility=DUIN)).then_refused("overleg.geen_eenheid")


def decided(decision: Decision) -> HoldMeeting:
    return structs.replace(MEET, decisions=(WATCH, decision))


def test_a_decision_is_on_a_case_of_the_facility_and_has_a_reason() -> None:
    assert team().when(decided(structs.replace(WATCH, case=NOOR, until=None))).happened, "also a closed one"
    elsewhere = decided(structs.replace(WATCH, case=SAM))
    assert "besluit 2" in team().when(elsewhere).then_refused("overleg.casus").sentence
    team().when(decided(structs.replace(WATCH, case=CaseId("niemand")))).then_refused("casus.onbekend")
    gone = given(*team().events, CaseMergedInto(MEES, NOOR))
    gone.when(MEET).then_refused("casus.samengevoegd")
    team().when(decided(structs.replace(WATCH, reason=""))).then_refused("overleg.reden")
    team().when(decided(structs.replace(WATCH, until=TODAY))).then_refused("overleg.termijn")


def test_a_refusal_repeats_nothing_that_was_said() -> None:
    refused = team().when(decided(structs.replace(WATCH, case=SAM))).then_refused("overleg.casus")
    assert WATCH.reason not in str(refused)
    assert MEET.privacy not in str(refused)
