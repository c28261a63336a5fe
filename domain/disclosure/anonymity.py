"""Does a package identify anybody? A check on the bytes that leave, not a promise.

Sources: handreiking and stappenplan 2 ("altijd anoniem"), domain 6 (tier 1: no identifying field leaves).
What is known of the client is searched for in every spelling, and what looks like an identifier is found even
when unknown.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from domain.disclosure.letters import plain, seen, spellings
from domain.disclosure.numerals import in_figures, in_signs
from domain.disclosure.spelling import (
    MONTH_WORDS,
    Wanted,
    address_patterns,
    date_patterns,
    exact_patterns,
    name_patterns,
    phone_patterns,
)

Kind = Literal[
    "naam",
    "geboortedatum",
    "adres",
    "telefoonnummer",
    "kenteken",
    "burgerservicenummer",
    "dossiernummer",
    "e-mailadres",
    "account",
    "rekeningnummer",
    "postcode",
]


class Identifier(Struct, frozen=True):
    """Something that tells who somebody is, as it was recorded."""

    kind: Kind
    value: str


class Finding(Struct, frozen=True, order=True):
    """Where in a package something identifies somebody, and what kind of thing; never the thing itself."""

    where: str
    kind: Kind


_MAKERS = {
    "naam": name_patterns,
    "geboortedatum": date_patterns,
    "adres": address_patterns,
    "telefoonnummer": phone_patterns,
}


def findings(package: bytes, known: Iterable[Identifier]) -> tuple[Finding, ...]:
    """Everything in the bytes of a package that identifies somebody, by place."""
    identifiers = tuple(known)
    return tuple(
        sorted(
            {
                Finding(where, kind)
                for where, text in _texts(json.loads(package), "")
                for kind in (*_known_in(text, identifiers), *_looks_like(text))
            }
        )
    )


def mentioned(texts: Mapping[str, str], known: Iterable[Identifier]) -> tuple[Finding, ...]:
    """Where in texts, by name, one of the known identifiers is written."""
    identifiers = tuple(known)
    return tuple(
        sorted({Finding(name, kind) for name, text in texts.items() for kind in _known_in(text, identifiers)})
    )


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text and number of a package with its place; also what stands as a key."""
    match value:
        case dict():
            for key, inner in value.items():
                yield f"{where}.{key}".lstrip("."), str(key)
                yield from _texts(inner, f"{where}.{key}".lstrip("."))
        case list():
            for number, inner in enumerate(value, 1):
                yield from _texts(inner, f"{where} {number}")
        case str() | int() | float():
            yield where, str(value)
        case _:
            pass


def _known_in(text: str, identifiers: tuple[Identifier, ...]) -> Iterator[Kind]:
    cased, spelled = seen(text), _spelled(text)
    for one in identifiers:
        wanted = _patterns(one)
        if any(pattern.search(other) for pattern in wanted.spelled for other in spelled) or any(
            pattern.search(cased) for pattern in wanted.cased
        ):
            yield one.kind


def _spelled(text: str) -> tuple[str, ...]:
    """Plain text, by the look and the sound of its letters, and with its numbers in figures."""
    told = spellings(text)
    return tuple(dict.fromkeys((*told, *[in_figures(one) for one in told])))


@lru_cache(maxsize=256)
def _patterns(one: Identifier) -> Wanted:
    return _MAKERS.get(one.kind, exact_patterns)(one.value)


# what looks like an identifier, known or not

