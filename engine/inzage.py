"""What is held about a client, gathered from the log and from the log of who read; nothing is added to it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from domain.access.log import CaseRead
from domain.access.words import PURPOSES
from domain.agreements.document import Agreements
from domain.cases.events import CasePlaced, CaseRegistered
from domain.commands import about
from domain.disclosure.events import DisclosureReleased
from domain.erasure.keeping import TERMS, RetentionTermsAdopted
from domain.inzage.held_back import NO_MACHINE, RIGHTS, Category
from domain.inzage.overview import Overview, ReadBy, Shared, counted, held_back, purposes
from domain.inzage.telling import context_of, held_whole, told
from domain.meetings.holding import meetings_of
from domain.partners import Partners
from domain.processing import ACTIVITIES, activity_of
from domain.registry import NAMES
from domain.scoring.texts import in_dutch
from domain.signals.events import SignalRecorded
from domain.words import CaseId, OrganisationId
from engine.erasing import due_of, kept_of
from engine.history import case_at
from engine.plans import versions_at
from engine.reading.known import Known
from engine.reading.words import level_word, score_word
from eventlog.access import AccessLog
from eventlog.codec import Entry
from eventlog.log import Log
from projections.case.rows import level_of
from projections.database import reading
from projections.partners import names

DayOf = Callable[[datetime], date]
"""The day of a moment where people meet."""


def overview(  # noqa: PLR0913, PLR0917 - the log, who read, whose, and the words that the edge brings
    known: Known,
    access: AccessLog,
    partners: Partners,
    cases: Sequence[CaseId],
    indicators: dict[str, str],
    day_of: DayOf,
    today: date,
    salt: str,
    why: Mapping[int, Category],
) -> Overview:
    """Everything about one client; `why` names by position what people hold back themselves."""
    log = known.log
    police = frozenset(one for one, kind in partners.kinds.items() if kind == "eenheid")
    entries = {case: _entries(log, case) for case in cases}
    every = sorted((entry for found in entries.values() for entry in found), key=lambda one: one.position)
    agreed = versions_at(log, log.head()).values()
    with reading(known.rows) as connection:
        called = names(connection) | _labels(agreed)
    context = context_of((one.event for one in every), police, indicators | called, _questions(agreed))
    lines = [
        line
        for case, found in entries.items()
        for one in found
        if (line := told(one.position, day_of(one.at), one.event, case, context)) is not None
    ]
    lines = list(held_back(sorted(lines, key=lambda one: one.position), why))
    open_to = [one.event for one in every if one.position not in why and not held_whole(one.event, context)]
    read_by, theirs = _read_by(access, cases, police, called, day_of)
    held = counted(lines)
    if theirs:
        held["politie"] = held.get("politie", 0) + theirs
    return Overview(
        salt=salt,
        about=tuple(f"{one.facility}/{one.reference}" for one in open_to if isinstance(one, CaseRegistered)),
        made_on=today,
        position=every[-1].position if every else 0,
        purposes=purposes([ACTIVITIES["opplussen"], *(activity_of(type(one)) for one in open_to)]),
        told=tuple(lines),
        held=held,
        shared=tuple(_shared(one, called) for one in open_to if isinstance(one, DisclosureReleased)),
        sources=tuple(
            sorted({_named(one.organisation, called) for one in open_to if isinstance(one, SignalRecorded)})
        ),
        read_by=read_by,
        kept=tuple(_kept(log, case) for case in cases),
        score=_score(known, cases[0]),
        rights=RIGHTS,
    )


def _entries(log: Log, case: CaseId) -> list[Entry]:
    """All about one case, and the meetings of where it was."""
    found = log.read([about(f"case:{case}", *NAMES)]).entries
    where = {one.event.facility: None for one in found if isinstance(one.event, CaseRegistered | CasePlaced)}
    meetings = [entry for facility in where for entry in log.read([meetings_of(facility)]).entries]
    return sorted([*found, *meetings], key=lambda one: one.position)


def _named(code: str, called: Mapping[str, str]) -> str:
    return called.get(code, code)


def _labels(agreed: Iterable[Agreements]) -> dict[str, str]:
    """What the working agreements call a ground, a purpose and a kind of information."""
    return {
        code: one.label
        for version in agreed
        for part in (version.grounds, version.purposes, version.categories)
        for code, one in part.items()
    }


def _questions(agreed: Iterable[Agreements]) -> dict[str, str]:
    """What each form asked; in the words of the last version that asks it."""
    return {
        field.key: field.label
        for version in agreed
        for form in version.forms.values()
        for field in form.fields
    }


def _shared(event: DisclosureReleased, called: Mapping[str, str]) -> Shared:
    recipient = _named(event.organisation or event.recipient, called)
    purpose, ground = _named(event.purpose, called), _named(event.ground, called)
    return Shared(event.on, recipient, purpose, ground, event.keep_until)


def _read_by(
    access: AccessLog,
    cases: Sequence[CaseId],
    police: frozenset[OrganisationId],
    called: Mapping[str, str],
    day_of: DayOf,
) -> tuple[tuple[ReadBy, ...], int]:
    """Who read, a line a day; and how many lines are of the police."""
    seen: Counter[tuple[date, str, str, str, bool]] = Counter()
    theirs = 0
    for entry in (one for case in cases for one in access.of_case(case)):
        if not isinstance(entry.event, CaseRead):
            continue
        read = entry.event.read
        if read.organisation in police:
            theirs += 1
            continue
        where = _named(read.organisation or "beheer", called)
        role = read.role or "zonder rol"
        seen[day_of(entry.at), role, where, PURPOSES[read.purpose], bool(read.code)] += 1
    return tuple(ReadBy(*line, times) for line, times in sorted(seen.items())), theirs


def _kept(log: Log, case: CaseId) -> str:
    """How long this file is kept, or by what that is decided."""
    kept, due = kept_of(log, case), due_of(log, case)
    if kept.hold is not None:
        return f"Dit moet bewaard blijven zolang dit loopt: {kept.hold.reason}."
    if due is not None:
        return f"Dit blijft bewaard tot {in_dutch(due.on)}."
    terms = [one.event for one in log.read([TERMS]).entries]
    last = terms[-1] if terms else None
    if not isinstance(last, RetentionTermsAdopted):
        return "Er is nog niet afgesproken hoe lang dit bewaard blijft."
    told_as = ", ".join(f"{reason} {months} maanden" for reason, months in sorted(last.months.items()))
    return f"Hoe lang dit na het sluiten bewaard blijft, hangt af van de reden: {told_as}."


def _score(known: Known, case: CaseId) -> str:
    state = case_at(known.log, known.calendar, case, known.log.head())
    if state.standing is None:
        return f"Er is nu geen score. {NO_MACHINE}"
    now = state.standing
    level = level_of(state)
    told_as = f"niveau {level_word(level)}" if level else "zonder niveau"
    return f"De score is {score_word(now.score)} op {in_dutch(now.day)}, {told_as}. {NO_MACHINE}"
