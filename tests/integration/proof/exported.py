"""A log of a small proeftuin, and the folder that leaves of it."""

import shutil
from pathlib import Path
from typing import NamedTuple

from cli.proof.folder import write_folder
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.engine.world import World, begin
from tests.integration.proof.sealed import NOW, Kept


class Exported(NamedTuple):
    """A folder as it left; tests spoil copies of it."""

    folder: Path
    events: int

    def copy(self, to: Path) -> Path:
        """A copy to spoil."""
        shutil.copytree(self.folder, to)
        return to


def exported(place: Path, events: int) -> Exported:
    """A log of so many events, signed, and its folder."""
    with SQLiteRecorder(place / "log.sqlite", create=True) as recorder:
        fill(recorder, events)
        sealed = Kept(place, recorder).sealed
        sealed.sign(NOW)
        return Exported(place / "export", write_folder(place / "export", sealed))


def fill(recorder: SQLiteRecorder, events: int) -> None:
    """A proeftuin with cases and signals, up to so many events."""
    log = Log(recorder)
    world = begin(World(log))
    number = 0
    while log.head() < events:
        case = world.case(f"mees{number}")
        number += 1
        for source in range(min(9, events - log.head())):
            world.signal(case, "SX03" if source % 2 else "OV01", f"bron {source}")
