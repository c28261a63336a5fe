"""Files and folders that only their owner may read, made and taken away; and why the system refuses one."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from cli.place.faults import Fault
from eventlog.faults import LogFault

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""


def private_file(path: Path) -> None:
    """See that a file is there, made readable for its owner alone when it is new."""
    if not path.exists():
        with suppress(FileExistsError):
            make_private(path)


def make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, deepest first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        for one in reversed(missing):
            one.mkdir(mode=0o700)
    except OSError as error:
        raise Fault(f"De map {folder} kan niet worden gemaakt: {reason_of(error)}") from error
    return missing


def make_private(path: Path) -> None:
    """A new, empty file of its owner alone.

    Raises:
        FileExistsError: it is there already.
        LogFault: it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise
    except OSError as error:
        raise LogFault(str(path), f"het bestand kan niet worden gemaakt: {reason_of(error)}") from error


def remove(files: list[Path], folders: list[Path]) -> None:
    """Take away files, with what SQLite keeps beside them, and folders that are empty then."""
    for path in files:
        for beside in _BESIDE:
            with suppress(OSError):
                path.with_name(path.name + beside).unlink()
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def reason_of(error: OSError) -> str:
    """Why the system refused, in plain Dutch."""
    match error:
        case FileNotFoundError():
            return "het bestand of de map bestaat niet."
        case IsADirectoryError():
            return "dit is een map, geen bestand."
        case PermissionError():
            return "er zijn geen rechten."
        case FileExistsError():
            return "er staat al iets met deze naam."
        case NotADirectoryError():
            return "een deel van het pad is geen map."
        case _:
            return _OTHER.get(error.errno or 0, f"het systeem weigert het ({error.strerror}).")


_OTHER = {
    errno.ENOSPC: "de schijf is vol.",
    errno.EROFS: "de schijf is alleen-lezen.",
    errno.ENAMETOOLONG: "de naam is te lang.",
}
