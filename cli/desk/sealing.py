"""Signing by itself, while something keeps the rows up to date: how far both logs are, once a minute.

A log that is not what was signed before is told of once, and not signed again until a person looks; all
else goes on.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from cli.place.clock import seconds
from cli.place.faults import Fault
from cli.place.workplace import Workplace
from cli.screen.output import say
from eventlog.faults import LogFault
from eventlog.merkle.sealing import NotTheLog, WitnessWanted
from verifier.faults import Wrong

EVERY_S = 60.0


@contextmanager
def sealing(workplace: Workplace, every_s: float = EVERY_S) -> Iterator[None]:
    """Sign while the body runs, and once more when it ends."""
    stop = Event()
    signing = Thread(target=_sign_on, args=(workplace, stop, every_s), name="sealing")
    signing.start()
    try:
        yield
    finally:
        stop.set()
        signing.join()


def let_others_go_first() -> None:
    """Give this thread the lowest priority, where a thread has one: people do not wait for a tree."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)


def _sign_on(workplace: Workplace, stop: Event, every_s: float) -> None:
    let_others_go_first()
    left = {False, True}
    ended = False
    while not ended:
        ended = stop.wait(every_s)
        left = {access for access in left if _sign(workplace, access=access)}


def _sign(workplace: Workplace, *, access: bool) -> bool:
    """Sign one of the logs; False when it may not be signed any more."""
    try:
        with workplace.sealed(access=access) as sealed:
            sealed.sign(seconds())
    except (NotTheLog, WitnessWanted, Wrong, Fault) as fault:
        say(f"Let op: {fault}")
        return False
    except LogFault as fault:
        say(str(fault))
    return True
