"""Dutch numbers in words as figures: "twaalf maart tweeduizend vier" is "12 maart 2004".

Signs that people say aloud become signs too: "punt", "streepje", "apenstaartje". Works on plain text.
"""

import re

from domain.disclosure.letters import plain

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_TEENS = ("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ORDINALS = {
    1: "eerste",
    2: "tweede",
    3: "derde",
    4: "vierde",
    5: "vijfde",
    6: "zesde",
    7: "zevende",
    8: "achtste",
    9: "negende",
    10: "tiende",
    11: "elfde",
    12: "twaalfde",
}
_GAP = r"[\s\-]*"
_A_YEAR = 20
"""From this number on "negentien" before it makes a year, and not a day and a month."""


def _words() -> dict[str, int]:
    """Each number below a hundred, and its place in a row, as people write them together."""
    found = {plain(word): number for number, word in enumerate((*_UNITS, *_TEENS))}
    for tens, ten in enumerate(_TENS, 2):
        found[plain(ten)] = tens * 10
        found |= {plain(f"{unit}en{ten}"): tens * 10 + one for one, unit in enumerate(_UNITS[1:10], 1)}
    ordered = {plain(word): number for number, word in _ORDINALS.items()}
    for word, number in list(found.items()):
        if number not in _ORDINALS and number > 0:
            ordered[f"{word}{'de' if number < _A_YEAR else 'ste'}"] = number
    return {**found, **ordered}


_NUMBERS = _words()
_LOOSE = {
    plain(f"{unit} {ten}"): tens * 10 + one
    for tens, ten in enumerate(_TENS, 2)
    for one, unit in enumerate(_UNITS[1:10], 1)
}
_BELOW_HUNDRED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_APART = "|".join(rf"{unit}{_GAP}en{_GAP}{ten}" for unit, ten in (one.split() for one in _LOOSE))
_TIMES = "|".join(
    sorted((word for word, number in _NUMBERS.items() if 1 < number < _A_YEAR), key=len, reverse=True)
)
_NINETEEN = "|".join((_APART, *(word for word, number in _NUMBERS.items() if number >= _A_YEAR)))
_NUMBER = re.compile(
    rf"(?<![a-z])(?:"
    rf"(?P<thousand>twee{_GAP}duizend)(?:{_GAP}(?:en{_GAP})?(?P<of_it>{_APART}|{_BELOW_HUNDRED}))?"
    rf"|(?:(?P<times>{_TIMES}){_GAP})?(?P<hundred>honderd)(?:{_GAP}(?:en{_GAP})?(?P<on_top>{_APART}|{_BELOW_HUNDRED}))?"
    rf"|(?P<nineteen>negentien){_GAP}(?P<year>{_NINETEEN})"
    rf"|(?P<alone>{_APART}|{_BELOW_HUNDRED}))(?![a-z])"
)
_SIGNS = (
    (re.compile(r"\s*[(\[{<]?\s*\b(?:apenstaartje|apestaartje)\b\s*[)\]}>]?\s*"), "@"),
    (re.compile(r"\s*[(\[{<]\s*at\s*[)\]}>]\s*"), "@"),
    (re.compile(r"\s+at\s+(?=[\w\-]+(?:\.| (?:punt|dot) )[a-z]{2,})"), "@"),
    (re.compile(r"\s*[(\[{<]\s*(?:punt|dot)\s*[)\]}>]\s*|\s+(?:punt|dot)\s+(?=[a-z]{2,4}\b)"), "."),
    (re.compile(r"\s*\b(?:liggend streepje|laag streepje|underscore)\b\s*"), "_"),
    (re.compile(r"\s*\b(?:schuine streep|streepje|streep|slash|spatie)\b\s*"), "-"),
)


def in_figures(spelled: str) -> str:
    """Plain text with its numbers and signs in figures and signs."""
    return _NUMBER.sub(_figures, in_signs(spelled))


def in_signs(spelled: str) -> str:
    """Plain text with signs that are written in words as signs."""
    for pattern, sign in _SIGNS:
        spelled = pattern.sub(sign, spelled)
    return spelled


def _figures(found: re.Match[str]) -> str:
    if found["thousand"]:
        return str(2000 + _below(found["of_it"]))
    if found["hundred"]:
        return str(100 * _below(found["times"] or "een") + _below(found["on_top"]))
    if found["nineteen"]:
        return str(1900 + _below(found["year"]))
    return str(_below(found["alone"]))


def _below(word: str | None) -> int:
    return _NUMBERS[re.sub(r"[\s\-]", "", word)] if word else 0
