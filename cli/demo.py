"""`opplussen demo`: the main job from nothing, on a clock of its own, so that it is the same every time."""

import hashlib
import hmac
import os
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cli.clock import AMSTERDAM
from cli.engine import running
from cli.escalations import escalation_table
from cli.identities import case_pseudonym
from cli.importing.ctdc import PREFIX, Ctdc
from cli.importing.judging import Judge
from cli.importing.lines import numbered
from cli.importing.loading import Loader
from cli.importing.tally import Tally
from cli.keys import link_key
from cli.lists import NO_CHANCE, level_word, print_list
from cli.proeftuin import proeftuin_of, steps
from cli.screen import results
from cli.settings import settings
from cli.signals_in import chunks
from cli.story import BEGAN, FOUND, NAMES, PLACES, SAMPLE_CAME, STORY, Girl, Piece, Turn
from cli.workplace import KEYS, LOG, ROWS, Workplace, made
from domain.calendar import OpenLog
from domain.cases.commands import EnterAgeBand, RegisterCase
from domain.commands import Context
from domain.links import RecordLinkKey
from domain.missing import EndMissing, ReportMissing
from domain.scoring.texts import in_dutch
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from engine.embedded import Embedded
from engine.history import case_at, moment
from engine.lists import Past, watchlist
from eventlog.execute import AnyCommand, execute
from projections.case.state import CaseState
from projections.database import reading
from projections.escalations import waiting_for_people
from projections.partners import facilities

SHOWN = 8
"""Escalations shown of all that are open."""
ADDRESS = "Voorbeeldstraat 1, Nergenshuizen"
"""Invented; only its keyed hash enters the log."""


class Play:
    """One performance: a clock that the story moves, and the log that it fills."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.at = self._moment(BEGAN, time(9))
        self._number = 0
        self.cases: dict[Girl, CaseId] = {}

    @staticmethod
    def _moment(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)

    def clock(self) -> datetime:
        """The story's moment."""
        return self.at

    def go_to(self, day: date, hour: time = time(9)) -> None:
        """Let the story's clock go on; never back."""
        self.at = max(self.at + timedelta(minutes=1), self._moment(day, hour))

    @property
    def today(self) -> date:
        """The story's day."""
        return self.at.astimezone(AMSTERDAM).date()

    def do(self, command: AnyCommand, by: str) -> None:
        """Carry out a command at the story's moment."""
        self._number += 1
        execute(self.workplace.log, command, Context(f"demo.{self._number}", self.at, PersonId(by)))

    def begin(self) -> None:
        """The sample proeftuin, and the two girls' cases."""
        founding = proeftuin_of(None)
        self.do(OpenLog(self.workplace.identity), "init")
        for _, command, by in steps(founding, self.today):
            self.do(command, by)
        workers = {
            one.organisation: one.code
            for one in reversed(founding.proeftuin.people)
            if one.role == "hulpverlener"
        }
        for girl, (facility, reference) in PLACES.items():
            self.cases[girl] = case_pseudonym()
            where = OrganisationId(facility)
            owner = workers.get(where)
            self.do(RegisterCase(self.cases[girl], where, reference, self.today, owner), "init")

    def take(self, number: int, part: Piece | Turn) -> None:
        """Record one part of the story."""
        case = self.cases[part.girl]
        if isinstance(part, Piece):
            organisation = "politie" if part.provenance == "politie" else PLACES[part.girl][0]
            if part.who == "school":
                organisation = "school"
            self.do(
                RecordSignal(
                    case,
                    SignalId(f"verhaal-{number:02}"),
                    part.indicator,
                    "bevestigt",
                    part.nature,
                    part.provenance,
                    part.who,
                    OrganisationId(organisation),
                    part.day,
                    self.today,
                    text=part.text,
                ),
                part.who,
            )
            return
        match part.what:
            case "minderjarig":
                self.do(EnterAgeBand(case, "16_17", part.day), "init")
            case "vermist":
                self.do(ReportMissing(case, part.day, self.today), "dienst")
            case "terug":
                self.do(EndMissing(case, part.day, self.today), "dienst")
            case "adres":
                secret = self.workplace.keys().secret(link_key(str(self.today.year)))
                key = hmac.new(secret, ADDRESS.encode(), hashlib.sha256).hexdigest()
                self.do(RecordLinkKey(case, "adres", key), "dienst")

    def read_sample(self) -> Tally:
        """The sample of the data set, read in as any file is."""
        tally = Tally()
        loader = Loader(self.workplace.log, PersonId("import"), self.clock, tally)
        judge = Judge(self.workplace.log, self.today)
        with (files("cli") / "data" / "ctdc-sample.csv").open("rb") as file:
            for rows in chunks(Ctdc("ctdc-sample.csv", PREFIX, None).read(numbered(file)), tally):
                loader.load(rows, judge)
        return tally


