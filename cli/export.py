"""`opplussen export`: the log as CloudEvents lines."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Annotated

import typer

from cli.desk.reading import As, reading_as
from cli.place.faults import WrongFile
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened, reason_of
from cli.screen.output import say
from eventlog.interchange import encoded


def export(
    until: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="POSITIE", help="Tot en met deze positie in het logboek.", show_default="het einde"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar dit bestand, in een keer heel.",
            show_default="standaarduitvoer",
        ),
    ] = None,
    reader: As = None,
) -> None:
    """Geef het logboek als regels CloudEvents, zonder persoonlijke velden.

    Elke regel is een gebeurtenis: JSON, CloudEvents 1.0 volgens het profiel van de Nederlandse overheid.
    De bron (source) is OPPLUSSEN_SOURCE, of anders het logboek zelf.
    """
    chosen = settings(os.environ)
    with opened(chosen.database) as workplace, reading_as(workplace, reader, "export") as who:
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
