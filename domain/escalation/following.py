"""Which episodes go along with a case that goes on as another, and which go back when that is undone?

Source: scoring.md (no second alert while an episode is open), artikel (what is known goes along).
An episode keeps what opened it, its deadline and its decision under its new case.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from domain.escalation.episode import UNRAISED, Episode, EpisodeFact, Raised, SetAside
from domain.escalation.episode import evolve as evolve_episode
from domain.escalation.events import (
    EscalationDecided,
    EscalationFollowed,
    EscalationLeft,
    EscalationRaised,
    Snapshot,
)
from domain.events import Event
from domain.words import CaseId, LevelName, OrganisationId

Key = tuple[LevelName, int]
"""The level of an episode and the position that opened it."""


class Known(Struct, frozen=True):
    """An episode as the events of its case tell it; `source` is the merged case that brought it.

    `decided_db` is the log-odds at the decision, as far as it was told.
    """

    episode: Episode = UNRAISED
    snapshot: Snapshot | None = None
    source: CaseId | None = None
    decided_db: float | None = None


Episodes = Mapping[Key, Known]


class Going(Struct, frozen=True):
    """An episode that goes along and waits for no first decision: decided, held or set aside."""

    level: LevelName
    opened: int
    snapshot: Snapshot
    decided_db: float | None = None


class Looked(Struct, frozen=True):
    """Which such episodes run, as the score told at a position of the log: only the score tells."""

    position: int
    going: tuple[Going, ...] = ()


def answered(known: Episodes) -> bool:
    """Whether there are episodes that people decided on or set aside: those may still run."""
    return any(
        isinstance(one.episode, SetAside)
        or (isinstance(one.episode, Raised) and one.episode.decision is not None)
        for one in known.values()
    )


def evolve_episodes(known: Episodes, event: EpisodeFact) -> dict[Key, Known]:
    """The episodes of a case after one more event; what comes back is its own as before."""
    key = (event.level, event.opened)
    if isinstance(event, EscalationLeft):
        return {one: kept for one, kept in known.items() if one != key}
    before = known.get(key, Known())
    snapshot, source = before.snapshot, before.source
    if isinstance(event, EscalationRaised | EscalationFollowed):
        snapshot = event.snapshot
    decided_db = None if isinstance(event, EscalationDecided) else before.decided_db
    if isinstance(event, EscalationFollowed):
        source = source if key in known else event.source
        decided_db = event.decided_db
    return {**known, key: Known(evolve_episode(before.episode, event), snapshot, source, decided_db)}


def along(
    gone: Episodes, stays: Episodes, going: Sequence[Going], pair: tuple[CaseId, CaseId], at: OrganisationId
) -> list[Event]:
    """The episodes of the first case of `pair` that go on in the second.

    What waits for a decision goes along unless the other case has the same level waiting, due no later.
    """
    case, into = pair
    waits = _waiting(gone)
    others = _waiting(stays)
    found = {
        level: _followed(into, (level, opened), known, case, at)
        for level, (opened, known, due_at) in waits.items()
        if known.snapshot is not None and (level not in others or _sooner(due_at, others[level][2]))
    }
    for one in going:
        if one.level not in waits and one.level not in others:
            episode = gone.get((one.level, one.opened), Known()).episode
            known = Known(episode, one.snapshot, None, one.decided_db)
            found[one.level] = _followed(into, (one.level, one.opened), known, case, at)
    return [one for one in found.values() if one is not None]


def given_back(here: Episodes, case: CaseId, source: CaseId, at: OrganisationId) -> list[Event]:
    """The episodes that a merged case brought, as they stand now, for both cases."""
    events: list[Event] = []
    for key, known in here.items():
        if known.source == source and (followed := _followed(source, key, known, case, at)) is not None:
            events += [EscalationLeft(case, *key, source), followed]
    return events


def _waiting(known: Episodes) -> dict[LevelName, tuple[int, Known, datetime | None]]:
    """By level what people were told of and did not decide; the latest when there are more."""
    return {
        level: (opened, one, one.episode.due_at)
        for (level, opened), one in sorted(known.items(), key=lambda item: item[0][1])
        if isinstance(one.episode, Raised) and one.episode.decision is None
    }


def _sooner(one: datetime | None, other: datetime | None) -> bool:
    """Whether the first is due before the other; a deadline that passed goes before every other."""
    return other is not None and (one is None or one < other)


def _followed(
    into: CaseId, key: Key, known: Known, source: CaseId, at: OrganisationId
) -> EscalationFollowed | None:
    if known.snapshot is None:
        return None
    episode = known.episode
    if not isinstance(episode, Raised):
        by = episode.by if isinstance(episode, SetAside) else None
        return EscalationFollowed(
            into, *key, source, known.snapshot, at, told=False, set_aside=by, decided_db=known.decided_db
        )
    return EscalationFollowed(
        into,
        *key,
        source,
        known.snapshot,
        episode.facility,
        True,
        None,
        episode.responsible,
        episode.informed,
        episode.due_at,
        episode.stage,
        episode.acknowledged,
        episode.decision,
        episode.decided_by,
        episode.second,
        episode.lowered,
        episode.outcome,
        known.decided_db,
        episode.team,
    )
