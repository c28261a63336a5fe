"""The meetings of a facility from the log, and what is known for the agenda of the next one."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from domain.meetings.agenda import LONGEST, Known, Matter
from domain.meetings.holding import MeetingHeld, meetings_of
from domain.words import CaseId, OrganisationId, PersonId
from engine.history import When
from engine.lists import Past, Placed
from engine.plans import convenant_review
from eventlog.log import Log
from projections.consents import WaitingConsent, waiting_consents
from projections.escalations import TASKS, Escalation, first_at
from projections.exchanges import Exchange, running
from projections.help_reviews import HelpReview, waiting_reviews
from projections.owed import TASKS as OWED
from projections.owed import Owed, still_owed

TOP = 5
"""How many cases of the list a meeting goes through."""

DayOf = Callable[[datetime], date]
"""The day of a moment where people meet."""


def meetings_at(log: Log, facility: OrganisationId) -> list[MeetingHeld]:
    """The meetings of a facility, the last one first."""
    entries = log.read([meetings_of(facility)]).entries
    held = [entry.event for entry in entries if isinstance(entry.event, MeetingHeld)]
    return sorted(held, key=lambda one: one.on)[::-1]


def known_for(
    past: Past, facility: OrganisationId, when: When, highest: Sequence[Placed], day_of: DayOf
) -> Known:
    """What the agenda of a facility's next meeting is made from; `highest` is the top of its list."""
    rows = past.rows
    escalations, waits = first_at(rows, facility, LONGEST)
    return Known(
        tuple(map(_place, highest)),
        tuple(_escalation(one, day_of) for one in escalations),
        waits - len(escalations),
        tuple(map(_exchange, running(rows, when.on, facility))),
        tuple(map(_consent, waiting_consents(rows, when.on, facility))),
        (
            *[_review(one, day_of) for one in waiting_reviews(rows, facility)],
            *map(_owed, still_owed(rows, facility)),
        ),
        convenant_review(past.log),
        next(iter(meetings_at(past.log, facility)), None),
    )


def _place(one: Placed) -> Matter:
    return Matter(one.reason, CaseId(one.place.case), rank=one.place.rank, change=one.change)


def _escalation(one: Escalation, day_of: DayOf) -> Matter:
    passed = one.due_at is None and one.task in ("decide", "lower")
    lowered = " (gezakt)" if one.status == "lowered" else ""
    what = f"{one.level}, score {one.snapshot.score:.0f}: {TASKS[one.task]}{lowered}"
    return Matter(
        f"{what} (termijn voorbij)" if passed else what,
        one.case,
        _person(one.responsible),
        None if one.due_at is None else day_of(one.due_at),
    )


def _exchange(one: Exchange) -> Matter:
    return Matter(f"De uitwisseling met {one.unit} eindigt.", CaseId(one.case), due=one.until)


def _consent(one: WaitingConsent) -> Matter:
    owner = _person(one.owner)
    if one.due:
        return Matter(f"Vraag de toestemming opnieuw ({one.due}).", one.case, owner)
    return Matter("De toestemming eindigt.", one.case, owner, one.until)


def _review(one: HelpReview, day_of: DayOf) -> Matter:
    return Matter("Bekijk de eigen hulp opnieuw (5a).", one.case, _person(one.owner), day_of(one.due_at))


def _owed(one: Owed) -> Matter:
    return Matter(OWED[one.task], one.case, _person(one.owner), one.until)


def _person(code: str | None) -> PersonId | None:
    return None if code is None else PersonId(code)
