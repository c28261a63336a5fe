"""What decides who may see a case, from the log: its own events, the partners, the reader's roles."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.access.seeing import CaseFacts
from domain.appointments import Appointments, appointments_of, evolve_appointments, roles_of
from domain.cases.events import CaseAbsorbed
from domain.cases.standing import LIFECYCLE, Closed, Merged, standing
from domain.commands import Item, about
from domain.disclosure.opening import OPENING, gave, receives, tiers
from domain.disclosure.thread import NOTHING, Thread, ThreadEvent, thread_of
from domain.disclosure.thread import evolve as evolve_thread
from domain.escalation.episode import EPISODE_FACTS, UNRAISED, Episode, EpisodeFact, Raised
from domain.escalation.episode import evolve as evolve_episode
from domain.events import Event
from domain.missing.events import MissingEnded, MissingReported
from domain.missing.reporting import Missing, MissingEvent, evolve_missing
from domain.partners import PARTNERS, Partners, evolve_partners
from domain.roster import ROSTER, Roster, RosterEvent, evolve_roster
from domain.watchlists.exchange import EXCHANGE, Exchange, ExchangeEvent, evolve_exchange, runs
from domain.words import CaseId, DisclosureId, LevelName, OrganisationId, PersonId
from eventlog.log import Log

AT_ONCE = 50
"""Cases whose events are read in one question to the log."""
_KINDS: tuple[type[Event], ...] = (
    *LIFECYCLE,
    *EPISODE_FACTS,
    CaseAbsorbed,
    MissingReported,
    MissingEnded,
    *ROSTER,
    *EXCHANGE,
    *OPENING,
)


def partners_of(log: Log) -> Partners:
    """The organisations that take part."""
    view = Partners()
    for entry in log.read([PARTNERS]).entries:
        view = evolve_partners(view, entry.event)  # type: ignore[arg-type]  # the item names these alone
    return view


def appointments_for(log: Log, person: PersonId) -> Appointments:
    """All appointments of the organisations where a person has a role or takes somebody's place.

    Whole organisations, because another substitute may have come since.
    """
    named = [entry.event for entry in log.read([roles_of(person)]).entries]
    where = dict.fromkeys([OrganisationId(event.organisation) for event in named])  # type: ignore[attr-defined]  # each names one
    view: Appointments = ()
    for organisation in where:
        for entry in log.read([appointments_of(organisation)]).entries:
            view = evolve_appointments(view, entry.event)  # type: ignore[arg-type]  # the item names these alone
    return view


def last_of(log: Log, case: CaseId) -> int:
    """The position of the last event about a case; 0 when there is none."""
    found = log.read([Item(f"case:{case}", ())]).entries
    return found[-1].position if found else 0


class _Views(NamedTuple):
    roster: Roster = Roster()
    exchange: Exchange = Exchange()
    missing: Missing = Missing()
    episodes: dict[tuple[LevelName, int], Episode] = {}  # noqa: RUF012 - never changed in place
    threads: dict[DisclosureId, Thread] = {}  # noqa: RUF012 - the same


def case_facts(log: Log, partners: Partners, case: CaseId, on: date) -> CaseFacts:
    """Where a case is, who works on it and who received something of it, on a day."""
    return facts_of_cases(log, partners, [case], on)[case]


def facts_of_cases(
    log: Log, partners: Partners, cases: Sequence[CaseId], on: date
) -> dict[CaseId, CaseFacts]:
    """The same of each of these cases, read at once."""
    views = dict.fromkeys(cases, _Views())
    for start in range(0, len(cases), AT_ONCE):
        some = {f"case:{case}": case for case in cases[start : start + AT_ONCE]}
        found = log.read([about(tag, *_KINDS) for tag in some])
        for entry, tags in zip(found.entries, found.tags, strict=True):
            for case in {some[tag] for tag in tags if tag in some}:
                views[case] = _evolve(views[case], entry.event)
    return {case: _facts(seen, partners, on) for case, seen in views.items()}


def _facts(views: _Views, partners: Partners, on: date) -> CaseFacts:
    view = views.roster.case
    now = standing(view)
    running = views.exchange.running if runs(views.exchange, on) else None
    return CaseFacts(
        now.facility,
        now.owner,
        frozenset(views.roster.involved),
        partners.units.get(now.facility),
        released=tiers(views.threads.values(), on),
        exchange=frozenset() if running is None else frozenset({running.facility, running.unit}),
        coordination=partners.coordination,
        raised=not isinstance(view, Closed | Merged) and any(map(_runs, views.episodes.values())),
        missing=views.missing.missing,
    )


def thread_at(log: Log, case: CaseId, number: DisclosureId) -> Thread:
    """Where one disclosure of a case stands."""
    thread = NOTHING
    for entry in log.read([thread_of(case)]).entries:
        if isinstance(entry.event, ThreadEvent) and entry.event.disclosure == number:
            thread = evolve_thread(thread, entry.event)
    return thread


def thread_facts(thread: Thread) -> CaseFacts:
    """Who gave and who received one disclosure: all that decides who may read its package."""
    return CaseFacts(released=receives(thread), gave=gave(thread))


def _evolve(views: _Views, event: object) -> _Views:
    if isinstance(event, RosterEvent):
        views = views._replace(roster=evolve_roster(views.roster, event))
    if isinstance(event, ExchangeEvent):
        return views._replace(exchange=evolve_exchange(views.exchange, event))
    if isinstance(event, ThreadEvent):
        thread = evolve_thread(views.threads.get(event.disclosure, NOTHING), event)
        return views._replace(threads={**views.threads, event.disclosure: thread})
    if isinstance(event, EpisodeFact):
        key = (event.level, event.opened)
        episode = evolve_episode(views.episodes.get(key, UNRAISED), event)
        return views._replace(episodes={**views.episodes, key: episode})
    if isinstance(event, MissingEvent):
        views = views._replace(missing=evolve_missing(views.missing, event))
    if isinstance(event, LIFECYCLE):
        views = views._replace(roster=evolve_roster(views.roster, event))
    return views


def _runs(episode: Episode) -> bool:
    """Whether people were told, and it is not both lowered and decided."""
    return isinstance(episode, Raised) and not (episode.lowered and episode.decision is not None)
