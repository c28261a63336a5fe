"""A list that leaves the screen: no more than its reader sees, for a purpose, numbered, and written down."""

import csv
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest

from domain.access.log import RegisterRead
from tests.integration.web.serving import Served

COPY = "/lijst/instelling-2/meenemen"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_a_copy_names_cases_by_pseudonym_unless_it_is_asked_otherwise(pages: Served) -> None:
    browser, y = pages.browser("mila"), pages.case("meisje-y")
    [first, *_] = rows(browser.posts(COPY, voor="overleg", vorm="csv").content.decode())
    assert (first["casus"], first["score"], first["exemplaar"]) == (y, "97,7", "csv 1")
    assert (first["gemaakt_voor"], first["vernietigen_voor"]) == ("mila", "04-06-2026")
    [first, *_] = rows(browser.posts(COPY, voor="dossier", vorm="csv", namen="ja").content.decode())
    assert (first["casus"], first["exemplaar"]) == ("meisje-y", "csv 2")


def test_copies_of_one_moment_have_each_their_number_and_stand_in_the_register(pages: Served) -> None:
    browsers = [pages.browser("mila") for _ in range(4)]
    with ThreadPoolExecutor(len(browsers)) as at_once:
        taken = list(at_once.map(lambda one: one.posts(COPY, voor="overleg", vorm="csv"), browsers))
    numbers = {rows(one.content.decode())[0]["exemplaar"] for one in taken}
    assert numbers == {"csv 1", "csv 2", "csv 3", "csv 4"}
    page = pages.browser("ada").gets("/logboek").text
    assert page.count("kopie (csv) voor het overleg van het kernteam van instelling-2") == 4


def test_a_copy_of_the_police_holds_what_they_see(pages: Served) -> None:
    browser = pages.browser("anouk")
    page = browser.gets(COPY).text
    assert "die ziet u niet" in page
    assert "Met de eigen verwijzing" not in page
    text = browser.posts(COPY, voor="overleg", vorm="csv", namen="ja").content.decode()
    assert pages.case("meisje-y") in text
    assert "meisje-y" not in text
    assert "97,7" not in text


def test_every_copy_is_written_down_with_what_it_is_for(pages: Served) -> None:
    browser = pages.browser("mila")
    assert browser.posts(COPY, voor="overleg", vorm="pdf").content.startswith(b"%PDF")
    assert "Exemplaar papier 1 voor mila" in browser.gets("/lijst/instelling-2/afdruk?voor=controle").text
    told = [entry.event for entry in pages.world.access.by_reader("mila")]  # type: ignore[arg-type]  # the code of a persona
    of = [line.of for line in told if isinstance(line, RegisterRead)]
    assert "kopie (pdf) voor het overleg van het kernteam van instelling-2" in of
    assert "kopie (papier) voor een controle van instelling-2" in of


@pytest.mark.parametrize(
    ("filled", "why"),
    [
        ({"vorm": "csv"}, "Kies waarvoor de kopie is."),
        ({"voor": "overleg", "vorm": "xls"}, "Deze vorm is er niet."),
    ],
)
def test_a_copy_for_nothing_or_in_no_form_is_refused(
    read_only: Served, filled: dict[str, str], why: str
) -> None:
    answer = read_only.browser("mila").posts(COPY, **filled)
    assert answer.status_code == 422
    assert why in answer.text


def test_who_sees_nothing_of_a_list_takes_nothing_along(read_only: Served) -> None:
    for person in ("sem", "bea", "willemijn"):
        browser = read_only.browser(person)
        assert browser.gets(COPY).status_code == 403
        assert browser.posts(COPY, voor="overleg", vorm="csv").status_code == 403
        assert browser.gets("/lijst/instelling-2/afdruk").status_code == 403


def test_an_address_that_asks_what_is_not_there_gets_a_page(read_only: Served) -> None:
    answer = read_only.browser("mila").gets("/lijst/instelling-2?top=7")
    assert answer.status_code == 422
    assert "Deze vraag past niet bij de pagina." in answer.text
