"""The embedded engine as commands use it: rows brought up to date before they are read."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from sqlalchemy import Engine

from cli.place.clock import AMSTERDAM, now
from cli.place.settings import settings
from cli.place.workplace import Workplace
from cli.screen.output import messages, say
from domain.scoring.texts import in_dutch
from engine.embedded import Embedded
from projections.beat import is_silent, last_beat
from projections.database import open_rows, reading, using
from projections.standing import parts_of


@contextmanager
def rows_of(workplace: Workplace) -> Iterator[Engine]:
    """The rows of a workplace, which nobody throws away meanwhile."""
    with using(workplace.rows):
        rows = open_rows(workplace.rows)
        try:
            yield rows
        finally:
            rows.dispose()


@contextmanager
def running(workplace: Workplace, clock: Callable[[], datetime] = now) -> Iterator[Embedded]:
    """The engine on the rows of a workplace; nothing is brought up to date yet.

    New rows are divided as the settings say; others stay as they are, until `rebuild`.
    """
    with rows_of(workplace) as rows:
        with reading(rows) as connection:
            parts = parts_of(connection)
        yield Embedded(rows, workplace.log, clock, parts or _divided(workplace))


def _divided(workplace: Workplace) -> int:
    chosen = settings(os.environ)
    return chosen.parts if chosen.database == workplace.database else 1


@contextmanager
def up_to_date(workplace: Workplace) -> Iterator[Embedded]:
    """The engine after it has taken in everything; shows how far it is on a terminal.

    Warns when a worker used to keep the time and fell silent: this command catches up, and is gone again.
    """
    with running(workplace) as engine:
        with reading(engine.rows) as connection:
            warn_when_silent(last_beat(connection))
        with moving("bijwerken") as moved:
            engine.catch_up(moved)
        yield engine


def warn_when_silent(beat: datetime | None) -> None:
    """Tell people that nobody keeps the time, when somebody did."""
    if beat is not None and is_silent(beat, now()):
        say(
            f"Let op: opplussen worker staat stil. Het laatste teken was {moment_word(beat)}. "
            "Meldingen en termijnen worden nu alleen bewaakt als iemand een opdracht geeft. "
            "Start het weer met: opplussen worker"
        )


def moment_word(moment: datetime) -> str:
    """A moment in Dutch time: "3 maart 2026 om 09:00"."""
    local = moment.astimezone(AMSTERDAM)
    return f"{in_dutch(local.date())} om {local:%H:%M}"


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
