"""What a kernteam does together, in a real browser and by keyboard alone: agree on a list, print it, meet."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.integration.web.browsing import Desk, faults

pytestmark = pytest.mark.slow
LIST = "/lijst/instelling-2"


def tab_to(page: Page, wanted: str) -> None:
    """By Tab alone to what fits a selector."""
    for _ in range(200):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {wanted}")


def press(page: Page, wanted: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def fill(page: Page, wanted: str, text: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_care_and_police_agree_on_a_list_and_print_it(desk: Desk) -> None:
    y, f = desk.pages.case("meisje-y"), desk.pages.case("jongere-f")
    h = desk.pages.case("jongere-h")
    care = desk.opens("mila")
    care.goto(LIST)
    press(care, f"a[href='{LIST}/afspreken']")
    care.wait_for_url(f"**{LIST}/afspreken")
    for case, place in ((y, "1"), (f, "geen"), (h, "geen")):
        tab_to(care, f"#place-{case}")
        care.keyboard.type(place)
    fill(care, f"#reasons-{y}", "Zij is weg, en vijf mensen zagen iets")
    press(care, "form.agree button")
    expect(care.get_by_role("heading", name="Uw kant tekende deze lijst")).to_be_visible()
    assert not faults(care)

    police = desk.opens("anouk")
    police.goto(f"{LIST}/afspreken")
    police.keyboard.press("a")
    police.keyboard.press("Enter")
    expect(police.get_by_text("door mila (zorg) en anouk (politie)")).to_be_visible()

    care.goto(f"{LIST}/naast")
    expect(care.locator(".lead")).to_have_text(re.compile("1 casus bleef"))
    care.goto(LIST)
    press(care, "a[href*='/meenemen']")
    care.wait_for_url("**/meenemen?**")
    tab_to(care, "[name=voor]")
    care.keyboard.press("Space")
    with care.expect_download() as taken:
        press(care, "button[value=pdf]")
    assert taken.value.suggested_filename.endswith(".pdf")
    press(care, "button[value=papier]")
    care.wait_for_url("**/afdruk?**")
    care.evaluate("window.print = () => { window.printed = true; }")
    care.keyboard.press("a")
    care.keyboard.press("Enter")
    assert care.evaluate("window.printed")


def test_a_meeting_goes_case_by_case_outlives_a_refresh_and_becomes_minutes(desk: Desk) -> None:
    page, y = desk.opens("mila"), desk.pages.case("meisje-y")
    page.goto("/overleg/instelling-2")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/houden")
    for person in ("mila", "anouk"):
        tab_to(page, f"[name=is-{person}]")
        page.keyboard.press("Space")
    fill(page, "#privacy", "Wij delen alleen pseudoniemen")
    press(page, "[data-on]")
    expect(page.locator("[data-where]")).to_have_text(re.compile("^2 van "))
    tab_to(page, f"#what-{y}")
    page.keyboard.type("opschalen")
    page.reload()
    expect(page.get_by_text("Dit overleg is nog niet vastgelegd.")).to_be_visible()
    expect(page.locator("[data-where]")).to_have_text(re.compile("^2 van "))
    expect(page.locator(f"#what-{y}")).to_have_value("opschalen")
    fill(page, f"#reason-{y}", "Zij is in gevaar")
    page.keyboard.press("Enter")
    expect(page.locator("[data-where]")).to_have_text(re.compile("^3 van "))
    while page.locator("[data-on]").is_enabled():
        page.keyboard.press("n")
    press(page, "form.meeting button:not([type=button])")
    expect(page.get_by_text("Zij is in gevaar")).to_be_visible()
    expect(page.get_by_text("Er is een overleg begonnen")).not_to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter(one => one.includes('overleg'))") == []


def test_a_screen_says_a_minute_before_that_it_will_lock(desk: Desk) -> None:
    page = desk.opens("mila")
    page.clock.install()
    page.goto(LIST)
    page.clock.run_for(242_000)
    expect(page.get_by_text("Uw scherm vergrendelt over 1 minuut.")).to_be_visible()
    assert not faults(page)
    page.keyboard.press("j")
    page.clock.run_for(2_000)
    expect(page.get_by_text("Uw scherm vergrendelt over 1 minuut.")).not_to_be_visible()
