"""What a receiver may still read of what left: until it is stopped, and until the day it must be removed.

Sources: standards 5.3 (stopping is never retroactive: what was read stays in the access log), the package's
own terms (`verwijderen_op`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from domain.agreements.document import Tier
from domain.commands import Refused
from domain.disclosure.events import DisclosureReleased, DisclosureRequested, DisclosureStopped
from domain.disclosure.following import released
from domain.disclosure.question import HIT
from domain.disclosure.thread import Asked, Nothing, Release, Released, Thread, subject_of
from domain.words import OrganisationId, PersonId

OPENING = (DisclosureRequested, DisclosureReleased, DisclosureStopped)
"""What decides which organisation may read something of a case."""


def tiers(threads: Iterable[Thread], on: date) -> dict[OrganisationId, Tier]:
    """The highest tier that each organisation received and may still read on a day."""
    found: dict[OrganisationId, Tier] = {}
    for thread in threads:
        if isinstance(thread, Released) and thread.request.organisation is not None:
            if all(shut(thread, one, on) for one in thread.releases):
                continue
            receiver, tier = thread.request.organisation, thread.request.tier
            found[receiver] = max(tier, found.get(receiver, tier))
    return found


def receives(thread: Thread) -> dict[OrganisationId, Tier]:
    """Whose package it is, whether or not it may still be read."""
    if isinstance(thread, Released) and thread.request.organisation is not None:
        return {thread.request.organisation: thread.request.tier}
    return {}


def part_of(thread: Thread) -> Literal["hit", "pakket"]:
    """What kind of data its package is: whether somebody is known, or what is known."""
    return "hit" if HIT in receives(thread).values() else "pakket"


def gave(thread: Thread) -> dict[PersonId, OrganisationId]:
    """Who asked it and who agreed, and for which organisation."""
    match thread:
        case Nothing():
            return {}
        case Asked(ready=ready) | Released(ready=ready) if ready.approved_by is not None:
            giver = thread.request.giver
            return {thread.request.by: giver, ready.approved_by: giver}
        case _:
            subject = subject_of(thread)
            return {} if subject is None else {subject.by: subject.giver}


def package_of(thread: Thread, digest: str | None) -> Release:
    """The release that somebody means, by the beginning of its digest; without one the last.

    Raises:
        Refused: nothing left, or not this.
    """
    left = released(thread).releases
    found = next((one for one in reversed(left) if one.digest.startswith(digest or "")), None)
    if found is None:
        raise Refused(
            "pakket.onbekend",
            "Onder dit nummer is geen pakket met deze code verstrekt.",
            "Laat de code weg: dan krijgt u het laatste pakket.",
        )
    return found


def shut(thread: Thread, release: Release, on: date) -> Refused | None:
    """Why a receiver reads a package no more on a day; None while they may."""
    left = released(thread)
    if left.stopped is not None:
        return Refused(
            "pakket.gestopt",
            "Deze verstrekking is gestopt. U kunt het pakket niet meer lezen.",
            f"Bespreek met {left.request.giver} wat u doet met wat u al hebt.",
        )
    if on >= release.keep_until:
        return Refused(
            "pakket.bewaartermijn",
            f"Dit pakket was te lezen tot {release.keep_until:%d-%m-%Y}.",
            f"Verwijder wat u ervan hebt, of vraag {left.request.giver} om een nieuwe verstrekking.",
        )
    return None
