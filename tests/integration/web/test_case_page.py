"""The page of a case is whole: both times, what speaks against, consent, steps, sharing, who sees what."""

import re

from tests.integration.web.serving import Served


def part(page: str, named: str) -> str:
    """The words of the section that is named by this heading."""
    begin = page.index(f'aria-labelledby="{named}"')
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page[begin : page.index("</section>", begin)]))


def page_of(pages: Served, person: str, query: str = "") -> str:
    return pages.browser(person).gets(f"/casus/{pages.case('meisje-y')}{query}").text


def test_what_was_done_with_a_case_stands_on_one_page(told: Served) -> None:
    page = page_of(told, "tess")
    assert "Stap 4: wegen" in part(page, "plan")
    assert "melden zonder toestemming" in part(page, "plan")
    assert "Zwijgen schaadt haar." in part(page, "plan")
    assert "Er is geen toestemming." in part(page, "toestemming")
    assert "Geweigerd op 21 mei 2026, door de cliënt." in part(page, "toestemming")
    assert "Er is geen toestemming gegeven." in part(page, "toestemming")
    assert "eenheid-2 : verstrekt een minimaal pakket" in part(page, "delen")
    assert "politie: beoordelen" in part(page, "delen")
    assert "hetzelfde adres" in part(page, "verbanden")
    assert "nagegaan: klopt niet, telt niet mee" in part(page, "tegen")


def test_who_sees_what_says_why_and_never_u_of_somebody_else(told: Served) -> None:
    lookers = part(page_of(told, "tess"), "wie")
    assert "AVIM pieter, eenheid-2 het pakket dat is verstrekt, en verder niets" in lookers
    assert "want er is aan hun organisatie verstrekt op trede 3." in lookers
    assert "want deze persoon is verantwoordelijk voor deze casus." in lookers
    assert not re.search(r"\b([Uu]|[Uu]w)\b", lookers)


def test_a_timeline_goes_by_either_time(told: Served) -> None:
    seen, recorded = page_of(told, "tess"), page_of(told, "tess", "?tijd=opgeschreven")
    old = "Al twee jaar zorgen om haar"
    assert seen.index(old) > seen.index("Het voelt niet goed")
    assert 'aria-current="true">Op het opschrijven' in recorded
    days = re.findall(r"opgeschreven (\d+) (\w+) \d", recorded)
    numbered = [({"mrt": 3, "apr": 4, "mei": 5}[month], int(day)) for day, month in days]
    assert numbered == sorted(numbered, reverse=True)


def test_facts_observations_and_interpretations_are_told_apart_by_sign_and_word(told: Served) -> None:
    page = part(page_of(told, "tess"), "gezien")
    for words in ("■ feit", "◆ waarneming", "○ interpretatie"):
        assert words in page


def test_who_sees_codes_sees_that_there_is_more_and_not_what(told: Served) -> None:
    page = page_of(told, "willemijn")
    assert "Afgeschermd: u ziet pseudoniem, score" in part(page, "plan")
    assert "Zwijgen schaadt haar" not in page
    assert 'id="toestemming"' not in page
    assert "Er is niets gedeeld met of door uw organisatie." in part(page, "delen")


def test_a_case_of_which_little_is_known_says_so(told: Served) -> None:
    page = told.browser("tess").gets(f"/casus/{told.case('jongere-f')}").text
    assert "Er is niets gedeeld." in part(page, "delen")
    assert "Er is geen verband met een andere casus bekend." in part(page, "verbanden")
    assert "nog niet gezet" in part(page, "plan")
    assert "Er is geen toestemming." in part(page, "toestemming")
