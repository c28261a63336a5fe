"""Threads of sharing as their readers see them: which are theirs, where one stands, what it still needs."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, structs

from domain.access.seeing import Sight
from domain.commands import Refused, about
from domain.disclosure.events import DisclosureRefused
from domain.disclosure.gate import obstacles
from domain.disclosure.package import lacking
from domain.disclosure.question import Obstacle, ask_of
from domain.disclosure.sharing import known
from domain.disclosure.thread import NOTHING, THREAD, Asked, Released, Thread
from domain.registry import NAMES
from domain.stappenplan.recording import require_agreements
from domain.words import CaseId, DisclosureId
from engine.reading.reader import Reader
from engine.sharing import Made, made_again, parties_of, sharing_at
from eventlog.codec import Entry
from eventlog.log import Log
from projections.disclosures import status_of, task_of
from projections.threads import DisclosureWaiting


class PackageTold(Struct, frozen=True):
    """A package that left; `matches` says whether the log still makes the same bytes."""

    digest: str
    fields: tuple[str, ...]
    matches: bool


class Happening(Struct, frozen=True):
    """One thing that happened to a disclosure: which event, when and by whom."""

    event: str
    at: datetime
    by: str


class DisclosureTold(Struct, frozen=True):
    """Where a disclosure stands, what is still needed, and what happened."""

    disclosure: str
    status: str
    task: str
    left_to_do: tuple[Obstacle, ...]
    lacking: tuple[str, ...]
    packages: tuple[PackageTold, ...]
    happened: tuple[Happening, ...]


def is_theirs(who: Reader, one: DisclosureWaiting, sights: Mapping[CaseId, Sight]) -> bool:
    """Who does not see the case itself sees what their own organisation gives or receives."""
    sight = sights[CaseId(one.case)]
    return sight.sees("verwijzing") or (
        bool(sight.parts) and bool({one.giver, one.receiver} & who.organisations)
    )


def as_called(one: DisclosureWaiting, sight: Sight) -> DisclosureWaiting:
    """A row as this reader sees it: under the pseudonym for who does not see the facility's own reference."""
    return one if sight.sees("verwijzing") else structs.replace(one, reference=one.case)


def thread_of_case(log: Log, case: CaseId, number: DisclosureId) -> Thread:
    """Where a thread of this case stands.

    Raises:
        Refused: there is no such thread about this case.
    """
    thread = sharing_at(log, case, log.head()).threads.get(number, NOTHING)
    if parties_of(thread) is None:
        raise no_thread(number)
    return thread


def no_thread(number: str) -> Refused:
    """The refusal for a thread that is not there."""
    return Refused(
        "verstrekking.onbekend_nummer", f"Bij deze casus hoort geen {number}.", "Zie: opplussen share list"
    )


def left_to_do(log: Log, case: CaseId, thread: Thread, today: date) -> tuple[Obstacle, ...]:
    """What still stands between a request and its release."""
    if not isinstance(thread, Asked | Released):
        return ()
    view = sharing_at(log, case, log.head(), parties_of(thread))
    agreed = require_agreements(view.agreements)
    return obstacles(agreed, ask_of(thread.request), known(view, thread.ready), today)


def lacking_of(log: Log, case: CaseId, thread: Thread) -> tuple[str, ...]:
    """What a request asks and of which nothing is recorded, as people say it."""
    if not isinstance(thread, Asked):
        return ()
    view = sharing_at(log, case, log.head())
    kinds = require_agreements(view.agreements).categories
    return tuple(kinds[name].label for name in lacking(thread.request, view.contents))


def happened(log: Log, case: CaseId, number: DisclosureId) -> list[Entry]:
    """The events of a thread, and what was refused in it."""
    found = log.read([about(f"disclosure:{number}", *THREAD, DisclosureRefused)]).entries
    return [entry for entry in found if getattr(entry.event, "case", None) == case]


def disclosure_told(log: Log, case: CaseId, number: DisclosureId, today: date) -> DisclosureTold:
    """One thread with everything that its case's own people may know of it.

    Raises:
        Refused: there is no such thread about this case.
    """
    thread = thread_of_case(log, case, number)
    made: list[Made] = made_again(log, case, number)
    return DisclosureTold(
        number,
        status_of(thread),
        task_of(thread).what,
        left_to_do(log, case, thread, today),
        lacking_of(log, case, thread),
        tuple(PackageTold(one.package.digest, one.package.fields, one.matches) for one in made),
        tuple(Happening(NAMES[type(one.event)], one.at, one.by) for one in happened(log, case, number)),
    )
