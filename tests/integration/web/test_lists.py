"""Care and police agree on a list by the pages: each signs, a refusal is told, and earlier lists stay."""

import re

from tests.integration.web.serving import Browser, Served

LIST = "/lijst/instelling-2"
SIGN = f"{LIST}/afspreken"


def place(
    case: str, rank: str, reason: str = "Vier mensen zagen iets", ground: str = "hoog_risico"
) -> dict[str, str]:
    return {f"place-{case}": rank, f"ground-{case}": ground, f"reasons-{case}": reason}


def waiting(browser: Browser) -> str:
    """The position of the list that waits for this reader's side."""
    found = re.search(r'name="position" value="(\d+)"', browser.gets(SIGN).text)
    assert found is not None
    return found[1]


def test_both_sides_sign_the_same_list_and_it_holds(pages: Served) -> None:
    care, police = pages.browser("mila"), pages.browser("anouk")
    y, f = pages.case("meisje-y"), pages.case("jongere-f")
    assert (
        care.posts(SIGN, **place(y, "1", ground="vermoedelijk_uitgebuit"), **place(f, "2")).status_code == 303
    )
    assert "Uw kant tekende deze lijst" in care.gets(SIGN).text

    seen = police.gets(SIGN).text
    assert y in seen
    assert "meisje-y" not in seen
    assert "Vier mensen zagen iets" not in seen
    assert police.posts(SIGN, position=waiting(police)).status_code == 303

    told = care.gets(LIST).text
    assert "Getekend door mila (zorg) en anouk (politie)" in told
    assert "plek 1, vermoedelijk uitgebuit" in told
    assert "Afgesproken: plek 1" in police.gets(LIST).text
    assert "vermoedelijk uitgebuit" not in police.gets(LIST).text

    beside = care.gets(f"{LIST}/naast").text
    assert "kenmerk" in beside
    assert "gebleven" in beside


def test_what_is_refused_is_told_and_what_was_written_stays(pages: Served) -> None:
    care, police = pages.browser("mila"), pages.browser("anouk")
    y, f = pages.case("meisje-y"), pages.case("jongere-f")
    for filled, why in (
        (place(y, "1", reason=" "), "staat niet waarom"),
        (place(y, "1", ground=""), "Bij plek 1 staat geen grond."),
        (place(y, "1") | place(f, "1"), "Plek 1 is twee keer gekozen."),
    ):
        answer = care.posts(SIGN, **filled)
        assert answer.status_code == 422
        assert why in answer.text
        assert "Dit is niet vastgelegd" in answer.text
    assert "Vier mensen zagen iets" in answer.text
    assert care.posts(SIGN, **place(y, "1")).status_code == 303
    other = police.posts(SIGN, **place(y, "2"), **place(f, "1"))
    assert "een andere dan de lijst waar de andere kant mee instemde" in other.text
    assert "ligt niet meer voor" in police.posts(SIGN, position="1").text


def test_a_signature_is_taken_back_until_the_other_side_signed(pages: Served) -> None:
    care, police = pages.browser("mila"), pages.browser("anouk")
    y = pages.case("meisje-y")
    care.posts(SIGN, **place(y, "1"))
    assert "Handtekening intrekken" in care.gets(SIGN).text
    assert "Handtekening intrekken" not in police.gets(SIGN).text
    refused = police.posts(f"{SIGN}/intrekken")
    assert (refused.status_code, "de andere kant nog niet" in refused.text) == (422, True)
    assert care.posts(f"{SIGN}/intrekken").status_code == 303
    assert "tekende deze lijst" not in care.gets(SIGN).text + police.gets(SIGN).text


def test_who_stands_in_for_a_kernteam_signs_until_another_does_and_is_then_told_why_not(
    pages: Served,
) -> None:
    reporter = pages.browser("daan")
    assert "U kunt hier niet tekenen" not in reporter.gets(SIGN).text
    pages.let_stand_in("mila", "tess")
    assert "U kunt hier niet tekenen, omdat:" in reporter.gets(SIGN).text


def test_who_does_not_see_the_cases_of_a_facility_does_not_sign_there(read_only: Served) -> None:
    worker = read_only.browser("tess").gets(SIGN)
    assert (worker.status_code, "Dit mag niet, omdat" in worker.text) == (403, True)
    elsewhere = read_only.browser("noor").gets(SIGN)
    assert elsewhere.status_code == 403


def test_without_an_agreed_list_there_is_nothing_to_compare(read_only: Served) -> None:
    page = read_only.browser("yara").gets("/lijst/instelling-3/naast").text
    assert "Er is nog geen afgesproken lijst." in page
