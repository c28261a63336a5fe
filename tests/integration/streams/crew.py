"""Relays and workers as processes, each started again when it ends, as a supervisor would."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

from cli.place.settings import DATABASE, KAFKA, KEYS, TOPICS
from tests.integration.streams.copying import Place
from tests.servers.keeper import ROOT
from tests.servers.parent import dies_with_its_parent, waited

AGAIN_S = 0.5
LIMIT_S = 60.0


AT_WORK_S = 120.0
PASSING = [sys.executable, "-m", "tests.integration.streams.member"]
COMMAND = [sys.executable, "-m", "cli.main"]
AT_WORK = b"Bezig."
"""What the command says when it begins."""


def member(role: str, place: Place, told: Path) -> "Member":
    """A relay or a worker without a place of its own, for a log that a test made."""
    words = [role, place.kafka, place.postgres, place.topics.prefix, str(place.topics.parts)]
    return Member([*PASSING, *words], {}, told)


def command(role: str, place: Place, keys: Path, told: Path) -> "Member":
    """`opplussen relay` or `opplussen worker`."""
    settings = {DATABASE: place.postgres, KEYS: str(keys), KAFKA: place.kafka, TOPICS: place.topics.prefix}
    return Member([*COMMAND, role], settings, told)


class Member:
    """One process, started again whenever it ends, until it is released."""

    def __init__(self, words: Sequence[str], settings: Mapping[str, str], told: Path) -> None:
        self.killed = 0
        self.ended = 0
        self._command = words
        self._settings = settings
        self._told = told
        self._from = 0
        self._released = Event()
        self._process = self._start()
        self._keeper = Thread(target=self._keep)
        self._keeper.start()

    def is_at_work(self) -> bool:
        """Whether the process that runs now said that it began."""
        with self._told.open("rb") as told:
            told.seek(self._from)
            return AT_WORK in told.read()

    def works(self) -> None:
        """Wait until it does."""
        waited(self.is_at_work, AT_WORK_S, lambda: self._told.read_text(encoding="utf-8", errors="replace"))

    def kill(self) -> None:
        """As a power cut would."""
        self.killed += 1
        self._process.send_signal(signal.SIGKILL)

    def freeze(self) -> None:
        """It stands still, and does not know it."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was."""
        self._process.send_signal(signal.SIGCONT)

    def release(self) -> None:
        """Let it end for good."""
        self._released.set()
        self._process.send_signal(signal.SIGTERM)
        self._keeper.join(LIMIT_S)

    def _keep(self) -> None:
        while not self._released.is_set():
            try:
                self._process.wait(AGAIN_S)
            except subprocess.TimeoutExpired:
                continue
            self.ended += 1
            if not self._released.wait(AGAIN_S):
                self._process = self._start()
        try:
            self._process.wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._told.open("ab") as told:
            self._from = told.tell()
            return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
                self._command,
                cwd=ROOT,
                env={**os.environ, "PYTHONWARNINGS": "ignore", **self._settings},
                stdout=told,
                stderr=told,
                preexec_fn=dies_with_its_parent,  # noqa: PLW1509 - one call into the kernel, no lock
            )
