"""Every page in every state is for everybody's eyes: axe finds nothing, and it fits 320 px and A4."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.integration.web.browsing import NARROW, PHONE, WIDE, Desk, faults
from tests.integration.web.serving import Served
from tests.integration.web.shared import NUMBER

pytestmark = pytest.mark.slow
SCREENS = Path(__file__).parents[3] / "docs" / "screens"
TOGETHER = (
    ("afspreken", "mila", "/lijst/instelling-2/afspreken"),
    ("afspreken-politie", "anouk", "/lijst/instelling-2/afspreken"),
    ("afspreken-niet", "daan", "/lijst/instelling-2/afspreken"),
    ("afspreken-leeg", "yara", "/lijst/instelling-3/afspreken"),
    ("naast-elkaar", "mila", "/lijst/instelling-2/naast"),
    ("naast-elkaar-politie", "anouk", "/lijst/instelling-2/naast"),
    ("naast-elkaar-leeg", "yara", "/lijst/instelling-3/naast"),
    ("meenemen", "mila", "/lijst/instelling-2/meenemen"),
    ("meenemen-leeg", "yara", "/lijst/instelling-3/meenemen"),
    ("afdruk", "mila", "/lijst/instelling-2/afdruk?top=10"),
    ("afdruk-leeg", "yara", "/lijst/instelling-3/afdruk"),
    ("overleg", "mila", "/overleg/instelling-2"),
    ("overleg-leeg", "yara", "/overleg/instelling-3"),
    ("overleg-houden", "mila", "/overleg/instelling-2/houden"),
    ("overleg-houden-niet", "daan", "/overleg/instelling-2/houden"),
    ("overleg-niet", "tess", "/overleg/instelling-2"),
)
"""The states of the pages on which care and police work together."""


def addresses(pages: Served) -> tuple[tuple[str, str | None, str], ...]:
    """Every page in every state: a name for the state, who looks, and where."""
    y, g = pages.case("meisje-y"), pages.case("jongere-g")
    return (
        ("inloggen", None, "/inloggen"),
        ("vergrendeld", None, "/inloggen?reden=stil"),
        ("watchlist", "mila", "/lijst/instelling-2?top=10"),
        ("watchlist-politie", "anouk", "/lijst/instelling-2"),
        ("watchlist-leeg", "yara", "/lijst/instelling-3"),
        *TOGETHER,
        ("casus", "mila", f"/casus/{y}"),
        ("casus-opgeschreven", "tess", f"/casus/{y}?tijd=opgeschreven"),
        ("casus-codes", "willemijn", f"/casus/{y}"),
        ("casus-klein", "tess", f"/casus/{pages.case('jongere-f')}"),
        ("lezers", "daan", f"/casus/{y}/lezers"),
        ("niet-toegestaan", "anouk", f"/casus/{y}"),
        ("niet-gevonden", "mila", "/bestaat-niet"),
        ("escalaties", "willemijn", "/escalaties"),
        ("escalatie", "willemijn", f"/escalaties/{y}/avim"),
        ("escalatie-klein", "willemijn", f"/escalaties/{y}/zorgcoordinator"),
        ("verstrekkingen", "pieter", "/verstrekkingen"),
        ("verstrekkingen-gegeven", "tess", "/verstrekkingen"),
        ("verstrekkingen-leeg", "lotte", "/verstrekkingen"),
        ("verstrekkingen-niet", "bea", "/verstrekkingen"),
        ("verstrekking", "pieter", f"/verstrekkingen/{y}/{NUMBER}"),
        ("verstrekking-gegeven", "tess", f"/verstrekkingen/{y}/{NUMBER}"),
        ("terugkijken-waar", "ada", "/terugkijken"),
        ("terugkijken", "ada", f"/terugkijken/instelling-2?dag=2026-04-10&casus={y}"),
        ("terugkijken-leeg", "ada", "/terugkijken/instelling-3?dag=2026-03-10"),
        ("terugkijken-positie", "ada", "/terugkijken/instelling-2?positie=200"),
        ("logboek", "ada", "/logboek"),
        ("toegang", "frits", "/toegang"),
        ("beleid", "bea", "/beleid"),
        ("beleid-versie", "tess", "/beleid/1"),
        ("beleid-voorstellen", "bea", "/beleid/1/anders"),
        ("mensen", "bea", "/mensen"),
        ("mensen-niet", "mila", "/mensen"),
        ("convenant", "bea", "/convenant"),
        ("signaal-over-wie", "tess", "/signaal"),
        ("signaal-niemand", "ruben", "/signaal"),
        ("signaal", "tess", f"/signaal/{g}"),
        ("bedankt", "tess", f"/signaal/{g}/bedankt"),
        ("geen-rol", "bea", "/"),
    )


def states(
    desk: Desk, size: tuple[int, int], **settings: Any
) -> Iterator[tuple[str, Page]]:  # as Playwright names them
    """Each page with a name for its state."""
    windows: dict[str | None, Page] = {}
    for name, person, path in addresses(desk.pages):
        if person not in windows:
            windows[person] = desk.opens(person, size, **settings)
        windows[person].goto(path)
        yield name, windows[person]
    for page in windows.values():
        page.context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "320"])
def test_axe_finds_nothing_and_all_fits(looking: Desk, size: tuple[int, int]) -> None:
    found = [fault for _, page in states(looking, size) for fault in faults(page)]
    assert not found, "\n".join(found)


def test_forced_colours_and_less_motion_lose_nothing(looking: Desk) -> None:
    found = [
        fault
        for _, page in states(looking, WIDE, forced_colors="active", reduced_motion="reduce")
        for fault in faults(page)
        if "color-contrast" not in fault
    ]
    assert not found, "\n".join(found)


def test_help_and_table_twins_are_for_everybody_too(looking: Desk) -> None:
    page = looking.opens("mila")
    page.goto("/lijst/instelling-2")
    page.locator(".twin summary").first.click()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert not faults(page)


def test_a_form_with_a_mistake_says_so_to_everybody(looking: Desk) -> None:
    page = looking.opens("tess", PHONE)
    page.goto(f"/signaal/{looking.pages.case('jongere-g')}")
    page.locator("form.record").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.wait_for_selector("#fout")
    assert page.evaluate("document.activeElement.id") == "fout"
    assert not faults(page)


@pytest.mark.parametrize(
    "path", ["/lijst/instelling-2", "/lijst/instelling-2/naast", "/overleg/instelling-2", "/casus/meisje-y"]
)
def test_what_is_printed_fits_the_width_of_a4(looking: Desk, path: str) -> None:
    page = looking.opens("mila", (718, 1000))
    page.emulate_media(media="print")
    page.goto(path.replace("meisje-y", looking.pages.case("meisje-y")))
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.locator(".printed").is_visible()
    assert not page.locator(".menu").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_list_on_paper_is_one_a4(looking: Desk) -> None:
    page = looking.opens("mila", (718, 1000))
    page.emulate_media(media="print")
    page.goto("/lijst/instelling-2/afdruk?top=10&namen=ja")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_every_step_of_a_meeting_is_for_everybody(looking: Desk) -> None:
    page = looking.opens("mila", NARROW)
    page.goto("/overleg/instelling-2/houden")
    page.keyboard.press("n")
    assert not faults(page)
    while page.locator("[data-on]").is_enabled():
        page.keyboard.press("n")
    assert not faults(page)
    page.get_by_role("button", name="Verslag vastleggen").press("Enter")
    page.wait_for_selector("#fout")
    assert not faults(page)


def test_there_is_a_picture_of_each_screen(looking: Desk, tmp_path: Path) -> None:
    """With SCREENS=1 they take the place of those in the documents."""
    folder = SCREENS if os.environ.get("SCREENS") else tmp_path
    folder.mkdir(exist_ok=True)
    whole = {
        "casus",
        "escalatie",
        "afspreken",
        "naast-elkaar",
        "afdruk",
        "overleg",
        "overleg-stap",
        "verstrekking",
        "terugkijken",
        "convenant",
    }
    some = {"watchlist", "watchlist-politie", "escalaties", "niet-toegestaan", "inloggen"}
    wanted = {"verstrekkingen", "logboek", "beleid", "mensen", *some, *whole}
    for name, page in states(looking, (1280, 860)):
        if name in wanted:
            page.screenshot(path=folder / f"{name}.png", full_page=name in whole)
        if name == "overleg-houden":
            page.keyboard.press("n")
            page.screenshot(path=folder / "overleg-stap.png", full_page=True)
    for name, page in states(looking, PHONE, is_mobile=True, has_touch=True):
        if name in {"signaal-over-wie", "signaal", "bedankt", "watchlist"}:
            page.screenshot(path=folder / f"{name}-telefoon.png", full_page=name == "signaal")
    assert len(list(folder.glob("*.png"))) == len(wanted) + 4
    assert {one.name for one in SCREENS.glob("*.png")} == {one.name for one in folder.glob("*.png")}
