"""`opplussen demo`: the main job from nothing, on its own clock, the same every time but for pseudonyms."""

import os
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cli.demo.otherwise import words
from cli.demo.otherwise.showing import FOLDER, print_otherwise
from cli.demo.play import Play
from cli.demo.story import BEGAN, FOUND, GIRLS, PLACES, SAMPLE_CAME, SAMPLE_PLACES, STORY, Part, Piece
from cli.desk.engine import running
from cli.escalations import show_escalations
from cli.place.databases import Folder
from cli.place.settings import settings
from cli.place.workplace import made
from cli.screen.output import results
from cli.screen.tabular import show_rows
from cli.watchlists.ranked import print_list
from domain.scoring.texts import in_dutch
from engine.embedded import Embedded
from engine.history import moment
from engine.lists import Past, watchlist
from engine.reading.words import NO_CHANCE, level_word, score_word
from projections.case.state import CaseState
from projections.database import reading
from projections.escalations import waiting_for_people
from projections.partners import facilities

SHOWN = 8
"""Escalations shown of all that are open."""
LEVEL_NAMES = {"zorgcoordinator": "het niveau zorgcoördinator", "avim": "het niveau avim"}
NEXT = (
    (
        "Waarom ging het niveau van Meisje Y open?",
        "explain instelling-2/meisje-y --known-at 2026-04-20 --on 2026-04-20",
    ),
    ("Hoe was de lijst een maand eerder?", "watchlist instelling-2 --known-at 2026-04-22 --on 2026-04-22"),
    ("Wat wacht er op een besluit?", "escalations list --facility instelling-2"),
    (
        "Wat was op de avond van 10 april het advies over Meisje Y?",
        "advise instelling-2/meisje-y --known-at 2026-04-10",
    ),
)
"""Questions, and the command that answers each."""
NEXT_OTHERWISE = (
    (
        "Hoe liep het delen in het verhaal dat anders ging?",
        f"share show instelling-2/meisje-y {words.REPORT}",
    ),
)
"""The same about the story told otherwise."""


def demo() -> None:
    """Speel het verhaal van Meisje X en Meisje Y na. Toon de scores, en hoe op tijd delen was gegaan.

    Alles komt in bestanden in de map demo onder OPPLUSSEN_DATABASE (standaard ./data/demo), telkens opnieuw.
    """
    folder = settings(os.environ).database.home / "demo"
    _clear(folder)
    _clear(folder / FOLDER)
    console = results()
    with made(Folder(folder), str(BEGAN.year)) as workplace:
        play = Play(workplace)
        play.begin()
        with running(workplace, play.clock) as engine:
            _tell(console, play, engine)
            _conclude(console, play, engine)
            print_otherwise(console, play, engine, folder)
            _lists(console, play, engine)
            _escalations(console, engine)
    _where_next(console, folder)


def _clear(folder: Path) -> None:
    """Take away an earlier demo: only the files that a demo makes."""
    for name in Folder.files:
        for path in folder.glob(f"{name}*"):
            path.unlink()


def _tell(console: Console, play: Play, engine: Embedded) -> None:
    console.print("[bold]Het verhaal van Meisje X en Meisje Y[/bold]")
    console.print(
        "Twee meisjes van zeventien, twee instellingen, één adres. Iedereen wist een stukje; niemand telde "
        "ze op. Hier ziet u wat elk stukje met de score had gedaan, als het wel was opgeteld.\n"
        "Het verhaal komt uit een artikel. De dagen, de zinnen en wie wat zag zijn verzonnen.\n"
        f"{NO_CHANCE}\n"
    )
    rows = [
        (
            f"{part.day:%d-%m}",
            GIRLS[part.child],
            Text.assemble(part.text, (f" ({part.who})" if isinstance(part, Piece) else "", "dim")),
            score_word(state.standing.score) if state.standing else "-",
            Text(_opened(play, part, state), "bold"),
        )
        for part, state in play.days(engine)
    ]
    show_rows(console, ("dag", "over", "wat, en wie het wist", "score", "niveau"), rows)
    console.print(f"{level_word('zorgcoordinator')}: de zorgcoördinator moet kijken wat nodig is.")
    console.print(f"{level_word('avim')}: mensen besluiten of de politie (AVIM) erbij moet.\n")


def _opened(play: Play, part: Part, state: CaseState) -> str:
    """The levels that this part of the story opened."""
    words = [level_word(one.level) for one in state.episodes if play.parts.get(one.opened) is part]
    return f"{' en '.join(words)} open" if words else ""


