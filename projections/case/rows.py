"""From the state of a case to the rows that questions are answered from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, assert_never

import msgspec

from domain.cases.standing import Closed, Merged, Open, Unknown, standing
from domain.escalation.episode import Raised, SetAside
from domain.escalation.events import Snapshot
from domain.scoring.context import RECENT_DAYS
from domain.scoring.facts import PROTECTIVE, Signal
from domain.scoring.result import ranked_db
from domain.words import LEVELS
from projections.case.state import CaseState, EpisodeState, Standing, pack

Row = dict[str, Any]  # a row's values have the types of its table's columns

_SNAPSHOT = msgspec.msgpack.Encoder()


def case_row(state: CaseState) -> Row:
    """The row of `cases`."""
    facts, now = state.facts, state.standing
    where = standing(facts.standing)
    row: Row = {
        "case": state.case,
        "facility": where.facility,
        "reference": facts.reference,
        "owner": where.owner,
        "status": status_of(state),
        "brief": where.brief,
        "level": level_of(state) if state.episodes else None,
        "position": state.position,
        "seen": state.seen,
        "state": pack(state),
    }
    return row | (_UNSCORED if now is None else _scored(now, facts.signals))


_UNSCORED: Row = {
    "day": None,
    "policy": None,
    "score": None,
    "log_odds_db": None,
    "ceiling_db": None,
    "prior_db": None,
    "conflict": None,
    "last_observed": None,
    "recent_indicators": 0,
}


def _scored(now: Standing, signals: tuple[Signal, ...]) -> Row:
    observed, recent = _seen(signals, now.day) if signals else (None, 0)
    return {
        "day": now.day,
        "policy": now.policy,
        "score": now.score,
        "log_odds_db": ranked_db(now.log_odds_db),
        "ceiling_db": ranked_db(now.ceiling_db),
        "prior_db": now.prior_db,
        "conflict": now.conflict,
        "last_observed": observed,
        "recent_indicators": recent,
    }


def _seen(signals: tuple[Signal, ...], day: date) -> tuple[date | None, int]:
    """The latest day an active signal was seen, and `different_indicators` of that day, in one go."""
    observed: date | None = None
    since = day - timedelta(days=RECENT_DAYS)
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
    running = {one.level for one in state.episodes if not one.ended and not one.lowered}
    return next((name for name in reversed(LEVELS) if name in running), None)


def episode_rows(state: CaseState) -> list[Row]:
    """The rows of `episodes` of this case."""
    where = standing(state.facts.standing)
    return [_episode_row(state, one, where) for one in state.episodes]


def task_of(one: EpisodeState) -> str:
    """What waits to be done: `raise` and `lower` by the system, `held`, `decide` and `review` by people."""
    if not isinstance(one.episode, Raised):
        if one.ended:
            return ""
        if isinstance(one.episode, SetAside):
            return "held" if one.review else ""
        return "held" if one.held else "raise"
    if one.episode.decision is None:
        if one.ended:
            return ""
        return "lower" if one.lowered and not one.episode.lowered else "decide"
    return "review" if one.review else ""


def moment_text(moment: datetime | None) -> str | None:
    """A moment as rows keep it: UTC, sortable as text."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_snapshot(data: bytes) -> Snapshot:
    """What was known when the episode opened."""
    return msgspec.msgpack.decode(data, type=Snapshot)


def _episode_row(state: CaseState, one: EpisodeState, where: Open) -> Row:
    raised = one.episode if isinstance(one.episode, Raised) else None
    return {
        "case": state.case,
        "level": one.level,
        "opened": one.opened,
        "facility": where.facility,
        "reference": state.facts.reference,
        "opened_on": one.snapshot.on,
        "status": "ended" if one.ended else "lowered" if one.lowered else "open",
        "task": task_of(one),
        "score": one.snapshot.score,
        "log_odds_db": ranked_db(one.snapshot.log_odds_db),
        "snapshot": _SNAPSHOT.encode(one.snapshot),
        "responsible": raised.responsible if raised else None,
        "stage": raised.stage if raised else None,
        "due_at": moment_text(raised.due_at) if raised else None,
        "acknowledged": raised.acknowledged if raised else None,
        "decision": raised.decision if raised else None,
        "decided_by": raised.decided_by if raised else None,
        "second": raised.second if raised else None,
        "outcome": raised.outcome if raised else None,
    }
