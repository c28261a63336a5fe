"""The physical lines of a file or of standard input, numbered and bounded."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from cli.place.faults import WrongFile
from cli.place.files import reason_of

STANDARD_INPUT = Path("-")
MAX_LINE_BYTES = 1024 * 1024
"""A longer line is no line of signals."""
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line with its end, from 1; `whole` is False when it is longer than we read."""

    number: int
    data: bytes
    whole: bool = True


@contextmanager
def opened_file(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file; `-` is standard input.

    Raises:
        WrongFile: it is missing, a folder or unreadable.
    """
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise WrongFile(str(path), "", reason_of(error)) from error
    with file:
        yield file


def numbered(file: IO[bytes]) -> Iterator[Line]:
    """The lines of an opened file, without a byte order mark."""
    number = 0
    while data := file.readline(MAX_LINE_BYTES):
        number += 1
        whole = data.endswith(b"\n") or len(data) < MAX_LINE_BYTES
        while len(data) >= MAX_LINE_BYTES and not data.endswith(b"\n"):
            data = file.readline(MAX_LINE_BYTES)
            if not data:
                break
        yield Line(number, data.removeprefix(_BOM) if number == 1 else data, whole)


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[Line]]:
    """The lines of a file or of standard input."""
    with opened_file(path) as file:
        yield numbered(file)
