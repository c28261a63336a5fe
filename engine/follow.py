"""One supervised loop for all that follows something: work while there is work, else wait, stop cleanly.

The engine, the reactor, the timekeeper and (later) the relay are handlers of this loop.
"""

from collections.abc import Callable
from threading import Event

from eventlog.faults import LogBusy, LogUnreachable
from projections.faults import RowsBusy

ATTEMPTS = 5
"""Failures in a row after which the loop gives up and says why."""
LONGEST_PAUSE_S = 5.0

Handler = Callable[[], bool]
"""Does one piece of work; False when there was nothing to do."""
Wait = Callable[[float], object]
"""Waits at most so many seconds for something to happen."""
Passing = tuple[type[Exception], ...]
PASSING: Passing = (LogBusy, LogUnreachable, RowsBusy)
"""Faults that may pass by themselves: somebody holds a database, or its server starts again."""


def follow(handler: Handler, wait: Wait, stop: Event, *, passing: Passing = (), idle_s: float = 1.0) -> None:
    """Call the handler until `stop` is set.

    A fault of the kinds in `passing` is tried again after a pause that doubles, `ATTEMPTS` times in a row;
    then it is raised. Every other exception is raised at once: the process ends and is started again.
    """
    failures = 0
    while not stop.is_set():
        try:
            worked = handler()
            if not worked and not stop.is_set():
                wait(idle_s)
        except passing:
            failures += 1
            if failures >= ATTEMPTS:
                raise
            stop.wait(min(LONGEST_PAUSE_S, 0.1 * 2**failures))
            continue
        failures = 0
