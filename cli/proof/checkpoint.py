"""`opplussen checkpoint`: sign how far the log is, after showing that it is still the log that was signed."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.desk.engine import moving
from cli.place.clock import seconds
from cli.place.documents import read_small
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.output import put, say


def checkpoint(
    seen: Annotated[
        Path | None,
        typer.Option(
            "--seen",
            metavar="BESTAND",
            help="Wat een getuige het laatst zag: nodig als het logboek is teruggezet of verplaatst.",
        ),
    ] = None,
    access: Annotated[bool, typer.Option("--access", help="Het logboek van wie heeft gelezen.")] = False,
    key: Annotated[bool, typer.Option("--key", help="Toon alleen de openbare sleutel.")] = False,
) -> None:
    """Onderteken hoe ver het logboek is, en geef dat controlepunt.

    Er wordt niets ondertekend als het logboek niet meer is wat eerder is ondertekend, of wat een getuige
    heeft gezien.
    """
    with opened(settings(os.environ).database) as workplace, workplace.sealed(access=access) as sealed:
        if key:
            put(str(sealed.signer.key))
            return
        given = None if seen is None else read_small(seen)
        with moving("controleren") as moved:
            signed = sealed.sign(seconds(), given, moved)
    put(str(signed.note).removesuffix("\n"))
    say(f"Ondertekend tot en met positie {signed.checkpoint.size}.")
