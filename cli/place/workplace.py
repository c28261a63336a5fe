"""The folder with the files of a log: events, rows, keys and who read; private to its owner."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cli.place.faults import Fault
from cli.place.identities import context, log_id
from cli.place.keys import IMPORT, SIGNING, WITNESS, Keys, add_key, link_key, make_keys
from eventlog.access import AccessLog, begin
from eventlog.faults import LogFault, LogMissing
from eventlog.log import Log, Recorder
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.merkle.witnessing import Witness
from eventlog.sqlite.recorder import SQLiteRecorder

LOG = "log.sqlite"
ROWS = "rows.sqlite"
KEYS = "keys.sqlite"
ACCESS = "access.sqlite"
CHECKPOINTS = "checkpoints.sqlite"
MARK = "place"
"""Says which place this is, and never goes along to another: see `Place`."""
HASHES = {LOG: "hashes", ACCESS: "access-hashes"}
"""The folders of the hashes of both logs."""

FILES = (LOG, ROWS, KEYS, ACCESS)
"""What a new workplace has."""
DESK = "toegang"
"""Who begins an access log."""

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""


class Workplace:
    """An opened log with its keys; `rows` is the file of the read models, which their engine opens."""

    def __init__(self, folder: Path, log: Log, identity: str) -> None:
        self.folder = folder
        self.log = log
        self.identity = identity
        self.rows = folder / ROWS

    def keys(self) -> Keys:
        """The secrets of this log.

        Raises:
            WrongKeys: they are missing or another log's.
        """
        return Keys(self.folder / KEYS, self.identity)

    @contextmanager
    def access(self) -> Iterator[AccessLog]:
        """The log of who read what; begun here when there is none yet, and its opening says since when.

        Raises:
            LogFault: it is another log's, or cannot be opened.
        """
        path = self.folder / ACCESS
        private_file(path)
        with SQLiteRecorder(path, create=True) as recorder:
            if not recorder.scan(0, 1):
                begin(recorder, self.identity, self.log.head(), context(DESK))
            yield AccessLog(recorder, self.identity)

    @property
    def origin(self) -> str:
        """The name of this log under its checkpoints."""
        return f"opplussen/{self.identity}"

    @contextmanager
    def sealed(self, *, access: bool = False) -> Iterator[Sealed]:
        """The proofs of this log, or of that of who read.

        Raises:
            LogFault: it cannot be opened.
            WrongKeys: the key that signed before is gone.
        """
        if not access:
            yield self._sealed(self.log.recorder, LOG, self.origin)
            return
        with self.access() as opened_access:
            yield self._sealed(opened_access.recorder, ACCESS, f"{self.origin}/access")

    def _sealed(self, recorder: Recorder, file: str, origin: str) -> Sealed:
        points = self.folder / CHECKPOINTS
        private_file(points)
        if not self.keys().has(SIGNING):
            with kept(points) as before:
                if before.last(origin) is None:
                    add_key(self.folder / KEYS, SIGNING)
        place = Place(self.folder / HASHES[file], points, self.folder / MARK)
        return Sealed(recorder, Signer(origin, self.keys().secret(SIGNING)), place)

    def witness_signer(self) -> Signer:
        """What this workplace signs with as a witness of others."""
        add_key(self.folder / KEYS, WITNESS)
        return Signer(f"{self.origin}/witness", self.keys().secret(WITNESS))

    def witness(self) -> Witness:
        """This workplace as a witness of others."""
        points = self.folder / CHECKPOINTS
        private_file(points)
        return Witness(self.witness_signer(), points)


@contextmanager
def opened(folder: Path) -> Iterator[Workplace]:
    """The workplace in a folder.

    Raises:
        LogMissing: nobody made a log there.
        LogFault: the log cannot be opened.
        WrongKeys: the keys beside it are missing or another log's.
    """
    if not (folder / LOG).exists():
        raise LogMissing(str(folder), "hier is nog geen logboek. Maak het met: opplussen init")
    with SQLiteRecorder(folder / LOG) as recorder:
        log = Log(recorder)
        workplace = Workplace(folder, log, log.identity())
        workplace.keys()
        private_file(workplace.rows)
        yield workplace


@contextmanager
def made(folder: Path, period: str) -> Iterator[Workplace]:
    """A new workplace, with an empty log and its keys; nothing of it is left when the body raises.

    Raises:
        Fault: there is something already, or the folder cannot be made.
        LogFault: the log cannot be made.
    """
    taken = [name for name in FILES if (folder / name).exists()]
    if taken:
        raise Fault(
            f"In {folder} staat al {_named(taken)}. Er is niets veranderd. Kies een andere map met "
            "OPPLUSSEN_DATABASE, of werk verder met wat er staat."
        )
    folders = _make_folder(folder)
    mine: list[Path] = []
    try:
        for name in FILES:
            _make_private(folder / name)
            mine.append(folder / name)
        identity = log_id()
        with SQLiteRecorder(folder / LOG, create=True) as recorder:
            make_keys(folder / KEYS, identity, (IMPORT, link_key(period), SIGNING, WITNESS))
            workplace = Workplace(folder, Log(recorder), identity)
            with workplace.access():
                pass  # begun before anything can be read
            yield workplace
    except BaseException:
        _remove(mine, folders)
        raise


def private_file(path: Path) -> None:
    """See that a file is there, made readable for its owner alone when it is new."""
    if not path.exists():
        with suppress(FileExistsError):
            _make_private(path)


def _named(names: list[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, deepest first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        for one in reversed(missing):
            one.mkdir(mode=0o700)
    except OSError as error:
        raise Fault(f"De map {folder} kan niet worden gemaakt: {reason_of(error)}") from error
    return missing


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise
    except OSError as error:
        raise LogFault(str(path), f"het bestand kan niet worden gemaakt: {reason_of(error)}") from error


def _remove(files: list[Path], folders: list[Path]) -> None:
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
