"""Episodes that came along with a merged case: what goes, what it meets here, and what a split leaves."""

from msgspec import structs

from domain.escalation.episode import Raised, SetAside, as_followed
from domain.escalation.events import EscalationFollowed
from domain.escalation.following import Going, Looked
from domain.words import CaseId
from projections.case.state import CaseState, EpisodeState


def looked(position: int, gone: CaseState, stays: CaseState) -> Looked:
    """What runs in a case without waiting for a first decision, as far as the other has not got it.

    `position` is one at which both states held; what is in them already from after it does no harm.
    """
    running = {one.level: one for one in stays.episodes if not one.ended}
    going = tuple(
        Going(one.level, one.opened, one.snapshot, one.decided_db)
        for one in gone.episodes
        if gone.is_open
        and not one.ended
        and (one.held or isinstance(one.episode, Raised | SetAside))
        and _weighs_more(one, running.get(one.level))
    )
    return Looked(position, going)


def with_followed(episodes: tuple[EpisodeState, ...], event: EscalationFollowed) -> tuple[EpisodeState, ...]:
    """The episodes with one that came along; it goes on in place of what ran at its level."""
    before = next((one for one in episodes if (one.level, one.opened) == (event.level, event.opened)), None)
    decided_db = event.decided_db
    if decided_db is None and (event.decision is not None or event.set_aside is not None):
        known = None if before is None else before.decided_db
        decided_db = event.snapshot.log_odds_db if known is None else known
    came = EpisodeState(
        event.level,
        event.opened,
        event.snapshot,
        as_followed(event),
        lowered=event.lowered,
        held=not event.told,
        decided_db=decided_db,
        source=event.source if before is None else before.source,
    )
    others = [one for one in episodes if one is not before]
    return (*[_ended(one) if one.level == event.level else one for one in others], came)


def held_after_split(state: CaseState, position: int, source: CaseId) -> CaseState:
    """What opens because an episode went back to the case that brought it waits for a person.

    People were told of this client under that episode already.
    """
    left = {one.level for one in state.episodes if one.source == source}
    episodes = tuple(
        structs.replace(one, held=True) if one.opened == position and one.level in left else one
        for one in state.episodes
    )
    return structs.replace(state, episodes=episodes)


def _weighs_more(one: EpisodeState, other: EpisodeState | None) -> bool:
    return other is None or (isinstance(one.episode, Raised) and not isinstance(other.episode, Raised))


def _ended(one: EpisodeState) -> EpisodeState:
    return one if one.ended else structs.replace(one, ended=True)
