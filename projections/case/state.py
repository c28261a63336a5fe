"""What the fold of a case remembers between two events."""

from datetime import date
from typing import Protocol

import msgspec
from msgspec import Struct

from domain.case_facts import NO_FACTS, CaseFacts, FactEvent
from domain.cases.standing import Open
from domain.escalation.episode import UNRAISED, Episode
from domain.escalation.events import EpisodeEvent, Snapshot
from domain.scoring.facts import Facts
from domain.words import CaseId, LevelName


class Standing(Struct, frozen=True, gc=False, array_like=True):
    """The score of a day: full precision inside, `ceiling_db` bounds the log-odds of all later days."""

    day: date
    policy: str
    score: float
    log_odds_db: float
    ceiling_db: float
    prior_db: float
    conflict: float


class EpisodeState(Struct, frozen=True, gc=False, array_like=True):
    """One episode: opened by the event at `opened`, from then on what people do with it.

    `held` says that it opened by a new policy or in a rebuild, so that a person decides whether to raise it.
    `decided_db` is the log-odds when people decided; `review` that they rose far above it since.
    `source` is the merged case that brought it.
    """

    level: LevelName
    opened: int
    snapshot: Snapshot
    episode: Episode = UNRAISED
    lowered: bool = False
    ended: bool = False
    held: bool = False
    decided_db: float | None = None
    review: bool = False
    source: CaseId | None = None


class Step(Protocol):
    """One event of a case at its position: an entry of the log, as it was read."""

    @property
    def position(self) -> int:
        """Where it stands in the log."""
        ...

    @property
    def event(self) -> FactEvent | EpisodeEvent:
        """What happened to the case."""
        ...


class CaseState(Struct, frozen=True, gc=False, array_like=True):
    """Everything the fold of one case knows; `seen` is the calendar's, `position` its own last event's."""

    case: CaseId
    facts: CaseFacts = NO_FACTS
    seen: int = 0
    position: int = 0
    standing: Standing | None = None
    episodes: tuple[EpisodeState, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the case is worked on."""
        return isinstance(self.facts.standing, Open)


def scored_facts(facts: CaseFacts) -> Facts:
    """What the score is made from."""
    return Facts(
        facts.signals,
        minor=facts.band is not None and facts.band != "18_plus",
        missing=facts.missing,
        links=len(facts.links),
    )


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(CaseState)


def pack(state: CaseState) -> bytes:
    """The state as a row keeps it."""
    return _ENCODER.encode(state)


def unpack(data: bytes) -> CaseState:
    """The state as a row kept it."""
    return _DECODER.decode(data)
