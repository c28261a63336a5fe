"""Which words of a text look like somebody's name, though the log knows nobody by it?

Sources: handreiking and stappenplan 2 ("altijd anoniem"). What nobody recorded cannot be searched for; a
capital in the middle of a sentence, or a given name at its start, is shown to who asks, who judges. It
refuses nothing.
"""

import re
from collections.abc import Iterable

from domain.disclosure.given_names import GIVEN_NAMES
from domain.disclosure.letters import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_FOLLOWS = re.compile(
    r"\.? (?:(?:van|de|der|den|het|ter|ten|te|el|al|ben|bin|v\.?|d\.?|'t) )*([^\W\d_a-z][^\W\d_]+)(?!\w)"
)
"""A word with a capital right after, or after what stands between the parts of a name."""
_OPENING = " \t\"'«»„“”‘’([-–•*"
"""What may stand between the end of a sentence and the first word of the next."""
_SHORTENED = frozenset(("dhr", "mevr", "mw", "mr", "mrs", "dr", "drs", "ir", "jr", "sr", "st", "ca", "bijv"))
"""After these a point ends no sentence; after one letter it is that of a name."""
NO_NAMES = frozenset(
    (
        *(
            "avim",
            "om",
            "emm",
            "lvb",
            "ggz",
            "ggd",
            "bsn",
            "csg",
            "mma",
            "riec",
            "liec",
            "kmar",
            "ind",
            "soa",
            "iq",
            "sr",
        ),
        *("whatsapp", "snapchat", "instagram", "tiktok", "facebook", "telegram", "onlyfans", "youtube"),
        *("google", "iphone", "tikkie", "uber", "wifi", "sms", "tv", "dvd"),
        *(
            "nederland",
            "nederlands",
            "nederlandse",
            "nederlander",
            "belgië",
            "belgische",
            "duitsland",
            "duits",
        ),
        *("duitse", "frankrijk", "franse", "engels", "engelse", "europa", "europese"),
        *("jeugdwet", "wmo", "avg", "wpg", "wgs", "raad", "kinderbescherming", "slachtofferhulp"),
        *("kerst", "kerstmis", "pasen", "koningsdag", "ramadan", "u", "uw"),
    )
)
"""Words with a capital that are nobody's name."""


_GIVEN = frozenset(plain(name) for name in GIVEN_NAMES)


def name_like(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The words with a capital that may be a name, once each; `known` are texts whose words are no names.

    Inside a sentence each of them; at its start a given name that many have, or what a name follows.
    """
    ordinary = NO_NAMES | {word.casefold() for one in known for word in _WORD.findall(one)}
    return tuple(
        dict.fromkeys(
            found.group()
            for found in _WORD.finditer(text)
            if found.group()[0].isupper()
            and found.group().casefold() not in ordinary
            and (not _begins(text[: found.start()]) or _names_at_the_start(text, found, ordinary))
        )
    )


def _names_at_the_start(text: str, found: re.Match[str], ordinary: frozenset[str]) -> bool:
    """Whether a sentence begins with a given name, or with a word that a name follows ("Joris de Boer")."""
    parts = [part for part in re.split(r"['’\-]", plain(found.group())) if len(part) > 1]
    if parts and all(part in _GIVEN for part in parts):
        return True
    follows = _FOLLOWS.match(text, found.end())
    return follows is not None and follows.group(1).casefold() not in ordinary


def _begins(before: str) -> bool:
    """Whether a sentence begins after this."""
    told = before.rstrip(_OPENING)
    if not told or told[-1] in "\n!?…":
        return True
    if told[-1] != ".":
        return False
    last = re.search(r"([^\W\d_]*)\.$", told)
    word = last.group(1) if last else ""
    return not word or (len(word) > 1 and word.casefold() not in _SHORTENED)
