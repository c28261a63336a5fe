"""An auditor sees what was on a screen then, by which policy, why and for whom, and if the log is whole."""

import re
import sqlite3
from datetime import timedelta

import pytest

from tests.integration.web.serving import Served
from web.auditing import integrity, past

PLACE = "/terugkijken/instelling-2"


def scores(page: str) -> list[str]:
    return re.findall(r'<td class="n">(\d+,\d)</td>', page)


def test_a_past_evening_is_shown_as_it_was_frozen_and_under_its_policy(told: Served) -> None:
    browser = told.browser("ada")
    page = browser.gets(f"{PLACE}?dag=2026-04-10").text
    assert "Vrijdag 10 april 2026, zoals die avond was. Beleid" in page
    assert told.case("meisje-y") in page
    assert "meisje-y" not in page
    assert scores(page) != scores(browser.gets(PLACE).text)
    assert scores(browser.gets(f"{PLACE}?dag=2026-03-02").text) != scores(page)


def test_the_last_position_of_a_day_gives_the_list_of_that_evening(told: Served) -> None:
    browser = told.browser("ada")
    evening = told.world.known.calendar.evening(told.world.today() - timedelta(days=30))
    by_day = browser.gets(f"{PLACE}?dag={told.world.today() - timedelta(days=30)}").text
    by_position = browser.gets(f"{PLACE}?positie={evening}").text
    assert scores(by_day) == scores(by_position) != []


def test_any_position_between_is_made_again_from_the_log(told: Served) -> None:
    calendar = told.world.known.calendar
    day = told.world.today() - timedelta(days=37)  # the day on which several things came in
    begun, evening = calendar.begun(day), calendar.evening(day)
    assert begun is not None
    assert evening is not None
    page = told.browser("ada").gets(f"{PLACE}?positie={begun.position}")
    assert (page.status_code, f"na positie {begun.position}" in page.text) == (200, True)


def test_it_says_why_a_case_stood_there_then(told: Served) -> None:
    case = told.case("meisje-y")
    page = told.browser("ada").gets(f"{PLACE}?dag=2026-04-10&casus={case}").text
    assert f"Waarom stond {case} daar toen" in page
    assert "Blauwe plekken" in page
    assert "Klanten melden zich" not in page


def test_it_says_who_saw_the_list_that_day(told: Served) -> None:
    told.browser("mila").gets("/lijst/instelling-2")
    page = told.browser("ada").gets(PLACE).text
    assert "<b>mila</b>, kernteam, zorg, instelling-2" in page
    earlier = told.browser("ada").gets(f"{PLACE}?dag=2026-04-10").text
    assert "zag die dag niemand deze lijst" in earlier


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dag=2030-01-01", "is nog niet begonnen"),
        ("positie=999999", "Het logboek gaat van 1 tot en met"),
        ("positie=1", "Op die positie was er nog geen beleid."),
    ],
)
def test_what_is_no_moment_of_this_log_is_refused(told: Served, query: str, words: str) -> None:
    answer = told.browser("ada").gets(f"{PLACE}?{query}")
    assert (answer.status_code, words in answer.text) == (422, True)


def test_what_would_take_too_long_here_names_the_command(
    told: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "LONGEST_RUN", 10)
    monkeypatch.setattr(integrity, "LONGEST", 10)
    begun = told.world.known.calendar.begun(told.world.today() - timedelta(days=37))
    assert begun is not None
    answer = told.browser("ada").gets(f"{PLACE}?positie={begun.position}")
    assert (answer.status_code, "opplussen replay --until" in answer.text) == (422, True)
    assert "Gebruik: opplussen verify" in told.browser("ada").posts("/logboek").text


def test_a_facility_that_takes_no_part_is_not_found(told: Served) -> None:
    assert told.browser("ada").gets("/terugkijken/instelling-9").status_code == 404


@pytest.mark.parametrize("path", ["/terugkijken", PLACE, "/logboek"])
def test_looking_back_is_for_who_keeps_watch(told: Served, path: str) -> None:
    for persona in told.world.personas:
        status = told.browser(persona.person).gets(path).status_code
        assert status == (200 if persona.role == "auditor" else 403), persona.person


def test_the_log_is_whole_and_says_how_far_it_was_signed(pages: Served) -> None:
    browser = pages.browser("ada")
    assert "nog niet ondertekend" in browser.gets("/logboek").text
    with pages.world.sealed(False) as sealed:
        signed = sealed.sign(1_790_000_000).checkpoint.size
    page = browser.posts("/logboek").text
    assert "Het klopt: alles is nog wat er is ondertekend." in page
    assert f"<dd>{signed}</dd>" in page


def test_what_was_changed_afterwards_is_named_by_its_position(pages: Served) -> None:
    with pages.world.sealed(False) as sealed:
        sealed.sign(1_790_000_000)
    rows = pages.world.known.rows.url.database or ""
    with sqlite3.connect(rows.replace("rows.sqlite", "log.sqlite")) as log:
        log.execute("UPDATE events SET data = zeroblob(4) WHERE position = 40")
    page = pages.browser("ada").posts("/logboek").text
    assert "Klopt niet." in page
    assert "40" in page[page.index("Klopt niet.") : page.index("Bel de beheerder")]


def test_who_may_see_who_read_finds_a_case_without_its_name_in_an_address(told: Served) -> None:
    case = told.case("meisje-y")
    for person, name in (("frits", case), ("ada", case), ("daan", "meisje-y")):
        browser = told.browser(person)
        assert browser.gets("/toegang").status_code == 200
        sent = browser.posts("/toegang", name=name)
        assert (sent.status_code, sent.headers["location"]) == (303, f"/casus/{case}/lezers")
    assert told.browser("willemijn").gets("/toegang").status_code == 403


def test_whose_role_it_is_begins_there(told: Served) -> None:
    for person, page in (("ada", "/terugkijken"), ("frits", "/toegang")):
        assert told.browser(person).gets("/").headers["location"] == page
