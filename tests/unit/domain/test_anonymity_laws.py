"""Each value that is known of a client is found in each spelling, and harmless sentences name nobody."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.disclosure.anonymity import Identifier, Kind, findings
from domain.disclosure.naming import name_like
from tests.unit.domain.harmless import SENTENCES
from tests.unit.domain.test_anonymity import ORDINARY
from tests.unit.domain.test_naming import PLACES

KNOWN: dict[Kind, tuple[str, ...]] = {
    "naam": ("Fatima El Amrani", "Joris van den Berg", "Chloë de Wit", "Ömer Öztürk", "Anne-Marie Visser"),
    "geboortedatum": ("2004-03-12", "1998-11-21", "2009-01-01", "2010-05-30"),
    "telefoonnummer": ("06-12345678", "0118 654 321", "+31 6 20 30 40 50"),
    "kenteken": ("AB-123-C", "12-XYZ-3", "GZ-612-K"),
    "burgerservicenummer": ("111222333", "123456782"),
    "adres": ("Kerkstraat 12, 4331 AB Middelburg", "Burgemeester de Vrieslaan 7a", "Oude Dijk 31"),
    "dossiernummer": ("D-2024-77",),
}
IDENTITY = tuple(Identifier(kind, value) for kind, values in KNOWN.items() for value in values)

# what people do to any text

_ALIKE = str.maketrans("aeiopcxysjktABEHKMOPCTXInvdr", "аеіорсхуѕјктАВЕНКМОРСТХІпνԁг")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def circled(text: str) -> str:
    return "".join(chr(0x1F170 + ord(one) - 65) if "A" <= one <= "Z" else one for one in text)


def marked(text: str) -> str:
    return "".join(one + ("\u0301\ufe0f" if one.isalnum() else "") for one in text)


def hidden(text: str) -> str:
    return "\u200b\u00ad".join(text)


ANY: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small": str.lower,
    "letters of another alphabet": lambda text: text.translate(_ALIKE),
    "figures of another script": lambda text: text.translate(_ARABIC),
    "full width": wide,
    "squares": lambda text: circled(text.upper()),
    "marks": marked,
    "hidden characters": hidden,
    "taken apart": lambda text: unicodedata.normalize("NFD", text),
}

# what people do to one kind

_YEAR = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTHS = _YEAR.split()
_LOW = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
_UNITS = [*_LOW.split(), "zeventien", "achttien", "negentien"]
_HIGH = "nul tien twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_TENS = _HIGH.split()


def in_words(number: int, joint: str = "en") -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    ten, unit = divmod(number, 10)
    return _TENS[ten] if not unit else f"{_UNITS[unit]}{joint}{_TENS[ten]}"


def of_a_date(written: str) -> Iterator[str]:
    day = date.fromisoformat(written)
    month, year = _MONTHS[day.month - 1], day.year % 100
    century = "tweeduizend" if day.year >= 2000 else "negentienhonderd"
    yield f"{in_words(day.day)} {month} {century} {in_words(year)}"
    yield f"{in_words(day.day, ' en ')} {month} {century}{in_words(year)}"
    yield f"de {day.day}e van de {day.month}e {day.year}"
    yield f"{in_words(day.day)} {in_words(day.month)} {century}en{in_words(year)}"
    yield f"{day.day} {month[:3]} '{year:02}"
    yield f"{in_words(day.day)} {month} {day.year}"
    yield f"{day.day}•{day.month}•{day.year}"
    if year < 10:
        yield f"{day.day} {month} nul {in_words(year)}"


def of_a_number(written: str) -> Iterator[str]:
    figures = [int(one) for one in written if one.isdigit()]
    yield " ".join(in_words(one) for one in figures)
    yield ", ".join(in_words(one) for one in figures)
    yield "-".join(str(one) for one in figures)
    pairs = ["".join(map(str, figures[at : at + 2])) for at in range(0, len(figures), 2)]
    yield "/".join(pairs)
    yield " ".join(in_words(int(one)) if one[0] != "0" else f"nul {in_words(int(one[-1]))}" for one in pairs)


def of_a_plate(written: str) -> Iterator[str]:
    for sign in (" ", ".", "•", "/", "_", " - ", "–", "*", "|"):
        yield written.replace("-", sign)
    yield written.replace("-", "")
    yield written.replace("-", " streepje ")
    yield " ".join(_UNITS[int(one)] if one.isdigit() else one for one in written if one != "-")


def of_a_name(written: str) -> Iterator[str]:
    words = written.replace("-", " ").split()
    first, last = words[0], words[-1]
    capitals = [one for one in words if one[0].isupper()]
    yield from (first, last, f"{last}, {first}", f"{first[0]}. {last}", "".join(words), "_".join(words))
    yield ".".join(one[0] for one in capitals) + "."
    yield f"{first[0]}. {last[0]}."
    yield f"{first}tje" if first[-1] not in "aeiouë" else f"{first}'s"
    particles = [one for one in words if one.islower()]
    if particles:
        short = "".join(one[0] for one in particles)
        yield from (
            f"{short} {last}",
            f"{'.'.join(short)}. {last}",
            f"{short}{last}",
            f"{'/'.join(short)} {last}",
        )
        yield f"{first[0]}{short}{last[0]}"


def of_an_address(written: str) -> Iterator[str]:
    street = written.split(",", maxsplit=1)[0]
    name, number = street.rsplit(" ", 1)
    for long, short in (
        ("straat", "str"),
        ("straat", "str."),
        ("laan", "ln"),
        ("Burgemeester", "Burg."),
        ("Oude", "O."),
    ):
        if long in name:
            yield f"{name.replace(long, short)} {number}"
    yield f"{name} nr. {number}"
    yield f"{name} nummer {number}"
    yield f"{name}{number}"
    if number.isdigit():
        yield f"{name} {in_words(int(number))}"
    if "4331" in written:
        yield from ("4331ab", "4331 - A B", "drieenveertig eenendertig AB")


OWN: dict[Kind, Callable[[str], Iterator[str]]] = {
    "naam": of_a_name,
    "geboortedatum": of_a_date,
    "telefoonnummer": of_a_number,
    "burgerservicenummer": of_a_number,
    "kenteken": of_a_plate,
    "adres": of_an_address,
    "dossiernummer": lambda written: iter((written, written.replace("-", ""), written.replace("-", " / "))),
}


def kinds(text: str, known: tuple[Identifier, ...]) -> set[str]:
    return {one.kind for one in findings(json.dumps({"vraag": text}).encode(), known)}


@pytest.mark.parametrize("one", IDENTITY, ids=lambda one: one.value)
def test_each_known_value_is_found_in_each_spelling_of_its_kind(one: Identifier) -> None:
    missed = [
        told for told in OWN[one.kind](one.value) if one.kind not in kinds(f"Weet: {told} dus.", (one,))
    ]
    assert not missed


@pytest.mark.parametrize("one", IDENTITY, ids=lambda one: one.value)
@pytest.mark.parametrize("how", ANY)
def test_each_known_value_is_found_however_its_letters_are_written(how: str, one: Identifier) -> None:
    assert one.kind in kinds(f"Weet: {ANY[how](one.value)} dus.", (one,))


@given(st.sampled_from(IDENTITY), st.data())
@settings(max_examples=60)
def test_spellings_on_top_of_each_other_are_found_too(one: Identifier, data: st.DataObject) -> None:
    told = data.draw(st.sampled_from([*OWN[one.kind](one.value)]))
    for how in data.draw(
        st.lists(st.sampled_from(("letters of another alphabet", "full width", "marks")), max_size=2)
    ):
        told = ANY[how](told)
    before, after = data.draw(st.sampled_from(SENTENCES)), data.draw(st.sampled_from(SENTENCES))
    assert one.kind in kinds(f"{before} {told} {after}", (one,)), told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mail fatima punt ea apenstaartje gmail punt com", "e-mailadres"),
        ("meisje (at) voorbeeld (punt) nl", "e-mailadres"),
        ("meisje at voorbeeld.nl", "e-mailadres"),
        ("Zij heet @fatima_ea.", "account"),
        ("Op insta heet zij lisa_08 geloof ik", "account"),
        ("Haar snapchat: mooie.lisa2009", "account"),
        ("Zie https://voorbeeld.nl/meisje", "account"),
        ("t.me/iemand", "account"),
        ("Auto 12•XY•34", "kenteken"),
        ("Auto GZ 612 K", "kenteken"),
        ("Bel nul zes twaalf vierendertig zesenvijftig achtenzeventig", "telefoonnummer"),
        ("bsn een twee drie vier vijf zes zeven acht twee", "burgerservicenummer"),
    ],
)
def test_what_looks_like_an_identifier_is_found_when_nobody_knows_it(text: str, kind: str) -> None:
    assert kind in kinds(text, ())


@pytest.mark.parametrize("text", [*SENTENCES, *ORDINARY])
def test_harmless_sentences_name_nobody(text: str) -> None:
    assert kinds(text, IDENTITY) == set()
    assert name_like(text, PLACES) == ()


@given(st.lists(st.sampled_from((*SENTENCES, *ORDINARY)), min_size=1, max_size=5))
@settings(max_examples=30)
def test_harmless_sentences_name_nobody_one_after_the_other(sentences: list[str]) -> None:
    assert kinds(" ".join(sentences), IDENTITY) == set()
