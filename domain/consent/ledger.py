"""The ledger of one case: what was explained, what stands, was refused, taken back or must be asked again."""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.cases.events import AgeBand, AgeBandEntered, CaseAbsorbed, CaseSplitOff
from domain.commands import Item, about
from domain.consent.events import (
    ConsentExplained,
    ConsentGiven,
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentSought,
    ConsentWithdrawn,
    DueReason,
    Giver,
    GiverKind,
    RepresentativeExcluded,
)
from domain.words import CaseId

LedgerEvent = (
    ConsentExplained
    | ConsentGiven
    | ConsentSought
    | ConsentRefused
    | ConsentLimited
    | ConsentWithdrawn
    | ConsentReassessmentDue
    | ConsentReassessed
    | RepresentativeExcluded
    | AgeBandEntered
    | CaseAbsorbed
    | CaseSplitOff
)
LEDGER = (
    ConsentExplained,
    ConsentGiven,
    ConsentSought,
    ConsentRefused,
    ConsentLimited,
    ConsentWithdrawn,
    ConsentReassessmentDue,
    ConsentReassessed,
    RepresentativeExcluded,
    AgeBandEntered,
    CaseAbsorbed,
    CaseSplitOff,
)


class Explained(Struct, frozen=True):
    """The last explanation to the client or to a representative, and whether it was understood."""

    on: date
    understood: bool


class Refusal(Struct, frozen=True):
    """What was refused, by whom and when."""

    on: date
    by: Giver
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]


class Consent(Struct, frozen=True):
    """One consent that was given and stands, from `since` to before `until`.

    `incapable` says that the client could not decide this, `alone` that a client of 12 to 15 decided without
    a representative, `refused` what was refused since, `due` why it must be asked again.
    """

    consent: str
    givers: tuple[Giver, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    since: date
    until: date
    band: AgeBand | None
    incapable: bool = False
    alone: bool = False
    written: bool = False
    refused: tuple[Refusal, ...] = ()
    due: tuple[DueReason, ...] = ()


class Ledger(Struct, frozen=True):
    """What is known of consent in one case.

    `explained` holds the last explanation by audience (`client`, or the code of a representative),
    `withdrawn` what ended by being taken back, `excluded` by code the representatives who cannot decide,
    `sought` each effort to get consent.
    """

    explained: dict[str, Explained] = {}
    consents: dict[str, Consent] = {}
    refused: Refusal | None = None
    withdrawn: dict[str, Consent] = {}
    band: AgeBand | None = None
    excluded: dict[str, RepresentativeExcluded] = {}
    sought: tuple[ConsentSought, ...] = ()


SILENT = Ledger()


def consent_of(case: CaseId) -> Item:
    """The boundary item for everything about consent in one case."""
    return about(f"case:{case}", *LEDGER)


def audience(giver: Giver) -> str:
    """Whom one explains to."""
    return giver.representative if giver.kind == "vertegenwoordiger" else "client"


def kinds(givers: tuple[Giver, ...]) -> frozenset[GiverKind]:
    """Whether the client, a representative or both."""
    return frozenset(giver.kind for giver in givers)


def may_take_back(consent: Consent, by: Giver) -> bool:
    """Whether this person's no counts: always the client's, and a representative's where one decided."""
    return by.kind == "client" or by.kind in kinds(consent.givers)


def tried(ledger: Ledger) -> bool:
    """Whether it stands how consent was tried: asked, refused, or why it could not be (S 4, question 18)."""
    return bool(ledger.sought) or ledger.refused is not None


def shared_in(ledger: Ledger, representative: str) -> tuple[str, ...]:
    """The consents that stand and that this representative shared in."""
    return tuple(
        name
        for name, one in ledger.consents.items()
        if any(giver.representative == representative for giver in one.givers)
    )


def evolve_ledger(view: Ledger, event: LedgerEvent) -> Ledger:
    """The ledger after one more event of its case."""
    match event:
        case ConsentExplained(to=to):
            explained = Explained(event.on, event.understood)
            return structs.replace(view, explained={**view.explained, audience(to): explained})
        case ConsentGiven(consent=consent):
            return structs.replace(view, consents={**view.consents, consent: _given(event)})
        case ConsentSought():
            return structs.replace(view, sought=(*view.sought, event))
        case ConsentRefused():
            return _with_refusal(view, event)
        case ConsentLimited(consent=consent):
            if consent not in view.consents:
                return view
            limited = _limited(view.consents[consent], event)
            return structs.replace(view, consents={**view.consents, consent: limited})
        case ConsentWithdrawn(consent=consent):
            return _ended(view, consent)
        case ConsentReassessmentDue():
            return _due(view, event.consents, event.reason)
        case ConsentReassessed(consent=consent, stays=True):
            if consent not in view.consents:
                return view
            again = _confirmed(view.consents[consent], event)
            return structs.replace(view, consents={**view.consents, consent: again})
        case ConsentReassessed(consent=consent):
            return _ended(view, consent)
        case RepresentativeExcluded(representative=representative):
            return structs.replace(view, excluded={**view.excluded, representative: event})
        case AgeBandEntered(band=band):
            return structs.replace(view, band=band)
        case CaseAbsorbed(band=band):
            return structs.replace(view, band=view.band or band)
        case CaseSplitOff(band=band):
            return structs.replace(view, band=band)
        case _:
            assert_never(event)


def _given(event: ConsentGiven) -> Consent:
    return Consent(
        event.consent,
        event.givers,
        event.recipients,
        event.purposes,
        event.categories,
        event.since,
        event.until,
        event.band,
        event.capacity is not None and event.capacity.judgement == "wilsonbekwaam",
        event.alone is not None,
        event.written,
    )


def _limited(consent: Consent, event: ConsentLimited) -> Consent:
    """What is in both: a limit never adds anything."""
    return structs.replace(
        consent,
        recipients=tuple(one for one in consent.recipients if one in event.recipients),
        purposes=tuple(one for one in consent.purposes if one in event.purposes),
        categories=tuple(one for one in consent.categories if one in event.categories),
        until=min(consent.until, event.until),
    )


def _confirmed(consent: Consent, event: ConsentReassessed) -> Consent:
    return structs.replace(
        consent,
        givers=event.givers,
        band=event.band,
        incapable=event.capacity is not None and event.capacity.judgement == "wilsonbekwaam",
        alone=event.alone is not None,
        written=event.written,
        due=(),
    )


def _with_refusal(view: Ledger, event: ConsentRefused) -> Ledger:
    """A refusal binds what stands already, and bars nobody from asking again later."""
    refusal = Refusal(event.on, event.by, event.recipients, event.purposes, event.categories)
    consents = {
        name: structs.replace(one, refused=(*one.refused, refusal))
        if may_take_back(one, event.by) and refusal not in one.refused
        else one
        for name, one in view.consents.items()
    }
    return structs.replace(view, refused=refusal, consents=consents)


def _ended(view: Ledger, consent: str) -> Ledger:
    if consent not in view.consents:
        return view
    left = {name: one for name, one in view.consents.items() if name != consent}
    return structs.replace(view, consents=left, withdrawn={**view.withdrawn, consent: view.consents[consent]})


def _due(view: Ledger, names: tuple[str, ...], reason: DueReason) -> Ledger:
    consents = {
        name: structs.replace(one, due=(*one.due, reason)) if name in names and reason not in one.due else one
        for name, one in view.consents.items()
    }
    return structs.replace(view, consents=consents)
