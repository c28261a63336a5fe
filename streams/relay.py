"""The relay: copies the log to `events`, in its order and whole, and tells others on `alerts`.

A page of the log is sent, confirmed, and then marked. After a crash it begins at the mark: some messages come
twice, which changes nothing, and none is missing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic
from typing import NamedTuple

from engine.follow import follow
from eventlog.answering import Bare
from eventlog.faults import LogBusy, LogUnreachable, LogUnsure
from eventlog.log import Log
from streams.alerts import alerts_of
from streams.bookmark import Bookmark, Mark
from streams.faults import BrokerUnreachable
from streams.messages import Message, Source, messages_of
from streams.sending import Sender
from streams.topics import Topics, administration

SHOWN_S = 1.0
PAGE = 1_000
"""Events between two marks at most: all that is in memory."""
PASSING = (BrokerUnreachable, LogBusy, LogUnreachable, LogUnsure)


class Lag(NamedTuple):
    """How far the relay is, and how far the log."""

    through: int
    head: int

    @property
    def events(self) -> int:
        """How many events wait."""
        return self.head - self.through


Progress = Callable[[int, int], None]
"""Told up to which position of how many is done."""


class Route(NamedTuple):
    """From which log to which topics; alerts only of what comes after a position, for others went out."""

    source: Source
    topics: Topics
    alerts_after: int = 0

    def messages(self, stored: Bare, last: list[int]) -> Iterator[Message]:
        """What goes out of a stored event; `last` is the position of each partition's last, and moves on."""
        yield from messages_of(stored, self.topics.events.name, last, self.source)
        if stored[0] > self.alerts_after:
            yield from alerts_of(stored, self.topics.alerts.name, self.source.urn)


class Between(NamedTuple):
    """What a relay stands between: a log in a database, and brokers."""

    log: Log
    database: str
    kafka: str
    route: Route


class Relay:
    """One relay of one log, from a mark on."""

    def __init__(self, log: Log, bookmark: Bookmark, mark: Mark, sender: Sender, route: Route) -> None:
        self.log = log
        self.mark = mark
        self._bookmark = bookmark
        self._sender = sender
        self._route = route

    def step(self) -> bool:
        """Copy one page; False when everything is copied."""
        stored = self.log.recorder.bare(self.mark.through, PAGE)
        if not stored:
            return False
        last = list(self.mark.last)
        self._sender.deliver([message for one in stored for message in self._route.messages(one, last)])
        mark = Mark(stored[-1][0], tuple(last))
        self._bookmark.advance(mark)
        self.mark = mark
        return True

    def lag(self) -> Lag:
        """How far it is."""
        return Lag(self.mark.through, self.log.head())

    def run(self, stop: Event, shown: Callable[[Lag], None] = lambda _lag: None) -> None:
        """Copy until `stop` is set; now and then `shown` is told how far it is.

        A fault that passes is tried again, the last page from its start.
        """
        told_s = 0.0

        def step() -> bool:
            nonlocal told_s
            if monotonic() - told_s >= SHOWN_S:
                told_s = monotonic()
                shown(self.lag())
            return self.step()

        follow(step, lambda idle_s: self.log.wait(self.mark.through, idle_s), stop, passing=PASSING)


@contextmanager
def relaying(between: Between, stop: Event) -> Iterator[Relay]:
    """A relay that goes on where the last one was; topics that are missing are made.

    Raises:
        StreamFault, LogFault: what is in the way, such as a topic that is not as it was.
    """
    log, database, kafka, route = between
    with Bookmark(database, log, route.topics.events) as bookmark, Sender(kafka, stop) as sender:
        with administration(kafka) as there:
            there.ready(route.topics.alerts)
            mark = bookmark.begin(there.ready(route.topics.events))
        yield Relay(log, bookmark, mark, sender, route)


def republish(between: Between, stop: Event, progress: Progress) -> int:
    """Take `events` away, make it again and copy the log so far; the position up to which that was done.

    Alerts that went out before are not said again.

    Raises:
        StreamFault, LogFault: what is in the way; a next time begins again.
    """
    log, database, kafka, route = between
    with Bookmark(database, log, route.topics.events) as bookmark, Sender(kafka, stop) as sender:
        before = bookmark.seen()
        with administration(kafka) as there:
            there.ready(route.topics.alerts)
            gone = {one for one in (bookmark.filled(), there.remove(route.topics.events)) if one}
            mark = bookmark.restart(there.ready(route.topics.events, gone))
        quiet = route._replace(alerts_after=0 if before is None else before.through)
        relay = Relay(log, bookmark, mark, sender, quiet)
        head = log.head()
        while relay.mark.through < head and not stop.is_set() and relay.step():
            progress(relay.mark.through, head)
        return relay.mark.through
