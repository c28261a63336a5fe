"""`import --errors`: every refused line, in order, in a file that is never the one that is read."""

import os
from pathlib import Path

import pytest

from domain.signals.events import SignalRecorded
from tests.integration.cli.command import HEADER, Command, Said, line


def _import(opplussen: Command, *lines: str, options: tuple[str, ...] = ()) -> Said:
    return opplussen("import", opplussen.file("in.csv", *lines), "--format", "csv", *options)


def test_the_file_that_is_read_is_never_the_file_of_errors(opplussen: Command) -> None:
    opplussen.began()
    file = opplussen.file("in.csv", HEADER, line(indicator="XX99"))
    other = opplussen.folder / "anders.csv"
    other.symlink_to(file)
    before = file.read_bytes()
    for errors in (file, other):
        said = opplussen("import", file, "--format", "csv", "--errors", errors)
        assert said.code == 1
        assert "dit is het bestand dat wordt ingelezen" in said.err
        assert file.read_bytes() == before
    assert not any(isinstance(entry.event, SignalRecorded) for entry in opplussen.events())


def test_the_file_of_errors_is_replaced_when_all_was_read(opplussen: Command) -> None:
    opplussen.began()
    errors = opplussen.file("fout.txt", "van de vorige keer")
    said = opplussen("import", opplussen.file("leeg.csv"), "--format", "csv", "--errors", errors)
    assert said.code == 1
    assert errors.read_text(encoding="utf-8") == "van de vorige keer\n"
    _import(opplussen, HEADER, line(indicator="XX99"), options=("--errors", str(errors)))
    assert errors.read_text(encoding="utf-8").startswith("2;")
    assert not list(opplussen.folder.glob(".opplussen-*"))


def test_a_device_takes_errors_as_they_come(opplussen: Command) -> None:
    said = _import(opplussen.began(), HEADER, line(indicator="XX99"), options=("--errors", os.devnull))
    assert said.code == 1
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_refused_lines_come_in_the_order_of_the_file(opplussen: Command, strict: tuple[str, ...]) -> None:
    errors = opplussen.folder / "fout.txt"
    bad = [line(indicator="XX99"), line(day="gisteren"), line(case="a/1"), line(text='"a"b')] * 8
    said = _import(opplussen.began(), HEADER, *bad, options=("--errors", str(errors), *strict))
    numbers = [int(one.split(";")[0]) for one in errors.read_text(encoding="utf-8").splitlines()]
    assert numbers == list(range(2, 34))
    shown = [int(one.split()[1].rstrip(":")) for one in said.err.splitlines() if one.startswith("Regel ")]
    assert shown == numbers[:20]


def test_what_stands_behind_a_device_is_not_replaced(opplussen: Command) -> None:
    opplussen.began()
    with (opplussen.folder / "uit.txt").open("w+", encoding="utf-8") as out:
        before = os.fstat(out.fileno())
        _import(opplussen, HEADER, line(indicator="XX99"), options=("--errors", f"/dev/fd/{out.fileno()}"))
        assert os.path.samestat(before, (opplussen.folder / "uit.txt").stat())
        assert out.read().startswith("2;")