def demo() -> None:
    """Speel het verhaal van Meisje X en Meisje Y na, en toon wat opplussen ervan maakt.

    Alles komt in de map demo onder OPPLUSSEN_DATABASE (standaard ./data/demo), telkens opnieuw.
    """
    folder = settings(os.environ).database / "demo"
    _clear(folder)
    console = results()
    with made(folder, str(BEGAN.year)) as workplace:
        play = Play(workplace)
        play.begin()
        with running(workplace, play.clock) as engine:
            _tell(console, play, engine)
            _show(console, play, engine)
    _where_next(console, folder)


def _clear(folder: Path) -> None:
    """Take away an earlier demo: only the files that a demo makes."""
    for name in (LOG, ROWS, KEYS):
        for path in folder.glob(f"{name}*"):
            path.unlink()


def _tell(console: Console, play: Play, engine: Embedded) -> None:
    console.print("[bold]Het verhaal van Meisje X en Meisje Y[/bold]")
    console.print(
        "Twee instellingen, twee meisjes, een adres. Ieder wist een stukje. Hieronder staat wat elk stukje "
        f"met de score deed. {NO_CHANCE}\nNaar een artikel over signalen die de politie niet bereikten; "
        "dagen en zinnen zijn verzonnen.\n"
    )
    table = Table("dag", "wie", "wat", "score", "niveau", box=SIMPLE_HEAD)
    sample: Tally | None = None
    for number, part in enumerate(STORY, start=1):
        if part.day > SAMPLE_CAME and sample is None:
            play.go_to(SAMPLE_CAME, time(18))
            sample = play.read_sample()
            engine.catch_up()
        play.go_to(part.day)
        play.take(number, part)
        engine.catch_up()
        state = _state(play, engine, part.girl)
        source = f" ({part.who})" if isinstance(part, Piece) else ""
        score = f"{state.standing.score:.0f}" if state.standing else "-"
        running_now = {one.level for one in state.episodes if not one.ended and not one.lowered}
        opened = [one for one in state.episodes if one.snapshot.on == part.day and one.level in running_now]
        levels = " en ".join(f"[bold]{level_word(one.level)} open[/bold]" for one in opened)
        table.add_row(f"{part.day:%d-%m}", NAMES[part.girl], part.text + source, score, levels)
    console.print(table)
    for girl, name in NAMES.items():
        for one in _state(play, engine, girl).episodes:
            days = (FOUND - one.snapshot.on).days
            sooner = (
                f"{days} dagen voordat de politie haar vond" if days else "de dag dat de politie haar vond"
            )
            console.print(f"{name}: niveau {one.level} ging open op {in_dutch(one.snapshot.on)}, {sooner}.")
    if sample is not None:
        console.print(
            f"\nOok ingelezen: {sample.new_cases} casussen met {sample.new_signals} signalen uit de "
            "synthetische gegevens van het Counter-Trafficking Data Collaborative (IOM en Microsoft "
            "Research; geen echte mensen).\n"
        )


def _state(play: Play, engine: Embedded, girl: Girl) -> CaseState:
    return case_at(play.workplace.log, engine.calendar, play.cases[girl], play.workplace.log.head())


def _show(console: Console, play: Play, engine: Embedded) -> None:
    when = moment(engine.calendar, play.workplace.log.head())
    with reading(engine.rows) as connection:
        for facility in facilities(connection):
            console.print(f"[bold]Top 5 van {facility}[/bold], {in_dutch(when.on)}")
            past = Past(play.workplace.log, connection, engine.calendar)
            top = watchlist(past, facility, when, 10)
            print_list(console, top[:5])
            for girl, (home, reference) in PLACES.items():
                rank = next((one.place.rank for one in top if one.place.reference == reference), 0)
                if home == facility and rank > 5:  # noqa: PLR2004 - the top 5 that is shown
                    console.print(f"    {NAMES[girl]} staat op plaats {rank}.")
            console.print()
        waiting = waiting_for_people(connection)
    console.print(f"[bold]Escalaties die op een besluit wachten: {len(waiting)}[/bold]")
    ours = [one for one in waiting if one.case in play.cases.values()]
    console.print(escalation_table([*ours, *[one for one in waiting if one not in ours]][:SHOWN]))
    if len(waiting) > SHOWN:
        per = Counter(one.facility for one in waiting)
        listed = ", ".join(f"{facility} {count}" for facility, count in sorted(per.items()))
        console.print(f"... en nog {len(waiting) - SHOWN}. Per instelling: {listed}.")


def _where_next(console: Console, folder: Path) -> None:
    console.print("\n[bold]Kijk verder[/bold]")
    for line in (
        "opplussen explain instelling-2/meisje-y --known-at 2026-04-20 --on 2026-04-20",
        "opplussen watchlist instelling-1 --top 10 --known-at 2026-05-21 --on 2026-05-21",
        "opplussen escalations list --facility instelling-2",
    ):
        console.print(f"  OPPLUSSEN_DATABASE={folder} .venv/bin/{line}", soft_wrap=True)
    console.print("  Lees ook: README.md en docs/scoring.md")
