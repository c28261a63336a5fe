"""Every dependency is pinned with hashes, and has a line that says what it is for."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT, none_of

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
ROW = re.compile(r"^\| `(?P<name>[a-z0-9._-]+)` \|")
CELLS = 4
RUN, STREAMS, DEV = LOCKS = ("requirements/run.txt", "requirements/streams.txt", "requirements/dev.txt")


def _named(requirements: list[str]) -> set[str]:
    return {found.group(0).lower() for line in requirements if (found := NAME.match(line))}


def _wanted(lock: str = DEV) -> set[str]:
    """What a lock must pin; the last one holds all."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    chosen = list(groups.values()) if lock == DEV else [groups["build"]]
    if lock != RUN:
        chosen.extend(settings["project"]["optional-dependencies"].values())
    return _named(settings["project"]["dependencies"]).union(*(_named(group) for group in chosen))


def _rows() -> Iterator[tuple[int, str, str]]:
    lines = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if found := ROW.match(line):
            yield number, found["name"], line


def test_every_dependency_has_its_line_and_every_line_its_dependency() -> None:
    told = {name for _, name, _ in _rows()}
    none_of(
        [
            *(f"docs/dependencies.md:1: no row for {name}" for name in sorted(_wanted() - told)),
            *(
                f"docs/dependencies.md:{number}: {name} is no dependency"
                for number, name, _ in _rows()
                if name not in _wanted()
            ),
        ],
        "A row says what it is for, what else was looked at and what would make us drop it.",
    )


def test_every_line_of_a_dependency_answers_all_questions() -> None:
    none_of(
        (
            f"docs/dependencies.md:{number}: {name}"
            for number, name, line in _rows()
            if len([cell for cell in line.strip("|").split("|") if cell.strip()]) != CELLS
        ),
        f"{CELLS} cells: name, what for, what else was looked at, what would make us drop it.",
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_every_dependency_with_hashes_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = [pin for pin in text.replace("\\\n", " ").splitlines() if pin.strip() and not pin.startswith("#")]
    wanted = _wanted(lock)
    none_of(
        [
            *(f"{lock}:1: {pin.split()[0]} has no hash" for pin in pins if "--hash=sha256:" not in pin),
            *(f"{lock}:1: {pin.split()[0]} is not pinned" for pin in pins if "==" not in pin.split()[0]),
            *(
                f"{lock}:1: {place}"
                for place in ("://", "--index-url", "--find-links", " @ ")
                if place in text
            ),
            *(f"{lock}:1: {name} is missing" for name in sorted(wanted - _named(pins))),
        ],
        "Run `make lock`.",
    )


def test_all_lock_files_pin_the_same_versions() -> None:
    run, streams, dev = (
        dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    )
    none_of(
        (
            f"{STREAMS}:1: {name} {version}, {dev.get(name)}"
            for name, version in [*run.items(), *streams.items()]
            if dev.get(name) != version
        ),
        "What is tested is what runs: run `make lock`.",
    )
