"""`opplussen relay`, `republish` and the worker on Kafka: a log on a server, folded by many.

What this needs is installed apart; it is imported where it is used, so that all else works without.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from sqlalchemy import Engine

from cli.desk.engine import moving, rows_of
from cli.desk.sealing import sealing
from cli.place.clock import now
from cli.place.databases import Server
from cli.place.faults import Fault, WrongFile, WrongSetting
from cli.place.files import reason_of
from cli.place.settings import DATABASE, KAFKA, Settings, settings
from cli.place.workplace import Workplace, opened
from cli.screen.output import say
from eventlog.log import Log
from eventlog.postgres.leading import Leader
from projections.database import reading
from projections.standing import positions_of

if TYPE_CHECKING:
    from streams.held import Health
    from streams.relay import Between, Lag

TELL_S = 30.0
"""How often a lag that stays is said."""
ASK_S = 1.0
"""How often a relay that does not lead asks whether it may."""

Metrics = Annotated[
    Path | None,
    typer.Option(
        "--metrics", metavar="BESTAND", help="Schrijf hierin elke paar seconden de cijfers, voor Prometheus."
    ),
]


def relay(metrics: Metrics = None) -> None:
    """Zet het logboek over naar Kafka, zolang dit programma loopt. Van meer relays werkt er een.

    Onderteken ook elke minuut hoe ver het logboek is.

    Stopt netjes bij Ctrl-C of SIGTERM.
    """
    chosen = settings(os.environ)
    server, _ = _on_kafka(chosen)
    stop = stopping()
    with opened(chosen.database) as workplace, _leading(server, chosen, stop) as leader:
        if stop.is_set():
            return
        from streams.relay import relaying  # noqa: PLC0415 - see the top

        with relaying(_between(chosen, workplace), stop) as running, sealing(workplace):
            report = _Reporter(metrics, stop)
            say(f"Bezig. {_lag_word(running.lag())} Stoppen: Ctrl-C.")
            running.run(stop, lambda lag: report.relayed(lag, leads=leader.leads()))
            say(f"Gestopt. {_lag_word(running.lag())}")


def republish() -> None:
    """Maak de topic met gebeurtenissen opnieuw en vul hem uit het logboek.

    Niemand krijgt een melding twee keer. Stop eerst de relay.
    """
    chosen = settings(os.environ)
    server, _ = _on_kafka(chosen)
    stop = stopping()
    with opened(chosen.database) as workplace, Leader(server.address, _name(chosen)) as leader:
        if not leader.take():
            raise Fault("Er loopt een relay. Stop die eerst: zij vullen dezelfde topic.")
        from streams.relay import republish as fill  # noqa: PLC0415 - see the top

        with moving("vullen") as moved:
            through = fill(_between(chosen, workplace), stop, moved)
        say(f"De topic is gevuld tot en met positie {through}. Start de relay weer: opplussen relay")


def work(chosen: Settings, metrics: Path | None) -> None:
    """Be one of the workers, until told to stop."""
    _, kafka = _on_kafka(chosen)
    from streams.held import Held  # noqa: PLC0415 - see the top
    from streams.topics import administration  # noqa: PLC0415 - the same
    from streams.worker import Patience, Worker  # noqa: PLC0415 - the same

    stop = stopping()
    with opened(chosen.database) as workplace, administration(kafka) as there:
        topics = _between(chosen, workplace).route.topics
        there.ready(topics.events)
        with rows_of(workplace) as rows:
            held = Held(rows, workplace.log, now, topics.parts)
            report = _Reporter(metrics, stop)
            say("Bezig. Stoppen: Ctrl-C.")
            Worker(held, kafka, topics, stop, Patience(standstill_s=chosen.standstill_s)).run(report.worked)
    say("Gestopt.")


class Streams(NamedTuple):
    """How far the relay is and since when it leads; `behind` by part in events; the last event's moment."""

    relayed: int
    since: datetime | None
    behind: dict[int, int]
    last: datetime | None


