"""The embedded engine as commands use it: rows brought up to date before they are read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from cli.clock import now
from cli.screen import messages
from cli.workplace import Workplace
from engine.embedded import Embedded
from projections.database import open_rows


@contextmanager
def running(workplace: Workplace, clock: Callable[[], datetime] = now) -> Iterator[Embedded]:
    """The engine on the rows of a workplace; nothing is brought up to date yet."""
    rows = open_rows(workplace.rows)
    try:
        yield Embedded(rows, workplace.log, clock)
    finally:
        rows.dispose()


@contextmanager
def up_to_date(workplace: Workplace) -> Iterator[Embedded]:
    """The engine after it has taken in everything; shows how far it is on a terminal."""
    with running(workplace) as engine:
        with moving("bijwerken") as moved:
            engine.catch_up(moved)
        yield engine


@contextmanager
def moving(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for long work on a terminal; nothing elsewhere."""
    console = messages()
    columns = (TextColumn(what), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def moved(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield moved
