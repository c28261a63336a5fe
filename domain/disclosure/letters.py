"""Text as a reader sees it: each letter by its look, whatever alphabet it was taken from.

What must be found is looked for in what people read, not in how it is stored: letters of other alphabets that
look alike, in circles and squares, full width, with marks, and with characters that nobody sees between them.
"""

import unicodedata
from collections.abc import Iterable

_ALIKE = {
    **dict(zip("авсԁеһіјкӏмнорѕтуѵхԛԝгпиᴀʙᴄᴅᴇᴦ", "abcdehijklmhopstyvxqwrnuabcder", strict=True)),
    **dict(zip("АВСЕНІЈКӀМОРЅТУХԚԜГЗ", "ABCEHIJKIMOPSTYXQWR3", strict=True)),
    **dict(zip("αβεηικνορτυχγω", "abenikvoptuxyw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("օսհոցɑɡʀɴʟꞮ", "ouhngagrnlI", strict=True)),
}
"""Cyrillic, Greek, Armenian and small capitals, by what they look like."""
_SOUNDS = {
    **dict(zip("абвгдезийклмнопрстуфхыьъєіїґ", "abvgdeziiklmnoprstufhy''eiig", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sht",
    "ю": "yu",
    "я": "ya",
    "э": "e",
    "ё": "e",
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdezitiklmnxoprsstyfhpo", strict=True)),
}
"""Cyrillic and Greek by their sound, for a name that is written in its own alphabet."""
_LATIN = {
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
_BOXES = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""Where the alphabet begins in squares, in circles, in filled squares and of flags."""
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Fillers and blanks that count as letters or signs."""

_BY_LOOK = str.maketrans(
    {
        **_ALIKE,
        **{chr(first + place): chr(ord("A") + place) for first in _BOXES for place in range(26)},
    }
)
_TO_LATIN = str.maketrans(_LATIN)
_BY_SOUND = str.maketrans(_SOUNDS)


def seen(text: str) -> str:
    """The text by the look of its letters and figures, in their case, without marks and what nobody sees."""
    return "".join(_figure(one) for one in _bare(text).translate(_BY_LOOK))


def plain(text: str) -> str:
    """The text as patterns look at it: as seen, in lower case, with ij as y."""
    return _lower(seen(text))


def spellings(text: str) -> tuple[str, ...]:
    """The text as patterns look at it: by the look of its letters, and where they differ by their sound."""
    by_look = plain(text)
    sounded = _bare(text).casefold().translate(_BY_SOUND)
    by_sound = _lower("".join(_figure(one) for one in sounded))
    return (by_look,) if by_look == by_sound else (by_look, by_sound)


def _lower(text: str) -> str:
    return text.casefold().translate(_TO_LATIN).replace("ij", "y")


def _bare(text: str) -> str:
    return text if text.isascii() else "".join(_visible(unicodedata.normalize("NFKD", text)))


def _visible(text: str) -> Iterable[str]:
    """Its characters that are no mark, no sign of layout and no filler."""
    for one in text:
        category = unicodedata.category(one)
        if category[0] != "M" and category != "Cf" and one not in _UNSEEN:
            yield one


def _figure(one: str) -> str:
    """A figure of any script as one of ours."""
    value = unicodedata.decimal(one, None) if not one.isascii() else None
    return one if value is None else str(value)
