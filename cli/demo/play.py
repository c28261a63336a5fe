"""One performance of the story: a clock that it moves, the log that it fills, what it shows on the way."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files

from cli.demo.others import OTHERS
from cli.demo.story import BEGAN, FOUND, PLACES, SAMPLE_CAME, SAMPLE_PLACES, STORY, Part, Piece
from cli.importing.command import chunks
from cli.importing.ctdc import PREFIX, Ctdc
from cli.importing.judging import Judge
from cli.importing.lines import numbered
from cli.importing.loading import Loader
from cli.importing.tally import Tally
from cli.place.clock import AMSTERDAM, day_of
from cli.place.identities import case_pseudonym
from cli.place.keys import link_key
from cli.place.workplace import Workplace
from cli.proeftuin.document import proeftuin_of, steps
from domain.ageing import EnterAgeBand
from domain.calendar import OpenLog
from domain.cases.commands import RegisterCase
from domain.commands import Context
from domain.links import RecordLinkKey
from domain.missing.reporting import ReportMissing
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from engine.embedded import Embedded
from engine.history import case_at
from eventlog.execute import AnyCommand, execute
from projections.case.state import CaseState

ADDRESS = "Voorbeeldstraat 1, Nergenshuizen"
"""Invented; only its keyed hash enters the log."""
MORNING, EVENING = time(9), time(18)
OUTSIDE = {"school": "school", "wijkagent": "politie", "basisteam": "politie", "avim": "politie"}
"""Where somebody works who does not work at the facility."""


class Play:
    """The story's clock and log; `parts` are the events of the story by their position in the log."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.at = _moment(BEGAN, MORNING)
        self.cases: dict[str, CaseId] = {}
        self.parts: dict[int, Part] = {}
        self.sample = Tally()
        self._number = 0

    def clock(self) -> datetime:
        """The story's moment."""
        return self.at

    def go_to(self, day: date, hour: time = MORNING) -> None:
        """Let the story's clock go on; never back."""
        self.at = max(self.at + timedelta(minutes=1), _moment(day, hour))

    @property
    def today(self) -> date:
        """The story's day."""
        return day_of(self.at)

    def do(self, command: AnyCommand, by: str) -> int:
        """Carry out a command at the story's moment; the position that it led to."""
        self._number += 1
        context = Context(f"demo.{self._number}", self.at, PersonId(by))
        return execute(self.workplace.log, command, context).position

    def begin(self) -> None:
        """The sample proeftuin, and the cases of the story."""
        founding = proeftuin_of(None)
        self.do(OpenLog(self.workplace.identity), "init")
        for _, command, by in steps(founding, self.today):
            self.do(command, by)
        people = founding.proeftuin.people
        workers = {one.organisation: one.code for one in reversed(people) if one.role == "hulpverlener"}
        for child, facility in PLACES.items():
            case = self.cases[child] = case_pseudonym()
            where = OrganisationId(facility)
            self.do(RegisterCase(case, where, child, self.today, self.today, workers.get(where)), "init")

    def days(
        self, engine: Embedded, story: Iterable[Part] = (*OTHERS, *STORY), last: date = FOUND
    ) -> Iterator[tuple[Part, CaseState]]:
        """Play every day to the last; each part of the story as it happens, with the case as it is then."""
        parts = sorted(story, key=lambda part: part.day)
        for number in range((last - BEGAN).days + 1):
            day = BEGAN + timedelta(days=number)
            self.go_to(day)
            engine.catch_up()
            for part in [part for part in parts if part.day == day]:
                self.go_to(day)
                self.parts[self.take(part)] = part
                engine.catch_up()
                if part in STORY:
                    yield part, self.state(engine, part.child)
            if day == SAMPLE_CAME:
                self.go_to(day, EVENING)
                self.read_sample()
                engine.catch_up()

    def state(self, engine: Embedded, child: str) -> CaseState:
        """A case of the story as it is now."""
        log = self.workplace.log
        return case_at(log, engine.calendar, self.cases[child], log.head())

    def take(self, part: Part) -> int:
        """Record one part; the position of its event."""
        case = self.cases[part.child]
        if isinstance(part, Piece):
            return self.do(self._recording(case, part), part.who)
        match part.what:
            case "minderjarig":
                return self.do(EnterAgeBand(case, "16_17", part.day, self.today), "init")
            case "vermist":
                return self.do(ReportMissing(case, part.day, self.today), "dienst")
            case "adres":
                secret = self.workplace.keys().secret(link_key(str(self.today.year)))
                key = hmac.new(secret, ADDRESS.encode(), hashlib.sha256).hexdigest()
                return self.do(RecordLinkKey(case, "adres", key), "dienst")

    def _recording(self, case: CaseId, part: Piece) -> RecordSignal:
        return RecordSignal(
            case,
            SignalId(f"verhaal-{self._number}"),
            part.indicator,
            part.polarity,
            part.nature,
            part.provenance,
            part.who,
            OrganisationId(OUTSIDE.get(part.who, PLACES[part.child])),
            part.seen or part.day,
            self.today,
            text=part.text,
        )

    def read_sample(self) -> None:
        """The sample of the data set, read in as any file is, at the facilities where the girls are not."""
        loader = Loader(self.workplace.log, PersonId("import"), self.clock, self.sample)
        judge = Judge(self.workplace.log, self.today)
        source = Ctdc("ctdc-sample.csv", PREFIX, SAMPLE_PLACES)
        with (files("cli") / "data" / "ctdc-sample.csv").open("rb") as file:
            for rows in chunks(source.read(numbered(file)), self.sample):
                loader.load(rows, judge)


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)
