"""What stands where: one thread with all that happened to it, and what waits to be done."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from cli.desk.acting import OfFacility, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import AMSTERDAM, today
from cli.place.faults import Fault
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from cli.sharing.releasing import require_free, write_private
from cli.sharing.thread import REMEDY, CaseDesk, Number
from domain.disclosure.events import DisclosureRefused
from domain.disclosure.shape import TIERS
from domain.disclosure.thread import subject_of
from domain.registry import NAMES
from domain.words import CaseId, DisclosureId
from engine.reading.shielding import shielded_line
from engine.reading.threads import as_called, disclosure_told, happened, is_theirs
from engine.reading.words import SHARED, SHARING_TASKS
from engine.sharing import Made, made_again
from eventlog.codec import Entry
from projections.disclosures import status_of, task_of
from projections.threads import DisclosureWaiting
from projections.threads import waiting as what_waits


def show(
    case: CaseName,
    number: Number,
    package: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND", help="Maak het laatste pakket opnieuw, in dit bestand.", show_default=False
        ),
    ] = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon een verstrekking: wat er gebeurde, wat nog nodig is, en of het pakket uit het logboek volgt."""
    with desk() as work, reading_as(work.workplace, reader, "share show") as who:
        at = CaseDesk(work, who.case(work.engine, case, "teksten", "hulp").case)
        at.who(number, "")
        made = made_again(at.log, at.case, DisclosureId(number))
        if package is not None:
            _make(package, made)
        if json:
            put(msgspec.json.encode(disclosure_told(at.log, at.case, DisclosureId(number), today())).decode())
            return
        _print(results(), at, number, made)


def _make(file: Path, made: list[Made]) -> None:
    if not made:
        raise Fault("Onder dit nummer is niets verstrekt: er is geen pakket.")
    require_free(file)
    write_private(file, made[-1].package.data)
    say(f"Het pakket staat in {file}.")


def _print(console: Console, at: CaseDesk, number: str, made: list[Made]) -> None:
    thread = at.thread(number)
    subject = subject_of(thread)
    if subject is not None:
        tier = TIERS[getattr(subject, "tier", 1)]
        where = f" ({subject.organisation})" if subject.organisation else ""
        console.print(
            f"{number}: {tier}, van {subject.giver} aan {subject.recipient}{where}. {status_of(thread)}.",
            markup=False,
        )
    for entry in happened(at.log, at.case, DisclosureId(number)):
        console.print(f"  {entry.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}  {_line(entry)}", markup=False)
    for one in made:
        fits = "klopt met het logboek" if one.matches else "volgt NIET meer uit het logboek"
        console.print(f"  pakket {one.package.digest[:16]}: {', '.join(one.package.fields)}; {fits}.")
    for kind in at.lacking(number):
        console.print(f"  ontbreekt: {kind}. {REMEDY}", markup=False)
    for obstacle in at.left_to_do(number):
        console.print(f"  nog nodig: {obstacle.sentence} {obstacle.remedy}", markup=False)
    if task := task_of(thread).what:
        console.print(f"  wacht op: {SHARING_TASKS[task]}")


def _line(entry: Entry) -> str:
    """What happened in a word or two, by whom; never what was written about people."""
    event = entry.event
    if isinstance(event, DisclosureRefused):
        return f"geweigerd: {event.step} ({event.code}), door {event.by}"
    return f"{SHARED[NAMES[type(event)].partition('.')[0]]}, door {entry.by}"


def waiting(
    facility: OfFacility = None,
    ended: Annotated[bool, typer.Option("--all", help="Ook wat klaar is.", show_default=False)] = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wat er over delen te doen is: door wie en tot wanneer."""
    with (
        desk() as at,
        at.reading() as connection,
        reading_as(at.workplace, reader, "share list") as who,
    ):
        rows = what_waits(connection, facility, ended=ended)
        sights = who.cases("lijst", [one.case for one in rows], "delen")
    found = [as_called(one, sights[CaseId(one.case)]) for one in rows if is_theirs(who, one, sights)]
    if len(found) < len(rows):
        say(shielded_line(len(rows) - len(found)))
    if json:
        put(msgspec.json.encode(found).decode())
    elif not found:
        results().print("Er wacht niets over delen.")
    else:
        show_rows(results(), _HEADINGS, map(_row, found))


_HEADINGS = ("casus", "nummer", "aan", "trede", "stand", "wacht op", "uiterlijk")


def _row(one: DisclosureWaiting) -> tuple[str, ...]:
    due = f"{one.due_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}" if one.due_at else "-"
    return (
        f"{one.facility}/{one.reference}",
        one.disclosure or "-",
        one.receiver or one.recipient or "-",
        str(one.tier) if one.tier else "-",
        one.status.replace("_", " "),
        SHARING_TASKS.get(one.task, "-"),
        due,
    )
