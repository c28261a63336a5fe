"""What happens to an episode, identified by (case, level, position of the event that opened it)."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from domain.events import Event
from domain.scoring.ilo import Standing
from domain.scoring.result import Contribution
from domain.words import CaseId, LevelName, OrganisationId, Personal, PersonId

Stage = Literal["verantwoordelijke", "vervanger", "kernteam"]
Decision = Literal["doorverwijzen_avim", "zelf_hulp", "advies_vragen", "meer_informatie", "geen_actie"]
REFERRAL: Decision = "doorverwijzen_avim"
Outcome = Literal["gegrond", "ongegrond", "onbekend"]
Lead = Literal["zorg", "strafrecht", "beide"]
Reason = Literal["score", "ilo"]


class Snapshot(Struct, frozen=True, gc=False):
    """What was known when the episode opened, so that it can be shown for ever.

    `log_odds_db` and the contributions are in decibans, `position` is the log's. `reason` is what opened it;
    when that was the ILO profile and not the score, `standings` are what it showed.
    """

    score: float
    log_odds_db: float
    prior_db: float
    conflict: float
    contributions: tuple[Contribution, ...]
    policy: str
    on: date
    position: int
    reason: Reason = "score"
    standings: tuple[Standing, ...] = ()


class EpisodeEvent(Event, frozen=True):
    """What every event of an episode names."""

    case: CaseId
    level: LevelName
    opened: int

    def tags(self) -> tuple[str, ...]:
        """By case, and by episode."""
        return (f"case:{self.case}", episode_tag(self.case, self.level, self.opened))


class EscalationRaised(EpisodeEvent, frozen=True):
    """People were told: the responsible one, who decides before `due_at`, and those informed besides."""

    snapshot: Snapshot
    facility: OrganisationId
    responsible: PersonId | None
    informed: tuple[PersonId, ...]
    due_at: datetime


class EscalationSetAside(EpisodeEvent, frozen=True):
    """A person looked at an episode that nobody was told of, and found that nobody needs to be."""

    by: PersonId
    reason: Personal


class EscalationAcknowledged(EpisodeEvent, frozen=True):
    """Somebody saw it and took it up; reminders stop, the deadline stays."""

    by: PersonId


class EscalationHandedOver(EpisodeEvent, frozen=True):
    """Somebody else is responsible now, with a deadline of their own; nobody by name at stage `kernteam`.

    `team` is the facility whose kernteam that is.
    """

    to: PersonId | None
    stage: Stage
    due_at: datetime
    reason: Personal = ""
    team: OrganisationId | None = None


class EscalationDecided(EpisodeEvent, frozen=True):
    """What people decided, why, and who was the second person."""

    decision: Decision
    reasons: Personal
    by: PersonId
    second: PersonId | None = None


class EscalationLowered(EpisodeEvent, frozen=True):
    """The score fell below the level's `off`; the episode stays open until it is decided."""

    on: date


class EscalationOutcomeRecorded(EpisodeEvent, frozen=True):
    """What it proved to be, later; precision is reported from these."""

    outcome: Outcome
    by: PersonId


class DeadlinePassed(EpisodeEvent, frozen=True):
    """Nobody decided before `due_at`."""

    due_at: datetime


class EscalationFollowed(EpisodeEvent, frozen=True):
    """An episode came along with a case that goes on as this one, or came back at a split, as it stood.

    What opened it, its deadline and its decision are kept. `told` is false for one that nobody was told of:
    held, or set aside by `set_aside`. `decided_db` is the log-odds when people decided.
    """

    source: CaseId
    snapshot: Snapshot
    facility: OrganisationId
    told: bool = True
    set_aside: PersonId | None = None
    responsible: PersonId | None = None
    informed: tuple[PersonId, ...] = ()
    due_at: datetime | None = None
    stage: Stage = "verantwoordelijke"
    acknowledged: PersonId | None = None
    decision: Decision | None = None
    decided_by: PersonId | None = None
    second: PersonId | None = None
    lowered: bool = False
    outcome: Outcome | None = None
    decided_db: float | None = None
    team: OrganisationId | None = None


class EscalationLeft(EpisodeEvent, frozen=True):
    """An episode that came along went back with its case, which stands on its own again."""

    to: CaseId


class LeadAgreed(Event, frozen=True):
    """Care and police agreed who leads."""

    case: CaseId
    lead: Lead
    care: PersonId
    police: PersonId

    tagged = ("case",)


def episode_tag(case: str, level: str, opened: int) -> str:
    """The tag of one episode."""
    return f"episode:{case}/{level}/{opened}"
