"""Policy, people and convenant: who governs changes them, both sides agree on a policy, and history stays."""

import re
from datetime import timedelta

import pytest

from tests.integration.web.serving import Served


def proposed(pages: Served, **numbers: str) -> None:
    sent = pages.browser("bea").posts(
        "/beleid/1/anders", version="2", rationale="Een duidelijker drempel", **numbers
    )
    assert (sent.status_code, sent.headers["location"]) == (303, "/beleid/2")


def test_a_policy_is_proposed_and_holds_when_both_sides_agreed(pages: Served) -> None:
    proposed(pages, **{"on.avim": "85,5", "weight.SX01": "3"})
    page = pages.browser("bea").gets("/beleid/2").text
    assert "Dit is een voorstel." in page
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    assert "besluit of AVIM erbij moet: open vanaf 80,0 85,5" in told
    assert pages.browser("mila").posts("/beleid/2/instemmen").status_code == 303
    page = pages.browser("bram").gets("/beleid").text
    assert "mila namens zorg" in page
    assert "Namens politie instemmen met beleid 2" in page
    assert "gold eerder" not in page
    assert pages.browser("bram").posts("/beleid/2/instemmen").status_code == 303
    page = pages.browser("tess").gets("/beleid").text
    assert page.index("geldt nu") < page.index("Beleid 1</a>")
    assert "gold eerder" in page
    assert "instemmen met beleid" not in page


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"version": "2!", "rationale": "Beter"}, "Een versie is een kort woord of getal."),
        ({"version": "2", "rationale": "Beter", "on.avim": "hoog"}, "Hier staat iets dat geen getal is."),
        ({"version": "2", "rationale": ""}, "Een voorstel heeft een onderbouwing nodig."),
        ({"version": "1", "rationale": "Beter", "on.avim": "85"}, "Er is al een beleid met versie 1."),
        ({"version": "2", "rationale": "Beter", "on.avim": "20"}, "Het beleid klopt niet"),
    ],
)
def test_a_proposal_that_is_not_sound_keeps_what_was_written(
    told: Served, filled: dict[str, str], words: str
) -> None:
    answer = told.browser("bea").posts("/beleid/1/anders", **filled)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert f'value="{filled["version"]}"' in answer.text


def test_who_is_in_no_kernteam_agrees_for_no_side(told: Served) -> None:
    answer = told.browser("bea").posts("/beleid/1/instemmen")
    assert answer.status_code == 303  # it holds already, so nothing was asked of a side
    assert "instemmen" not in told.browser("tess").gets("/beleid/1").text


def test_everybody_with_a_role_reads_how_is_counted_and_who_has_none_does_not(told: Served) -> None:
    for persona in told.world.personas:
        assert told.browser(persona.person).gets("/beleid/1").status_code == 200
    answer = told.browser("niemand").gets("/beleid")
    assert (answer.status_code, "U hebt op deze dag geen rol." in answer.text) == (403, True)
    assert told.browser("bea").gets("/beleid/9").status_code == 404


def test_somebody_gets_a_role_is_stood_in_for_and_ends_and_all_of_it_stays(pages: Served) -> None:
    browser = pages.browser("bea")
    given = {"person": "joris", "organisation": "instelling-2", "role": "hulpverlener"}
    assert browser.posts("/mensen", **given, name="Joris Voorbeeld", phone="").status_code == 303
    assert pages.browser("joris").gets("/beleid").status_code == 200
    assert browser.posts("/mensen/waarnemen", **given, substitute="tess").status_code == 303
    assert browser.posts("/mensen/einde", **given).status_code == 303
    page = browser.gets("/mensen").text
    for words in (
        "joris werd begeleider",
        "tess neemt waar voor joris",
        "joris is geen begeleider meer",
        "door bea",
    ):
        assert words in page
    assert "Voorbeeld" not in page


@pytest.mark.parametrize(
    ("path", "filled", "words"),
    [
        ("/mensen", {"person": "", "role": "avim"}, "Er staat nog geen code."),
        ("/mensen", {"person": "Joris Voorbeeld", "role": "avim"}, "Er staat nog geen code."),
        ("/mensen", {"person": "joris", "role": "baas"}, "Er is nog geen rol gekozen."),
        ("/mensen", {"person": "joris", "role": "avim", "since": "ooit"}, "Er staat nog geen dag."),
        ("/mensen/einde", {"person": "joris", "role": "avim"}, "heeft deze rol niet"),
        ("/convenant", {"convenant": "c-2", "until": "2027-01-01"}, "Er staat niet wie tekende."),
        ("/convenant", {"partij.eenheid-1": "ja", "until": "2027-01-01"}, "Er staat nog geen code."),
        ("/convenant/bekeken", {"convenant": "c-1"}, "Er is nog geen uitkomst gekozen."),
        ("/convenant/einde", {"convenant": "c-nooit", "reason": "Klaar"}, "geldt niet."),
    ],
)
def test_what_is_not_filled_in_well_is_refused(
    told: Served, path: str, filled: dict[str, str], words: str
) -> None:
    answer = told.browser("bea").posts(path, **{"organisation": "eenheid-1", **filled})
    assert (answer.status_code, words in answer.text) == (422, True)


def test_a_convenant_is_looked_at_replaced_and_ended(pages: Served) -> None:
    browser, today = pages.browser("bea"), pages.world.today()
    code = re.search(r'name="convenant" value="([^"]+)"', browser.gets("/convenant").text)
    assert code is not None
    following = f"{today + timedelta(days=90)}"
    looked = browser.posts("/convenant/bekeken", convenant=code[1], outcome="blijft", following=following)
    assert looked.status_code == 303
    parties = {"partij.instelling-2": "ja", "partij.eenheid-2": "ja"}
    new = browser.posts("/convenant", convenant="tweede", until=f"{today + timedelta(days=365)}", **parties)
    assert new.status_code == 303
    assert "<b>tweede</b>" in browser.gets("/convenant").text
    assert browser.posts("/convenant/einde", convenant="tweede", reason="Iets nieuws").status_code == 303
    page = browser.gets("/convenant").text
    assert "tweede getekend door AVIM-team Oost, Instelling De Linde, van" in page
    for words in ("Er geldt geen convenant.", "het blijft zoals het is", "beëindigd op", "Iets nieuws"):
        assert words in page


@pytest.mark.parametrize("path", ["/mensen", "/convenant"])
def test_governing_is_for_who_governs_also_to_change_something(told: Served, path: str) -> None:
    for persona in told.world.personas:
        if persona.role != "beheerder":
            browser = told.browser(persona.person)
            for answer in (browser.gets(path), browser.posts(path), browser.posts(f"{path}/einde")):
                assert (answer.status_code, "Dit mag niet, omdat" in answer.text) == (403, True)
