"""`opplussen import`: signals in, in bulk and idempotent."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Annotated, Literal, Protocol

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from cli.importing.ctdc import FACILITIES, PREFIX, Ctdc
from cli.importing.events import CloudEvents
from cli.importing.judging import Judge
from cli.importing.lines import STANDARD_INPUT, Line, numbered, opened_file
from cli.importing.loading import CHUNK_EVENTS, Loader, events_of
from cli.importing.refused_lines import refused_lines
from cli.importing.rows import Bad, Read, Row, Skipped
from cli.importing.table import Table
from cli.importing.tally import SHOWN, Tally
from cli.place.clock import now, today
from cli.place.faults import Fault
from cli.place.files import reason_of
from cli.place.keys import IMPORT
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from cli.screen.output import messages, say
from domain.words import PersonId
from eventlog.log import Log

Format = Literal["cloudevents", "csv", "ctdc"]
_QUIET_GC = 2_000_000
"""Objects between two collections: an import makes many and no cycles."""


class Reader(Protocol):
    """One format."""

    def read(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Every line as a row, a refusal or something of no use here."""
        ...


File = Annotated[
    Path, typer.Argument(metavar="BESTAND", help="Het bestand met signalen; - is standaardinvoer.")
]
Form = Annotated[
    Format,
    typer.Option(
        "--format",
        help="csv: een signaal per regel; cloudevents: regels zoals export ze schrijft; "
        "ctdc: de synthetische gegevens van het Counter-Trafficking Data Collaborative.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Weiger het hele bestand als een regel niet klopt.")]
Prefix = Annotated[str, typer.Option(help="Begin van de verwijzing van elke casus (alleen bij ctdc).")]
Facility = Annotated[
    str | None,
    typer.Option(
        help="De instelling: bij csv en cloudevents voor regels die er geen noemen, bij ctdc voor alle.",
        show_default=False,
    ),
]
By = Annotated[str, typer.Option("--by", help="Wie dit inleest: de code van een persoon.")]
Errors = Annotated[
    Path | None,
    typer.Option(
        metavar="BESTAND", help="Schrijf alle geweigerde regels hierheen: nummer;reden.", show_default=False
    ),
]


def read_in(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    file: File,
    form: Form,
    strict: Strict = False,
    prefix: Prefix = PREFIX,
    facility: Facility = None,
    by: By = "import",
    errors: Errors = None,
) -> None:
    """Lees signalen in: veel tegelijk, en zonder dubbelen.

    Een regel die niet klopt wordt genoemd met nummer en reden; de andere gaan door. Hetzelfde bestand nog
    eens inlezen, of in stukken, voegt niets toe.
    """
    chosen = settings(os.environ)
    with ExitStack() as stack:
        workplace = stack.enter_context(opened(chosen.database))
        source = stack.enter_context(_readable(file, twice=strict, folder=chosen.database.home))
        refused = stack.enter_context(refused_lines(errors, file)) if errors else None
        tally = Tally(refused)
        stack.enter_context(few_collections())
        readers = [_reader(form, str(file), workplace, prefix, facility) for _ in range(2)]
        if strict:
            _rehearse(workplace.log, PersonId(by), source, readers[0], tally)
        turned_away = tally.refused > 0
        if not turned_away:
            tally = Tally(refused)
            _load(workplace.log, PersonId(by), source, readers[1], tally)
    _report(tally, strict=turned_away)
    if tally.refused:
        raise typer.Exit(1)


def _reader(form: Format, name: str, workplace: Workplace, prefix: str, facility: str | None) -> Reader:
    match form:
        case "csv":
            return Table(name, workplace.keys().secret(IMPORT), facility)
        case "ctdc":
            return Ctdc(name, prefix, (facility,) if facility else FACILITIES)
        case "cloudevents":
            return CloudEvents(facility)


