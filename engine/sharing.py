"""Threads of sharing as they were known at any position, and packages made again from the log.

A package is never stored: the case's events before its release make the same bytes, and the digest in the
log says whether they do.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements
from domain.appointments import appointments_of
from domain.cases.events import CaseAbsorbed, CaseSplitOff
from domain.commands import Item, Refused, about
from domain.consent.ledger import consent_of
from domain.disclosure.called import CALL, Call, CallFact, PoliceRequestReceived, evolve_call
from domain.disclosure.contents import contents_of
from domain.disclosure.events import AdviceAsked, DisclosureReleased
from domain.disclosure.package import Package, advice, package
from domain.disclosure.releasing import source
from domain.disclosure.sharing import Sharing, evolve_sharing
from domain.disclosure.silence import broken_by, days_unshared
from domain.disclosure.thread import Asked, Released, Thread, subject_of, thread_of
from domain.partners import PARTNERS
from domain.scoring.facts import Signal
from domain.stappenplan.progress import plan_of
from domain.watchlists.exchange import exchange_of
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, PersonId
from engine.history import When
from eventlog.codec import Entry
from eventlog.execute import AMSTERDAM
from eventlog.faults import LogFault
from eventlog.log import Log


class Parties(NamedTuple):
    """Who gives and who receives in a thread."""

    giver: OrganisationId
    receiver: OrganisationId | None


class Beginning(NamedTuple):
    """The fields that every command about a thread begins with."""

    case: CaseId
    disclosure: DisclosureId
    by: PersonId
    today: date
    giver: OrganisationId
    receiver: OrganisationId | None


class Made(NamedTuple):
    """A package as it left, made again; `matches` is False when the log no longer makes the same bytes."""

    entry: Entry
    package: Package
    matches: bool


def sharing_at(
    log: Log, case: CaseId, position: int, parties: Iterable[OrganisationId | None] | None = None
) -> Sharing:
    """Everything that the gate looks at, as it was known at a position, with the people of `parties`."""
    people = [appointments_of(one) for one in parties or () if one]
    view = Sharing()
    for entry in log.read([*_of_case(case), *people]).entries:
        if entry.position <= position:
            view = evolve_sharing(view, entry.event)  # type: ignore[arg-type]  # the boundary names these
    return view


def _of_case(case: CaseId) -> list[Item]:
    return [
        contents_of(case),
        consent_of(case),
        exchange_of(case),
        thread_of(case),
        plan_of(case),
        PARTNERS,
        AGREEMENTS,
    ]


def gone_into(log: Log, case: CaseId) -> tuple[CaseId, ...]:
    """Every case that goes on in this one, also by way of another."""
    held: dict[CaseId, None] = {}
    for entry in log.read([about(f"case:{case}", CaseAbsorbed, CaseSplitOff)]).entries:
        match entry.event:
            case CaseAbsorbed(source=source):
                held[source] = None
            case CaseSplitOff(source=source):
                held.pop(source, None)
    return tuple(one for source in held for one in (source, *gone_into(log, source)))


def parties_of(thread: Thread) -> Parties | None:
    """Who gives and who receives; None when there is no such thread."""
    about = subject_of(thread)
    return None if about is None else Parties(about.giver, about.organisation)


def made_again(log: Log, case: CaseId, disclosure: DisclosureId) -> list[Made]:
    """Every package of a thread, made again from the events before it left.

    Raises:
        LogFault: something left that nobody asked.
    """
    found = []
    for entry in log.read([about(f"disclosure:{disclosure}", AdviceAsked, DisclosureReleased)]).entries:
        view = sharing_at(log, case, entry.position - 1)
        match entry.event:
            case AdviceAsked() as asked if asked.case == case:
                made = advice(asked.question, asked.recipient, view.contents, asked.on)
                found.append(Made(entry, made, made.digest == asked.digest))
            case DisclosureReleased() as left if left.case == case:
                made = _released(view, left)
                found.append(Made(entry, made, made.digest == left.digest))
            case _:
                pass
    return found


def made_equal(log: Log, case: CaseId, disclosure: DisclosureId, digest: str) -> bytes:
    """The bytes of one package that left, made again and equal to what left.

    Raises:
        Refused: the log no longer makes the same bytes.
    """
    for made in made_again(log, case, disclosure):
        if made.matches and made.package.digest == digest:
            return made.package.data
    raise Refused(
        "pakket.anders",
        "Het pakket volgt niet meer uit het logboek.",
        "Gebruik het bestand van de verstrekking, en meld dit aan wie het programma beheert.",
    )


def _released(view: Sharing, left: DisclosureReleased) -> Package:
    thread = view.threads.get(left.disclosure)
    if not isinstance(thread, Asked | Released) or view.agreements is None:
        raise LogFault("logboek", "er is iets verstrekt zonder aanvraag of werkafspraken ervoor.")
    chosen = left.signals if left.exchange else ()
    return package(thread.request, source(view.agreements, view, left), chosen)


def unshared(log: Log, case: CaseId, signals: tuple[Signal, ...], when: When) -> int:
    """Days that something has been known of a case and was not shared, at a moment."""
    agreements: Agreements | None = None
    found = []
    for entry in log.read([broken_by(case), AGREEMENTS]).entries:
        if entry.position > when.position:
            break
        if isinstance(entry.event, AgreementsAdopted):
            agreements = entry.event.document
        else:
            found.append((entry.at.astimezone(AMSTERDAM).date(), entry.event))
    return days_unshared(signals, found, agreements, when.on)


def calls_at(log: Log, case: CaseId) -> list[tuple[PoliceRequestReceived, Call]]:
    """What police or justice asked about a case outside the gate, in order, and how far each is."""
    calls: dict[CallId, Call] = {}
    for entry in log.read([about(f"case:{case}", *CALL)]).entries:
        event = entry.event
        if isinstance(event, CallFact):
            calls[event.call] = evolve_call(calls.get(event.call, Call()), event.call, event)
    return [(one.received, one) for one in calls.values() if one.received is not None]
