"""Every command, setting and event has a heading or a table row in the documents: docs are tested."""

import importlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import typer.main

from tests.house.sources import ROOMS, none_of, sources, texts

SETTING = re.compile(r"""["'](OPPLUSSEN_[A-Z_]+[A-Z])["']""")


def _told() -> str:
    """All headings and table rows of the README and docs/, one a line."""
    return "\n".join(
        line
        for path, text in texts()
        if path == "README.md" or (path.startswith("docs/") and path.endswith(".md"))
        for line in text.splitlines()
        if line.startswith(("#", "|"))
    )


def _untold(names: Iterable[str]) -> list[str]:
    told = _told()
    return [
        name for name in sorted(set(names)) if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)
    ]


def _commands(command: Any, name: str) -> Iterator[str]:  # Any: Typer's group has no public type
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from _commands(inner, f"{name} {word}")
    elif not command.hidden:
        yield name


def test_every_command_has_its_heading_or_row() -> None:
    app = importlib.import_module("cli.main").app
    none_of(
        _untold(_commands(typer.main.get_command(app), "opplussen")),
        "A command nobody can read about is not there: give it a heading or a row in docs/ or the README.",
    )


def test_every_event_has_its_heading_or_row() -> None:
    events = importlib.import_module("domain.registry").EVENTS
    none_of(_untold(events), "An event stays in logs for ever: say in docs/ what it means.")


def test_every_setting_has_its_heading_or_row() -> None:
    settings = [name for file in sources(*ROOMS) for name in SETTING.findall(file.text)]
    none_of(_untold(settings), "A setting is found in docs/ or the README, with its default.")
