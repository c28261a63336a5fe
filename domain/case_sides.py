"""What a case has of its own, and what the cases brought that were merged into it.

A split gives each back what it brought, as far as it still holds.
"""

from collections.abc import Callable

from msgspec import Struct, structs

from domain.case_facts import FACTS, NO_FACTS, CaseFacts, FactEvent
from domain.case_facts import evolve as evolve_facts
from domain.cases.events import (
    AgeBand,
    AgeBandEntered,
    CaseAbsorbed,
    CaseClosed,
    CaseRestored,
    CaseSplitOff,
)
from domain.cases.standing import Merged
from domain.escalation.episode import EPISODE_FACTS, EpisodeFact
from domain.escalation.following import Episodes, evolve_episodes
from domain.links import LinkKeyMoved, LinkKeyRecorded, LinkKind
from domain.missing.events import MissingEnded, MissingReported
from domain.watchlists.events import CaseDelisted, ExchangeEnded, ExchangeFollowed, ExchangeOpened, Terms
from domain.watchlists.exchange import EXCHANGE, Exchange, ExchangeEvent, evolve_exchange, terms_of
from domain.words import CaseId, OrganisationId


class Key(Struct, frozen=True):
    """A link key that a case holds; `via` is the merged case that brought it."""

    key: str
    kind: LinkKind
    via: CaseId | None = None


class Brought(Struct, frozen=True):
    """What an absorbed case brought along, as far as it still holds."""

    signals: frozenset[str]
    band: AgeBand | None = None
    missing: bool = False
    listed: tuple[OrganisationId, ...] = ()
    exchange: Terms | None = None


class Side(Struct, frozen=True):
    """A case: its facts, link keys and exchange, and what is its own apart from what others brought.

    `episodes` are those since it was last closed: closing ends them.
    """

    facts: CaseFacts = NO_FACTS
    keys: tuple[Key, ...] = ()
    now: Exchange = Exchange()
    band: AgeBand | None = None
    missing: bool = False
    exchange: Terms | None = None
    brought: dict[CaseId, Brought] = {}
    episodes: Episodes = {}


SideEvent = FactEvent | LinkKeyRecorded | LinkKeyMoved | ExchangeEvent | EpisodeFact
SIDE_EVENTS = (*FACTS, LinkKeyRecorded, LinkKeyMoved, *EXCHANGE, *EPISODE_FACTS)


def evolve_side(side: Side, event: SideEvent) -> Side:
    """The case after one more event of its own."""
    match event:
        case LinkKeyRecorded():
            return structs.replace(side, keys=(*side.keys, Key(event.key, event.kind)))
        case LinkKeyMoved(source=source):
            if source not in side.brought:
                return side  # a key that comes back: it is still among those the case had
            return structs.replace(side, keys=(*side.keys, Key(event.key, event.kind, source)))
    if isinstance(event, ExchangeEvent):
        return _after_exchange(structs.replace(side, now=evolve_exchange(side.now, event)), event)
    if isinstance(event, EpisodeFact):
        return structs.replace(side, episodes=evolve_episodes(side.episodes, event))
    side = structs.replace(side, facts=evolve_facts(side.facts, event))
    match event:
        case CaseAbsorbed(source=source):
            ids = frozenset(signal.id for signal in event.signals)
            one = Brought(ids, event.band, event.missing, event.listed, event.exchange)
            return structs.replace(side, brought={**side.brought, source: one})
        case CaseSplitOff(source=source):
            return structs.replace(
                side,
                keys=tuple(key for key in side.keys if key.via != source),
                brought={case: kept for case, kept in side.brought.items() if case != source},
            )
        case CaseClosed():
            return structs.replace(side, episodes={})
        case AgeBandEntered(band=band):
            return structs.replace(side, band=band)
        case MissingReported():
            return structs.replace(side, missing=True)
        case MissingEnded():
            return _nobody_missing(side)
        case CaseRestored(missing=missing):
            return side if missing else _nobody_missing(side)
        case _:
            return side


def _nobody_missing(side: Side) -> Side:
    brought = {case: structs.replace(one, missing=False) for case, one in side.brought.items()}
    return structs.replace(side, missing=False, brought=brought)


def _after_exchange(side: Side, event: ExchangeEvent) -> Side:
    """What is its own and what was brought; a case that went on as another keeps it, to be given back."""
    if isinstance(side.facts.standing, Merged):
        return side
    match event:
        case CaseDelisted(facility=gone):
            return _of_brought(side, lambda one: (tuple(f for f in one.listed if f != gone), one.exchange))
        case ExchangeOpened():
            ended = _of_brought(side, lambda one: (one.listed, None))
            return structs.replace(ended, exchange=terms_of(event))
        case ExchangeEnded():
            ended = _of_brought(side, lambda one: (one.listed, None))
            return structs.replace(ended, exchange=None)
        case ExchangeFollowed(terms=terms):
            return _after_following(side, terms)
        case _:
            return side


def _after_following(side: Side, terms: Terms) -> Side:
    def moved(one: Terms | None) -> Terms | None:
        return one and structs.replace(one, facility=terms.facility, unit=terms.unit)

    side = _of_brought(side, lambda one: (one.listed, moved(one.exchange)))
    own = moved(side.exchange)
    known = terms in [own, *[one.exchange for one in side.brought.values()]]
    return structs.replace(side, exchange=own if known else terms)


def _of_brought(
    side: Side, change: Callable[[Brought], tuple[tuple[OrganisationId, ...], Terms | None]]
) -> Side:
    changed = {case: (one, *change(one)) for case, one in side.brought.items()}
    brought = {
        case: structs.replace(one, listed=listed, exchange=exchange)
        for case, (one, listed, exchange) in changed.items()
    }
    return structs.replace(side, brought=brought)
