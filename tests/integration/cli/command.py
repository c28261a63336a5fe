"""Runs the command in this process on a folder of its own, and tells what it said."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from cli.main import run
from cli.place.databases import Folder
from cli.place.settings import DATABASE
from cli.place.workplace import opened
from eventlog.codec import Entry, decode
from eventlog.encryption.events import Stored
from eventlog.log import Log

MOST_EVENTS = 100_000
HEADER = "case,facility,indicator,polarity,nature,provenance,source,organisation,observed_on,text"


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


class Command:
    """`opplussen` in one folder."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._monkeypatch = monkeypatch
        self._capture = capture

    def __call__(self, *arguments: str | Path, data: Path | str | None = None) -> Said:
        self._monkeypatch.setenv(DATABASE, str(data or self.data))
        self._capture.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self._capture.readouterr()
        return Said(code, said.out, said.err)

    def began(self) -> "Command":
        assert self("init").code == 0
        return self

    def file(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    def events(self, data: Path | None = None) -> list[Entry]:
        """All events, opened as for who reads."""
        with opened(Folder(data or self.data)) as workplace:
            return read_whole(workplace.log)


def read_whole(log: Log) -> list[Entry]:
    """All events of a log, opened as for who reads."""
    stored = [
        Stored(decode(position, name, body), name, msgspec.json.decode(tags, type=list[str]))
        for position, name, body, tags in log.recorder.scan(0, MOST_EVENTS)
    ]
    return log.encryption.opened(stored) if log.encryption else []


def line(
    *, case: str = "a1", indicator: str = "SX03", day: str = "2026-01-05", text: str = "tekst", **other: str
) -> str:
    """One signal as a line under HEADER."""
    facility = other.get("facility", "instelling-1")
    source = other.get("source", "bron-1")
    provenance = other.get("provenance", "eigen_waarneming")
    return f"{case},{facility},{indicator},bevestigt,feit,{provenance},{source},instelling-1,{day},{text}"
