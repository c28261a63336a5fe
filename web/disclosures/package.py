"""One package as it left: what is in it, its terms, and what its receiver tells back and owes."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
from fastapi import Response

from domain.commands import Refused, about
from domain.disclosure.events import (
    DisclosureReceived,
    DisclosureReleased,
    DisclosureStopped,
    DutyOverdue,
    FeedbackGiven,
    InterventionDecided,
    RecipientTold,
    SignalsAssessed,
)
from domain.disclosure.following import released
from domain.disclosure.shape import TIERS
from domain.disclosure.thread import Released
from domain.events import Event
from domain.registry import NAMES
from domain.scoring.texts import label_of
from domain.words import CaseId, DisclosureId
from engine.plans import agreements_at
from engine.reading.facts import thread_at
from engine.reading.naming import the_case
from engine.reading.words import SHARED, SHARING_TASKS
from engine.sharing import made_equal
from eventlog.codec import Entry
from projections.disclosures import task_of
from web.disclosures.lines import is_for
from web.gate import Visitor
from web.pages import show
from web.timeline import NATURES
from web.visit import Visit
from web.words import COURSES, INTERVENTIONS, KNOWLEDGE

AFTER: tuple[type[Event], ...] = (
    DisclosureReleased,
    DisclosureReceived,
    DisclosureStopped,
    RecipientTold,
    FeedbackGiven,
    SignalsAssessed,
    InterventionDecided,
    DutyOverdue,
)
"""What both sides see of a thread: from the moment that it left."""
CLOSED = frozenset({"pakket.gestopt", "pakket.bewaartermijn"})
"""Refusals of who may read this thread, and its package no more."""


class Open(NamedTuple):
    """A thread of a case that the viewer takes part in; `closed` is why its package is read no more."""

    case: CaseId
    number: DisclosureId
    thread: Released
    digest: str
    closed: Refused | None


class Told(NamedTuple):
    """One signal of a package, in words."""

    sign: str
    nature: str
    label: str
    denies: bool
    day: date
    text: str


class Happened(NamedTuple):
    """One thing that happened after it left; `said` is what was told back."""

    entry: Entry
    what: str
    said: str


def package(visit: Visitor, name: str, number: str) -> Response:
    """The page."""
    return page(visit, opened_by(visit, name, number), {}, None)


def opened_by(visit: Visit, name: str, number: str) -> Open:
    """A thread that the viewer gave or received, whether or not its package may still be read.

    Raises:
        Refused: it is not theirs, or nothing left under this number; the attempt was written down.
    """
    closed, digest = None, ""
    try:
        found = visit.package(name, DisclosureId(number))
        case, digest = found.case, found.digest
    except Refused as refused:
        if refused.code not in CLOSED:
            raise
        case, closed = the_case(visit.known, name), refused
    thread = released(thread_at(visit.known.log, case, DisclosureId(number)))
    return Open(case, DisclosureId(number), thread, digest or thread.releases[-1].digest, closed)


def page(visit: Visit, opened: Open, filled: Mapping[str, str], refused: Refused | None) -> Response:
    """The page, after something was filled in that was refused."""
    thread, request = opened.thread, opened.thread.request
    agreements = agreements_at(visit.known.log, visit.known.log.head())
    receiver = agreements.recipients.get(request.recipient) if agreements else None
    receives = request.organisation in visit.reader.organisations
    task = task_of(thread).what
    release = next(one for one in thread.releases if one.digest == opened.digest)
    model = {
        "title": f"Verstrekking {opened.number}",
        "case": opened.case,
        "number": opened.number,
        "request": request,
        "tier": TIERS[request.tier],
        "ground": agreements.grounds[request.ground].label
        if agreements and request.ground in agreements.grounds
        else request.ground,
        "release": release,
        "closed": opened.closed,
        "content": None if opened.closed else _content(visit, opened),
        "task": SHARING_TASKS[task] if is_for(task, came=receives) else "",
        "duties": thread.duties,
        "receives": receives,
        "police": receives and receiver is not None and receiver.side == "politie",
        "happened": _happened(visit, opened, receives=receives),
        "knowledge": KNOWLEDGE,
        "courses": COURSES,
        "interventions": INTERVENTIONS,
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "disclosure.html", model, 200 if refused is None else 422)


def _content(visit: Visit, opened: Open) -> dict[str, Any]:
    """The package made again, equal to what left; Any: as its format says."""
    data = made_equal(visit.known.log, opened.case, opened.number, opened.digest)
    made: dict[str, Any] = msgspec.json.decode(data)
    inner = made["inhoud"]
    policy = visit.now().policy
    signals = [
        Told(
            *NATURES[one["aard"]],
            label_of(policy, one["signaal"]),
            one["richting"] == "weerlegt",
            date.fromisoformat(one["dag"]),
            one["tekst"],
        )
        for one in inner.get("signalen", ())
    ]
    return {"terms": made["voorwaarden"], "inner": inner, "signals": signals}


def _happened(visit: Visit, opened: Open, *, receives: bool) -> list[Happened]:
    """What happened since it left; reasons of the receiver are shown to the receiver alone."""
    entries = visit.known.log.read([about(f"disclosure:{opened.number}", *AFTER)]).entries
    return [
        Happened(entry, SHARED[NAMES[type(entry.event)].partition(".")[0]], _said(entry.event, receives))
        for entry in entries
        if getattr(entry.event, "case", None) == opened.case
    ]


def _said(event: Event, receives: bool) -> str:
    match event:
        case FeedbackGiven(text=text):
            return text
        case SignalsAssessed(knowledge=knowledge, course=course, reasons=reasons):
            told = f"{KNOWLEDGE[knowledge][0]}. {COURSES[course]}."
            return f"{told} {reasons}" if receives else told
        case InterventionDecided(decision=decision, reasons=reasons):
            told = f"{INTERVENTIONS[decision][0]}."
            return f"{told} {reasons}" if receives else told
        case _:
            return ""
