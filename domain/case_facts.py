"""What is known of a case: its standing, its signals, and what its context is derived from.

The fold that scoring, merging and the projections share. It holds no personal text.
"""

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct, structs

from domain.cases.events import (
    AgeBand,
    AgeBandEntered,
    BriefAcknowledged,
    CaseAbsorbed,
    CaseClosed,
    CaseMergedInto,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
    PlacementEnded,
    SubjectErased,
)
from domain.cases.standing import NEW, CaseView
from domain.cases.standing import evolve as evolve_standing
from domain.commands import Item, about
from domain.links import LinkFound
from domain.missing.events import MissingEnded, MissingReported
from domain.scoring.facts import Signal
from domain.signals.events import SignalCorrected, SignalRecorded, SignalRetracted, SignalVerdictGiven
from domain.words import CaseId

FactEvent = (
    CaseRegistered
    | CasePlaced
    | PlacementEnded
    | BriefAcknowledged
    | CaseClosed
    | CaseReopened
    | CaseMergedInto
    | CaseRestored
    | CaseAbsorbed
    | CaseSplitOff
    | AgeBandEntered
    | MissingReported
    | MissingEnded
    | LinkFound
    | SignalRecorded
    | SignalCorrected
    | SignalRetracted
    | SignalVerdictGiven
    | SubjectErased
)
FACTS = (
    CaseRegistered,
    CasePlaced,
    PlacementEnded,
    BriefAcknowledged,
    CaseClosed,
    CaseReopened,
    CaseMergedInto,
    CaseRestored,
    CaseAbsorbed,
    CaseSplitOff,
    AgeBandEntered,
    MissingReported,
    MissingEnded,
    LinkFound,
    SignalRecorded,
    SignalCorrected,
    SignalRetracted,
    SignalVerdictGiven,
    SubjectErased,
)


class CaseFacts(Struct, frozen=True, gc=False, array_like=True):
    """The facts of one case; `links` holds each shared key once."""

    standing: CaseView = NEW
    reference: str = ""
    signals: tuple[Signal, ...] = ()
    links: tuple[str, ...] = ()
    band: AgeBand | None = None
    missing: bool = False


NO_FACTS = CaseFacts()


def facts_of(case: CaseId) -> Item:
    """The boundary item for everything known of one case."""
    return about(f"case:{case}", *FACTS)


def scored(event: SignalRecorded | SignalCorrected) -> Signal:
    """What the score needs of a recorded signal."""
    return Signal(
        event.signal,
        event.indicator,
        event.polarity,
        event.nature,
        event.provenance,
        event.source,
        event.organisation,
        event.observed_on,
    )


def evolve(facts: CaseFacts, event: FactEvent) -> CaseFacts:
    """The facts after one more event of the case."""
    match event:
        case SignalRecorded():
            return _with_signals(facts, (*facts.signals, scored(event)))
        case CaseRegistered():
            return CaseFacts(evolve_standing(facts.standing, event), event.reference)
        case SignalCorrected():
            return _with_signals(
                facts,
                tuple(
                    structs.replace(scored(event), verdict=kept.verdict) if kept.id == event.signal else kept
                    for kept in facts.signals
                ),
            )
        case SubjectErased():
            return NO_FACTS
        case SignalRetracted():
            return _replaced(facts, event.signal, retracted=True)
        case SignalVerdictGiven():
            return _replaced(facts, event.signal, verdict=event.verdict)
        case (
            CasePlaced()
            | PlacementEnded()
            | BriefAcknowledged()
            | CaseClosed()
            | CaseReopened()
            | CaseMergedInto()
        ):
            return structs.replace(facts, standing=evolve_standing(facts.standing, event))
        case CaseRestored():
            return structs.replace(
                facts,
                standing=evolve_standing(facts.standing, event),
                signals=event.signals,
                links=event.links,
                missing=event.missing,
            )
        case CaseAbsorbed():
            return structs.replace(
                facts,
                signals=(*facts.signals, *event.signals),
                links=event.links,
                band=facts.band or event.band,
                missing=facts.missing or event.missing,
            )
        case CaseSplitOff():
            gone = set(event.signals)
            return structs.replace(
                facts,
                signals=tuple(kept for kept in facts.signals if kept.id not in gone),
                links=event.links,
                band=event.band,
                missing=event.missing,
            )
        case AgeBandEntered():
            return structs.replace(facts, band=event.band)
        case MissingReported():
            return structs.replace(facts, missing=True)
        case MissingEnded():
            return structs.replace(facts, missing=False)
        case LinkFound():
            return structs.replace(facts, links=tuple(dict.fromkeys((*facts.links, event.key))))
        case _:
            assert_never(event)


def added(facts: CaseFacts, events: Iterable[object]) -> CaseFacts | None:
    """The same as `evolve` one by one when the events only add to the case; None when one does more.

    A case that begins, its places and recorded signals are most of every log: the signals are put together
    once instead of at every event.
    """
    standing, reference, signals = facts.standing, facts.reference, [*facts.signals]
    for event in events:
        if type(event) is SignalRecorded:
            signals.append(scored(event))
        elif type(event) is CasePlaced:
            standing = evolve_standing(standing, event)
        elif type(event) is CaseRegistered and facts is NO_FACTS and standing is NEW and not signals:
            standing, reference = evolve_standing(standing, event), event.reference
        else:
            return None
    return CaseFacts(standing, reference, tuple(signals), facts.links, facts.band, facts.missing)


def _with_signals(facts: CaseFacts, signals: tuple[Signal, ...]) -> CaseFacts:
    # spelled out: structs.replace costs five times as much, and this is the hot path of a rebuild
    return CaseFacts(facts.standing, facts.reference, signals, facts.links, facts.band, facts.missing)


def _replaced(facts: CaseFacts, signal: str, **changes: object) -> CaseFacts:
    return _with_signals(
        facts,
        tuple(structs.replace(kept, **changes) if kept.id == signal else kept for kept in facts.signals),
    )
