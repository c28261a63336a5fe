"""Signals by the thousands while servers fail: what is answered is in the log, all else is said again."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Event, Thread

from domain.cases.commands import RegisterCase
from domain.commands import Context, Refused
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from eventlog.bulk import Request, execute_many
from eventlog.faults import LogFault
from eventlog.log import Log

PLACE = OrganisationId("instelling-1")
CARER = PersonId("sem")
INDICATORS = ("VM01", "SX03", "GW01", "RL01", "SX01", "SX04")
CHUNK = 100
AGAIN_S = 0.2
LOOK_S = 0.02


class Load(Thread):
    """Writes so many events about so many cases, in an order that a seed repeats."""

    def __init__(self, log: Log, events: int, cases: int, seed: int) -> None:
        super().__init__()
        self.acknowledged = 0
        self.repeated = 0
        self._log = log
        self._requests = list(_requests(events, cases, random.Random(seed)))  # noqa: S311 - repeats, no secret
        self._pause = Event()
        self._allowed = events

    def allow(self, events: int) -> None:
        """Write so many in all, and wait before there come more."""
        self._allowed = events

    def run(self) -> None:
        for start in range(0, len(self._requests), CHUNK):
            while start >= self._allowed:
                self._pause.wait(LOOK_S)
            self._write(self._requests[start : start + CHUNK])

    def reached(self, acknowledged: int) -> bool:
        """Whether so many are answered, or all."""
        return self.acknowledged >= acknowledged or not self.is_alive()

    def _write(self, some: list[Request]) -> None:
        """Until it is answered: a repetition is harmless."""
        while True:
            try:
                answers = execute_many(self._log, some)
            except LogFault:
                self.repeated += 1
                self._pause.wait(AGAIN_S)
                continue
            assert not [one for one in answers if isinstance(one, Refused)]
            self.acknowledged += len(some)
            return


def _requests(events: int, cases: int, chance: random.Random) -> Iterator[Request]:
    names = [CaseId(f"c-{number}") for number in range(cases)]
    for number in range(events):
        at = datetime.now(UTC)
        today = at.date()
        context = Context(f"load.{number}", at, CARER)
        if number < cases:
            case = names[number]
            yield RegisterCase(case, PLACE, f"casus-{number}", today, today, CARER), context
            continue
        yield (
            RecordSignal(
                names[chance.randrange(cases)],
                SignalId(f"s-load-{number}"),
                chance.choices(INDICATORS, (20, 1, 1, 1, 1, 1))[0],
                "bevestigt",
                "feit",
                "eigen_waarneming",
                f"bron-{chance.randrange(50)}",
                PLACE,
                today,
                today,
            ),
            context,
        )
