"""Where every refused line of an import goes: a file of somebody's choice, made whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

from cli.importing.lines import STANDARD_INPUT
from cli.place.faults import WrongFile
from cli.place.files import reason_of

_BESIDE = ".opplussen-"
_DEVICES = Path("/dev")
"""What is named here is written to as it is: behind `/dev/stdout` may stand a file that others write in."""


@contextmanager
def refused_lines(path: Path, read: Path) -> Iterator[TextIO]:
    """What is written here stands in `path` at the end; `read` is the file of the import.

    An import that breaks off leaves the file as it was.

    Raises:
        WrongFile: it is the very file that is read, or cannot be written.
    """
    if _same_file(path, read):
        raise WrongFile(
            str(path),
            "",
            "dit is het bestand dat wordt ingelezen. Er is niets veranderd. Kies voor --errors een ander.",
        )
    whole = path.resolve()
    if path.is_relative_to(_DEVICES) or (whole.exists() and not whole.is_file()):
        with _named(path):
            device = path.open("w", encoding="utf-8")
        with device:
            yield device
        return
    with _named(path):
        file = NamedTemporaryFile(  # noqa: SIM115 - closed before it is renamed
            "w", encoding="utf-8", dir=whole.parent, prefix=_BESIDE, delete=False
        )
    try:
        with file:
            yield file  # type: ignore[misc]  # a file of text, under the wrapper that knows its name
        with _named(path):
            Path(file.name).replace(whole)
    except BaseException:
        with suppress(OSError):
            Path(file.name).unlink()
        raise


def _same_file(path: Path, read: Path) -> bool:
    """Whether both names lead to one file; what is not there, or is no file, is another."""
    try:
        given = os.fstat(sys.stdin.fileno()) if read == STANDARD_INPUT else read.stat()
        return path.is_file() and os.path.samestat(given, path.stat())
    except OSError:
        return False


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WrongFile(str(path), "", reason_of(error)) from error
