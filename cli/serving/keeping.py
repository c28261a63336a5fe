"""The engine of the pages, and who signs: a process of its own beside them, started again when it falls."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread

from cli.desk.engine import running
from cli.desk.sealing import sealing
from cli.place.clock import now
from cli.place.databases import Database
from cli.place.workplace import opened
from cli.screen.output import say

LONGEST_PAUSE_S = 30.0
"""How long at most before a process that keeps falling is started again."""
LAST_WORDS_S = 10.0
"""How long it may take to stop neatly."""


def keep(database: Database, behind: timedelta) -> None:
    """Keep the rows up to date on a clock that runs so much behind, and sign; until stopped, or alone."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_stop_when_alone, args=(stop,), daemon=True).start()
    with (
        opened(database) as workplace,
        running(workplace, lambda: now() - behind) as engine,
        sealing(workplace),
    ):
        engine.run(stop)


def _stop_when_alone(stop: Event) -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        stop.set()


@contextmanager
def kept(database: Database, behind: timedelta) -> Iterator[None]:
    """The engine runs while the body does."""
    stop = Event()
    supervisor = Thread(target=_supervise, args=(database, behind, stop))
    supervisor.start()
    try:
        yield
    finally:
        stop.set()
        supervisor.join()


def _supervise(database: Database, behind: timedelta, stop: Event) -> None:
    pause_s = 1.0
    while not stop.is_set():
        process = get_context("spawn").Process(target=keep, args=(database, behind))
        process.start()
        while process.is_alive() and not stop.wait(0.2):
            pass
        if stop.is_set():
            _end(process)
            return
        say(f"De verwerking viel uit en begint over {pause_s:.0f} seconden opnieuw.")
        stop.wait(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(LAST_WORDS_S)
    if process.is_alive():
        process.kill()
        process.join()
