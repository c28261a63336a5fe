"""`opplussen export`: the log as CloudEvents lines, or as a folder that an auditor can check."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Annotated

import typer

from cli.desk.engine import moving
from cli.desk.reading import As, reading_as
from cli.place.clock import seconds
from cli.place.faults import WrongFile
from cli.place.files import reason_of
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from cli.proof.folder import write_folder
from cli.proof.verify import no_case, of_case
from cli.screen.output import say
from eventlog.interchange import encoded

Until = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="POSITIE", help="Tot en met deze positie in het logboek.", show_default="het einde"
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BESTAND",
        help="Schrijf naar dit bestand, in een keer heel.",
        show_default="standaarduitvoer",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        metavar="MAP",
        help="Maak een map voor een auditor: wat is opgeslagen, met bewijs, en met persoonlijke velden.",
    ),
]
OneCase = Annotated[
    str | None,
    typer.Option("--case", metavar="CASUS", help="Met --folder: alleen over deze casus (pseudoniem)."),
]


def export(
    until: Until = None,
    output: Output = None,
    folder: Folder = None,
    case: OneCase = None,
    reader: As = None,
) -> None:
    """Geef het logboek als regels CloudEvents, zonder persoonlijke velden.

    Elke regel is een gebeurtenis: JSON, CloudEvents 1.0 volgens het profiel van de Nederlandse overheid.
    De bron (source) is OPPLUSSEN_SOURCE, of anders het logboek zelf. Met --folder: een map voor een auditor.
    """
    chosen = settings(os.environ)
    with opened(chosen.database) as workplace, reading_as(workplace, reader, "export") as who:
        if folder is not None:
            who.everything("identiteit", "controle")
            say(f"{_for_an_auditor(workplace, folder, case)} gebeurtenissen in {folder}.")
            return
        who.everything("codes", "controle")
        source = chosen.source or f"urn:opplussen:{workplace.identity}"
        # the head of this moment: what comes in meanwhile is for the next export
        head = workplace.log.head()
        last = head if until is None else min(until, head)
        if output is None:
            count = _write(workplace, source, last, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with whole_file(output) as file:
                count = _write(workplace, source, last, file)
    say(f"{count} gebeurtenissen, tot en met positie {last}.")


def _for_an_auditor(workplace: Workplace, folder: Path, case: str | None) -> int:
    with workplace.sealed() as sealed, moving("controleren") as moved:
        sealed.sign(seconds(), progress=moved)
        only = None if case is None else of_case(sealed, case)
        if only == []:
            raise no_case()
        return write_folder(folder, sealed, only)


def _write(workplace: Workplace, source: str, last: int, file: IO[bytes]) -> int:
    count = 0
    if last:
        for page in workplace.log.pages(0, last):
            file.write(b"".join([encoded(entry, source) + b"\n" for entry in page]))
            count += len(page)
    return count


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears whole or not at all, private to its owner.

    Raises:
        WrongFile: it cannot be written.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise WrongFile(str(path), "", reason_of(error)) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
