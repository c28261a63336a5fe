"""From a command to events in the log, under the condition that what it was decided on still holds.

Every append carries a condition. A command met again under the same id gets the earlier answer.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from eventsourcing.dcb.api import DCBAppendCondition, DCBQueryItem
from eventsourcing.persistence import IntegrityError

from domain.attempts import MOST_A_DAY, REFUSALS, kept_of
from domain.calendar import BeginDay
from domain.commands import Command, Context, Item, Refused
from domain.events import Event
from eventlog.codec import Entry, drafts
from eventlog.faults import LogBusy
from eventlog.log import Log, query_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TRIES = 20
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
        Refused: the decision's "no", after the attempt was appended (`domain.attempts`); or something came in
            after what the command's giver looked at.
        LogBusy: when others were first every time.
        LogFault: when the log cannot be read or written.
    """
    context = Context(context.command, log.moment(context.at), context.by)
    open_days(log, context)
    return _decide(log, command, context)


def _decide(log: Log, command: AnyCommand, context: Context) -> Answer:
    items = command.boundary()
    mine = Item(f"command:{context.command}", ())
    for _ in range(TRIES):
        found = log.read((*items, mine))
        earlier = [entry for entry, tags in zip(found.entries, found.tags, strict=True) if mine.tag in tags]
        if earlier:
            return _answered(command, found.entries, earlier)
        _require_current(command, found.entries)
        try:
            events = _decided(command, found.entries)
        except Refused as no:
            if _keep(log, command, no, context, found.head):
                raise
            continue
        if not events:
            return Answer(found.head, ())
        try:
            position = log.recorder.append(
                log.encode(drafts(events, context)), condition(items, context.command, found.head)
            )
        except IntegrityError:
            continue
        return Answer(position, tuple(events))
    raise LogBusy("logboek", "anderen waren telkens eerder. Er is niets geschreven; probeer het opnieuw.")


def _require_current(command: AnyCommand, entries: Sequence[Entry]) -> None:
    looked_at = command.looked_at()
    if looked_at is not None and any(entry.position > looked_at for entry in entries):
        raise Refused(
            "opdracht.ingehaald",
            "Intussen is hier iets aan veranderd.",
            "Kijk opnieuw, en probeer het dan nog een keer.",
        )


def _decided(command: AnyCommand, entries: Iterable[Entry]) -> list[Event]:
    view = command.initial()
    for entry in entries:
        view = command.evolve(view, entry.event)
    return command.decide(view)


def _answered(command: AnyCommand, entries: Sequence[Entry], earlier: Sequence[Entry]) -> Answer:
    """The answer that this command got before, read again from what it led to.

    Raises:
        Refused: when it was refused: in the same words, decided again on what there was then.
    """
    first, last = earlier[0], earlier[-1]
    if isinstance(first.event, REFUSALS):
        _decided(command, [entry for entry in entries if entry.position < first.position])
        raise Refused(first.event.code, "Dit is eerder geweigerd.", "Probeer het opnieuw.")
    return Answer(last.position, tuple(entry.event for entry in earlier))


def _keep(log: Log, command: AnyCommand, no: Refused, context: Context, head: int) -> bool:
    """Append what is kept of a refusal; False when something came in since it was decided, up to `head`."""
    kept = kept_of(command, no.code, context.by)
    if kept is None:
        return True
    about_it = Item(kept.tags()[0], (type(kept),))
    today = _day(context.at)
    before = [one for one in log.read((about_it,)).entries if one.by == kept.by and _day(one.at) == today]
    if len(before) >= MOST_A_DAY:
        return True
    stored = log.encode(drafts([kept], Context(context.command, context.at, kept.by)))
    try:
        log.recorder.append(stored, condition((*command.boundary(), about_it), context.command, head))
    except IntegrityError:
        return False
    return True


def _day(at: datetime) -> date:
    return at.astimezone(AMSTERDAM).date()


def open_days(log: Log, context: Context) -> None:
    """Begin each day up to that of the context's moment in Europe/Amsterdam, once."""
    today = _day(context.at)
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
