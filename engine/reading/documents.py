"""What is told to programs: the documents that the command line gives as JSON and the API answers with.

Each is made from what the reader may see; `case` is what the reader calls a case.
"""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import UNSET, Struct, UnsetType

from domain.scoring.explanation import rounded
from domain.scoring.ilo import Profile
from engine.explaining import Explanation
from engine.history import When
from engine.reading.became import Became
from engine.reading.shielding import Row, Shielded
from projections.escalations import Escalation


class ListedCase(Struct, frozen=True):
    """A place on a watchlist; of a shielded one only the place and the pseudonym are told."""

    rank: int
    case: str
    score: float | UnsetType = UNSET
    log_odds_db: float | UnsetType = UNSET
    conflict: float | UnsetType = UNSET
    level: str | UnsetType | None = UNSET
    change: int | UnsetType | None = UNSET
    reason: str | UnsetType = UNSET
    unshared_days: int | UnsetType = UNSET
    shielded: bool | UnsetType = UNSET
    known: bool | UnsetType = UNSET


class Watchlist(Struct, frozen=True):
    """A facility's list; `shielded` counts what is not told, `packages` are cases with a package received."""

    facility: str
    on: date
    policy: str
    entries: tuple[ListedCase, ...]
    shielded: int
    packages: tuple[str, ...] | UnsetType = UNSET


class Part(Struct, frozen=True):
    """One named term of a score, in decibans, and what it says in Dutch."""

    kind: str
    ref: str
    db: float
    text: str


class WithoutSignal(Struct, frozen=True):
    """What the score would be without a signal."""

    signal: str
    score: float
    carries_db: float


class Closing(Struct, frozen=True):
    """Signals without which a level would not be open."""

    signals: tuple[str, ...]
    exact: bool


class Episode(Struct, frozen=True):
    """A level that opened: at which position, on which day and why."""

    level: str
    opened: int
    on: date
    reason: str
    lowered: bool
    ended: bool


class CaseExplained(Struct, frozen=True):
    """A score with everything it consists of; a ranking and no chance."""

    case: str
    status: str
    closed_on: date | None
    merged_into: str | None
    on: date
    policy: str
    position: int
    score: float
    log_odds_db: float
    prior_db: float
    conflict: float
    level: str | None
    recent_indicators: int
    contributions: tuple[Part, ...]
    without: tuple[WithoutSignal, ...]
    closing: dict[str, Closing]
    ilo: Profile
    moved: str
    episodes: tuple[Episode, ...]


class EscalationTold(Struct, frozen=True):
    """What waits for people, who is responsible and until when; `opened` is the position where it began."""

    case: str
    facility: str
    level: str
    opened: int
    opened_on: date
    status: str
    task: str
    score: float
    responsible: str | None
    stage: str | None
    due_at: datetime | None
    acknowledged: str | None
    decision: str | None


def listed(
    facility: str, when: When, rows: Sequence[Row], hidden: int, packages: Sequence[str] | None = None
) -> Watchlist:
    """A list as its reader may see it."""
    told = UNSET if packages is None else tuple(packages)
    return Watchlist(facility, when.on, when.version, tuple(map(_entry, rows)), hidden, told)


def _entry(one: Row) -> ListedCase:
    if isinstance(one, Shielded):
        return ListedCase(one.rank, one.case, shielded=True, known=True if one.known else UNSET)
    place = one.place
    return ListedCase(
        place.rank,
        place.reference,
        rounded(place.score),
        rounded(place.log_odds_db),
        rounded(place.conflict),
        place.level,
        one.change,
        one.reason,
        one.unshared,
    )


def explained_as(explained: Explanation, name: str, other: Became) -> CaseExplained:
    """What a score consists of, with the text of every contribution."""
    result = explained.result
    pairs = zip(result.contributions, explained.texts, strict=True)
    return CaseExplained(
        name,
        explained.status,
        explained.closed_on,
        other.into,
        explained.when.on,
        explained.when.version,
        explained.when.position,
        rounded(result.score),
        rounded(result.log_odds_db),
        rounded(result.prior_db),
        rounded(result.conflict),
        explained.level,
        explained.recent_indicators,
        tuple(Part(one.kind, one.ref, rounded(one.db), text) for one, text in pairs),
        tuple(
            WithoutSignal(one.signal, rounded(one.score), rounded(one.carries_db))
            for one in explained.without
        ),
        {level: Closing(found.signals, found.exact) for level, found in explained.closing.items()},
        explained.profile,
        explained.moved,
        tuple(
            Episode(one.level, one.opened, one.snapshot.on, one.snapshot.reason, one.lowered, one.ended)
            for one in explained.episodes
        ),
    )


def escalation_told(one: Escalation) -> EscalationTold:
    """An escalation under the name that its reader knows it by."""
    return EscalationTold(
        one.reference,
        one.facility,
        one.level,
        one.opened,
        one.opened_on,
        one.status,
        one.task,
        rounded(one.snapshot.score),
        one.responsible,
        one.stage,
        one.due_at,
        one.acknowledged,
        one.decision,
    )
