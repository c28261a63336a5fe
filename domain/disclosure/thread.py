"""Where one disclosure stands: nothing yet, advice, asked, denied, released, stopped.

A view is a union of states. What a thread has been through on the way is its `Preparation`.
"""

from datetime import date
from typing import assert_never, get_args

from msgspec import Struct, structs

from domain.commands import Item, about
from domain.disclosure.duties import Duties, DutyEvent, after
from domain.disclosure.events import (
    AdviceAsked,
    ClientInformed,
    ClientInformingDeferred,
    ClientInformingDue,
    ConflictOfDutiesWeighed,
    DiscloserTold,
    DisclosureApproved,
    DisclosureDenied,
    DisclosureReceived,
    DisclosureReleased,
    DisclosureRequested,
    DisclosureStopped,
    DutyOverdue,
    FeedbackGiven,
    InterventionDecided,
    Outcome,
    Point,
    RecipientTold,
    RegistrationDue,
    SignalsAssessed,
    StopReason,
    VictimRegistered,
)
from domain.events import Event
from domain.words import CaseId, PersonId, SignalId

ThreadEvent = (
    AdviceAsked
    | DisclosureRequested
    | ConflictOfDutiesWeighed
    | DiscloserTold
    | ClientInformed
    | ClientInformingDeferred
    | ClientInformingDue
    | DisclosureApproved
    | DisclosureDenied
    | DisclosureReleased
    | DisclosureReceived
    | DisclosureStopped
    | RecipientTold
    | FeedbackGiven
    | SignalsAssessed
    | InterventionDecided
    | DutyOverdue
    | RegistrationDue
    | VictimRegistered
)
THREAD: tuple[type[Event], ...] = get_args(ThreadEvent)


class Preparation(Struct, frozen=True, gc=False):
    """What was done before it left; `informed` also when that was deferred for a reason.

    `inform_on` is then when somebody looks at it again, or by when the client hears what left already.
    """

    weighed: Outcome | None = None
    told: frozenset[Point] = frozenset()
    informed: bool = False
    inform_on: date | None = None
    approved_by: PersonId | None = None


class Release(Struct, frozen=True, gc=False):
    """One package that left."""

    digest: str
    signals: tuple[SignalId, ...]
    feedback_on: date
    consent: str
    received: bool = False
    keep_until: date = date.max
    on: date = date.min


class Nothing(Struct, frozen=True, gc=False, tag=True):
    """No such thread."""


class Advised(Struct, frozen=True, gc=False, tag=True):
    """Advice was asked; nobody was named."""

    asked: AdviceAsked
    feedback: bool = False


class Asked(Struct, frozen=True, gc=False, tag=True):
    """Somebody wants to share; it has not left."""

    request: DisclosureRequested
    ready: Preparation = Preparation()


class Denied(Struct, frozen=True, gc=False, tag=True):
    """A second person stopped it before it left."""

    request: DisclosureRequested


class Released(Struct, frozen=True, gc=False, tag=True):
    """It left, once or, under a standing exchange, more often.

    `exchange` says that it goes under one. Once `stopped` nothing more leaves; `tell` while its receiver
    does not know that yet. What left stays left: the duties of who received it go on.
    """

    request: DisclosureRequested
    ready: Preparation
    releases: tuple[Release, ...]
    duties: Duties = Duties()
    feedback: bool = False
    stopped: StopReason | None = None
    tell: bool = False
    exchange: bool = False
    stopped_on: date | None = None


class Stopped(Struct, frozen=True, gc=False, tag=True):
    """It was stopped before anything left."""

    request: DisclosureRequested
    reason: StopReason
    on: date | None = None


Thread = Nothing | Advised | Asked | Denied | Released | Stopped
NOTHING: Thread = Nothing()


def evolve(view: Thread, event: ThreadEvent) -> Thread:
    """The thread after one more event; what does not belong to its state leaves it as it is."""
    if isinstance(event, DisclosureReceived | DutyEvent):
        return _followed(view, event) if isinstance(view, Released) else view
    match event:
        case AdviceAsked():
            return Advised(event)
        case DisclosureRequested():
            return Asked(event)
        case DisclosureStopped():
            return _stopped(view, event)
        case RecipientTold():
            return structs.replace(view, tell=False) if isinstance(view, Released) else view
        case FeedbackGiven():
            return structs.replace(view, feedback=True) if isinstance(view, Advised | Released) else view
        case DisclosureDenied():
            return Denied(view.request) if isinstance(view, Asked) else view
        case DisclosureReleased():
            return _released(view, event)
        case (
            ConflictOfDutiesWeighed()
            | DiscloserTold()
            | ClientInformed()
            | ClientInformingDeferred()
            | ClientInformingDue()
            | DisclosureApproved()
        ):
            if isinstance(view, Asked | Released):
                return structs.replace(view, ready=_prepared(view.ready, event))
            return view
        case _:
            assert_never(event)


Preparing = (
    ConflictOfDutiesWeighed
    | DiscloserTold
    | ClientInformed
    | ClientInformingDeferred
    | ClientInformingDue
    | DisclosureApproved
)


def _prepared(ready: Preparation, event: Preparing) -> Preparation:
    match event:
        case ConflictOfDutiesWeighed(outcome=outcome):
            return structs.replace(ready, weighed=outcome)
        case DiscloserTold(points=points):
            return structs.replace(ready, told=ready.told | set(points))
        case ClientInformed():
            return structs.replace(ready, informed=True, inform_on=None)
        case ClientInformingDeferred(review=review):
            return structs.replace(ready, informed=True, inform_on=review)
        case ClientInformingDue(until=until):
            return structs.replace(ready, inform_on=until)
        case DisclosureApproved(by=by):
            return structs.replace(ready, approved_by=by)
        case _:
            assert_never(event)


def _released(view: Thread, event: DisclosureReleased) -> Thread:
    left = Release(
        event.digest,
        event.signals,
        event.feedback_on,
        event.consent,
        keep_until=event.keep_until,
        on=event.on,
    )
    match view:
        case Asked():
            duties = Duties(event.assess_due_at)
            return Released(view.request, view.ready, (left,), duties, exchange=event.exchange)
        case Released():
            duties = structs.replace(view.duties, assess_due_at=event.assess_due_at)
            return structs.replace(view, releases=(*view.releases, left), duties=duties, feedback=False)
        case _:
            return view


def _stopped(view: Thread, event: DisclosureStopped) -> Thread:
    match view:
        case Asked():
            return Stopped(view.request, event.reason, event.on)
        case Released():
            return structs.replace(view, stopped=event.reason, stopped_on=event.on, tell=event.tell)
        case _:
            return view


def _followed(view: Released, event: DisclosureReceived | DutyEvent) -> Released:
    if not isinstance(event, DisclosureReceived):
        return structs.replace(view, duties=after(view.duties, event))
    releases = tuple(
        structs.replace(one, received=True) if one.digest == event.digest else one for one in view.releases
    )
    return structs.replace(view, releases=releases)


def subject_of(view: Thread) -> AdviceAsked | DisclosureRequested | None:
    """What a thread is about: its question or its request; None when there is no such thread."""
    match view:
        case Nothing():
            return None
        case Advised(asked=asked):
            return asked
        case Asked(request=request) | Denied(request=request) | Released(request=request):
            return request
        case Stopped(request=request):
            return request
        case _:
            assert_never(view)


def thread_of(case: CaseId) -> Item:
    """The boundary item for every thread of sharing about one case."""
    return about(f"case:{case}", *THREAD)
