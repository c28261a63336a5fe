"""A package of tier 1 identifies nobody: what is known of the client is found in any spelling."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.disclosure.anonymity import Finding, Identifier, findings, mentioned
from domain.disclosure.spelling import read_date

FATIMA = (
    Identifier("naam", "Fatima El Amrani"),
    Identifier("geboortedatum", "2008-03-03"),
    Identifier("adres", "Kerkstraat 12, 4331 AB Middelburg"),
    Identifier("telefoonnummer", "06-12345678"),
    Identifier("kenteken", "AB-123-C"),
    Identifier("burgerservicenummer", "111222333"),
    Identifier("dossiernummer", "D-2024-77"),
)


def kinds(text: str, known: tuple[Identifier, ...] = FATIMA) -> set[str]:
    return {one.kind for one in findings(json.dumps({"vraag": text}).encode(), known)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fatima zag hem weer.", "naam"),
        ("FATIMA", "naam"),
        ("F. El Amrani", "naam"),
        ("el-amrani, f.", "naam"),
        ("F.a.t.i.m.a", "naam"),
        ("fatima_elamrani op snapchat", "naam"),
        ("Fátimâ's telefoon", "naam"),
        ("Fati\u200bma", "naam"),
        ("geboren op 3 maart 2008", "geboortedatum"),
        ("03-03-08", "geboortedatum"),
        ("2008-03-03", "geboortedatum"),
        ("3/3/2008", "geboortedatum"),
        ("3 mrt '08", "geboortedatum"),
        ("3e van maart 2008", "geboortedatum"),
        ("March 3rd, 2008", "geboortedatum"),
        ("03032008", "geboortedatum"),
        ("+31 6 1234 5678", "telefoonnummer"),
        ("0031(0)6-12345678", "telefoonnummer"),
        ("612345678", "telefoonnummer"),
        ("ab123c", "kenteken"),
        ("AB 123 C", "kenteken"),
        ("111.222.333", "burgerservicenummer"),
        ("111 222 333", "burgerservicenummer"),
        ("kerkstr. 12", "adres"),
        ("4331ab", "adres"),
        ("zaak D202477", "dossiernummer"),
    ],
)
def test_what_is_known_is_found_in_other_spellings(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gül Öztürk", "Mevrouw Ozturk"),
        ("Gül Öztürk", "Oeztuerk"),
        ("Anne-Marie de Wit", "annemarie"),
        ("Anne-Marie de Wit", "Anne Marie"),
        ("IJsbrand Kok", "Ysbrand"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Bo Li", "bo li"),
    ],
)
def test_names_are_found_without_their_accents_and_marks(name: str, text: str) -> None:
    assert kinds(text, (Identifier("naam", name),)) == {"naam"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Haar BSN is 123456782.", "burgerservicenummer"),
        ("bsn: 12345678", "burgerservicenummer"),
        ("Bel 0118-654321 even.", "telefoonnummer"),
        ("Mail naar meisje@voorbeeld.nl", "e-mailadres"),
        ("Geld ging naar NL91 ABNA 0417 1643 00", "rekeningnummer"),
        ("Een auto met kenteken 12-XY-34", "kenteken"),
        ("Hij reed in GZ-612-K", "kenteken"),
        ("Zij woont in 4331 BC", "postcode"),
    ],
)
def test_what_looks_like_an_identifier_is_found_when_nobody_knows_it(text: str, kind: str) -> None:
    assert kind in kinds(text, ())


ORDINARY = (
    "Het meisje kwam om 23.30 uur thuis met 3 tassen en 120 euro.",
    "Zij belde op 12-03-2026 met twee mannen die wij niet kennen.",
    "Sinds 2 jan 26 is zij vier keer weggelopen.",
    "In 2025 is er veel gebeurd; de mentor zag blauwe plekken.",
    "Twintig condooms in de la, en een briefje met prijzen.",
    "Ik twijfel: zie ik het goed, en kan ik dit met haar bespreken?",
    "Er zijn 2 telefoons en 4 simkaarten gevonden op kamer 14.",
    "Van het geld is niets terug te vinden, ook niet bij de bank.",
    "De kerk in de straat, de laan en het plein: overal hangt zij rond.",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_pass(text: str) -> None:
    assert kinds(text) == set()


def test_a_finding_says_where_and_what_kind_and_never_the_thing_itself() -> None:
    package = json.dumps({"vraag": "Is Fatima veilig?", "signalen": [{"maand": "2026-02", "x": "ab123c"}]})
    found = findings(package.encode(), FATIMA)
    assert found == (Finding("signalen 1.x", "kenteken"), Finding("vraag", "naam"))
    assert "fatima" not in str(found).casefold()


def test_a_name_as_a_key_is_found_too() -> None:
    assert findings(b'{"fatima": 1}', FATIMA) == (Finding("fatima", "naam"),)


def test_only_known_names_are_looked_for_in_what_may_hold_numbers() -> None:
    texts = {"signaal 1": "Bel 0118-654321", "signaal 2": "Fatima"}
    assert mentioned(texts, FATIMA) == (Finding("signaal 2", "naam"),)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2008-03-03", date(2008, 3, 3)),
        ("3 maart 2008", date(2008, 3, 3)),
        ("03-03-2008", date(2008, 3, 3)),
        ("geen idee", None),
        ("31-02-2008", None),
    ],
)
def test_birth_dates_are_read_as_they_were_recorded(written: str, day: date | None) -> None:
    assert read_date(written) == day


def test_a_birth_date_that_is_no_date_is_searched_as_it_stands() -> None:
    assert kinds("zij is uit voorjaar 2008", (Identifier("geboortedatum", "voorjaar 2008"),)) == {
        "geboortedatum"
    }


# laws

_MARKS = ("", "\u0301", "\u0308", "\u0323")
_GAPS = ("", "-", ".", "_", " ", "\u200b", "'")
_FIRST = ("Fatima", "Noor", "Şerife", "Chloë", "Roos", "Daniël")
_LAST = ("El Amrani", "de Vries", "Öztürk", "van den Berg", "Ndiaye", "Visser-Bakker")


@st.composite
def respelled(draw: st.DrawFn, word: str) -> str:
    """The same letters in other cases, with other marks and something between them."""
    written = ""
    for letter in word:
        shown = draw(st.sampled_from((letter.upper(), letter.lower())))
        mark = draw(st.sampled_from(_MARKS)) if letter.isalpha() else ""
        written += shown + mark + draw(st.sampled_from(_GAPS))
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), written)


@st.composite
def a_name_in_a_sentence(draw: st.DrawFn) -> tuple[str, str]:
    first, last = draw(st.sampled_from(_FIRST)), draw(st.sampled_from(_LAST))
    shown = draw(
        st.sampled_from(
            (first, last, f"{first} {last}", f"{first[0]}. {last}", f"{last}, {first}", f"{first}{last}")
        )
    )
    before, after = draw(st.sampled_from(ORDINARY)), draw(st.sampled_from(ORDINARY))
    return f"{first} {last}", f"{before} {draw(respelled(shown))}, {after}"


@given(a_name_in_a_sentence())
def test_any_respelling_of_a_known_name_is_found(case: tuple[str, str]) -> None:
    name, sentence = case
    assert "naam" in kinds(sentence, (Identifier("naam", name),)), sentence


@st.composite
def a_date_in_words(draw: st.DrawFn) -> tuple[date, str]:
    months = "januari februari maart april mei juni juli augustus september oktober november december"
    day = draw(st.dates(date(1990, 1, 1), date(2020, 12, 31)))
    month = months.split()[day.month - 1]
    gap = draw(st.sampled_from(("-", "/", ".", " ", " - ")))
    year = draw(st.sampled_from((f"{day:%Y}", f"{day:%y}")))
    spelled = draw(
        st.sampled_from(
            (
                f"{day.day}{gap}{day.month}{gap}{year}",
                f"{day:%d}{gap}{day:%m}{gap}{year}",
                f"{day:%Y}{gap}{day:%m}{gap}{day:%d}",
                f"{day.day} {month} {year}",
                f"{day.day} {month.upper()} {year}",
                f"{day.day} {month[:3]}. {year}",
                f"{day:%Y%m%d}",
                f"{day:%d%m%Y}",
            )
        )
    )
    return day, spelled


@given(a_date_in_words())
def test_any_spelling_of_a_birth_date_is_found(case: tuple[date, str]) -> None:
    day, spelled = case
    assert "geboortedatum" in kinds(f"Geboren: {spelled}.", (Identifier("geboortedatum", day.isoformat()),))


@given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from(("06", "+316", "00316", "+31 (0)6")))
def test_any_spelling_of_a_known_phone_number_is_found(figures: str, prefix: str) -> None:
    spaced = "-".join((figures[:2], figures[2:5], figures[5:]))
    known = (Identifier("telefoonnummer", f"06{figures}"),)
    assert "telefoonnummer" in kinds(f"Bel {prefix} {spaced} maar.", known)


@given(st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=4))
@settings(max_examples=25)
def test_ordinary_sentences_pass_however_they_are_put_together(sentences: list[str]) -> None:
    assert kinds(" ".join(sentences)) == set()
