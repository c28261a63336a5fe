"""A decision is short and says which test keeps it."""

import re
from pathlib import PurePosixPath

from tests.house.sources import ROOT, files, none_of

LINES = 60
FILE_NAME = re.compile(r"^(?P<number>\d{4})-[a-z0-9-]+\.md$")
TEST_FILE = re.compile(r"`(tests/[\w/.-]+\.py)`")


def _decisions() -> list[str]:
    return [path for path in files() if path.startswith("docs/decisions/") and path.endswith(".md")]


def _lines(path: str) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").rstrip().splitlines()


def test_a_decision_is_read_in_two_minutes() -> None:
    none_of(
        (
            f"{path}:{len(_lines(path))}: {len(_lines(path))} lines"
            for path in _decisions()
            if len(_lines(path)) > LINES
        ),
        f"A decision has at most {LINES} lines.",
    )


def test_a_decision_has_a_number_of_its_own() -> None:
    numbers: dict[str, str] = {}
    findings = []
    for path in _decisions():
        found = FILE_NAME.match(PurePosixPath(path).name)
        if not found:
            findings.append(f"{path}:1: not NNNN-title-in-words.md")
        elif numbers.setdefault(found["number"], path) != path:
            findings.append(f"{path}:1: {numbers[found['number']]} has this number")
    none_of(findings, "Decisions are numbered in the order in which they were taken.")


def test_a_decision_ends_with_the_test_that_checks_it() -> None:
    findings = []
    for path in _decisions():
        last = _lines(path)[-1]
        tests = TEST_FILE.findall(last)
        if not last.startswith("Checked by: ") or not tests:
            findings.append(f"{path}:{len(_lines(path))}: {last}")
        findings += [
            f"{path}:{len(_lines(path))}: there is no {test}" for test in tests if not (ROOT / test).is_file()
        ]
    none_of(findings, "The last line is: Checked by: `tests/.../test_x.py`.")
