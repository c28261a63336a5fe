"""Known and not shared: the days stand beside the score until care tells police or a reporting place."""

from datetime import date

import pytest
from msgspec import structs

from domain.case_facts import scored
from domain.channels.events import ReportId, ReportMade
from domain.disclosure.events import DisclosureReleased, SharingForgone
from domain.disclosure.silence import acting, days_unshared
from domain.events import Event
from domain.scoring.facts import Signal
from tests.unit.domain.sharing import OPEN, left, release, told_signal
from tests.unit.domain.story import given
from tests.unit.domain.world import CARLA, MEES, TODAY, agreements

SEEN = scored(told_signal("s-feit"))
LATER = structs.replace(SEEN, id="s-2", observed_on=date(2026, 3, 1))
RELEASED = left(given(*OPEN).when(release()))
REPORT = ReportMade(MEES, ReportId("m-1"), "veilig_thuis", CARLA, "1")
BETWEEN = date(2026, 2, 25)
"""A day after the first signal and before the second."""


def days(signals: list[Signal], *events: Event, day: date = TODAY) -> int:
    return days_unshared(signals, [(day, event) for event in events], agreements(), TODAY)


def released(**changes: str) -> DisclosureReleased:
    return structs.replace(RELEASED, **changes)


def test_days_are_counted_from_the_first_signal_that_counts() -> None:
    assert days([LATER, SEEN]) == 10
    assert days([LATER, structs.replace(SEEN, retracted=True)]) == 1
    assert days([structs.replace(SEEN, polarity="weerlegt")]) == 0
    assert days([]) == 0


@pytest.mark.parametrize("told", [RELEASED, released(recipient="veilig_thuis"), REPORT])
def test_telling_police_or_a_reporting_place_breaks_the_silence(told: Event) -> None:
    assert days([SEEN, LATER], told) == 0


@pytest.mark.parametrize(
    "told", [released(recipient="huisarts"), released(recipient="instelling", ground="WPG_20")]
)
def test_a_doctor_who_knows_and_what_police_give_break_no_silence_of_care(told: Event) -> None:
    assert days([SEEN, LATER], told) == 10


POWERLESS = {"zorgtafel", "csg", "huisarts", "riec_liec"}
"""Places that help or talk along, and cannot act on exploitation themselves."""


@pytest.mark.parametrize("channel", sorted(agreements().channels))
def test_a_report_breaks_the_silence_where_somebody_can_act_on_exploitation(channel: str) -> None:
    assert days([SEEN, LATER], structs.replace(REPORT, channel=channel)) == (
        10 if channel in POWERLESS else 0
    )


def test_who_hears_of_it_through_the_gate_or_a_channel_is_judged_alike() -> None:
    for one in agreements().channels.values():
        if one.recipient:
            assert (one.recipient in acting(agreements())) == bool(one.acts)


def test_agreements_from_before_channels_said_what_they_can_do_still_know_the_police() -> None:
    silent = {code: structs.replace(one, acts="") for code, one in agreements().channels.items()}
    before = structs.replace(agreements(), channels=silent)
    for channel, counted in (("avim", 0), ("veilig_thuis", 0), ("huisarts", 10)):
        told = structs.replace(REPORT, channel=channel)
        assert days_unshared([SEEN, LATER], [(TODAY, told)], before, TODAY) == counted


@pytest.mark.parametrize("told", [RELEASED, REPORT])
def test_what_is_seen_after_a_report_is_counted_again(told: Event) -> None:
    assert days([SEEN, LATER], told, day=BETWEEN) == 1
    assert days([SEEN], told, day=BETWEEN) == 0


@pytest.mark.parametrize(("review", "counted"), [(date(2026, 3, 20), 0), (TODAY, 10)])
def test_a_decision_not_to_share_holds_until_the_day_to_look_again(review: date, counted: int) -> None:
    assert days([SEEN], SharingForgone(MEES, "De hulp werkt.", review, CARLA)) == counted
