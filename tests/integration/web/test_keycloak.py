"""Somebody logs in through the pages of a real Keycloak, by code with PKCE, in a real browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import get

from tests.integration.web.browsing import Desk
from tests.servers.keycloak import CLIENT, PASSWORD, PERSON, SECRET
from web.oidc import Oidc, Provider

pytestmark = pytest.mark.slow


def test_somebody_logs_in_at_keycloak_and_goes_on_where_they_were(desk: Desk, keycloak: str) -> None:
    known = Provider(keycloak, CLIENT, SECRET, "preferred_username")
    desk.pages.world = desk.pages.world._replace(personas=(), identity=Oidc(known, desk.address))
    desk.pages.app.state.world = desk.pages.world
    page = desk.opens(None)
    page.set_default_timeout(60_000)
    asked: list[dict[str, list[str]]] = []
    page.on("request", lambda one: asked.append(parse_qs(urlsplit(one.url).query)))
    page.goto("/signaal")
    page.get_by_role("link", name="Inloggen bij uw organisatie").click()
    page.locator("#username").fill(PERSON)
    page.locator("#password").fill("een-ander-wachtwoord")
    page.locator("#kc-login").click()
    page.get_by_text("Invalid username or password").first.wait_for()
    assert page.url.startswith(keycloak.rpartition("/realms/")[0])
    page.locator("#password").fill(PASSWORD)
    page.locator("#kc-login").click()
    page.wait_for_url(f"{desk.address}/signaal")
    assert PERSON in page.locator("header").inner_text()
    assert ["S256"] in [one.get("code_challenge_method") for one in asked]


def test_keycloak_refuses_who_asks_without_pkce(keycloak: str) -> None:
    asked = {
        "client_id": CLIENT,
        "response_type": "code",
        "scope": "openid",
        "redirect_uri": "http://127.0.0.1/inloggen/terug",
    }
    answer = get(f"{keycloak}/protocol/openid-connect/auth", params=asked)
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (told["error"], "code_challenge_method" in told["error_description"][0]) == (
        ["invalid_request"],
        True,
    )
