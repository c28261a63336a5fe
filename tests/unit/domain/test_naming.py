"""Words that look like a name are shown; ordinary sentences show none, and nothing is refused by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure.naming import NO_NAMES, name_like
from tests.unit.domain.test_anonymity import ORDINARY
from tests.unit.domain.world import agreements

PLACES = [
    *[one.label for one in agreements().recipients.values()],
    *[one.label for one in agreements().channels.values()],
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zij gaat om met Joris.", ("Joris",)),
        ("Haar vriend heet Joris de Boer, en Joris haalt haar op.", ("Joris", "Boer")),
        ("Moeder (Fatima) belt.", ("Fatima",)),
        ("Ik sprak dhr. Jansen en J. Smit.", ("Jansen", "J", "Smit")),
        ("De man noemt zich EL-AMRANI.", ("EL-AMRANI",)),
        ("Zij zei: Rachid wacht buiten.", ("Rachid",)),
        ("Rachid wacht buiten.", ("Rachid",)),
        ("Zij belde. Chloë nam op.", ("Chloë",)),
        ("Thijs en Anne-Marie zijn er.", ("Thijs", "Anne-Marie")),
        ("Krelis de Boer wacht buiten.", ("Krelis", "Boer")),
        ("J. Smit wacht buiten.", ("J", "Smit")),
        ("Krelis el Amrani: vaak hier.", ("Krelis", "Amrani")),
    ],
)
def test_a_name_that_nobody_recorded_is_shown_to_who_asks(text: str, names: tuple[str, ...]) -> None:
    assert name_like(text, PLACES) == names


@pytest.mark.parametrize(
    "text",
    [
        *ORDINARY,
        "Kan ik dit melden bij Veilig Thuis, AVIM of CoMensha? Of eerst de GGZ?",
        "Zij kwam om 23.30. Daarna was zij stil.\nMorgen praten wij. «Niet doen», zei zij… Wat nu?",
        "- Geld op Snapchat.\n- Een man uit Duitsland.",
        "",
    ],
)
def test_ordinary_sentences_show_no_name(text: str) -> None:
    assert name_like(text, PLACES) == ()


@given(st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True))
def test_a_capital_inside_a_sentence_is_shown_unless_its_word_is_known(word: str) -> None:
    text = f"zij is vaak bij {word} thuis"
    assert name_like(text) == (() if word.casefold() in NO_NAMES else (word,))
    assert name_like(text, [f"bij {word} thuis"]) == ()
