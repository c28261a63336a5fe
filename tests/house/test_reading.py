"""How a file reads: docstring first, rooms that say what they hold, reasoned ignores."""

import ast
import re
from pathlib import PurePosixPath

from tests.house.sources import ROOMS, none_of, sources

IGNORE = re.compile(r"#\s+(?:noqa|type:\s*ignore|ruff:\s*noqa|mypy:|pragma:|fmt:\s*off)(?P<rest>.*)")
REASONED = re.compile(r"^(?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*|\[[a-z, -]+\])\s*(?:#|-)\s*\w.{7,}")


def test_a_file_begins_with_its_docstring() -> None:
    none_of(
        (
            file.at(1, "no docstring as first statement")
            for file in sources()
            if file.text.strip() and ast.get_docstring(file.tree) is None
        ),
        "The docstring comes first: what the file answers and which source it follows.",
    )


def test_an_init_is_a_docstring_only() -> None:
    none_of(
        (
            file.at(file.tree.body[-1] if file.tree.body else 1, "more or less than a docstring")
            for file in sources(*ROOMS)
            if PurePosixPath(file.path).name == "__init__.py"
            and not (len(file.tree.body) == 1 and ast.get_docstring(file.tree))
        ),
        "An __init__.py says what lives here and what it may import; import from where it lives.",
    )


def test_every_room_has_an_init() -> None:
    paths = {file.path for file in sources(*ROOMS)}
    folders = {PurePosixPath(path).parent for path in paths}
    none_of(
        (
            f"{folder}/__init__.py:1: missing"
            for folder in sorted(folders)
            if f"{folder}/__init__.py" not in paths
        ),
        "A folder of Python files is a package that says what lives in it.",
    )


def test_every_ignore_names_its_rule_and_its_reason() -> None:
    findings = []
    for file in sources():
        for number, line in enumerate(file.lines, start=1):
            found = IGNORE.search(line)
            if found and not REASONED.match(found["rest"]):
                findings.append(file.at(number, found.group(0)))
    none_of(findings, "Write `noqa: RULE - why` or `type: ignore[rule]  # why`, with the reason in words.")


def test_no_rule_rests_on_assert_outside_tests() -> None:
    none_of(
        (
            file.at(node, "assert")
            for file in sources(*ROOMS)
            for node in ast.walk(file.tree)
            if isinstance(node, ast.Assert)
        ),
        "An assert vanishes under -O: refuse, or raise an error with a name.",
    )