def _conclude(console: Console, play: Play, engine: Embedded) -> None:
    """What each knew, and how long before the police found them the sum would have asked for attention."""
    for child, name in GIRLS.items():
        seen = Counter(part.who for part in _noticed(child))
        console.print(
            f"[bold]{name}[/bold]: {len(seen)} mensen om haar heen zagen samen {seen.total()} dingen. "
            f"Niemand zag er meer dan {max(seen.values())}."
        )
        for one in play.state(engine, child).episodes:
            by = play.parts[one.opened]
            who = f" ({by.who})" if isinstance(by, Piece) else ""
            told = (
                f"[bold]{(FOUND - one.snapshot.on).days} dagen voordat de politie haar vond[/bold] ging "
                f"{LEVEL_NAMES[one.level]} open: op {in_dutch(one.snapshot.on)}, bij “{by.text}”{who}."
            )
            console.print(Padding(told, (0, 0, 0, 2)))
    console.print()


def _noticed(child: str) -> list[Piece]:
    """What people around a girl noticed: what no file says and no police."""
    pieces = [part for part in STORY if isinstance(part, Piece) and part.child == child]
    return [part for part in pieces if part.who != "dossier" and part.provenance != "politie"]


def _lists(console: Console, play: Play, engine: Embedded) -> None:
    when = moment(engine.calendar, play.workplace.log.head(), SAMPLE_CAME, SAMPLE_CAME)
    console.print(
        f"[bold]De lijsten van {in_dutch(when.on)}[/bold], de avond voordat de politie hen vindt. In "
        "instelling-1 en instelling-2 staan ook acht jongeren die helemaal verzonnen zijn."
    )
    console.print(
        "Tegenspraak: 0 is geen, 1 is alles. Tekens: verschillende soorten in 90 dagen. Week: zoveel "
        "plaatsen omhoog (+) of omlaag (-). De regel eronder is de grootste reden in die week.\n",
        style="dim",
    )
    with reading(engine.rows) as connection:
        past = Past(play.workplace.log, connection, engine.calendar)
        for facility in facilities(connection):
            if facility == SAMPLE_PLACES[0]:
                _about_sample(console, play)
            console.print(f"[bold]Top 5 van {facility}[/bold]")
            print_list(console, watchlist(past, facility, when, 5))
            console.print()


def _about_sample(console: Console, play: Play) -> None:
    console.print(
        f"{' en '.join(SAMPLE_PLACES)} laten zien wat er met veel casussen gebeurt: {play.sample.new_cases} "
        f"casussen met {play.sample.new_signals} signalen uit de synthetische gegevens van het "
        "Counter-Trafficking Data Collaborative (IOM en Microsoft Research; geen echte mensen). Die gegevens "
        "gaan over mensen die al als slachtoffer herkend zijn. Daarom zijn hun scores zo hoog.\n"
    )


def _escalations(console: Console, engine: Embedded) -> None:
    with reading(engine.rows) as connection:
        waiting = waiting_for_people(connection)
    ours = [one for one in waiting if one.reference in PLACES]
    others = [one for one in waiting if one.reference not in PLACES]
    shown = [*ours, *others][:SHOWN]
    console.print(
        f"[bold]Escalaties die op een besluit wachten: {len(waiting)}[/bold], op de ochtend van "
        f"{in_dutch(FOUND)}. Mensen besluiten. Het programma meldt, en waarschuwt een ander als de termijn "
        "voorbij is. Bij de meisjes zijn alle termijnen voorbij: niemand besloot."
    )
    show_escalations(console, shown)
    if len(waiting) > len(shown):
        per = Counter(one.facility for one in waiting if one not in shown)
        listed = " en ".join(f"{count} bij {facility}" for facility, count in sorted(per.items()))
        console.print(f"En nog {listed}, uit de synthetische gegevens.")


def _where_next(console: Console, folder: Path) -> None:
    console.print("\n[bold]Kijk verder[/bold]")
    for where, lines in ((folder, NEXT), (folder / FOLDER, NEXT_OTHERWISE)):
        for about, line in lines:
            console.print(f"  {about}")
            console.print(
                f"    OPPLUSSEN_DATABASE={where} .venv/bin/opplussen {line}", soft_wrap=True, style="cyan"
            )
    console.print("  Zelf beginnen: README.md. Hoe de score werkt: docs/scoring.md.")
