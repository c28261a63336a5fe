"""Who reads by a command: `--as`, and the one door to what is known of a case."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cli.place.clock import today
from cli.place.identities import context
from cli.place.settings import settings
from cli.place.workplace import Workplace
from engine.reading.reader import Reader

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSOON",
        help="Wie leest: de code van een persoon. Zonder: OPPLUSSEN_PERSON, of anders beheer van de map.",
        show_default=False,
    ),
]


@contextmanager
def reading_as(workplace: Workplace, person: str | None, door: str) -> Iterator[Reader]:
    """A reader for one command; `person` is what `--as` gave, `door` the command.

    Raises:
        LogFault: the log of who read cannot be written, so nothing may be shown.
    """
    with workplace.access() as access:
        reader = person or settings(os.environ).person
        yield Reader(workplace.log, access, reader, door, today(), context)