def _load(log: Log, by: PersonId, source: IO[bytes], reader: Reader, tally: Tally) -> None:
    loader = Loader(log, by, now, tally)
    judge = Judge(log, today())
    with _progress(source, "inlezen") as moved:
        for rows in chunks(reader.read(numbered(source)), tally):
            loader.load(rows, judge)
            moved()


def _rehearse(log: Log, by: PersonId, source: IO[bytes], reader: Reader, tally: Tally) -> None:
    """Put on the tally what may not go in. Nothing is written."""
    seen: dict[str, int] = {}
    loader = Loader(log, by, now, tally)
    judge = Judge(log, today())
    with _progress(source, "controleren") as moved:
        for rows in chunks(reader.read(numbered(source)), tally):
            loader.rehearse(rows, judge, seen)
            moved()
    source.seek(0)


def chunks(reads: Iterator[Read], tally: Tally) -> Iterator[list[Row]]:
    """Rows to be loaded together; what is no row goes to the tally, which is settled after each of them."""
    rows: list[Row] = []
    events = 0
    for read in reads:
        tally.lines += 1
        match read:
            case Row():
                rows.append(read)
                events += events_of(read)
            case Bad():
                tally.refuse(read)
                events += 1
            case Skipped(kind=kind):
                tally.skipped[kind] += 1
        if events >= CHUNK_EVENTS:
            yield rows
            tally.settle()
            rows, events = [], 0
    if rows:
        yield rows
    tally.settle()


@contextmanager
def _readable(path: Path, *, twice: bool, folder: Path) -> Iterator[IO[bytes]]:
    """The bytes of the file; what cannot be read twice is copied to an unnamed file first."""
    with opened_file(path) as file:
        if not twice or (path != STANDARD_INPUT and file.seekable()):
            yield file
            return
        try:
            with tempfile.TemporaryFile(dir=folder) as copy:
                shutil.copyfileobj(file, copy)
                copy.seek(0)
                yield copy
        except OSError as error:
            raise Fault(f"De invoer kan niet worden bewaard: {reason_of(error)}") from error


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the garbage collector come by rarely."""
    usual = gc.get_threshold()
    gc.set_threshold(_QUIET_GC, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Moved(Protocol):
    """Tells the screen that a chunk was done."""

    def __call__(self) -> None:
        """Look how far the file was read."""
        ...


@contextmanager
def _progress(source: IO[bytes], what: str) -> Iterator[Moved]:
    """A bar on a terminal; nothing elsewhere."""
    console = messages()
    columns = (TextColumn(what), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        size = (
            os.fstat(source.fileno()).st_size
            if source.seekable() and source is not sys.stdin.buffer
            else None
        )
        task = bar.add_task(what, total=size)

        def moved() -> None:
            if size is not None and not bar.disable:
                bar.update(task, completed=source.tell())

        yield moved


def _report(tally: Tally, *, strict: bool) -> None:
    for bad in tally.first:
        say(f"Regel {bad.line}: {bad.reason}")
    if tally.refused > SHOWN:
        say(f"... en nog {tally.refused - SHOWN} regels. Met --errors BESTAND krijgt u ze allemaal.")
    if strict:
        say(
            f"Het bestand is geweigerd: {_count(tally.refused, 'regel klopt', 'regels kloppen')} niet. "
            "Er is niets geschreven."
        )
        return
    parts = [
        f"{_count(tally.lines, 'regel', 'regels')}",
        f"casussen: {tally.new_cases} nieuw, {tally.known_cases} bekend",
        f"signalen: {tally.new_signals} nieuw, {tally.known_signals} bekend",
        f"geweigerd: {_count(tally.refused, 'regel', 'regels')}",
    ]
    if tally.equal_lines:
        parts.append(f"gelijk aan een eerdere regel: {tally.equal_lines}")
    say("; ".join(parts) + ".")
    if tally.skipped:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(tally.skipped.items()))
        say(f"Niet ingelezen, want geen casus of signaal: {kinds}.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
