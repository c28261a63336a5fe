"""Which words of a text look like somebody's name, though the log knows nobody by it?

Sources: handreiking and stappenplan 2 ("altijd anoniem"). What nobody recorded cannot be searched for; a
capital in the middle of a sentence is shown to who asks, who judges. It refuses nothing.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
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


def name_like(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The words with a capital inside a sentence, once each; `known` are texts whose words are no names."""
    ordinary = NO_NAMES | {word.casefold() for one in known for word in _WORD.findall(one)}
    return tuple(
        dict.fromkeys(
            found.group()
            for found in _WORD.finditer(text)
            if found.group()[0].isupper()
            and found.group().casefold() not in ordinary
            and not _begins(text[: found.start()])
        )
    )


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
