"""How long does one signal take to its rows and to its raised escalation, while 100 a second come in?"""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import perf_counter

from cli.place.identities import case_pseudonym
from domain.cases.commands import RegisterCase
from domain.escalation.events import EscalationRaised
from domain.signals.recording import RecordSignal
from domain.words import CaseId, SignalId
from engine.embedded import Embedded
from eventlog.log import Log
from projections.database import Place, open_rows
from tests.bench.beginning import DAY, PLACE, clock, do

RATE = 100
SECONDS = 10
SIGNS = ("SX03", "GW01", "RL01", "SX01", "VM01", "SX04")


def live(log: Log, rows: Place) -> tuple[list[float], list[float]]:
    """Milliseconds from a command to its rows, and from a command to the raised escalation in the rows."""
    engine = Embedded(open_rows(rows), log, clock)
    engine.catch_up()
    stop, seen = Event(), [(perf_counter(), log.head())]

    def follow() -> None:
        def step() -> bool:
            worked = engine.step()
            seen.append((perf_counter(), engine.position))
            return worked

        while not stop.is_set():
            if not step():
                log.wait(engine.position, 0.05)

    thread = Thread(target=follow)
    thread.start()
    begun: dict[int, float] = {}
    case = case_pseudonym()
    started = perf_counter()
    for number in range(RATE * SECONDS):
        if number % len(SIGNS) == 0:
            case = case_pseudonym()
            do(log, 10_000 + number, RegisterCase(case, PLACE, f"live-{number}", DAY, DAY))
        stop.wait(max(0.0, started + number / RATE - perf_counter()))
        at = perf_counter()
        position = do(log, 50_000 + number, _signal(case, number))
        begun[position] = at
    limit = perf_counter() + 10
    while engine.position < log.head() and perf_counter() < limit:
        log.wait(engine.position + 1, 0.05)
    stop.set()
    thread.join()
    engine.rows.dispose()
    reached = _reached(seen)
    alerts = [
        entry
        for page in log.pages(min(begun) - 1)
        for entry in page
        if isinstance(entry.event, EscalationRaised) and entry.event.opened in begun
    ]
    raised = [
        reached(entry.position) - begun[entry.event.opened]
        for entry in alerts
        if isinstance(entry.event, EscalationRaised)
    ]
    return [1000 * (reached(position) - at) for position, at in begun.items()], [1000 * one for one in raised]


def _signal(case: CaseId, number: int) -> RecordSignal:
    return RecordSignal(
        case,
        SignalId(f"live-{number}"),
        SIGNS[number % len(SIGNS)],
        "bevestigt",
        "feit",
        "eigen_waarneming",
        f"bron-{number % 3}",
        PLACE,
        DAY - timedelta(days=number % 20),
        DAY,
    )


def _reached(seen: list[tuple[float, int]]) -> Callable[[int], float]:
    """When the rows were at a position."""

    def reached(position: int) -> float:
        return next((at for at, done in seen if done >= position), float("inf"))

    return reached
