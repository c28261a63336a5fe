"""Erasures as they are told outside: signed reports, which name keys by number and nobody but who decided.

Kept in a folder apart from log and vault, they hold where both are put back from before an erasure: what a
report names is destroyed whenever the log is opened.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.cases.events import SubjectErased
from eventlog.faults import LogFault
from eventlog.merkle.signing import Signer
from verifier.faults import Wrong
from verifier.notes import Note, read_note, signed_at

FORMAT = "opplussen-erasure/v2"
_KEY = "key "
_SUFFIX = ".report"


class ReportsUnreachable(LogFault):
    """The folder with reports cannot be read or written: nothing may be opened as if nobody was erased."""

    default = "de map met verslagen van het wissen kan niet worden gelezen of beschreven. Zet de map terug."


def report(signer: Signer, position: int, erased: Sequence[SubjectErased]) -> Note:
    """What was erased together at a position, signed with the key of the log."""
    first = erased[0]
    lines = [
        FORMAT,
        signer.key.name,
        f"position {position}",
        f"on {first.on}",
        f"what {first.what}",
        f"ground {first.ground}",
        f"by {first.by}",
        f"second {first.second}",
        *[f"case {one.case} {len(one.keys)}" for one in erased],
        *[f"{_KEY}{number}" for one in erased for number in one.keys],
    ]
    return signer.sign("\n".join(lines) + "\n")


class Reports:
    """The reports of one log in a folder; those of other logs may lie beside them."""

    def __init__(self, folder: Path, signer: Signer) -> None:
        self._folder = folder
        self._signer = signer

    def numbers(self) -> list[str]:
        """The keys that any report names.

        Raises:
            ReportsUnreachable: the folder is not there.
            Wrong: a report is not signed with the key of this log, naming the file.
        """
        return [number for path in self._files() for number in self._numbers(path)]

    def keep(self, position: int, event: SubjectErased) -> None:
        """See that there is a report of an erasure, on the disk.

        Raises:
            ReportsUnreachable: it cannot be written.
        """
        name = f"{self._signer.key.name.replace('/', '-')}-{position}-{next(iter(event.keys), '')}"
        path = self._folder / f"{name}{_SUFFIX}"
        beside = path.with_suffix(".new")
        try:
            if path.exists():
                return
            with beside.open("w", encoding="utf-8") as file:
                file.write(str(report(self._signer, position, [event])))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            raise ReportsUnreachable(str(self._folder)) from error

    def _files(self) -> Iterator[Path]:
        try:
            yield from sorted(one for one in self._folder.iterdir() if one.suffix == _SUFFIX)
        except OSError as error:
            raise ReportsUnreachable(str(self._folder)) from error

    def _numbers(self, path: Path) -> list[str]:
        try:
            note = read_note(path.read_bytes(), path.name)
        except OSError as error:
            raise ReportsUnreachable(str(path)) from error
        kind, name, *lines = [*note.text.splitlines(), ""]
        if name != self._signer.key.name:
            return []
        if kind != FORMAT or signed_at(note, self._signer.key, path.name) is None:
            raise Wrong(path.name, "dit is geen verslag dat met de sleutel van dit logboek is ondertekend.")
        return [line.removeprefix(_KEY) for line in lines if line.startswith(_KEY)]
