"""`opplussen keys`: another master key, and the one of now in two shares for two people."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.place.documents import read_small
from cli.place.faults import WrongFile
from cli.place.files import make_private
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.output import say
from domain.commands import Refused
from eventlog.encryption.master import new_key
from eventlog.encryption.shares import join
from eventlog.encryption.shares import split as in_two

app = typer.Typer(
    help="De hoofdsleutel: vervangen, en in twee delen bewaren.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
First = Annotated[Path, typer.Argument(metavar="DEEL1", help="Het bestand van de eerste persoon.")]
Other = Annotated[Path, typer.Argument(metavar="DEEL2", help="Het bestand van de tweede persoon.")]


@app.command()
def rotate() -> None:
    """Vervang de hoofdsleutel. Alle sleutels van mensen komen onder de nieuwe te liggen.

    Een oude kopie van de kluis gaat daarna niet meer open. Maak daarna nieuwe delen met: opplussen keys split
    """
    database = settings(os.environ).database
    path = database.master.path(database.home)
    keys = database.master.keys(database.home)
    if len(keys) == 1:
        if path is None:
            raise Refused(
                "sleutel.nieuwe",
                "De hoofdsleutel staat in de omgeving, en daar staat er maar een.",
                "Zet de nieuwe er met een komma voor, en geef deze opdracht opnieuw.",
            )
        database.master.write(database.home, [new_key(), *keys])
    with opened(database) as workplace:
        count = workplace.vault.rewrap()
    if path is None:
        say(f"{count} sleutels vervangen. Haal nu de oude hoofdsleutel uit de omgeving.")
        return
    database.master.write(database.home, database.master.keys(database.home)[:1])
    say(f"{count} sleutels vervangen. Bewaar de nieuwe hoofdsleutel, en vernietig kopieën van de oude.")


@app.command()
def split(one: First, other: Other) -> None:
    """Schrijf de hoofdsleutel in twee delen, voor twee mensen. Een deel alleen zegt niets."""
    database = settings(os.environ).database
    key, *_ = database.master.keys(database.home)
    for path, share in zip((one, other), in_two(key), strict=True):
        try:
            make_private(path)
        except FileExistsError as error:
            raise WrongFile(str(path), "", "er staat al iets met deze naam.") from error
        path.write_text(f"{share}\n", encoding="utf-8")
    say("Geef elk deel aan een ander, en bewaar ze nooit bij elkaar.")


@app.command()
def restore(one: First, other: Other) -> None:
    """Maak de hoofdsleutel opnieuw uit de twee delen, als die weg is."""
    database = settings(os.environ).database
    path = database.master.path(database.home)
    if path is None or path.exists():
        raise Refused(
            "sleutel.staat_er", "Er is al een hoofdsleutel.", "Haal die eerst weg, als het niet de juiste is."
        )
    key = join(*[read_small(share).decode("utf-8", "replace") for share in (one, other)])
    if key is None:
        raise Refused(
            "sleutel.delen",
            "Dit zijn geen twee delen van dezelfde hoofdsleutel.",
            "Neem de twee bestanden die samen zijn gemaakt.",
        )
    database.master.write(database.home, [key])
    say(f"De hoofdsleutel staat weer in {path}.")
