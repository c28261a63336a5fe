"""`opplussen demo`, beside the timeline: as it went nobody shared; what the gate says to who does."""

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.demo.otherwise import words
from cli.demo.otherwise.playing import Otherwise, Step
from cli.demo.play import Play
from cli.demo.story import BEGAN, FOUND, STORY
from cli.desk.engine import running
from cli.place.databases import Folder
from cli.place.workplace import made
from domain.scoring.facts import Nature
from domain.scoring.texts import in_dutch
from domain.stappenplan.recording import require_agreements
from engine.embedded import Embedded
from engine.history import facts_at, moment
from engine.sharing import sharing_at, unshared

FOLDER = "gedeeld"
"""The log of the story told otherwise, inside the demo's folder."""
DIGEST_SHOWN = 8
NATURES: dict[Nature, tuple[str, str]] = {
    "feit": ("feit", "feiten"),
    "omstandigheid": ("gebeurtenis", "gebeurtenissen"),
    "waarneming": ("waarneming", "waarnemingen"),
    "interpretatie": ("interpretatie", "interpretaties"),
}
"""One and more of a kind."""


def print_otherwise(console: Console, play: Play, engine: Embedded, folder: Path) -> None:
    """Play the story told otherwise in a log of its own, and show each step with the program's answer."""
    opened = next(one.snapshot.on for one in play.state(engine, words.GIRL).episodes)
    console.print("[bold]En als er wel was gedeeld?[/bold]")
    console.print(
        "Zoals het ging, deelde niemand. Toen de politie Meisje Y vond, was het "
        f"{_days(play, engine)} dagen bekend, niet gedeeld. Hier is hetzelfde verhaal anders verteld, in een "
        f"eigen logboek. Alles vanaf de avond van {in_dutch(opened)} is verzonnen. Elk ja en elk nee is echt "
        "wat het programma zegt."
    )
    with made(Folder(folder / FOLDER), str(BEGAN.year)) as workplace:
        other = Play(workplace)
        other.begin()
        with running(workplace, other.clock) as follows:
            hers = [part for part in STORY if part.child == words.GIRL]
            list(other.days(follows, hers, opened))
            otherwise = Otherwise(other, opened)
            console.print(_table(otherwise))
            follows.catch_up()
            left = (FOUND - other.today).days
            after = _days(other, follows)
    console.print(
        f"Dat is [bold]{left} dagen eerder[/bold] dan zoals het ging. De teller “bekend, niet gedeeld” staat "
        f"op {after}. Of het echt zo was gegaan, weet niemand.\n"
    )


def _days(play: Play, engine: Embedded) -> int:
    """How many days it has been known and not shared, at the play's moment."""
    log, case = play.workplace.log, play.cases[words.GIRL]
    when = moment(engine.calendar, log.head())
    return unshared(log, case, facts_at(log, case, when.position).signals, when)


def _table(otherwise: Otherwise) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for step in otherwise.steps():
        table.add_row(f"{step.day:%d-%m}", _told(step))
        if step.released:
            table.add_row("", Text(_package(otherwise)))
    return table


def _told(step: Step) -> Text:
    told = Text(step.text)
    if step.no:
        told.append("\nNee: ", "bold").append(f"{step.no.sentence} {step.no.remedy}")
    if step.yes:
        told.append("\nJa: ", "bold").append(step.yes)
    return told


def _package(otherwise: Otherwise) -> str:
    """What is in the package and what is not, from its bytes and from the case."""
    package = otherwise.package().package
    log = otherwise.play.workplace.log
    view = sharing_at(log, otherwise.case, log.head())
    agreements = require_agreements(view.agreements)
    natures = {one.id: one.nature for one in view.contents.facts.signals}
    inside = Counter(natures[one] for one in package.signals)
    outside = Counter(nature for one, nature in natures.items() if one not in package.signals)
    kinds = [agreements.categories[one].label for one in package.fields if one in agreements.categories]
    return (
        f"In pakket {package.digest[:DIGEST_SHOWN]}: {', '.join(kinds)}, {_count(inside)}.\n"
        f"Niet erin: {_count(outside)}, waar zij verblijft, wie wat zag."
    )


def _count(natures: Counter[Nature]) -> str:
    return " en ".join(f"{count} {NATURES[nature][count > 1]}" for nature, count in sorted(natures.items()))
