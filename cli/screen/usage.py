"""Wrong usage in plain Dutch: what the library says in English, and where to read more."""

import re
from collections.abc import Iterator

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
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
    (
        re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)"),
        "Er staat te veel. Zet een tekst met spaties tussen aanhalingstekens.",
    ),
    (
        re.compile(r"Invalid value for '?(.+?)'?: .* is not one of (.+)\."),
        "De waarde van {0} klopt niet. Kies: {1}.",
    ),
    (re.compile(r"Invalid value for '?(.+?)'?: (.+)", re.DOTALL), "De waarde van {0} klopt niet."),
)


_KINDS = {"<bool>": "", "<str>": "TEKST", "<int>": "GETAL", "<float>": "GETAL", "<path>": "BESTAND"}


def explain_in_dutch(command: object) -> None:
    """Say in Dutch what the library adds to the help of a command and of those below it."""
    if not isinstance(command, TyperCommand | TyperGroup):
        return
    context = typer.Context(command)
    help_option = command.get_help_option(context)
    if help_option is not None:
        help_option.help = "Toon deze uitleg."
    command.options_metavar = "[OPTIES]"
    for option in command.get_params(context):
        if isinstance(option, TyperOption) and option.metavar is None:
            option.metavar = _KINDS.get(option.display_type(context))
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = "OPDRACHT [WAARDEN]"
        for inner in command.commands.values():
            explain_in_dutch(inner)


def in_dutch(wrong: TyperException) -> Iterator[str]:
    """What was wrong, and how to see how it should be."""
    message = wrong.format_message()
    if not message:
        return  # the help itself was shown
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            yield sentence.format(*found.groups())
            break
    else:
        yield message
    context = getattr(wrong, "ctx", None)
    yield f"Uitleg: {getattr(context, 'command_path', 'opplussen')} --help"
