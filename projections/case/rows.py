"""From the state of a case to the rows that questions are answered from."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, assert_never

import msgspec

from domain.cases.standing import Closed, Merged, Open, Unknown, standing
from domain.escalation.episode import Raised, SetAside, left_behind
from domain.escalation.events import Snapshot
from domain.scoring.context import RECENT_DAYS
from domain.scoring.facts import PROTECTIVE, Signal
from domain.scoring.result import ranked_db
from domain.words import LEVELS, OrganisationId
from projections.case.state import CaseState, EpisodeState, pack

Values = tuple[str | bytes | float | None, ...]
"""What stands in a row, in the order of its table's columns."""
_SNAPSHOT = msgspec.msgpack.Encoder()
_RECENT = timedelta(days=RECENT_DAYS)


class CaseRow(NamedTuple):
    """A row of `cases`, its columns in order; what is scored is empty before the first day and policy.

    Days are written as text here, as `2026-03-01`: turning 100,000 of them into text in the driver costs a
    twentieth of a rebuild.
    """

    case: str
    facility: str
    reference: str
    owner: str | None
    status: str
    brief: bool
    day: str | None
    policy: str | None
    score: float | None
    log_odds_db: float | None
    ceiling_db: float | None
    prior_db: float | None
    conflict: float | None
    level: str | None
    last_observed: str | None
    recent_indicators: int
    position: int
    seen: int
    state: bytes
    part: int


def case_row(state: CaseState, part: int = 0) -> CaseRow:
    """The row of `cases`, in a part of them."""
    return CaseRow._make(case_values(state, part))


def case_values(state: CaseState, part: int) -> Values:
    """The values of that row without their names, which the driver reads twice as fast."""
    facts, now = state.facts, state.standing
    where = standing(facts.standing)
    day = policy = score = db = ceiling_db = prior_db = conflict = observed = None
    recent = 0
    if now is not None:
        day, policy, score = now.day.isoformat(), now.policy, now.score
        prior_db, conflict = now.prior_db, now.conflict
        db = ceiling_db = ranked_db(now.log_odds_db)
        if now.ceiling_db != now.log_odds_db:
            ceiling_db = ranked_db(now.ceiling_db)
        if facts.signals:
            last, recent = _seen(facts.signals, now.day)
            observed = None if last is None else last.isoformat()
    return (
        state.case,
        where.facility,
        facts.reference,
        where.owner,
        status_of(state),
        where.brief,
        day,
        policy,
        score,
        db,
        ceiling_db,
        prior_db,
        conflict,
        level_of(state) if state.episodes else None,
        observed,
        recent,
        state.position,
        state.seen,
        pack(state),
        part,
    )


def _seen(signals: tuple[Signal, ...], day: date) -> tuple[date | None, int]:
    """The latest day an active signal was seen, and `different_indicators` of that day, in one go."""
    observed: date | None = None
    since = day - _RECENT
    recent = set()
    for one in signals:
        seen = one.observed_on
        if one.retracted or one.verdict == "weerlegd" or seen > day:
            continue
        if observed is None or seen > observed:
            observed = seen
        if seen >= since and one.polarity == "bevestigt" and one.indicator not in PROTECTIVE:
            recent.add(one.indicator)
    return observed, len(recent)


def status_of(state: CaseState) -> str:
    """The one word for where the case stands."""
    match state.facts.standing:
        case Open():
            return "open"
        case Closed():
            return "gesloten"
        case Merged():
            return "samengevoegd"
        case Unknown():
            return "onbekend"
        case other:
            assert_never(other)


def level_of(state: CaseState) -> str | None:
    """The highest level whose episode is running and not lowered."""
    if not state.is_open:
        return None
    running = {one.level for one in state.episodes if not one.ended and not one.lowered}
    return next((name for name in reversed(LEVELS) if name in running), None)


def episode_rows(state: CaseState) -> list[Values]:
    """The rows of `episodes` of this case."""
    where = standing(state.facts.standing)
    return [_episode_row(state, one, where) for one in state.episodes]


def task_of(one: EpisodeState, facility: OrganisationId) -> str:
    """What waits: `raise`, `lower` and `move` for the system, `held`, `decide` and `review` for people."""
    if not isinstance(one.episode, Raised):
        if one.ended:
            return ""
        if isinstance(one.episode, SetAside):
            return "held" if one.review else ""
        return "held" if one.held else "raise"
    if one.episode.decision is None:
        if one.ended:
            return ""
        if left_behind(one.episode, facility):
            return "move"
        return "lower" if one.lowered and not one.episode.lowered else "decide"
    return "review" if one.review else ""


def moment_text(moment: datetime | None) -> str | None:
    """A moment as rows keep it: UTC, sortable as text."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_snapshot(data: bytes) -> Snapshot:
    """What was known when the episode opened."""
    return msgspec.msgpack.decode(data, type=Snapshot)


def _episode_row(state: CaseState, one: EpisodeState, where: Open) -> Values:
    over = one.ended or not state.is_open
    raised = one.episode if isinstance(one.episode, Raised) else None
    return (
        state.case,
        one.level,
        one.opened,
        where.facility,
        state.facts.reference,
        one.snapshot.on.isoformat(),
        "ended" if over else "lowered" if one.lowered else "open",
        "" if over else task_of(one, where.facility),
        one.snapshot.score,
        ranked_db(one.snapshot.log_odds_db),
        _SNAPSHOT.encode(one.snapshot),
        raised.responsible if raised else None,
        raised.stage if raised else None,
        moment_text(raised.due_at) if raised else None,
        raised.acknowledged if raised else None,
        raised.decision if raised else None,
        raised.decided_by if raised else None,
        raised.second if raised else None,
        raised.outcome if raised else None,
    )
