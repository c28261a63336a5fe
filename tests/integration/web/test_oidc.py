"""People log in at their organisation: one answer, to our own question, for this browser, well signed."""

from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from tests.integration.web.provider import CLIENT, SECRET, Provider, comes_back, provider
from tests.integration.web.serving import HERE, Browser, Served
from web.gate import ASKING, COOKIE
from web.oidc import Oidc
from web.oidc import Provider as Known


@pytest.fixture
def organisation(pages: Served) -> Iterator[Provider]:
    with provider() as found:
        known = Known(found.issuer, CLIENT, SECRET, "preferred_username")
        pages.world = pages.world._replace(personas=(), identity=Oidc(known, HERE))
        pages.again()
        yield found


def begins(browser: Browser, back: str = "") -> str:
    """Where a browser is sent."""
    answer = browser.gets(f"/inloggen/begin?naar={back}")
    assert answer.status_code == 303
    return str(answer.headers["location"])


@pytest.mark.usefixtures("organisation")
def test_somebody_logs_in_at_their_organisation_and_goes_on_where_they_were(pages: Served) -> None:
    browser = pages.browser()
    assert "Inloggen bij uw organisatie" in browser.gets("/inloggen?naar=/signaal").text
    answer = browser.gets(comes_back(begins(browser, "/signaal")))
    assert (answer.status_code, answer.headers["location"]) == (303, "/signaal")
    assert "tess" in browser.gets("/signaal").text


@pytest.mark.usefixtures("organisation")
def test_nobody_is_a_persona_where_people_log_in(pages: Served) -> None:
    assert pages.browser().posts("/inloggen", persona="tess").status_code == 404


def test_who_has_no_role_here_comes_in_and_sees_nothing(pages: Served, organisation: Provider) -> None:
    organisation.person = "een-onbekende"
    browser = pages.browser()
    browser.gets(comes_back(begins(browser)))
    assert "U hebt vandaag geen rol" in browser.gets("/").text
    assert browser.gets(f"/casus/{pages.case('meisje-y')}").status_code == 403


@pytest.mark.usefixtures("organisation")
def test_an_answer_counts_once_and_for_the_browser_that_asked(pages: Served) -> None:
    browser, thief = pages.browser(), pages.browser()
    back = comes_back(begins(browser))
    begins(thief)
    assert thief.gets(back).status_code == 422
    assert pages.browser().gets(back).status_code == 422
    kept = browser.client.cookies[ASKING]
    assert browser.gets(back).status_code in {303, 422}
    again = pages.browser()
    again.client.cookies.set(ASKING, kept, domain="testserver.local")
    assert again.gets(back).status_code == 422


@pytest.mark.parametrize(
    "spoiled",
    [
        {"iss": "https://een-ander.example"},
        {"aud": "een-ander"},
        {"exp": 1},
        {"nonce": "van-een-ander"},
        {"preferred_username": ""},
        {"preferred_username": None},
    ],
    ids=lambda one: next(iter(one)),
)
def test_what_is_not_for_us_or_not_of_now_lets_nobody_in(
    pages: Served, organisation: Provider, spoiled: dict[str, Any]
) -> None:
    organisation.claims = spoiled
    browser = pages.browser()
    assert browser.gets(comes_back(begins(browser))).status_code == 422
    assert browser.client.cookies.get(COOKIE) is None


def test_what_another_signed_lets_nobody_in(pages: Served, organisation: Provider) -> None:
    organisation.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    browser = pages.browser()
    assert browser.gets(comes_back(begins(browser))).status_code == 422


def test_a_new_key_of_the_provider_is_fetched(pages: Served, organisation: Provider) -> None:
    pages.browser().gets(comes_back(begins(pages.browser())))
    organisation.key = organisation.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    browser = pages.browser()
    assert browser.gets(comes_back(begins(browser))).status_code == 303


def test_a_provider_that_does_not_answer_is_said_in_words(pages: Served) -> None:
    known = Known("http://127.0.0.1:9", CLIENT, SECRET, "preferred_username")
    pages.world = pages.world._replace(personas=(), identity=Oidc(known, HERE))
    pages.again()
    answer = pages.browser().gets("/inloggen/begin")
    assert answer.status_code == 422
    assert "Het inloggen bij uw organisatie is niet gelukt." in answer.text
