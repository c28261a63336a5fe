"""How high a case stands, in a sign and a word, so that colour is never needed."""

from typing import NamedTuple

WORDS = {"avim": ("▲▲", "zeer hoog"), "zorgcoordinator": ("▲", "hoog"), None: ("●", "onder de drempel")}
"""By the highest open level."""


class Band(NamedTuple):
    """`level` is for its colour, a sign and a word for everybody."""

    level: str
    sign: str
    word: str


def band_of(level: str | None) -> Band:
    """The band of a level."""
    sign, word = WORDS[level]
    return Band(level or "geen", sign, word)
