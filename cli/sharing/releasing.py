"""Releasing: the package is written to a file only after the log says that it left."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.desk.acting import By
from cli.owed import say_due
from cli.place.clock import now
from cli.place.faults import Fault
from cli.place.files import reason_of
from cli.screen.options import CaseName
from cli.screen.output import put, say
from cli.sharing.thread import CaseDesk, Number, with_case
from domain.disclosure.events import DisclosureReleased
from domain.disclosure.releasing import ReleaseDisclosure, SendUnderExchange
from domain.events import Event
from domain.words import DisclosureId, SignalId
from engine.sharing import made_again

To = Annotated[
    Path,
    typer.Option(
        "--package", metavar="BESTAND", help="Waar het pakket komt te staan; alleen leesbaar voor u."
    ),
]


def release(case: CaseName, number: Number, by: By, package: To) -> None:
    """Verstrek wat is gevraagd. Alles wordt opnieuw nagekeken; daarna komt het pakket in een bestand."""
    with with_case(case) as at:
        require_free(package)
        _hand_over(at, number, at.do(ReleaseDisclosure(*at.who(number, by), now())), package)


def send(
    case: CaseName,
    number: Number,
    by: By,
    package: To,
    signals: Annotated[
        list[str], typer.Option("--signal", metavar="SIGNAAL", help="Welk signaal; mag vaker.")
    ],
) -> None:
    """Stuur signalen onder een lopende uitwisseling. Elke keer gelden dezelfde regels."""
    with with_case(case) as at:
        require_free(package)
        named = tuple(SignalId(one) for one in signals)
        _hand_over(at, number, at.do(SendUnderExchange(*at.who(number, by), now(), named)), package)


def _hand_over(at: CaseDesk, number: str, happened: tuple[Event, ...], file: Path) -> None:
    """Write the package of the release that just happened, made again from the log."""
    digests = [event.digest for event in happened if isinstance(event, DisclosureReleased)]
    for made in made_again(at.log, at.case, DisclosureId(number)):
        if made.package.digest in digests:
            write_private(file, made.package.data)
            put(made.package.digest)
            say(f"Verstrekt. Het pakket staat in {file}. De code hierboven hoort in de ontvangst.")
            say_due(happened)
            return


def require_free(file: Path) -> None:
    """See that a package can be written, before anything leaves.

    Raises:
        Fault: there is a file already, or no folder for it.
    """
    if file.exists():
        raise Fault(f"{file} bestaat al. Er is niets verstrekt. Kies een andere naam.")
    if not file.parent.is_dir():
        raise Fault(f"De map van {file} bestaat niet. Er is niets verstrekt.")


def write_private(file: Path, data: bytes) -> None:
    """A new file that only its owner reads.

    Raises:
        Fault: it cannot be written; the package can be made again from the log.
    """
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(data)
    except OSError as error:
        raise Fault(
            f"Het pakket kan niet naar {file}: {reason_of(error)} "
            "De verstrekking staat wel vast. Maak het pakket met: opplussen share show --package BESTAND"
        ) from error