def streams_standing(chosen: Settings, log: Log, rows: Engine) -> Streams | None:
    """How relay and workers stand; None without Kafka.

    Raises:
        LogFault: the database does not answer.
    """
    if chosen.kafka is None or not isinstance(chosen.database, Server):
        return None
    _on_kafka(chosen)
    from streams.standing import relayed  # noqa: PLC0415 - see the top
    from streams.topics import Topics  # noqa: PLC0415 - the same

    found = relayed(chosen.database.address, Topics(chosen.topics).events.name, _name(chosen))
    with reading(rows) as connection:
        positions = positions_of(connection)
    head = log.head()
    last = log.tail(head - 1, 1)
    behind = {part: max(0, head - position) for part, position in positions.items()}
    return Streams(found.through, found.since, behind, last[0].at if last else None)


def stopping() -> Event:
    """What is set when somebody asks this program to stop."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    return stop


def _on_kafka(chosen: Settings) -> tuple[Server, str]:
    """The server and the brokers.

    Raises:
        WrongSetting: one of them is not there.
        Fault: what speaks to Kafka is not installed.
    """
    if chosen.kafka is None:
        raise WrongSetting(
            KAFKA, "zonder Kafka is er niets om over te zetten. Geef server:9092[,server:9092]."
        )
    if not isinstance(chosen.database, Server):
        raise WrongSetting(
            DATABASE,
            "met Kafka hoort een PostgreSQL-server. Geef postgresql://gebruiker@server:5432/database.",
        )
    try:
        import streams.worker  # noqa: F401, PLC0415 - see the top
    except ModuleNotFoundError as error:
        raise Fault(
            f"Voor Kafka is meer nodig ({error.name}). Installeer: pip install -r requirements/streams.txt"
        ) from error
    return chosen.database, chosen.kafka


def _name(chosen: Settings) -> str:
    return f"relay {chosen.topics}"


@contextmanager
def _leading(server: Server, chosen: Settings, stop: Event) -> Iterator[Leader]:
    """Whoever may relay; waits until it is this program, or until it has to stop."""
    with Leader(server.address, _name(chosen)) as leader:
        waits = not leader.take()
        if waits:
            say("Een andere relay is aan het werk. Deze wacht.")
        while waits and not stop.wait(ASK_S):
            waits = not leader.take()
        yield leader


def _between(chosen: Settings, workplace: Workplace) -> "Between":
    from streams.messages import Source  # noqa: PLC0415 - see the top
    from streams.relay import Between, Route  # noqa: PLC0415 - the same
    from streams.topics import Topics  # noqa: PLC0415 - the same

    server, kafka = _on_kafka(chosen)
    source = Source(workplace.identity, chosen.source or f"urn:opplussen:{workplace.identity}")
    return Between(workplace.log, server.address, kafka, Route(source, Topics(chosen.topics)))


def _lag_word(lag: "Lag") -> str:
    return f"Achterstand: {lag.events} gebeurtenissen." if lag.events else "Alles is overgezet."


class _Reporter:
    """Writes the numbers now and then, and says on the screen when there is a lag."""

    def __init__(self, metrics: Path | None, stop: Event) -> None:
        self._metrics = metrics
        self._stop = stop
        self._told_s = monotonic() - TELL_S

    def relayed(self, lag: "Lag", *, leads: bool) -> None:
        """How the relay is; it stops when another leads."""
        from streams.metrics import of_relay  # noqa: PLC0415 - see the top

        if not leads:
            say("Een andere relay nam het over. Deze stopt.")
            self._stop.set()
        self._tell(lag.events)
        self._write(lambda: of_relay(lag))

    def worked(self, health: "Health") -> None:
        """How the worker is."""
        from streams.metrics import of_worker  # noqa: PLC0415 - see the top

        self._tell(health.behind)
        self._write(lambda: of_worker(health))

    def _tell(self, behind: int) -> None:
        if behind and monotonic() - self._told_s >= TELL_S:
            self._told_s = monotonic()
            say(f"Achterstand: {behind} gebeurtenissen.")

    def _write(self, numbers: Callable[[], dict[str, float]]) -> None:
        from streams.metrics import write  # noqa: PLC0415 - see the top

        if self._metrics is None:
            return
        try:
            write(self._metrics, numbers())
        except OSError as error:
            raise WrongFile(str(self._metrics), "", reason_of(error)) from error
