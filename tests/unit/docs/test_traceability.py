"""Every rule of the traceability pages names a source, a place in the code and a test that are there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = (ROOT / "docs" / "traceability.md", *sorted((ROOT / "docs" / "traceability").glob("*.md")))
SOURCES = re.compile(r"\b[HFKAS]\b|standards|law")
PLACE = re.compile(r"`([\w/.-]+\.(?:py|toml|csv))(?:::(\w+))?`")


class Rule(NamedTuple):
    """One row; `page` and `text` say where it stands."""

    page: str
    text: str
    source: str
    code: str
    test: str


def rules() -> Iterator[Rule]:
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("| ") and not line.startswith("| rule |"):
                cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
                assert len(cells) == 4, f"{page.name}: {line}"
                yield Rule(page.name, *cells)


@pytest.mark.parametrize("rule", list(rules()), ids=lambda rule: f"{rule.page}: {rule.text}")
def test_a_rule_has_a_source_a_place_and_a_test(rule: Rule) -> None:
    assert SOURCES.search(rule.source), rule.source
    for cell in (rule.code, rule.test):
        places = PLACE.findall(cell)
        assert places, cell
        for path, name in places:
            file = ROOT / path
            assert file.is_file(), path
            assert not name or re.search(rf"\b{name}\b", file.read_text(encoding="utf-8")), f"{path}::{name}"
    assert all("test" in path for path, _ in PLACE.findall(rule.test))


def test_a_rule_is_told_once() -> None:
    told = [rule.text for rule in rules()]
    assert sorted({text for text in told if told.count(text) > 1}) == []


def test_what_people_do_has_a_source_and_a_place_that_reminds_of_it() -> None:
    page = (ROOT / "docs" / "traceability" / "people.md").read_text(encoding="utf-8")
    told = [one.split("\n\n")[0] for one in page.split("\n- **")[1:]]
    assert told
    for one in told:
        [source] = re.findall(r"\*\* \(([^)]+)\)", one)
        assert SOURCES.search(source), one
        places = PLACE.findall(one)
        assert places, one
        assert all((ROOT / path).is_file() for path, _ in places), one
