"""A log with its proofs, on either database, for tests that tamper with it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from eventlog.log import Recorder
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.merkle.witnessing import Witness
from eventlog.sqlite.recorder import SQLiteRecorder

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
