"""The standing exchange about a listed case: at least six months, announced, ended with a reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.partners import ConvenantEnded, ConvenantSigned
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    ExchangeEndAnnounced,
    ExchangeEnded,
    ExchangeOpened,
)
from domain.watchlists.exchange import (
    AnnounceExchangeEnd,
    EndExchange,
    Exchange,
    OpenExchange,
    evolve_exchange,
    months_after,
    runs,
)
from domain.words import OrganisationId
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    CONVENANT,
    DUIN,
    HAVEN,
    MEES,
    OTHER_UNIT,
    PARTNERS,
    TODAY,
    UNIT,
    closed,
    registered,
)

LISTED = CaseListed(MEES, HAVEN, "hoog_risico", TODAY)
WORLD = (*PARTNERS, CONVENANT, *registered(MEES), LISTED)
SINCE, UNTIL = date(2026, 3, 31), date(2026, 9, 30)
OPENED = ExchangeOpened(MEES, HAVEN, UNIT, ("vermissing",), SINCE, UNTIL)


def opening(
    until: date = UNTIL,
    since: date = SINCE,
    unit: OrganisationId = UNIT,
    categories: tuple[str, ...] = ("vermissing",),
) -> OpenExchange:
    return OpenExchange(MEES, HAVEN, unit, categories, since, until)


def test_an_exchange_opens_for_a_listed_case_and_opening_it_again_changes_nothing() -> None:
    given(*WORLD).when(opening()).then(OPENED).when(opening()).then()


def test_six_calendar_months_is_the_least() -> None:
    refused = given(*WORLD).when(opening(date(2026, 9, 29))).then_refused("uitwisseling.termijn")
    assert "30-09-2026" in refused.remedy


def test_only_a_listed_case_is_exchanged_about() -> None:
    unlisted = (*PARTNERS, CONVENANT, *registered(MEES))
    given(*unlisted).when(opening()).then_refused("uitwisseling.lijst")
    given(*unlisted, LISTED, CaseDelisted(MEES, HAVEN, TODAY)).when(opening()).then_refused(
        "uitwisseling.lijst"
    )
    given(*unlisted, CaseListed(MEES, DUIN, "hoog_risico", TODAY)).when(opening()).then_refused(
        "uitwisseling.lijst"
    )


def test_a_facility_exchanges_with_the_unit_of_its_own_pair() -> None:
    given(*WORLD).when(opening(unit=OTHER_UNIT)).then_refused("uitwisseling.eenheid")


@pytest.mark.parametrize(
    "convenant",
    [
        (),
        (CONVENANT, ConvenantEnded("2026", TODAY, "opgezegd")),
        (ConvenantSigned("2026", (HAVEN, UNIT), date(2025, 1, 1), SINCE),),
        (ConvenantSigned("2026", (HAVEN, UNIT), date(2026, 4, 1), date(2028, 1, 1)),),
        (ConvenantSigned("2026", (DUIN, UNIT), date(2026, 1, 1), date(2028, 1, 1)),),
    ],
)
def test_an_exchange_needs_a_convenant_of_both_that_holds_on_its_first_day(
    convenant: tuple[ConvenantSigned | ConvenantEnded, ...],
) -> None:
    story = given(*PARTNERS, *convenant, *registered(MEES), LISTED)
    story.when(opening()).then_refused("uitwisseling.convenant")


def test_an_exchange_says_what_is_exchanged() -> None:
    given(*WORLD).when(opening(categories=())).then_refused("uitwisseling.soorten")


def test_one_exchange_runs_at_a_time_and_the_next_may_follow_it() -> None:
    given(*WORLD, OPENED).when(opening(date(2027, 9, 1), date(2026, 9, 29))).then_refused(
        "uitwisseling.loopt"
    )
    following = given(*WORLD, OPENED).when(opening(date(2027, 9, 1), UNTIL))
    assert following.happened


def test_an_exchange_is_about_a_case_that_is_worked_on() -> None:
    given(*PARTNERS, CONVENANT).when(opening()).then_refused("casus.onbekend")
    given(*PARTNERS, CONVENANT, *closed(MEES), LISTED).when(opening()).then_refused("casus.gesloten")


def test_leaving_the_list_does_not_end_the_exchange() -> None:
    view = Exchange()
    for event in (LISTED, OPENED, CaseDelisted(MEES, HAVEN, TODAY)):
        view = evolve_exchange(view, event)
    assert view.listed == {}
    assert runs(view, SINCE)


def test_an_exchange_runs_from_its_first_day_to_the_day_before_its_end() -> None:
    view = evolve_exchange(Exchange(), OPENED)
    days = [date(2026, 3, 30), SINCE, date(2026, 9, 29), UNTIL]
    assert [runs(view, day) for day in days] == [False, True, True, False]


def test_an_exchange_runs_on_to_its_end_when_the_next_is_opened_in_time() -> None:
    following = ExchangeOpened(MEES, HAVEN, UNIT, ("geld",), UNTIL, date(2027, 4, 1))
    view = evolve_exchange(evolve_exchange(Exchange(), OPENED), following)
    assert [runs(view, day) for day in (SINCE, date(2026, 9, 29), UNTIL)] == [True, True, True]
    assert not runs(evolve_exchange(view, ExchangeEnded(MEES, TODAY, "ingetrokken")), SINCE)


def test_the_end_is_announced_once_and_a_month_ahead() -> None:
    story = given(*WORLD, OPENED)
    story.when(AnnounceExchangeEnd(MEES, date(2026, 8, 29))).then()
    story.when(AnnounceExchangeEnd(MEES, date(2026, 8, 30))).then(ExchangeEndAnnounced(MEES, UNTIL)).when(
        AnnounceExchangeEnd(MEES, date(2026, 8, 31))
    ).then()


def test_an_exchange_ends_once_and_with_a_reason() -> None:
    story = given(*WORLD, OPENED)
    story.when(EndExchange(MEES, TODAY, " ")).then_refused("uitwisseling.reden")
    story.when(EndExchange(MEES, TODAY, "toestemming ingetrokken")).then(
        ExchangeEnded(MEES, TODAY, "toestemming ingetrokken")
    ).when(EndExchange(MEES, TODAY, "nog eens")).then_refused("uitwisseling.geen")


def test_no_end_is_announced_of_an_exchange_that_is_not_there() -> None:
    given(*WORLD).when(AnnounceExchangeEnd(MEES, TODAY)).then_refused("uitwisseling.geen")


def test_after_its_end_an_exchange_can_be_opened_again() -> None:
    given(*WORLD, OPENED, ExchangeEnded(MEES, TODAY, "klaar")).when(opening()).then(OPENED)


def test_a_month_after_the_last_day_of_a_long_month_is_the_last_of_the_short_one() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


@for_all(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-24, 24))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
