"""A log with its proofs, on either database, for tests that tamper with it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from eventlog.log import Recorder
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.merkle.witnessing import Witness, accept
from eventlog.sqlite.recorder import SQLiteRecorder
from verifier.notes import Note

NOW = 1_790_000_000
LOG = Signer("opplussen/l-test", bytes(range(32)))
PARTNER = Signer("partner/getuige", bytes(range(1, 33)))
_NEVER = DCBAppendCondition(DCBQuery([DCBQueryItem(["never"], ["never"])]), 0)


def add(recorder: Recorder, count: int, word: str = "event") -> int:
    """So many events more, each other than the others."""
    start = recorder.read(limit=None, after=2**62).head or 0
    events = [
        DCBEvent("noted.v1" if number % 3 else "notéd.v2", f"{word} {number}".encode(), [f"case:c-{number}"])
        for number in range(start + 1, start + count + 1)
    ]
    return recorder.append(events, _NEVER)


class Kept(NamedTuple):
    """A log in a folder, with what its proofs need."""

    folder: Path
    recorder: SQLiteRecorder

    @property
    def sealed(self) -> Sealed:
        """Its proofs."""
        place = Place(self.folder / "hashes", self.folder / "checkpoints.sqlite", self.folder / "mark")
        return Sealed(self.recorder, LOG, place)

    def by_hand(self, *statements: str) -> None:
        """Somebody writes around this program."""
        with closing(sqlite3.connect(self.folder / "log.sqlite")) as connection, connection:
            for statement in statements:
                connection.execute(statement)


def witness(folder: Path) -> Witness:
    """A partner who watches the log, with a file of its own."""
    found = Witness(PARTNER, folder / "partner.sqlite")
    found.watch(LOG.key)
    return found


def cosign(log: Kept) -> Note:
    """The partner looks at the last checkpoint, and its line is taken in."""
    partner = witness(log.folder)
    old = 0
    with kept(log.folder / "partner.sqlite") as theirs:
        known = theirs.watched()[0].last
        old = known.size if known else 0
    with log.sealed.proving() as proving:
        request = bytes(proving.extension(old))
    line = partner.cosign(request, NOW)
    with kept(log.folder / "checkpoints.sqlite") as points:
        return accept(points, LOG.key, str(line).encode())


def copy_of(log: Kept, name: str) -> None:
    """A backup of the log's file."""
    log.by_hand(f"VACUUM INTO '{log.folder / name}'")


@contextmanager
def put_back(log: Kept, name: str) -> Iterator[Kept]:
    """The log from a backup, in place of the one that is there."""
    log.recorder.close()
    for beside in ("", "-wal", "-shm"):
        (log.folder / f"log.sqlite{beside}").unlink(missing_ok=True)
    shutil.copyfile(log.folder / name, log.folder / "log.sqlite")
    shutil.copy2(log.folder / "mark", log.folder / "mark.copy")
    (log.folder / "mark.copy").rename(log.folder / "mark")
    with SQLiteRecorder(log.folder / "log.sqlite") as recorder:
        yield Kept(log.folder, recorder)
