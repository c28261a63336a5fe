"""Ctrl-C at twenty moments of imports: each ends at once and quietly, with nothing half written.

A moment is how far the log is, so that it falls where a thread writes while another decides.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter

import pytest

from cli.place.settings import DATABASE
from domain.cases.events import CaseRegistered
from domain.signals.events import SignalRecorded
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import HEADER, Command, line

INTERRUPTS = 20
CASES = 8_000
FURTHER = 500
"""Events that an import may write before it is interrupted, at most; it writes some more while it ends."""
EVENTS_A_CASE = 3
LOOK_S = 0.1
ENDS_WITHIN_S = 10.0
"""A second on a machine that does nothing else."""
SEED = 20260302


@pytest.mark.slow
def test_an_import_that_is_interrupted_anywhere_ends_at_once_and_goes_on_where_it_was(
    opplussen: Command,
) -> None:
    opplussen.began()
    file = opplussen.file("in.csv", HEADER, *[line(case=f"a{number}") for number in range(CASES)])
    chance = random.Random(SEED)  # noqa: S311 - a seed that repeats, no secret
    hit = 0
    with SQLiteRecorder(opplussen.data / "log.sqlite") as recorder:
        log = Log(recorder)
        for _ in range(INTERRUPTS):
            moment = log.head() + chance.randrange(FURTHER)
            hit += interrupted(opplussen, file, log, moment)
    assert hit > INTERRUPTS / 2
    assert opplussen("import", file, "--format", "csv").code == 0
    told = Counter(type(entry.event) for entry in opplussen.events())
    assert told[CaseRegistered] == told[SignalRecorded] == CASES


def interrupted(opplussen: Command, file: os.PathLike[str], log: Log, moment: int) -> bool:
    """Whether the import was interrupted at its work; else it was done before."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-W", "error", "-m", "cli.main", "import", str(file), "--format", "csv"],
        env={**os.environ, DATABASE: str(opplussen.data)},
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        while not log.wait(moment, LOOK_S) and child.poll() is None:
            pass
        child.send_signal(signal.SIGINT)
        try:
            _, told = child.communicate(timeout=ENDS_WITHIN_S)
        finally:
            child.kill()
    if child.returncode == 0:
        return False
    assert (child.returncode, told) == (130, "Afgebroken.\n")
    events = log.tail(log.head() - EVENTS_A_CASE, EVENTS_A_CASE)
    assert isinstance(events[-1].event, SignalRecorded), "a case is written whole"
    return True
