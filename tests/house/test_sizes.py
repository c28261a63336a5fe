"""Files to 300 lines, functions to 50 (70 when the body is one match)."""

import ast
from pathlib import PurePosixPath

from tests.house.sources import functions, length, none_of, sources, statements

FILE_LINES = 300
FUNCTION_LINES = 50
MATCH_LINES = 70
BANNED = frozenset({"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"})


def test_a_file_has_at_most_300_lines() -> None:
    none_of(
        (
            f"{file.path}:{len(file.lines)}: {len(file.lines)} lines"
            for file in sources()
            if len(file.lines) > FILE_LINES
        ),
        f"A file over {FILE_LINES} lines becomes a package with the same reading order.",
    )


def test_a_function_has_at_most_50_lines_or_70_when_its_body_is_one_match() -> None:
    findings = []
    for file in sources():
        for function in functions(file):
            body = statements(function)
            limit = MATCH_LINES if len(body) == 1 and isinstance(body[0], ast.Match) else FUNCTION_LINES
            if length(function) > limit:
                findings.append(
                    file.at(function, f"{function.name} has {length(function)} lines, of {limit}")
                )
    none_of(findings, "A long function hides a second one: name it.")


def test_no_module_is_named_after_nothing() -> None:
    none_of(
        (
            f"{file.path}:1: name the question it answers"
            for file in sources()
            if BANNED & {PurePosixPath(part).stem for part in PurePosixPath(file.path).parts}
        ),
        f"No module or folder is called {', '.join(sorted(BANNED))}.",
    )
