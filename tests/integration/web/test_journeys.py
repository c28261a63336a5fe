"""What people do on the pages, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from domain.cases.commands import RegisterCase
from domain.scoring.facts import Nature
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from eventlog.execute import execute
from tests.integration.web.browsing import PHONE, Desk, faults
from tests.integration.web.serving import Served
from tests.integration.web.shared import NUMBER, shared

pytestmark = pytest.mark.slow
PLACE = OrganisationId("instelling-2")


def three_signals(pages: Served) -> CaseId:
    """A case of which three people each know a little."""
    world, today, case = pages.world, pages.world.today(), CaseId("c-nieuwemaan")
    execute(
        world.known.log,
        RegisterCase(case, PLACE, "noa", today, today, PersonId("tess")),
        world.context("mila"),
    )
    pieces: tuple[tuple[str, Nature, str], ...] = (
        ("VM01", "feit", "nachtdienst"),
        ("SX01", "waarneming", "ruben"),
        ("RL01", "waarneming", "school"),
    )
    for number, (indicator, nature, source) in enumerate(pieces):
        where = OrganisationId("school") if source == "school" else PLACE
        command = RecordSignal(
            case,
            SignalId(f"s-noa{number}"),
            indicator,
            "bevestigt",
            nature,
            "eigen_waarneming",
            source,
            where,
            today,
            today,
        )
        execute(world.known.log, command, world.context("mila"))
    return case


def test_the_fourth_signal_raises_what_the_coordinator_sees_without_reloading_and_decides(desk: Desk) -> None:
    case = three_signals(desk.pages)
    inbox = desk.opens("willemijn")
    inbox.goto("/escalaties")
    expect(inbox).to_have_title(re.compile(r"^\(4\) Escalaties"))
    inbox.evaluate("window.neverReloaded = true")

    phone = desk.opens("tess", PHONE, is_mobile=True, has_touch=True)
    phone.goto("/signaal")
    phone.get_by_text("noa").tap()
    phone.get_by_label("Wat zag of hoorde u?").fill("Zij had blauwe plekken op haar arm")
    phone.get_by_label("Of zoek een teken").fill("blauwe")
    phone.get_by_label("Blauwe plekken of ander letsel").tap()
    phone.get_by_role("button", name="Signaal vastleggen").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Dank u wel")
    assert phone.evaluate("Object.keys(sessionStorage).filter(one => one.includes('concept'))") == []

    row = inbox.locator(f"[id^='e-{case}-zorgcoordinator']")
    expect(row).to_be_visible()
    expect(inbox).to_have_title(re.compile(r"^\(5\) Escalaties"))
    expect(inbox.locator("#told")).to_contain_text("bij")
    assert inbox.evaluate("window.neverReloaded")

    hand_over(desk, case)
    decide(inbox, case)
    expect(inbox.get_by_text("Door willemijn met hassan")).to_be_visible()


def hand_over(desk: Desk, case: CaseId) -> None:
    """To the other coordinator, who hears whose it is now."""
    page = desk.opens("willemijn")
    page.goto(f"/escalaties/{case}/zorgcoordinator")
    page.get_by_label("Wie neemt het over?").select_option("hassan")
    page.get_by_label("Waarom draagt u over?").fill("Hassan kent dit team")
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_text("bij hassan")).to_be_visible()
    assert not faults(page)


def decide(inbox: Page, case: CaseId) -> None:
    """By keyboard alone: walk to it, open it, take it up, decide with a second person."""
    while not inbox.evaluate("document.activeElement.id").startswith(f"e-{case}-zorgcoordinator"):
        inbox.keyboard.press("j")
    inbox.keyboard.press("Enter")
    inbox.wait_for_url(f"**/escalaties/{case}/zorgcoordinator")
    inbox.keyboard.press("a")
    inbox.keyboard.press("Enter")
    expect(inbox.get_by_text("willemijn pakt dit op")).to_be_visible()
    inbox.get_by_label("Doorverwijzen naar AVIM").focus()
    inbox.keyboard.press("Space")
    inbox.keyboard.press("Tab")
    inbox.keyboard.type("Vier mensen zien hetzelfde, en zij is weg geweest.")
    inbox.keyboard.press("Tab")
    inbox.keyboard.type("hassan")
    inbox.keyboard.press("Tab")
    inbox.keyboard.press("Enter")


def test_police_confirm_and_assess_what_came_in_by_keyboard_alone(desk: Desk) -> None:
    shared(desk.pages, "meisje-y")
    desk.pages.up_to_date()
    page = desk.opens("pieter")
    page.goto("/verstrekkingen")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{NUMBER}")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ontvangst bevestigd")).to_be_visible()
    page.get_by_label("Een vermoeden").focus()
    for key in ("Space", "Tab", "Tab", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Niets over bekend.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Beoordeeld door de politie")).to_be_visible()
    assert not faults(page)


def test_an_auditor_goes_back_to_the_day_before_with_the_arrow_keys(desk: Desk) -> None:
    page = desk.opens("ada")
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terugkijken/instelling-2")
    expect(page.get_by_text("Donderdag 21 mei 2026")).to_be_visible()
    page.get_by_label("Schuif naar een dag").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**dag=2026-05-20")
    expect(page.get_by_text("Woensdag 20 mei 2026, zoals die avond was")).to_be_visible()
    assert not faults(page)


def test_a_list_says_how_many_cases_changed_and_does_not_jump(desk: Desk) -> None:
    page = desk.opens("mila")
    page.goto("/lijst/instelling-2")
    before = page.locator("[data-row]").all_inner_texts()
    three_signals(desk.pages)
    expect(page.locator(".changes")).to_have_text("1 wijziging – tonen (r)")
    assert page.locator("[data-row]").all_inner_texts() == before
    page.keyboard.press("r")
    expect(page.locator("[data-row]").filter(has_text="noa")).to_be_visible()


def test_j_k_and_enter_walk_a_list_and_n_goes_on_to_the_next_case(desk: Desk) -> None:
    page = desk.opens("mila")
    page.goto("/lijst/instelling-2")
    names = page.locator("[data-open]").all_inner_texts()
    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Casus {names[0]}")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Casus {names[1]}")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Casus {names[0]}")


def test_keys_can_be_switched_off(desk: Desk) -> None:
    page = desk.opens("mila")
    page.goto("/lijst/instelling-2")
    page.keyboard.press("?")
    page.get_by_label("Toetsen gebruiken op dit apparaat").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('[data-row]')") is False


def test_a_draft_outlives_a_lost_connection_and_nothing_stays_after_logging_out(desk: Desk) -> None:
    page = desk.opens("tess", PHONE)
    page.goto(f"/signaal/{desk.pages.case('jongere-g')}")
    page.get_by_label("Wat zag of hoorde u?").fill("Zij was stil vandaag")
    page.context.set_offline(True)
    page.get_by_label("U kunt nog niet zeggen wat het is").check()
    page.get_by_role("button", name="Signaal vastleggen").click()
    expect(page.get_by_text("Geen verbinding")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Wat zag of hoorde u?")).to_have_value("Zij was stil vandaag")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("U bent uitgelogd")).to_be_visible()
    assert page.evaluate("[...Object.entries(sessionStorage), ...Object.entries(localStorage)]") == []
    page.go_back()
    assert "stil vandaag" not in page.content()


def test_a_screen_locks_by_itself_after_five_minutes(desk: Desk) -> None:
    page = desk.opens("mila")
    page.clock.install()
    page.goto("/lijst/instelling-2")
    page.clock.run_for(301_000)
    expect(page.get_by_text("Uw scherm is vergrendeld")).to_be_visible()
    page.go_back()
    assert "meisje-y" not in page.content()


def test_a_screen_that_locks_asks_so_once_however_long_the_answer_takes(desk: Desk) -> None:
    page = desk.opens("mila")
    page.clock.install()
    page.add_init_script("window.sent = 0; HTMLFormElement.prototype.submit = () => { window.sent += 1; };")
    page.goto("/lijst/instelling-2")
    page.clock.run_for(305_000)
    assert page.evaluate("window.sent") == 1


def test_first_page_is_under_100_kb_over_the_wire_and_nothing_comes_from_elsewhere(desk: Desk) -> None:
    page = desk.opens("mila")
    asked: list[Request] = []

    def note(one: Request) -> None:
        asked.append(one)

    page.on("requestfinished", note)
    with page.expect_event("requestfinished"):
        page.goto("/lijst/instelling-2")
    page.wait_for_load_state("load")
    sizes = {one.url: one.sizes()["responseBodySize"] for one in tuple(asked)}
    assert all(url.startswith(desk.address) for url in sizes)
    assert 0 < sum(sizes.values()) < 100_000, sizes


def test_logging_out_in_one_tab_locks_the_others(desk: Desk) -> None:
    page = desk.opens("mila")
    page.goto("/lijst/instelling-2")
    other = page.context.new_page()
    other.goto("/lijst/instelling-2")
    other.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
