"""A relay or a worker as a process of its own, for a test to kill."""

import signal
import sys
from datetime import UTC, datetime
from threading import Event

from eventlog.log import Log
from eventlog.postgres.leading import Leader
from eventlog.postgres.recorder import PostgresRecorder
from projections.database import open_rows
from projections.postgres import Schema
from streams.held import Held
from streams.relay import relaying
from streams.topics import Topics
from streams.worker import Patience, Worker
from tests.integration.streams.copying import Place, between

SESSION_S = 3.0


def relay(place: Place, log: Log, stop: Event) -> None:
    """Lead, and relay."""
    with Leader(place.postgres, place.topics.prefix) as leader:
        while not leader.take():
            if stop.wait(0.1):
                return
        with relaying(between(place, log), stop) as running:
            running.run(stop)


def worker(place: Place, log: Log, stop: Event) -> None:
    """Be one of the workers."""
    rows = open_rows(Schema(place.postgres))
    held = Held(rows, log, lambda: datetime.now(UTC), place.topics.parts)
    Worker(held, place.kafka, place.topics, stop, Patience(SESSION_S)).run()


if __name__ == "__main__":
    role, kafka, postgres, prefix, parts = sys.argv[1:]
    asked = Event()
    signal.signal(signal.SIGTERM, lambda *_: asked.set())
    with PostgresRecorder(postgres) as recorder:
        here = Place(kafka, postgres, Topics(prefix, int(parts)))
        {"relay": relay, "worker": worker}[role](here, Log(recorder), asked)
