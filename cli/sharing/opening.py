"""Reading what was released: the package as it left, never the case as it goes on."""

from pathlib import Path
from typing import Annotated

import typer

from cli.desk.acting import desk
from cli.desk.reading import As, reading_as
from cli.screen.options import CaseName
from cli.screen.output import put, say
from cli.sharing.releasing import require_free, write_private
from cli.sharing.thread import Number
from domain.words import DisclosureId
from engine.sharing import made_equal


def package(
    case: CaseName,
    number: Number,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar dit nieuwe bestand, alleen leesbaar voor u.",
            show_default="standaarduitvoer",
        ),
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Welk pakket: het begin van de code.", show_default="het laatste"),
    ] = None,
    reader: As = None,
) -> None:
    """Lees het pakket dat is verstrekt, zoals het toen was. Het komt opnieuw uit het logboek.

    Dit kan wie het ontving, zolang de verstrekking niet is gestopt, en wie het aanvroeg of goedkeurde.
    """
    with desk() as work, reading_as(work.workplace, reader, "share package") as who:
        if output is not None:
            require_free(output)
        opened = who.package(work.engine, case, DisclosureId(number), digest)
        data = made_equal(work.log, opened.case, DisclosureId(number), opened.digest)
    if output is None:
        put(data.decode())
        return
    write_private(output, data)
    put(opened.digest)
    say(f"Het pakket staat in {output}.")
