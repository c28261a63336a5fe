"""The relay: copies the log to `events`, in its order and whole, and tells others on `alerts`.

A page of the log is sent, confirmed, and then marked. After a crash it begins at the mark: some messages come
twice, which changes nothing, and none is missing.
"""

from collections.abc import Iterator
from threading import Event
from typing import NamedTuple

from engine.follow import follow
from eventlog.answering import Scanned
from eventlog.faults import LogBusy, LogUnreachable, LogUnsure
from eventlog.log import Log
from streams.alerts import alerts_of
from streams.bookmark import Bookmark, Mark
from streams.faults import BrokerUnreachable
from streams.messages import Message, Source, messages_of
from streams.sending import Sender
from streams.topics import Topics

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


class Route(NamedTuple):
    """From which log to which topics."""

    source: Source
    topics: Topics

    def messages(self, stored: Scanned, last: list[int]) -> Iterator[Message]:
        """What goes out of a stored event; `last` is the position of each partition's last, and moves on."""
        yield from messages_of(stored, self.topics.events.name, last, self.source)
        yield from alerts_of(stored, self.topics.alerts.name, self.source.urn)


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
        stored = self.log.recorder.scan(self.mark.through, PAGE)
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

    def run(self, stop: Event) -> None:
        """Copy until `stop` is set. A fault that passes is tried again, the last page from its start."""
        follow(self.step, lambda idle_s: self.log.wait(self.mark.through, idle_s), stop, passing=PASSING)
