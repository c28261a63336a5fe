"""From a command to events in the log, under the condition that what it was decided on still holds.

Every append carries a condition. A command met again under the same id gets the earlier answer.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from eventsourcing.dcb.api import DCBAppendCondition, DCBQuery, DCBQueryItem
from eventsourcing.persistence import IntegrityError

from domain.calendar import BeginDay
from domain.commands import Command, Context, Item, Refused
from domain.events import Event
from domain.registry import NAMES
from eventlog.codec import encode
from eventlog.faults import LogBusy
from eventlog.log import Found, Log

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ATTEMPTS = 20
"""How often a command is decided again when others were first."""
BULK = 240
"""Commands in one bulk transaction: two events each keep it under the 500 that others wait for."""
LONGEST_SILENCE = 3660
"""Days that may begin at once: a log that slept ten years is a clock that is wrong."""

AnyCommand = Command[Any, Any]  # a command of any view: each brings its own fold


class Answer(NamedTuple):
    """What a command led to; `position` is the last one it depends on, `events` may be empty."""

    position: int
    events: tuple[Event, ...]


def condition(items: Sequence[Item], command: str, after: int) -> DCBAppendCondition:
    """Fail when anything of the boundary, or of this very command, came in after a position."""
    query = [DCBQueryItem([NAMES[one] for one in types], [tag]) for tag, types in items]
    if command:
        query.append(DCBQueryItem([], [f"command:{command}"]))
    return DCBAppendCondition(DCBQuery(query), after)


def execute(log: Log, command: AnyCommand, context: Context) -> Answer:
    """Decide a command and append what follows from it.

    Raises:
        Refused: the decision's "no", after its `record` was appended.
        LogBusy: when others were first every time.
        LogFault: when the log cannot be read or written.
    """
    context = Context(context.command, log.moment(context.at), context.by)
    open_days(log, context)
    return _decide(log, command, context)


def _decide(log: Log, command: AnyCommand, context: Context) -> Answer:
    items = command.boundary()
    mine = f"command:{context.command}"
    for _ in range(ATTEMPTS):
        found = log.read((*items, Item(mine, ())))
        earlier = [entry for entry, tags in zip(found.entries, found.tags, strict=True) if mine in tags]
        if earlier:
            return Answer(earlier[-1].position, tuple(entry.event for entry in earlier))
        view = command.initial()
        for entry in found.entries:
            view = command.evolve(view, entry.event)
        guard = condition(items, context.command, found.head)
        refusal: Refused | None = None
        try:
            events = command.decide(view)
        except Refused as refused:
            if refused.record is None:
                raise
            refusal, events = refused, [refused.record]
        if not events:
            return Answer(found.head, ())
        try:
            position = log.recorder.append(encode(events, context), guard)
        except IntegrityError:
            continue
        if refusal is not None:
            raise refusal
        return Answer(position, tuple(events))
    raise LogBusy("logboek", "anderen waren telkens eerder. Er is niets geschreven; probeer het opnieuw.")


def open_days(log: Log, context: Context) -> None:
    """Begin each day up to that of the context's moment in Europe/Amsterdam, once."""
    today = context.at.astimezone(AMSTERDAM).date()
    if log.known_day == today:
        return
    last = log.last_day()
    if last is None and not log.head():
        return  # the very first event is the log's own opening
    if last is not None and (today - last).days > LONGEST_SILENCE:
        raise LogBusy("logboek", f"de klok zegt {today}, en de laatste dag was {last}. Zet de klok goed.")
    day = today if last is None else last + timedelta(days=1)
    while day <= today:
        _decide(log, BeginDay(day), Context(f"day.{day}", context.at, context.by))
        day += timedelta(days=1)


def execute_many(log: Log, requests: Sequence[tuple[AnyCommand, Context]]) -> list[Answer | Refused]:
    """Decide many commands in their order, in a few transactions; each gets its own answer.

    For commands whose own boundary makes a repetition harmless (importing): they get no tag of their id.
    A refusal stops none of the others.
    """
    answers: list[Answer | Refused] = []
    if requests:
        first = requests[0][1]
        open_days(log, Context(first.command, log.moment(first.at), first.by))
    for start in range(0, len(requests), BULK):
        answers.extend(_decide_chunk(log, requests[start : start + BULK]))
    return answers


class _Overlay:
    """What a chunk reads: the stored events of its boundaries and, after them, what it decided itself."""

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

    def view(self, command: AnyCommand, items: Sequence[Item]) -> Any:
        matching = {
            order: event
            for tag, types in items
            for order, event in self._by_tag.get(tag, ())
            if type(event) in types
        }
        view = command.initial()
        for order in sorted(matching):
            view = command.evolve(view, matching[order])
        return view


def _decide_chunk(log: Log, chunk: Sequence[tuple[AnyCommand, Context]]) -> list[Answer | Refused]:
    boundaries = [command.boundary() for command, _ in chunk]
    items = list(dict.fromkeys(item for boundary in boundaries for item in boundary))
    wanted = {item.tag for item in items}
    for _ in range(ATTEMPTS):
        found = log.read(items)
        overlay = _Overlay(found, wanted)
        answers: list[Answer | Refused] = []
        stored = []
        for (command, context), boundary in zip(chunk, boundaries, strict=True):
            try:
                events = command.decide(overlay.view(command, boundary))
            except Refused as refused:
                answers.append(refused)
                events = [] if refused.record is None else [refused.record]
            else:
                answers.append(Answer(found.head, tuple(events)))
            written = encode(events, context, command_tag=False)
            for event, as_stored in zip(events, written, strict=True):
                overlay.add(event, as_stored.tags)
            stored.extend(written)
        if not stored:
            return answers
        try:
            position = log.recorder.append(stored, condition(items, "", found.head))
        except IntegrityError:
            continue
        return [Answer(position, one.events) if isinstance(one, Answer) else one for one in answers]
    raise LogBusy("logboek", "anderen waren telkens eerder. Probeer het opnieuw; wat er staat, blijft staan.")
