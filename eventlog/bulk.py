"""Many commands at once: decided in their order, written in small transactions, each with its own answer.

For commands whose own boundary makes a repetition harmless (importing, reacting): no tag of their id. Nobody
tried them by hand, so what is refused is told to who asked and not kept.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from eventsourcing.dcb.api import DCBAppendCondition
from eventsourcing.persistence import IntegrityError

from domain.commands import Context, Item, Query, Refused
from domain.events import Event
from eventlog.codec import Draft, drafts
from eventlog.execute import TRIES, Answer, AnyCommand, open_days
from eventlog.faults import LogBusy
from eventlog.log import Found, Log, query_of

GROUP = 2_000
"""Commands whose boundaries are read together."""
TRANSACTION_EVENTS = 480
"""Events in one transaction, so that others wait at most 20 ms; one command is never cut in two."""
TURN_S = 0.0002
"""How long one thread keeps Python to itself while another writes."""

Request = tuple[AnyCommand, Context]


def execute_many(log: Log, requests: Sequence[Request]) -> list[Answer | Refused]:
    """Decide many commands in their order, in a few transactions; each gets its own answer.

    A refusal stops none of the others.

    Raises:
        LogBusy: when others were first every time.
        LogFault: when the log cannot be read or written; what was written before it stands.
    """
    if not requests:
        return []
    first = requests[0][1]
    open_days(log, Context(first.command, log.moment(first.at), first.by))
    answers: list[Answer | Refused] = []
    for start in range(0, len(requests), GROUP):
        answers.extend(_answers(log, requests[start : start + GROUP]))
    return answers


def _answers(log: Log, requests: Sequence[Request]) -> list[Answer | Refused]:
    """The answers of one group; what meets something that came in between is decided again."""
    answers: list[Answer | Refused] = []
    for _ in range(TRIES):
        done = _Group(requests).carry_out(log)
        answers.extend(done)
        requests = requests[len(done) :]
        if not requests:
            return answers
    raise LogBusy("logboek", "anderen waren telkens eerder. Probeer het opnieuw; wat er staat, blijft staan.")


class _Cut(NamedTuple):
    """Events of one transaction; `commands` is how many of the group are decided with it."""

    events: list[Draft]
    commands: int
    last: bool


_Position = Callable[[], int | None]
"""Waits until something is written: where it ends, None when something came in between."""


@contextmanager
def _writer() -> Iterator[ThreadPoolExecutor]:
    """A thread that writes while this one decides.

    SQLite comes back to Python several times a transaction, and each time waits for a turn: of 5 ms usually.
    """
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        with ThreadPoolExecutor(1) as writer:
            yield writer
    finally:
        sys.setswitchinterval(usual_s)


class _Group:
    """Commands that are read for together, and written in parts while the next are decided."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._requests = requests
        self._boundaries: list[Query] = [command.boundary() for command, _ in requests]
        items: dict[Item, None] = {}
        for boundary in self._boundaries:
            for item in boundary:
                items[item] = None
        self._query = query_of(items)
        self._wanted = {item.tag for item in items}
        self._answers: list[Answer | Refused] = []

    def carry_out(self, log: Log) -> list[Answer | Refused]:
        """The answers of the commands that are done; the rest met something that came in between.

        Each transaction asks for the whole group: what came in before the one that is first is seen there.
        """
        found = log.matching(self._query)
        before: _Position = partial(int, found.head)
        written: list[tuple[int, _Position]] = []
        with _writer() as writer:
            for cut in self._decide(found):
                write = partial(self._write, log, cut.events, before)
                before = write if cut.last else writer.submit(write).result
                written.append((cut.commands, before))
        done = 0
        for commands, written_to in written:
            position = written_to()
            if position is None:
                return self._answers[:done]
            self._answer(done, commands, position)
            done = commands
        return self._answers

    def _decide(self, found: Found) -> Iterator[_Cut]:
        """Decide each command on what was read and on what those before it decided."""
        known = _Known(found, self._wanted)
        written: list[Draft] = []
        for number, ((command, context), boundary) in enumerate(
            zip(self._requests, self._boundaries, strict=True)
        ):
            events: Sequence[Event]
            try:
                events = command.decide(known.view(command, boundary))
            except Refused as refused:
                self._answers.append(refused)
                continue
            self._answers.append(Answer(found.head, tuple(events)))
            if not events:
                continue
            stored = drafts(events, context, command_tag=False)
            if written and len(written) + len(stored) > TRANSACTION_EVENTS:
                yield _Cut(written, number, last=False)
                written = []
            written.extend(stored)
            for event, as_stored in zip(events, stored, strict=True):
                known.add(event, as_stored.tags)
        if written:
            yield _Cut(written, len(self._requests), last=True)

    def _write(self, log: Log, events: list[Draft], before: _Position) -> int | None:
        """The position after these events; None when they, or those before, met what came in between."""
        after = before()
        if after is None:
            return None
        try:
            return log.recorder.append(log.encode(events), DCBAppendCondition(self._query, after))
        except IntegrityError:
            return None

    def _answer(self, start: int, end: int, position: int) -> None:
        for place in range(start, end):
            answer = self._answers[place]
            if isinstance(answer, Answer):
                self._answers[place] = Answer(position, answer.events)


class _Known:
    """What a group reads: the stored events of its boundaries and, after them, what it decided itself."""

    def __init__(self, found: Found, wanted: set[str]) -> None:
        self._by_tag: dict[str, list[tuple[int, Event]]] = {}
        self._wanted = wanted
        self._order = 0
        for entry, tags in zip(found.entries, found.tags, strict=True):
            self.add(entry.event, tags)

    def add(self, event: Event, tags: Sequence[str]) -> None:
        self._order += 1
        for tag in tags:
            if tag in self._wanted:
                self._by_tag.setdefault(tag, []).append((self._order, event))

    def view(self, command: AnyCommand, items: Query) -> Any:
        """The view of a command, whatever its kind: each event once, in order."""
        matching: list[tuple[int, Event]] = []
        for tag, types in items:
            for numbered in self._by_tag.get(tag, ()):
                if type(numbered[1]) in types:
                    matching.append(numbered)  # noqa: PERF401 - a generator here costs half as much again
        if len(matching) > 1:
            matching = sorted(dict(matching).items())
        view = command.initial()
        for _, event in matching:
            view = command.evolve(view, event)
        return view
