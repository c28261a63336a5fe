"""How numbers are written: with a comma for people, and to 9 decimals for scripts."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.integration.cli.command import HEADER, Command, line

POINT = re.compile(r"\d\.\d")


@pytest.fixture
def alarmed(opplussen: Command) -> Command:
    """A case so grave that an escalation waits."""
    grave = [line(indicator=code, source=f"bron-{code}") for code in ("SX02", "SX03", "GW03", "GW07", "RL02")]
    opplussen.began()
    assert opplussen("import", opplussen.file("in.csv", HEADER, *grave), "--format", "csv").code == 0
    return opplussen


@pytest.mark.parametrize(
    "command",
    [
        ("watchlist", "instelling-1"),
        ("explain", "a1"),
        ("replay", "--until", "{head}"),
        ("escalations", "list"),
    ],
    ids=lambda command: command[0],
)
def test_people_read_a_comma_and_scripts_nine_decimals(alarmed: Command, command: tuple[str, ...]) -> None:
    head = str(len(alarmed.events()))
    words = [word.format(head=head) for word in command]
    told = alarmed(*words).out
    assert re.search(r"\d,\d", told)
    assert not POINT.search(told)
    numbers = list(_numbers(json.loads(alarmed(*words, "--json").out)))
    assert numbers
    assert numbers == [round(number, 9) for number in numbers]


def _numbers(document: object) -> Iterator[float]:
    if isinstance(document, float):
        yield document
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, list):
        for one in document:
            yield from _numbers(one)
