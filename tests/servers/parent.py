"""Servers that do not outlive the tests, however those end, and waiting for a condition with a limit."""

import ctypes
import signal
import sys
from collections.abc import Callable
from threading import Event
from time import monotonic

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
STEP_S = 0.02


def dies_with_its_parent() -> None:
    """For a child, before it becomes another program: the kernel kills it when its parent is gone."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def waited(holds: Callable[[], bool], limit_s: float, told: Callable[[], str] = str) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it did not within the limit; with the end of what `told` says.
    """
    until = monotonic() + limit_s
    pause = Event()
    while not holds():
        if monotonic() > until:
            raise TimeoutError(f"not within {limit_s:g} s:\n{told()[-2000:]}")
        pause.wait(STEP_S)
