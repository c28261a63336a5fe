"""docs/commands.md and the program know the same commands and options, and every example can be typed."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.main import app

ROOT = Path(__file__).parents[3]
PAGES = ("README.md", "docs/commands.md", "docs/policy.md", "docs/operations.md", "docs/formats.md")
OPTION = re.compile(r"`(--[a-z-]+)`")


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:  # Any: Typer's group has no public type
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}")
    else:
        yield name, command


KNOWN = dict(commands(typer.main.get_command(app), "opplussen"))


def sections() -> dict[str, str]:
    """The text under each command's heading."""
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^### `(opplussen [a-z -]+)`$", page, flags=re.MULTILINE)[1:]
    return {
        name: re.split(r"^## ", text, flags=re.MULTILINE)[0]
        for name, text in zip(*[iter(parts)] * 2, strict=True)
    }


def examples() -> list[str]:
    """Every command line that a page shows by itself."""
    lines = [line for path in PAGES for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]
    return sorted({line.strip() for line in lines if line.startswith("    opplussen ")})


def test_every_command_has_its_section_and_the_other_way_round() -> None:
    assert set(sections()) == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_a_section_has_a_row_for_each_option_and_for_no_other(name: str) -> None:
    rows = [line.split("|")[1] for line in sections()[name].splitlines() if line.startswith("| `--")]
    told = {option for row in rows for option in OPTION.findall(row)}
    options = {option for one in KNOWN[name].params for option in one.opts if option.startswith("--")}
    assert told == options - {"--help"}


@pytest.mark.parametrize("name", KNOWN)
def test_a_section_has_an_example(name: str) -> None:
    assert f"\n    {name}" in sections()[name]


@pytest.mark.parametrize("line", examples())
def test_an_example_can_be_typed(line: str) -> None:
    words = shlex.split(re.split(r" [|>] ", line)[0])
    name = next(one for one in (" ".join(words[:3]), " ".join(words[:2])) if one in KNOWN)
    KNOWN[name].make_context(name, words[len(name.split()) :])


def test_every_option_named_in_a_document_exists() -> None:
    options = {option for one in KNOWN.values() for param in one.params for option in param.opts} | {"--help"}
    for path in PAGES:
        named = set(OPTION.findall((ROOT / path).read_text(encoding="utf-8")))
        assert named <= options, path
