"""The first pages show what the command shows, in the words of people."""

import re

from tests.integration.web.serving import Served


def test_a_list_says_who_why_and_how_long_it_was_kept(pages: Served) -> None:
    page = pages.browser("mila").gets("/lijst/instelling-2").text
    for words in (
        "meisje-y",
        "zeer hoog",
        "97,7",
        "bekend, niet gedeeld",
        "Dit getal is geen kans",
        "bij tess",
    ):
        assert words in page
    assert "%" not in re.sub(r"<[^>]*>", "", page)


def test_the_police_see_that_somebody_is_there_and_not_who(pages: Served) -> None:
    page = pages.browser("anouk").gets("/lijst/instelling-2").text
    assert "Afgeschermd" in page
    assert pages.case("meisje-y") in page
    assert "meisje-y" not in page
    assert "97,7" not in page


def test_a_case_tells_every_contribution_and_their_sum(pages: Served) -> None:
    page = pages.browser("mila").gets(f"/casus/{pages.case('meisje-y')}").text
    table = page[page.index('<table class="utrecht-table fall">') :]
    numbers = re.findall(r'<td class="n">([+−]?[\d,]+)</td>', table[: table.index("</table>")])
    values = [round(float(one.replace("−", "-").replace(",", ".")) * 10) for one in numbers]
    assert sum(values[:-1]) == values[-1]
    assert "Twintig condooms op haar kamer" in page


def test_who_sees_codes_sees_no_words(pages: Served) -> None:
    page = pages.browser("willemijn").gets(f"/casus/{pages.case('meisje-y')}").text
    assert "Veel condooms" in page
    assert "Twintig condooms op haar kamer" not in page
    assert "begeleider-2" not in page
    assert "meisje-y" not in page


def test_a_worker_records_a_signal_and_hears_what_comes_of_it(pages: Served) -> None:
    browser, case = pages.browser("tess"), pages.case("jongere-g")
    form = browser.gets(f"/signaal/{case}").text
    number = re.search(r'name="signal" value="(s-\w+)"', form)
    assert number is not None
    filled = {
        "signal": number[1],
        "text": "Zij had ineens een nieuwe telefoon",
        "indicator": "OV01",
        "nature": "interpretatie",
        "polarity": "bevestigt",
        "provenance": "eigen_waarneming",
        "when": "yesterday",
    }
    for _ in range(2):
        sent = browser.posts(f"/signaal/{case}", **filled)
        assert (sent.status_code, sent.headers["location"]) == (303, f"/signaal/{case}/bedankt")
    assert "Dank u wel" in browser.gets(f"/signaal/{case}/bedankt").text
    assert browser.gets(f"/casus/{case}").text.count("nieuwe telefoon") == 1


def test_a_form_that_is_not_whole_keeps_what_was_written(pages: Served) -> None:
    browser, case = pages.browser("tess"), pages.case("jongere-g")
    told = browser.posts(f"/signaal/{case}", text="Zij was stil", nature="feit", polarity="bevestigt")
    assert told.status_code == 422
    assert "Dit is niet vastgelegd" in told.text
    assert "Zij was stil" in told.text


def test_an_escalation_is_taken_up_and_decided_by_two(pages: Served) -> None:
    browser, case = pages.browser("willemijn"), pages.case("meisje-y")
    page = f"/escalaties/{case}/avim"
    assert "nog niet gezien" in browser.gets("/escalaties").text
    assert browser.posts(f"{page}/gezien").status_code == 303
    assert "willemijn pakt dit op" in browser.gets(page).text
    alone = browser.posts(f"{page}/besluit", decision="doorverwijzen_avim", reasons="Zij is in gevaar")
    assert alone.status_code == 422
    assert "Een doorverwijzing naar AVIM besluit u met een tweede persoon." in alone.text
    assert "Zij is in gevaar" in alone.text
    both = browser.posts(
        f"{page}/besluit", decision="doorverwijzen_avim", reasons="Zij is in gevaar", second="hassan"
    )
    assert both.status_code == 303
    assert "Door willemijn met hassan" in browser.gets(page).text


def test_what_was_decided_asks_later_what_it_proved_to_be(pages: Served) -> None:
    browser, case = pages.browser("willemijn"), pages.case("meisje-y")
    page = f"/escalaties/{case}/zorgcoordinator"
    early = browser.posts(f"{page}/uitkomst", outcome="gegrond")
    assert "Over deze escalatie is nog niet besloten." in early.text
    browser.posts(f"{page}/besluit", decision="zelf_hulp", reasons="Er is een gesprek gepland")
    assert "Besloten: wat bleek het te zijn?" in browser.gets("/escalaties").text
    nothing = browser.posts(f"{page}/uitkomst", outcome="misschien")
    assert (nothing.status_code, "Er is nog niet gekozen" in nothing.text) == (422, True)
    assert browser.posts(f"{page}/uitkomst", outcome="gegrond").status_code == 303
    assert "Wat het bleek te zijn: <b>Het klopte: er was uitbuiting</b>" in browser.gets(page).text
    assert "Besloten: wat bleek het te zijn?" not in browser.gets("/escalaties").text
    assert "Uitkomst: Het klopte" in pages.browser("mila").gets(f"/casus/{case}").text


def test_a_page_says_to_whom_an_escalation_was_handed_over(pages: Served) -> None:
    page = f"/escalaties/{pages.case('meisje-y')}/zorgcoordinator"
    assert "aan <b>mila</b>" in pages.browser("willemijn").gets(page).text


def test_the_title_counts_what_nobody_took_up(pages: Served) -> None:
    browser = pages.browser("willemijn")
    assert "<title>(4) Escalaties" in browser.gets("/escalaties").text
    browser.posts(f"/escalaties/{pages.case('meisje-x')}/avim/gezien")
    assert "<title>(3) Escalaties" in browser.gets("/escalaties/nu").text


def test_whoever_answers_for_a_case_sees_who_read_it_and_who_was_refused(pages: Served) -> None:
    case = pages.case("meisje-y")
    pages.browser("willemijn").gets(f"/casus/{case}")
    pages.browser("sem").gets(f"/casus/{case}")
    page = pages.browser("daan").gets(f"/casus/{case}/lezers").text
    assert "Wie las casus meisje-y?" in page
    row = page[page.index("<td>willemijn</td>") :]
    assert "zorgcoördinator, zorgcoordinatie" in row[:200]
    refused = page[page.index("<td>sem</td>") :]
    assert "geweigerd" in refused[:400]


def test_who_doubts_a_score_begins_with_what_contradicts_it(pages: Served) -> None:
    browser, case = pages.browser("tess"), pages.case("meisje-y")
    assert "Klopt dit niet?" in browser.gets(f"/casus/{case}").text
    form = browser.gets(f"/signaal/{case}?wijst=weerlegt").text
    assert 'value="weerlegt" checked' in form


def test_an_escalation_is_handed_over_only_with_a_reason_and_to_who_has_a_role(pages: Served) -> None:
    browser, case = pages.browser("willemijn"), pages.case("meisje-y")
    page = f"/escalaties/{case}/avim/overdracht"
    assert "waarom u overdraagt" in browser.posts(page, to="hassan").text
    nobody = browser.posts(page, to="sem", reason="Hij is er")
    assert nobody.status_code == 422
    assert "Er is nog niet gekozen wie het overneemt." in nobody.text
    late = browser.posts(page, to="hassan", reason="Hij is er")
    assert "Er loopt geen termijn meer voor deze escalatie." in late.text
