"""From a command to events in the log, under the condition that what it was decided on still holds.

Every append carries a condition. A command met again under the same id gets the earlier answer.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from eventsourcing.dcb.api import DCBAppendCondition, DCBQueryItem
from eventsourcing.persistence import IntegrityError

from domain.calendar import BeginDay
from domain.commands import Command, Context, Item, Refused
from domain.events import Event
from eventlog.codec import encode
from eventlog.faults import LogBusy
from eventlog.log import Log, query_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ATTEMPTS = 20
"""How often a command is decided again when others were first."""
LONGEST_SILENCE = 3660
"""Days that may begin at once: a log that slept ten years is a clock that is wrong."""

AnyCommand = Command[Any, Any]  # a command of any view: each brings its own fold


class Answer(NamedTuple):
    """What a command led to; `position` is the last one it depends on, `events` may be empty."""

    position: int
    events: tuple[Event, ...]


def condition(items: Sequence[Item], command: str, after: int) -> DCBAppendCondition:
    """Fail when anything of the boundary, or of this very command, came in after a position."""
    query = query_of(items)
    query.items.append(DCBQueryItem([], [f"command:{command}"]))
    return DCBAppendCondition(query, after)


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
