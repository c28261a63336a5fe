"""Nobody comes in unseen, nothing changes for another site, and every answer says how it may be used."""

from datetime import timedelta

import pytest

from tests.integration.web.serving import HERE, Served
from web.gate import COOKIE, HEADERS
from web.routes import ROUTES
from web.sessions import IDLE


def test_every_route_that_is_served_stands_in_the_table(pages: Served) -> None:
    served = {
        (method, getattr(route, "path", ""))
        for route in pages.app.routes
        for method in (getattr(route, "methods", None) or ())
        if method != "HEAD"
    }
    static = {("GET", "/static/{digest}/{name}")}
    assert served == {(one.method, one.path) for one in ROUTES} | static


@pytest.mark.parametrize("route", [one for one in ROUTES if not one.is_open], ids=lambda one: one.path)
def test_who_is_not_logged_in_is_sent_to_the_door(read_only: Served, route) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a row of the table
    path = route.path.format(
        facility="instelling-1", name="c-niemand", level="avim", number="d-1", version="1"
    )
    found = read_only.browser().client.request(route.method, path, headers={"Sec-Fetch-Site": "same-origin"})
    assert (found.status_code, found.headers["location"].split("?")[0]) == (303, "/inloggen")


def test_another_site_changes_nothing(pages: Served) -> None:
    browser = pages.browser("tess")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.example"}, {}):
        answer = browser.client.post("/uitloggen", headers=headers)
        assert answer.status_code == 403
    assert browser.gets("/signaal").status_code == 200


def test_a_form_of_another_session_changes_nothing(pages: Served) -> None:
    browser = pages.browser("tess")
    assert browser.posts("/uitloggen", csrf="0" * 64).status_code == 422
    assert browser.gets("/signaal").status_code == 200


def test_every_answer_carries_its_headers(pages: Served) -> None:
    browser = pages.browser("tess")
    for path in ("/inloggen", "/signaal", "/bestaat-niet", "/lijst/instelling-9"):
        answer = browser.gets(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


def test_a_secret_is_worth_nothing_after_logging_in_again_or_out(pages: Served) -> None:
    browser = pages.browser()
    browser.enters("tess")
    old = browser.client.cookies[COOKIE]
    browser.enters("tess")
    assert browser.client.cookies[COOKIE] != old
    stolen = pages.browser()
    stolen.client.cookies.set(COOKIE, old, domain="testserver.local")
    assert stolen.gets("/signaal").status_code == 303
    left = browser.posts("/uitloggen")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.gets("/signaal").status_code == 303


def test_the_file_of_sessions_holds_no_secret(pages: Served) -> None:
    browser = pages.browser("tess")
    file = pages.world.known.rows.url.database or ""
    kept = file.replace("rows.sqlite", "sessions.sqlite")
    with open(kept, "rb") as opened:  # noqa: PTH123 - a plain read of bytes
        assert browser.client.cookies[COOKIE].encode() not in opened.read()


def test_a_screen_locks_after_five_minutes_in_which_nobody_did_anything(pages: Served) -> None:
    sessions, now = pages.world.sessions, pages.world.clock()
    secret = sessions.begin(pages.world.personas[0].person, now)
    almost = now + IDLE - timedelta(seconds=1)
    assert sessions.find(secret, almost, active=False) is not None
    assert sessions.find(secret, now + IDLE, active=False) is None
    assert sessions.find(secret, almost, active=True) is not None
    assert sessions.find(secret, almost + IDLE - timedelta(seconds=1), active=True) is not None


def test_a_cookie_is_for_this_site_and_no_script(pages: Served) -> None:
    set_by = pages.browser().enters("tess").headers["set-cookie"]
    assert set_by.startswith(f"{COOKIE}=")
    for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert word in set_by
    assert "Domain" not in set_by


def test_a_way_back_never_leads_elsewhere(pages: Served) -> None:
    for bad in ("https://elders.example", "//elders.example", "/\\elders.example"):
        answer = pages.browser().posts("/inloggen", persona="tess", naar=bad)
        assert answer.headers["location"] == "/"
    assert (
        pages.browser().posts("/inloggen", persona="tess", naar="/signaal").headers["location"] == "/signaal"
    )


def test_another_name_for_this_machine_is_refused(pages: Served) -> None:
    answer = pages.browser().client.get(f"{HERE}/inloggen", headers={"Host": "elders.example"})
    assert answer.status_code == 400


def test_who_tries_to_come_in_too_often_has_to_wait(pages: Served) -> None:
    browser = pages.browser()
    answers = [browser.posts("/inloggen", persona="niemand").status_code for _ in range(21)]
    assert answers[:20] == [404] * 20
    assert answers[20] == 429
