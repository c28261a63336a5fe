"""Reading a file that a person or a partner gave, which is never large."""

from pathlib import Path

from cli.place.faults import WrongFile
from cli.place.files import reason_of

MAX_BYTES = 4 * 1024 * 1024
"""A document that people write or hand over is smaller."""


def read_small(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        WrongFile: it cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise WrongFile(str(path), "", reason_of(error)) from error
    if len(data) > MAX_BYTES:
        raise WrongFile(str(path), "", f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB.")
    return data
