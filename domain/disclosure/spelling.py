"""How an identifier may be written otherwise: patterns that find a name, a date or a number in any spelling.

Text is looked at as `letters.spellings` and `numerals.in_figures` write it: by the look of its letters,
without case, accents and invisible characters, with numbers in figures; initials in their case. A pattern
rather finds too much than too little: who asks advice can say it in other words.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from domain.disclosure.letters import plain, seen, spellings

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BETWEEN = r"[\W_]{0,3}"
"""What may stand between two letters or digits of one identifier."""
_PARTICLES = frozenset(
    (
        *("van", "de", "der", "den", "het", "ter", "ten", "te", "op", "in", "of", "oude", "von", "zu"),
        *("el", "al", "ben", "bin", "ibn", "la", "le", "les", "di", "da", "dos", "do", "du"),
    )
)
_SIGNS = {"a": "[a4@]", "e": "[e3€]", "i": "[i1!|l]", "l": "[l1|i]", "o": "[o0]", "s": "[s5$]", "t": "[t7]"}
"""What people type in place of a letter, and what looks the same on a screen."""
_TWO = 2
_INSIDE = 6
"""From this many letters on a name is also found inside a longer word."""
_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "maa", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_WORDS = tuple(word for words in _MONTHS for word in words)
_WRITTEN = (
    re.compile(r"(?P<y>\d{4})\D{1,3}(?P<m>\d{1,2})\D{1,3}(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\D{1,3}(?P<m>\d{1,2})\D{1,3}(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\W*(?P<word>[a-z]+)\W*(?P<y>\d{4})"),
)
"""How a birth date may have been recorded."""


class Wanted(NamedTuple):
    """What is searched for: `spelled` in plain text, `cased` in text that keeps its case."""

    spelled: tuple[re.Pattern[str], ...] = ()
    cased: tuple[re.Pattern[str], ...] = ()


def name_patterns(name: str) -> Wanted:
    """Each telling part of a name, also run together with its neighbours; and its initials."""
    found: dict[str, None] = {}
    umlauts = plain(unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS))
    for spelled in dict.fromkeys((*spellings(name), umlauts)):
        words = re.findall(r"[a-z0-9]+", spelled)
        runs = [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
        for run in runs:
            if len(run) == len(words) or any(_is_telling(word) for word in run):
                found[_letters(run)] = None
        for word in words:
            if _is_telling(word) and len(word) >= _INSIDE:
                found[_alike(word)] = None
    return Wanted(tuple(re.compile(pattern) for pattern in found), _initials(name))


def _initials(name: str) -> tuple[re.Pattern[str], ...]:
    """F.E.A., F. A. and F.el A. of Fatima El Amrani; without points only where a particle stays small."""
    words = re.findall(r"[^\W\d_]+", seen(name))
    first, last = words[:1], words[-1:]
    if len(words) < _TWO or not last[0][0].isupper():
        return ()
    between = "".join(
        rf"(?:(?:{re.escape(word)}|{word[0].lower()}|{word[0].upper()})[.\s'’\-]{{0,2}})?"
        for word in words[1:-1]
    )
    a, z = re.escape(first[0][0].upper()), re.escape(last[0][0].upper())
    small = "".join(word[0].lower() for word in words[1:-1] if word.casefold() in _PARTICLES)
    joined = [rf"(?<![^\W\d_]){a}{small}{z}(?![^\W\d_])"] if small else []
    pointed = rf"(?<![^\W\d_]){a}\s?\.[\s\-]{{0,2}}{between}{z}(?:\.|(?![\w.]))"
    return tuple(re.compile(one) for one in (pointed, *joined))


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in _PARTICLES


def _letters(run: list[str]) -> str:
    """A run of words in one, particles also shortened; of somebody, or as a small one (Noors, Fatimaatje)."""
    shortens = len(run) > 1 and any(_is_telling(word) for word in run)
    parts = [_particle(word) if shortens and not _is_telling(word) else _alike(word) for word in run]
    return rf"(?<![a-z]){_BETWEEN.join(parts)}(?:s|(?:[aeiou]?t|p|k)?jes?)?(?![a-z])"


def _particle(word: str) -> str:
    return f"(?:{_spaced(word)}|{re.escape(word[0])})" if len(word) > 1 else re.escape(word)


def _alike(word: str) -> str:
    """The letters of a name; in one that is long enough also the signs that people type for them."""
    signs = _SIGNS if len(word) >= _SHORTEST else {}
    return _BETWEEN.join(signs.get(one, re.escape(one)) for one in word)


def _spaced(characters: str) -> str:
    return _BETWEEN.join(re.escape(one) for one in characters)


def date_patterns(written: str) -> Wanted:
    """A birth date in figures or words, in any order, with the year in full or in two figures."""
    day = read_date(written)
    if day is None:
        return exact_patterns(written)
    months = "|".join((f"0?{day.month}(?:ste|de|e)?", *_MONTHS[day.month - 1]))
    short = r"\W?".join(f"{day.year % 100:02}")
    dd, yy = rf"0?{day.day}(?:st|nd|rd|th|ste|de|e)?", rf"(?:{day.year}|{short})"
    gap = r"[\W_]{1,3}"
    of = rf"(?:{gap}van)?(?:{gap}de)?{gap}(?:in{gap})?"
    spelled = [
        rf"{dd}{of}(?:{months}){gap}{yy}",
        rf"(?:{months}){gap}{dd}{gap}{yy}",
        rf"{yy}{gap}(?:{months}){gap}{dd}",
        rf"{dd}(?:{'|'.join(_MONTHS[day.month - 1])}){yy}",
        f"{day:%d%m%Y}|{day:%Y%m%d}|{day:%d%m%y}|{day:%y%m%d}|{day:%m%d%Y}",
    ]
    return Wanted(tuple(re.compile(rf"(?<!\d)(?:{one})(?!\d)") for one in spelled))


def read_date(written: str) -> date | None:
    """The day that a text names; None when it names none."""
    for pattern in _WRITTEN:
        found = pattern.search(plain(written))
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["m"]) if parts.get("m") else _month(parts.get("word", ""))
        try:
            return date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:
            continue
    return None


def _month(word: str) -> int:
    return next((number for number, words in enumerate(_MONTHS, 1) if word in words), 0)


def phone_patterns(number: str) -> Wanted:
    """A phone number with +31, 0031 or 0 before it, or none, and anything between its figures."""
    figures = re.sub(r"\D", "", number)
    national = re.sub(r"^(?:0031|31(?=\d{9})|0)0?", "", figures)
    if not national:
        return Wanted()
    prefix = rf"(?:(?:\+|00)?31{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN})?"
    return Wanted((re.compile(rf"(?<!\d){prefix}{_spaced(national)}(?!\d)"),))


def exact_patterns(text: str) -> Wanted:
    """Figures and letters in this order, whatever stands between them: plates, numbers, references."""
    characters = re.sub(r"[\W_]", "", plain(text))
    if len(characters) < _SHORTEST:
        return Wanted()
    return Wanted((_exact(characters),))


def _exact(characters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){_spaced(characters)}(?![a-z0-9])")


_SHORTEST = 4
"""Shorter than this, letters and figures stand in any text."""
_STREETS = (
    *(
        ("straat", "str"),
        ("laan", "ln"),
        ("weg", "wg"),
        ("plein", "pln", "pl"),
        ("gracht", "gr"),
        ("dijk", "dk"),
    ),
    *(
        ("kade", "kd"),
        ("singel", "sngl", "sgl"),
        ("steeg", "stg"),
        ("hof", "hf"),
        ("boulevard", "blvd", "boul"),
    ),
    *(("burgemeester", "burg", "bgm"), ("dokter", "doctor", "dr"), ("professor", "prof"), ("sint", "st")),
    *(("meester", "mr"), ("dominee", "ds"), ("pastoor", "past"), ("prinses", "pr"), ("prins", "pr")),
    *(("koningin", "kon"), ("koning", "kon"), ("generaal", "gen"), ("oude", "o"), ("nieuwe", "nwe", "n")),
    *(
        ("noord", "n"),
        ("zuid", "z"),
        ("oost", "o"),
        ("west", "w"),
        ("van", "v"),
        ("den", "d"),
        ("der", "d"),
        ("de", "d"),
    ),
)
"""What stands in the names of streets, and how people shorten it."""
_NUMBERED = rf"{_BETWEEN}(?:(?:huis)?n(?:umme)?r|no|#)?{_BETWEEN}"


def address_patterns(address: str) -> Wanted:
    """Each part of an address that has a number: street and house, postcode; a town alone is nobody."""
    found: list[re.Pattern[str]] = []
    for part in re.split(r"[,;\n]", address):
        spelled = plain(part)
        if not re.search(r"\d", spelled):
            continue
        found += exact_patterns(spelled).spelled
        for postcode in re.findall(r"\d{4}\s?[a-z]{2}(?![a-z])", spelled):
            found += exact_patterns(postcode).spelled
        street = re.match(r"\W*([^\d]*[a-z])\W+(\d.*?)\W*$", spelled)
        if street is not None:
            found.append(_house(*street.groups()))
    return Wanted(tuple(found))


def _house(street: str, number: str) -> re.Pattern[str]:
    """A street and a house number, each word of the street also as people shorten it."""
    words = _BETWEEN.join(_street_word(word) for word in re.findall(r"[a-z]+", street))
    house = _spaced(re.sub(r"[\W_]", "", number))
    return re.compile(rf"(?<![a-z0-9]){words}{_NUMBERED}{house}(?![a-z0-9])")


def _street_word(word: str) -> str:
    for alike in _STREETS:
        others = "|".join(alike)
        if word in alike:
            return f"(?:{others})"
        ending = next(
            (one for one in alike[: 1 + len(alike)] if word.endswith(one) and len(one) > _TWO), None
        )
        if ending is not None and len(word) - len(ending) > _TWO:
            return f"{_spaced(word.removesuffix(ending))}{_BETWEEN}(?:{others})"
    return _spaced(word)
