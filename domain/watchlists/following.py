"""What goes along when a client moves, or when two cases become one: the place on a list, the exchange.

Source: artikel (a place "vergaat" and the child goes elsewhere: what both sides agreed to watch must not be
lost on the way). Each case and each facility's lists get events of their own, appended together.
"""

from collections.abc import Container, Iterable
from datetime import date

from msgspec import Struct, structs

from domain.cases.events import CasePlaced
from domain.events import Event
from domain.partners import Partners, signed_by
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    ExchangeEnded,
    ExchangeFollowed,
    ListingFollowed,
    Terms,
)
from domain.watchlists.exchange import Exchange, Listing
from domain.words import CaseId, OrganisationId

MERGED = "Gaat verder in de casus waarmee deze is samengevoegd."
PARTED = "Gaat verder in de casus die is afgesplitst."


def longest(terms: Iterable[Terms | None]) -> Terms | None:
    """Of exchanges about one client the one that lasts longest goes on; of equal ones the first."""
    return max((one for one in terms if one is not None), key=lambda one: one.until, default=None)


class Parting(Struct, frozen=True):
    """`source` stands on its own again, and `case` without it, from `on` on."""

    case: CaseId
    source: CaseId
    on: date


def on_move(view: Exchange, old: OrganisationId, placed: CasePlaced, partners: Partners) -> list[Event]:
    """To a facility with a police unit its place on the list goes along, and under a convenant its exchange.

    Elsewhere there is neither: both stay as they are, for the people who agreed on them to decide.
    """
    case, new, on = placed.case, placed.facility, placed.on
    unit = partners.units.get(new)
    if unit is None or new == old:
        return []
    events: list[Event] = []
    listing = view.listed.get(old)
    if listing is not None:
        events.append(CaseDelisted(case, old, on))
        if new not in view.listed:
            events += _listed(case, new, listing, on)
    if view.running is not None and signed_by(partners, on, new, unit):
        terms = structs.replace(view.running, facility=new, unit=unit)
        events.append(ExchangeFollowed(case, terms, view.announced))
    return events


def on_merge(gone: Exchange, stays: Exchange, case: CaseId, into: CaseId, on: date) -> list[Event]:
    """All that `case` had goes on as that of `into`, which keeps its own where both have it."""
    events: list[Event] = []
    for facility, listing in gone.listed.items():
        events.append(CaseDelisted(case, facility, on))
        if facility not in stays.listed:
            events += _listed(into, facility, listing, on)
    if gone.running is not None:
        events.append(ExchangeEnded(case, on, MERGED))
        if longest((stays.running, gone.running)) is not stays.running:
            events.append(ExchangeFollowed(into, gone.running, gone.announced))
    return events


def listing_back(
    now: Exchange, parting: Parting, brought: Iterable[OrganisationId], kept: Container[OrganisationId]
) -> list[Event]:
    """The places that `source` brought, as far as they hold; `kept` came with others too and stay."""
    events: list[Event] = []
    for facility in brought:
        listing = now.listed.get(facility)
        if listing is None:
            continue
        events += _listed(parting.source, facility, listing, parting.on)
        if listing.followed and facility not in kept:
            events.append(CaseDelisted(parting.case, facility, parting.on))
    return events


def exchange_back(now: Exchange, parting: Parting, brought: Terms | None, left: Terms | None) -> list[Event]:
    """The exchange that `source` brought, as far as it still runs; `left` is what `case` has without it."""
    if now.running is None or brought is None:
        return []
    announced = now.announced and now.running == brought
    events: list[Event] = [ExchangeFollowed(parting.source, brought, announced)]
    if left is None:
        events.append(ExchangeEnded(parting.case, parting.on, PARTED))
    elif left != now.running:
        events.append(ExchangeFollowed(parting.case, left))
    return events


def _listed(case: CaseId, facility: OrganisationId, listing: Listing, on: date) -> list[Event]:
    return [
        CaseListed(case, facility, listing.ground, on, followed=True),
        ListingFollowed(facility, case, listing.ground, on),
    ]
