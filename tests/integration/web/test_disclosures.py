"""What came in is read, acknowledged, assessed and told back by who received it, and by nobody else."""

import pytest

from domain.disclosure.following import StopDisclosure
from tests.integration.web.serving import Browser, Served
from tests.integration.web.shared import NUMBER, shared


@pytest.fixture
def received(pages: Served) -> tuple[Browser, str]:
    """AVIM with a package that came in, and the address of its page."""
    do, _ = shared(pages, "meisje-y")
    pages.up_to_date()
    return pages.browser("pieter"), f"/verstrekkingen/{do.case}/{NUMBER}"


def test_what_came_in_waits_on_the_page_of_who_received_it(told: Served) -> None:
    page = told.browser("pieter").gets("/verstrekkingen").text
    assert "Nu te doen" in page
    assert "politie: beoordelen" in page
    assert "van instelling-2" in page
    assert "meisje-y" not in page


def test_who_gave_it_sees_where_it_stands(told: Served) -> None:
    page = told.browser("tess").gets("/verstrekkingen").text
    assert "Gegeven" in page
    assert "aan eenheid-2" in page


def test_who_has_nothing_to_share_is_told_so(told: Served) -> None:
    page = told.browser("lotte").gets("/verstrekkingen")
    assert (page.status_code, "Er is niets verstrekt aan of door uw organisatie." in page.text) == (200, True)


def test_who_sees_no_cases_sees_no_disclosures(told: Served) -> None:
    for person in ("ada", "frits", "bea"):
        answer = told.browser(person).gets("/verstrekkingen")
        assert (answer.status_code, "Dit mag niet, omdat" in answer.text) == (403, True)


def test_a_package_tells_what_was_shared_its_terms_and_nothing_more(told: Served) -> None:
    page = told.browser("pieter").gets(f"/verstrekkingen/{told.case('meisje-y')}/{NUMBER}").text
    for words in (
        "Twintig condooms op haar kamer",
        "Alleen voor:",
        "verwijderen op",
        "gelijk aan wat wegging",
    ):
        assert words in page
    for words in ("meisje-y", "Het voelt niet goed", "begeleider-2"):
        assert words not in page


def test_police_confirm_assess_act_and_tell_back(received: tuple[Browser, str]) -> None:
    browser, page = received
    wrong = browser.posts(f"{page}/ontvangst", digest="00000000")
    assert "Dit is niet het pakket dat is verstuurd." in wrong.text
    digest = browser.gets(page).text.partition('name="digest" value="')[2].partition('"')[0]
    assert browser.posts(f"{page}/ontvangst", digest=digest).status_code == 303
    assert "Ontvangst bevestigen" not in browser.gets(page).text
    nothing = browser.posts(f"{page}/beoordeling", knowledge="weten", reasons="Bekeken")
    assert (nothing.status_code, "Er is nog iets niet gekozen." in nothing.text) == (422, True)
    assert "Bekeken" in nothing.text
    judged = {"knowledge": "weten", "course": "onderzoek", "ongoing": "ja", "reasons": "Zij is in die woning"}
    assert browser.posts(f"{page}/beoordeling", **judged).status_code == 303
    assert "Wachten mag niet." in browser.gets(page).text
    decided = browser.posts(f"{page}/ingrijpen", decision="ingegrepen", reasons="Zij is daar weggehaald")
    assert decided.status_code == 303
    assert browser.posts(f"{page}/terugkoppeling", text="Zij is veilig").status_code == 303
    told = browser.gets(page).text
    for words in ("Voor u is er niets te doen.", "Wij weten het.", "Er is ingegrepen.", "Zij is veilig"):
        assert words in told


def test_who_gave_it_hears_what_came_of_it_and_not_why_the_police_chose(
    pages: Served, received: tuple[Browser, str]
) -> None:
    browser, page = received
    judged = {"knowledge": "vermoeden", "course": "geen_onderzoek", "reasons": "Een oud dossier"}
    browser.posts(f"{page}/beoordeling", **judged)
    browser.posts(f"{page}/terugkoppeling", text="Er loopt al iets")
    seen = pages.browser("tess").gets(page).text
    assert "Geen onderzoek." in seen
    assert "Er loopt al iets" in seen
    assert "Een oud dossier" not in seen
    assert "/beoordeling" not in seen


def test_a_stopped_package_is_read_no_more_and_what_is_owed_goes_on(pages: Served) -> None:
    do, _ = shared(pages, "meisje-y")
    do(StopDisclosure(*do.thread(), "Het was niet nodig"))
    pages.up_to_date()
    browser, page = pages.browser("pieter"), f"/verstrekkingen/{do.case}/{NUMBER}"
    seen = browser.gets(page)
    assert (seen.status_code, "Deze verstrekking is gestopt." in seen.text) == (200, True)
    assert "Twintig condooms" not in seen.text
    judged = {"knowledge": "vermoeden", "course": "geen_onderzoek", "reasons": "Gestopt"}
    assert browser.posts(f"{page}/beoordeling", **judged).status_code == 303


def test_a_package_is_for_who_received_or_gave_it(told: Served) -> None:
    page = f"/verstrekkingen/{told.case('meisje-y')}/{NUMBER}"
    for person, status in (("daan", 200), ("anouk", 200), ("sem", 403), ("bram", 403), ("willemijn", 403)):
        assert told.browser(person).gets(page).status_code == status, person


def test_a_number_under_which_nothing_left_is_refused(told: Served) -> None:
    answer = told.browser("pieter").gets(f"/verstrekkingen/{told.case('meisje-y')}/d-niets")
    assert answer.status_code in {403, 422}
