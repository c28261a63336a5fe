"""Relays and workers as processes, each started again when it ends, as a supervisor would."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from tests.integration.streams.copying import Place
from tests.servers.keeper import ROOT
from tests.servers.parent import dies_with_its_parent

AGAIN_S = 0.5
LIMIT_S = 20.0


class Member:
    """One process, started again whenever it ends, until it is released."""

    def __init__(self, role: str, place: Place, told: Path) -> None:
        self.killed = 0
        self.ended = 0
        self._command = [
            sys.executable,
            "-m",
            "tests.integration.streams.member",
            role,
            place.kafka,
            place.postgres,
            place.topics.prefix,
            str(place.topics.parts),
        ]
        self._told = told
        self._released = Event()
        self._process = self._start()
        self._keeper = Thread(target=self._keep)
        self._keeper.start()

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
            return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
                self._command,
                cwd=ROOT,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
                stdout=told,
                stderr=told,
                preexec_fn=dies_with_its_parent,  # noqa: PLW1509 - one call into the kernel, no lock
            )
