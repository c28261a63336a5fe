"""A log of a million events: ten years of a large proeftuin, with every event there is.

Every event of `domain.registry` takes part by itself: those that name a case in the stories of cases, others
as often as `_OFTEN` says.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from msgspec import structs

from cli.proeftuin.document import shipped_policy
from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.calendar import DayBegan, LogOpened
from domain.cases.events import CasePlaced, CaseRegistered
from domain.commands import Context
from domain.events import Event
from domain.partners import ProeftuinStarted
from domain.policies import PolicyAdopted, PolicyEndorsed, PolicyProposed, PolicyRetired
from domain.registry import EVENTS
from domain.signals.events import SignalRecorded
from domain.watchlists.events import WatchlistAgreed, WatchlistEndorsed
from domain.words import PersonId
from eventlog.codec import encode
from eventlog.log import Log, query_of
from tests.unit.domain.made import FACILITIES, VERSIONS, Maker, Place, maker

EVENTS_OF_A_CASE = 20
EVENTS_OF_THE_LARGEST = 600
"""Of one case with a history of years, which the commands are asked about."""
LARGEST = 12_345
SIGNALS_OF_A_CASE = 8
APPEND = 50_000
"""Events an append: filling is no import, nobody waits meanwhile."""

_TEN_YEARS = 3_650
_OFTEN: dict[type[Event], int] = {
    LogOpened: 1,
    ProeftuinStarted: 1,
    DayBegan: _TEN_YEARS,
    PersonAppointed: 100 * FACILITIES,
    SubstituteAppointed: 100 * FACILITIES,
    AppointmentEnded: 100 * FACILITIES,
    WatchlistEndorsed: 100 * FACILITIES,
    WatchlistAgreed: 100 * FACILITIES,
    PolicyProposed: VERSIONS,
    PolicyEndorsed: 2 * VERSIONS,
    PolicyAdopted: VERSIONS,
    PolicyRetired: VERSIONS,
}
_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_FIRST: tuple[type[Event], ...] = (CaseRegistered, CasePlaced)


def fill(log: Log, events: int) -> None:
    """Write a log of so many events."""
    stored = islice(_stored(events), events)
    after = 0
    while page := list(islice(stored, APPEND)):
        nothing_new = DCBAppendCondition(query_of([]), after)
        after = log.recorder.append(page, nothing_new)


def _stored(events: int) -> Iterator[DCBEvent]:
    makers = {kind: maker(kind) for kind in EVENTS.values()}
    others = [kind for kind in makers if "case" not in kind.__struct_fields__]
    for kind in others:
        for number in range(_OFTEN.get(kind, FACILITIES)):
            yield from _encoded(f"{kind.__name__}.{number}", [_real(makers[kind](Place(number)))])
    of_cases = {kind: one for kind, one in makers.items() if kind not in others}
    for case in range(events // EVENTS_OF_A_CASE):
        size = EVENTS_OF_THE_LARGEST if case == LARGEST else EVENTS_OF_A_CASE
        yield from _encoded(f"case.{case}", list(_story(of_cases, case, size)))


def _story(makers: dict[type[Event], Maker], case: int, size: int) -> Iterator[Event]:
    later = [kind for kind in makers if kind not in {*_FIRST, SignalRecorded}]
    for event in range(size):
        if event < len(_FIRST):
            kind = _FIRST[event]
        elif event % (EVENTS_OF_A_CASE - 1) <= SIGNALS_OF_A_CASE:
            kind = SignalRecorded
        else:
            kind = later[(case * EVENTS_OF_A_CASE + event) % len(later)]
        yield makers[kind](Place(case, event))


def _real(event: Event) -> Event:
    """A policy of the size that policies have."""
    if isinstance(event, PolicyProposed | PolicyAdopted):
        return structs.replace(event, document=structs.replace(shipped_policy(), version=event.version))
    return event


def _encoded(name: str, events: list[Event]) -> list[DCBEvent]:
    return encode(events, Context(name, _AT, PersonId("noor")))
