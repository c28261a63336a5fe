"""The rows of threads of sharing: what waits to be done about each, and until when.

One row a thread, made from that thread's events and its case's consent; decisions not to share are a row
of their own, under no number.
"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple, assert_never

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, select, update

from domain.consent.events import (
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentWithdrawn,
)
from domain.disclosure.events import AdviceAsked, DisclosureReleased, DisclosureRequested, SharingForgone
from domain.disclosure.thread import (
    NOTHING,
    Advised,
    Asked,
    Denied,
    Nothing,
    Released,
    Stopped,
    Thread,
    ThreadEvent,
    evolve,
    subject_of,
)
from domain.partners import ConvenantEnded
from projections.case.rows import moment_text
from projections.owed import INFORM
from projections.parts import Part
from projections.tables.sharing import disclosures
from projections.writing import Row, upsert

FORGONE = ""
"""The number under which a decision not to share is kept."""
ConsentChanged = (
    ConsentWithdrawn | ConsentLimited | ConsentRefused | ConsentReassessed | ConsentReassessmentDue
)
"""What may take away what a thread rests on."""

_THREADS: msgspec.msgpack.Decoder[Thread] = msgspec.msgpack.Decoder(Thread)
_ENCODER = msgspec.msgpack.Encoder()


class Task(NamedTuple):
    """What waits, and until when if a clock runs."""

    what: str
    due_at: datetime | None = None


def fold_thread(connection: Connection, position: int, event: ThreadEvent) -> None:
    """The thread's row after one more event of it."""
    d = disclosures.c
    key = (d.case == event.case) & (d.disclosure == event.disclosure)
    row = connection.execute(select(d.state, d.position).where(key)).one_or_none()
    before = NOTHING if row is None else _THREADS.decode(row.state)
    after = evolve(before, event)
    about = subject_of(after)
    if about is None:
        return
    begun = position if row is None else row.position
    upsert(connection, disclosures, [_row(event.case, event.disclosure, begun, after, about)])
    if isinstance(event, DisclosureReleased):
        connection.execute(delete(disclosures).where(d.case == event.case, d.disclosure == FORGONE))


def fold_forgone(connection: Connection, position: int, event: SharingForgone) -> None:
    """A later decision not to share takes the place of an earlier one."""
    row = {
        "case": event.case,
        "disclosure": FORGONE,
        "position": position,
        "giver": "",
        "receiver": None,
        "recipient": "",
        "tier": 0,
        "ground": "",
        "by": event.by,
        "status": "niet_gedeeld",
        "task": "opnieuw_bekijken",
        "due_at": moment_text(evening(event.review)),
        "consent": "",
        "exchange": False,
        "shaken": False,
        "state": _ENCODER.encode(NOTHING),
    }
    upsert(connection, disclosures, [row])


def fold_shaken(connection: Connection, event: ConsentChanged | ConvenantEnded, part: Part) -> None:
    """Mark what may have lost what it rests on, so that the system looks at it."""
    d = disclosures.c
    where: ColumnElement[bool] = d.status.in_(("gevraagd", "verstrekt"))
    if isinstance(event, ConvenantEnded):
        where &= d.exchange.is_(True)
        if part.of > 1:
            found = connection.scalars(select(d.case).where(where).distinct())
            where &= d.case.in_([case for case in found if part.has(case)])
    else:
        where &= (d.case == event.case) & (d.consent != "")
    connection.execute(update(disclosures).where(where).values(shaken=True))


def _row(
    case: str, number: str, position: int, thread: Thread, about: AdviceAsked | DisclosureRequested
) -> Row:
    task = task_of(thread)
    return {
        "case": case,
        "disclosure": number,
        "position": position,
        "giver": about.giver,
        "receiver": about.organisation,
        "recipient": about.recipient,
        "tier": about.tier if isinstance(about, DisclosureRequested) else 1,
        "ground": about.ground if isinstance(about, DisclosureRequested) else "",
        "by": about.by,
        "status": status_of(thread),
        "task": task.what,
        "due_at": moment_text(task.due_at),
        "consent": _consent(thread),
        "exchange": isinstance(thread, Released) and thread.exchange,
        "shaken": False,
        "state": _ENCODER.encode(thread),
    }


def _consent(thread: Thread) -> str:
    """The consent that a running thread rests on."""
    match thread:
        case Asked(request=request):
            return request.consent
        case Released(releases=releases, stopped=None):
            return releases[-1].consent
        case _:
            return ""


def status_of(thread: Thread) -> str:
    """The one word for where a thread stands."""
    match thread:
        case Nothing():
            return "geen"
        case Advised():
            return "advies"
        case Asked():
            return "gevraagd"
        case Denied():
            return "afgewezen"
        case Released(stopped=stopped):
            return "verstrekt" if stopped is None else "gestopt"
        case Stopped():
            return "gestopt"
        case _:
            assert_never(thread)


def task_of(thread: Thread) -> Task:
    """What waits first: acting, assessing, telling, the receipt, the feedback; nothing when all is done."""
    match thread:
        case Asked():
            return Task("afmaken")
        case Advised(feedback=False):
            return Task("terugkoppelen")
        case Released():
            return _after_release(thread)
        case _:
            return Task("")


def _after_release(thread: Released) -> Task:
    duties = thread.duties
    if duties.intervene_due_at is not None or "ingrijpen" in duties.overdue:
        return Task("ingrijpen", duties.intervene_due_at)
    if thread.tell:
        return Task("ontvanger_vertellen")
    if duties.assess_due_at is not None or "beoordelen" in duties.overdue:
        return Task("beoordelen", duties.assess_due_at)
    if not all(one.received for one in thread.releases):
        return Task("ontvangst_bevestigen")
    if duties.register_by is not None:
        return Task("aanmelden", evening(duties.register_by))
    if not thread.feedback:
        return Task("terugkoppelen", evening(thread.releases[-1].feedback_on))
    until = thread.ready.inform_on
    return Task("") if until is None else Task(INFORM, evening(until))


def evening(day: date) -> datetime:
    """The end of a day, as rows keep it."""
    return datetime.combine(day, time(23, 59), UTC)