_BSN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){8}(?!\d)")
_CALLED_BSN = re.compile(r"(?:bsn|burgerservicenummer|sofinummer)\W{0,12}(?:is\W+)?\d(?:[ .\-]?\d){7,8}")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)31[\W_]{0,3}(?:\(0\)[\W_]{0,2})?|0)[\s.\-/()]{0,2}[1-9](?:[\s.\-/()]{0,2}\d){8}(?!\d)"
)
_EMAIL = re.compile(r"[\w.+\-]+\s?@\s?[\w\-]+(?:\s?\.\s?[\w\-]+)+")
_HANDLE = re.compile(r"(?<![\w.])@(?=[\w.]*[a-z])[\w.]{2,30}")
_LINK = re.compile(
    r"https?://\S|(?<!\w)www\.\w|(?<![\w.@])[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:nl|com|me|be|de|eu|org|net|gg|tv)/\w"
)
_ON = r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|facebook|discord|whatsapp|onlyfans|account(?:naam)?)"
_ACCOUNT = re.compile(
    rf"(?<![a-z]){_ON}(?![a-z])[^.!?\n]{{0,40}}?(?<![\w.])(?=[\w.]*[a-z])(?=[\w.]*[a-z_.][\d_])[a-z_][\w.]{{3,29}}(?!\w)"
)
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]){11,30}")
_POSTCODE = re.compile(r"(?<![A-Za-z0-9])[1-9]\d{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})(?![A-Za-z0-9])")
_SIDE_CODES = (
    *("LL99 99", "99 99LL", "99LL99", "LL99LL", "LL LL99", "99LL LL"),
    *("99LLL9", "9LLL99", "LL999L", "L999LL", "LLL99L", "L99LLL", "9LL999", "999LL9"),
)
"""Dutch plates by letters (L) and figures (9); a group ends where the kind changes, or at the space."""


def _plate(code: str, letter: str, between: str) -> str:
    groups = re.findall(r"L+|9+", code)
    return between.join(f"{letter if group[0] == 'L' else '[0-9]'}{{{len(group)}}}" for group in groups)


def _plates(letter: str, between: str) -> re.Pattern[str]:
    """A plate in such letters with such signs between its groups."""
    codes = "|".join(_plate(code, letter, between) for code in _SIDE_CODES)
    return re.compile(rf"(?<![A-Za-z0-9\-])(?:{codes})(?![A-Za-z0-9]|-\d)")


_PLATE = _plates("[a-z]", r"[\-.·•_/*|]?")
_PLATE_APART = _plates("[A-Z]", r"\s?[\-.·•_/*|–—:]?\s?")
"""With room between its groups a plate is one in capitals alone: "12 om 34" may be anything."""
_ELEVEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _looks_like(text: str) -> Iterator[Kind]:
    cased, spelled = seen(text), plain(text)
    signed, figured = in_signs(spelled), in_figures(spelled)
    for one in (spelled, figured):
        if any(_is_bsn(found.group()) for found in _BSN.finditer(one)) or _CALLED_BSN.search(one):
            yield "burgerservicenummer"
        if _PHONE.search(one):
            yield "telefoonnummer"
    if _EMAIL.search(signed):
        yield "e-mailadres"
    elif any(pattern.search(signed) for pattern in (_HANDLE, _LINK, _ACCOUNT)):
        yield "account"
    if any(_is_iban(found.group()) for found in _IBAN.finditer(spelled)):
        yield "rekeningnummer"
    plates = (*_PLATE.finditer(spelled), *_PLATE_APART.finditer(cased))
    if any(not _is_month(found.group()) for found in plates):
        yield "kenteken"
    if _POSTCODE.search(cased):
        yield "postcode"


def _is_bsn(written: str) -> bool:
    """The eleven test: only one in eleven numbers is a burgerservicenummer."""
    figures = [int(one) for one in re.sub(r"\D", "", written)]
    return any(figures) and sum(a * b for a, b in zip(figures, _ELEVEN, strict=True)) % 11 == 0


def _is_iban(written: str) -> bool:
    """Whether some beginning of it passes the check of an account number (modulo 97)."""
    characters = re.sub(r"[^a-z0-9]", "", written)
    return any(_rest(characters[:end]) == 1 for end in range(15, len(characters) + 1))


def _rest(characters: str) -> int:
    return int("".join(str(int(one, 36)) for one in characters[4:] + characters[:4])) % 97


def _is_month(written: str) -> bool:
    return re.sub(r"[^a-z]", "", written.casefold()) in MONTH_WORDS
