"""The processing log: a span for each event about a client and for each read.

In the terms of the Logboek Dataverwerkingen, whose lines are spans of OpenTelemetry. It is no third store:
what happened stands in the log of cases and who read in the access log, both beyond change, so these lines
are made of them when somebody asks. None is lost or sampled, none says another thing than its source, and
none names who did it. What one command did is one trace; its first event is the span that the others are
children of.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from heapq import merge
from typing import Literal

from msgspec import Struct

from domain.access.log import EVERYTHING, CaseRead, RegisterRead
from domain.attempts import REFUSALS
from domain.commands import about
from domain.processing import Activity, activity_of, activity_of_reading
from domain.registry import NAMES
from domain.words import CaseId
from eventlog.access import AccessLog
from eventlog.codec import Entry
from eventlog.log import Log

_TRACE_HEX, _SPAN_HEX = 32, 16
"""16 and 8 bytes, as the standard says."""


class Span(Struct, frozen=True):
    """One line: which processing, of whom, when.

    `status` is `Ok`, or `Unset` for what was refused: a refusal is no fault. There is no `Error`, for a fault
    writes no event. `at` is the moment of recording, UTC. `subject` is a pseudonym, empty for nobody or
    everybody.
    """

    trace_id: str
    span_id: str
    parent_span_id: str | None
    status: Literal["Unset", "Ok"]
    name: str
    at: datetime
    activity: Activity
    subject: str


def of_case(log: Log, access: AccessLog, case: CaseId) -> list[Span]:
    """What was done with the data of one case, oldest first."""
    done = log.read([about(f"case:{case}", *NAMES)]).entries
    return sorted([*map(_done, done), *map(_read, access.of_case(case))], key=_moment)


def of_all(log: Log, access: AccessLog) -> Iterator[Span]:
    """What was done with anybody's data, in the order of both logs, which are read whole, page by page."""
    done = (entry for page in log.pages() for entry in page)
    return merge(map(_done, done), map(_read, access.all()), key=_moment)


def _moment(span: Span) -> datetime:
    return span.at


def _done(entry: Entry) -> Span:
    kind = type(entry.event)
    return _span(
        entry,
        "Unset" if kind in REFUSALS else "Ok",
        NAMES[kind].partition(".")[0],
        activity_of(kind),
        getattr(entry.event, "case", "") or _tried(entry),
    )


def _tried(entry: Entry) -> str:
    """The case that a refused attempt was about."""
    of: str = getattr(entry.event, "of", "")
    return of.removeprefix("case:") if of.startswith("case:") else ""


def _read(entry: Entry) -> Span:
    match entry.event:
        case CaseRead(case=case, read=read):
            subject = "" if case == EVERYTHING else case
        case RegisterRead(read=read):
            subject = ""
        case _:
            raise TypeError(entry.event)
    return _span(entry, "Unset" if read.code else "Ok", read.door, activity_of_reading(read.purpose), subject)


def _span(entry: Entry, status: Literal["Unset", "Ok"], name: str, activity: Activity, subject: str) -> Span:
    command, _, index = entry.id.rpartition(".")
    return Span(
        _hex(command, _TRACE_HEX),
        _hex(entry.id, _SPAN_HEX),
        None if index == "0" else _hex(f"{command}.0", _SPAN_HEX),
        status,
        name,
        entry.at,
        activity,
        subject,
    )


def _hex(text: str, digits: int) -> str:
    return sha256(text.encode()).hexdigest()[:digits]
