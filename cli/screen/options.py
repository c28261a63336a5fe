"""What many commands ask in the same words: a case, a day, what was known on a day, JSON."""

from datetime import date, datetime
from typing import Annotated

import typer

CaseName = Annotated[
    str,
    typer.Argument(metavar="CASUS", help="INSTELLING/VERWIJZING, alleen de verwijzing, of het pseudoniem."),
]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATUM", help="De dag waarvoor de score is."),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option("--known-at", formats=["%Y-%m-%d"], metavar="DATUM", help="Wat op die dag bekend was."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Geef JSON.")]


def chosen_day(given: datetime | None) -> date | None:
    """The day that an option names."""
    return None if given is None else given.date()
