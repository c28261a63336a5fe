"""`opplussen init`: a new log with its proeftuin, people and policy."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.place.clock import today
from cli.place.settings import settings
from cli.place.workplace import made
from cli.proeftuin.document import SAMPLE, proeftuin_of, shipped, start
from cli.screen.output import put, say


def init(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PROEFTUIN.toml]",
            help="De proeftuin: organisaties, paren, convenant, personen, beleid en afspraken. "
            "Zonder bestand een voorbeeld met verzonnen mensen.",
            show_default=False,
        ),
    ] = None,
    example: Annotated[
        bool,
        typer.Option("--voorbeeld", help="Toon het voorbeeld van een proeftuin, om zelf in te vullen."),
    ] = False,
) -> None:
    """Begin een nieuw logboek met een proeftuin, mensen en beleid.

    Zonder bestand komt er een voorbeeld: instelling-1 tot en met -4, eenheid-1 tot en met -4, een convenant,
    verzonnen mensen met vervangers, en beleid 1 en werkafspraken 1 vastgesteld.
    """
    if example:
        put(shipped(SAMPLE).decode().rstrip())
        return
    founding = proeftuin_of(file)
    proeftuin = founding.proeftuin
    database = settings(os.environ).database
    day = today()
    with made(database, str(day.year)) as workplace:
        start(workplace.log, workplace.identity, str(file or SAMPLE), founding, day)
        events = workplace.log.head()
    facilities = [one.code for one in proeftuin.organisations if one.kind == "instelling"]
    say(
        f"Er is een nieuw logboek in {database}: proeftuin {proeftuin.name}, {len(facilities)} instellingen, "
        f"{len(proeftuin.pairs)} paren, {len({person.code for person in proeftuin.people})} mensen, "
        f"beleid {founding.policy.version}, werkafspraken {founding.agreements.version}. "
        f"({events} gebeurtenissen)"
    )
    say("Nu kunt u signalen inlezen: opplussen import BESTAND --format csv")
