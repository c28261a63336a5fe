"""What proofs cost beside appending, and how long a check of everything takes; `--events` for a larger log.

Importing with and without a tree that follows, in turns, because a machine is not the same all day.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from multiprocessing import Event, Process
from multiprocessing.synchronize import Event as EventType
from pathlib import Path
from typing import NamedTuple

from eventsourcing.dcb.api import DCBAppendCondition

from cli.desk.sealing import let_others_go_first
from eventlog.log import Log
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.bench.beginning import begin
from tests.bench.bench_recorder import GROUP, boundary, signal
from tests.bench.bulk import Timed, read_in, timed

SAMPLE = (files("cli") / "data" / "ctdc-sample.csv").read_bytes()
COPIES = 8
TURNS = 5
FOLLOW_S = 1.0
"""How often the tree follows here: sixty times as often as a worker does."""
NOW = 1_790_000_000
PROOFS = 1_000


class Rate(NamedTuple):
    """How many events came in, and what that took."""

    events: int
    took: Timed


def append(recorder: SQLiteRecorder, count: int) -> None:
    """So many events in bulk, each group under a condition."""
    head = recorder.read(limit=None, after=2**62).head or 0
    for start in range(head, head + count, GROUP):
        events = [signal(number) for number in range(start, start + GROUP)]
        head = recorder.append(events, DCBAppendCondition(boundary(*(one.tags[1] for one in events)), head))


def import_sample(log: Log, turn: str) -> Rate:
    """The sample of signals, read in under other references than before."""
    before = log.head()
    _, took = timed(partial(read_in, log, SAMPLE, tuple(f"{turn}.{copy}" for copy in range(COPIES))))
    return Rate(log.head() - before, took)


@contextmanager
def followed(folder: Path) -> Iterator[None]:
    """The tree follows in a process of its own and behind others, as in a worker, while the body runs."""
    ready, stop = Event(), Event()
    following = Process(target=sign_on, args=(folder, ready, stop))
    following.start()
    try:
        ready.wait()
        yield
    finally:
        stop.set()
        following.join()


def sign_on(folder: Path, ready: EventType, stop: EventType) -> None:
    """What the other process does."""
    let_others_go_first()
    with SQLiteRecorder(folder / "log.sqlite") as recorder:
        ready.set()
        while not stop.wait(FOLLOW_S):
            sealed_in(folder, recorder).sign(NOW)


def sealed_in(folder: Path, recorder: SQLiteRecorder) -> Sealed:
    """The proofs of the log in a folder."""
    place = Place(folder / "hashes", folder / "checkpoints.sqlite", folder / "place")
    return Sealed(recorder, Signer("opplussen/bench", bytes(32)), place)


def with_and_without(folder: Path, log: Log, sealed: Sealed) -> Iterator[str]:
    """Both rates, each the median of some turns; and what both take of a core, whatever else runs."""
    begin(log)
    plain: list[Rate] = []
    proven: list[Rate] = []
    hashing_s = 0.0
    for turn in range(TURNS):
        plain.append(import_sample(log, f"plain{turn}"))
        _, took = timed(partial(sealed.sign, NOW))
        hashing_s += took.core_s
        with followed(folder):
            proven.append(import_sample(log, f"proven{turn}"))
        sealed.sign(NOW)
    without, with_tree = (
        statistics.median(one.events / one.took.wall_s for one in of) for of in (plain, proven)
    )
    less = 100 * (1 - with_tree / without)
    yield f"bulk import, no tree              {without:13,.0f} events/s"
    yield f"the same, a tree follows and signs{with_tree:13,.0f} events/s ({less:.1f}% less)"
    share = hashing_s / sum(one.took.core_s for one in plain)
    yield f"hashing takes                     {100 * share:13.1f}% of the core that importing takes"


def measured(folder: Path, events: int) -> Iterator[str]:
    """One line a figure."""
    with SQLiteRecorder(folder / "log.sqlite", create=True) as recorder:
        sealed, log = sealed_in(folder, recorder), Log(recorder)
        yield from with_and_without(folder, log, sealed)
        before = log.head()
        append(recorder, max(0, events - before))
        head = log.head()
        _, took = timed(partial(sealed.sign, NOW))
        yield f"hash {head - before:9,} events             {took.wall_s:13.2f} s"
        _, took = timed(partial(sealed.sign, NOW))
        yield f"sign with nothing new             {took.wall_s * 1_000:13.1f} ms"
        _, took = timed(sealed.check)
        yield f"verify {head:9,} events           {took.wall_s:13.2f} s"
        with sealed.proving() as proving:
            step = head // PROOFS
            _, took = timed(lambda: [proving.inclusion(position) for position in range(1, head, step)])
            yield f"inclusion proof                   {took.wall_s / PROOFS * 1_000:13.2f} ms"
            _, took = timed(lambda: [proving.extension(size) for size in range(1, head, step)])
            yield f"consistency proof                 {took.wall_s / PROOFS * 1_000:13.2f} ms"


def main() -> None:
    """Print the figures as they come."""
    parser = argparse.ArgumentParser(description="Measure what proofs cost.")
    parser.add_argument("--events", type=int, default=500_000, help="events of the log that is checked")
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder), events):
            print(line, flush=True)  # noqa: T201 - figures for whoever runs this


if __name__ == "__main__":
    main()
