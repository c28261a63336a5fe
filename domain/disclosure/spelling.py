"""How an identifier may be written otherwise: patterns that find a name, a date or a number in any spelling.

Text is looked at as `plain` writes it: without case, accents and invisible characters. A pattern rather
finds too much than too little: who asks advice can say it in other words.
"""

import re
import unicodedata
from datetime import date

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
    }
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BETWEEN = r"[\W_]{0,3}"
"""What may stand between two letters or digits of one identifier."""
_PARTICLES = frozenset(
    (
        *("van", "de", "der", "den", "het", "ter", "ten", "te", "op", "in", "of", "oude", "von", "zu"),
        *("el", "al", "ben", "bin", "ibn", "la", "le", "les", "di", "da", "dos", "do", "du"),
    )
)
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


def plain(text: str) -> str:
    """The text as patterns look at it: lower case, without accents and invisible characters, ij as y."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    seen = "".join(
        one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )
    return seen.replace("ij", "y")


def name_patterns(name: str) -> list[re.Pattern[str]]:
    """Each telling part of a name, also run together with its neighbours, and with umlauts spelled out."""
    found: dict[str, None] = {}
    for spelled in {plain(name), plain(unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS))}:
        words = re.findall(r"[a-z0-9]+", spelled)
        runs = [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
        for run in runs:
            if len(run) == len(words) or any(_is_telling(word) for word in run):
                found[_letters("".join(run))] = None
        for word in words:
            if _is_telling(word) and len(word) >= _INSIDE:
                found[re.escape(word)] = None
    return [re.compile(pattern) for pattern in found]


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in _PARTICLES


def _letters(word: str) -> str:
    return rf"(?<![a-z]){_spaced(word)}s?(?![a-z])"


def _spaced(characters: str) -> str:
    return _BETWEEN.join(re.escape(one) for one in characters)


def date_patterns(written: str) -> list[re.Pattern[str]]:
    """A birth date in figures or words, in any order, with the year in full or in two figures."""
    day = read_date(written)
    if day is None:
        return exact_patterns(written)
    months = "|".join((f"0?{day.month}", *_MONTHS[day.month - 1]))
    dd, yy = rf"0?{day.day}(?:st|nd|rd|th|ste|de|e)?", rf"(?:{day.year}|{day.year % 100:02})"
    gap = r"[\W_]{1,3}"
    of = rf"(?:{gap}van)?{gap}"
    spelled = [
        rf"{dd}{of}(?:{months}){gap}{yy}",
        rf"(?:{months}){gap}{dd}{gap}{yy}",
        rf"{yy}{gap}(?:{months}){gap}{dd}",
        rf"{dd}(?:{'|'.join(_MONTHS[day.month - 1])}){yy}",
        f"{day:%d%m%Y}|{day:%Y%m%d}|{day:%d%m%y}|{day:%y%m%d}|{day:%m%d%Y}",
    ]
    return [re.compile(rf"(?<!\d)(?:{one})(?!\d)") for one in spelled]


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


def phone_patterns(number: str) -> list[re.Pattern[str]]:
    """A phone number with +31, 0031 or 0 before it, or none, and anything between its figures."""
    figures = re.sub(r"\D", "", number)
    national = re.sub(r"^(?:0031|31(?=\d{9})|0)0?", "", figures)
    if not national:
        return []
    prefix = rf"(?:(?:\+|00)?31{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN})?"
    return [re.compile(rf"(?<!\d){prefix}{_spaced(national)}(?!\d)")]


def exact_patterns(text: str) -> list[re.Pattern[str]]:
    """Figures and letters in this order, whatever stands between them: plates, numbers, references."""
    characters = re.sub(r"[\W_]", "", plain(text))
    if len(characters) < _SHORTEST:
        return []
    return [re.compile(rf"(?<![a-z0-9]){_spaced(characters)}(?![a-z0-9])")]


_SHORTEST = 4
"""Shorter than this, letters and figures stand in any text."""


def address_patterns(address: str) -> list[re.Pattern[str]]:
    """Each part of an address that has a number: street and house, postcode; a town alone is nobody."""
    found = []
    for part in re.split(r"[,;\n]", address):
        spelled = plain(part)
        if not re.search(r"\d", spelled):
            continue
        found += exact_patterns(spelled)
        for postcode in re.findall(r"\d{4}\s?[a-z]{2}(?![a-z])", spelled):
            found += exact_patterns(postcode)
        for long, short in (("straat", "str"), ("laan", "ln"), ("weg", "wg"), ("plein", "pln")):
            if re.search(rf"{long}\b", spelled):
                found += exact_patterns(re.sub(rf"{long}\b", short, spelled))
    return found
