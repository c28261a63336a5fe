"""Wrong usage in plain Dutch: what the library says in English, and where to read more."""

import re
from collections.abc import Iterator

from typer.exceptions import TyperException

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"No such option: (\S+?)\.?(?: Did you mean (\S+?)\?)?(?: \(.*\))?"),
        "De optie {0} bestaat niet.",
    ),
    (re.compile(r"No such command '(.+?)'\..*"), "De opdracht {0} bestaat niet."),
    (re.compile(r"Missing argument '?(.+?)'?\.(.*)", re.DOTALL), "Er ontbreekt iets: {0}."),
    (re.compile(r"Missing option '?(.+?)'?\.(.*)", re.DOTALL), "De optie {0} ontbreekt."),
    (re.compile(r"Missing command\..*"), "Welke opdracht bedoelt u?"),
    (re.compile(r"Option '?(.+?)'? requires an argument\..*"), "De optie {0} heeft een waarde nodig."),
    (re.compile(r"Got unexpected extra arguments? \((.+)\)"), "Dit is te veel: {0}."),
    (
        re.compile(r"Invalid value for '?(.+?)'?: .* is not one of (.+)\."),
        "De waarde van {0} klopt niet. Kies: {1}.",
    ),
    (re.compile(r"Invalid value for '?(.+?)'?: (.+)", re.DOTALL), "De waarde van {0} klopt niet."),
)


def in_dutch(wrong: TyperException) -> Iterator[str]:
    """What was wrong, and how to see how it should be."""
    message = wrong.format_message()
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            yield sentence.format(*found.groups())
            break
    else:
        yield message
    context = getattr(wrong, "ctx", None)
    yield f"Uitleg: {getattr(context, 'command_path', 'opplussen')} --help"
