"""What was shared or waits to be: the list, and one thread with what happened to it."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.words import CaseId, DisclosureId
from engine.reading.threads import as_called, disclosure_told, is_theirs
from projections.database import reading
from projections.threads import DisclosureWaiting, waiting
from web.api.operation import Call, Nothing, OfCase, Told, etag
from web.api.paging import Links, Paged, cut, page_of, sights_of

Number = Annotated[str, Meta(pattern="^d-[a-z0-9-]{1,60}$", examples=["d-k3v7qd2x5mna"])]


class DisclosurePage(Paged, frozen=True, rename="camel"):
    """Which page; with `ended` also what waits for nobody any more."""

    ended: bool = False


class OneDisclosure(OfCase, frozen=True):
    """Which thread of which case."""

    disclosure: Number


class Disclosures(Struct, frozen=True):
    """A page of threads; `shielded` counts rows of this page that are not told."""

    items: tuple[DisclosureWaiting, ...]
    shielded: int
    links: Links


def every(call: Call[DisclosurePage, Nothing]) -> Told:
    """A page of them, first what is due first."""
    with reading(call.visit.known.rows) as connection:
        found = waiting(connection, ended=call.asked.ended)
    rows = cut(found, call.asked)
    sights = sights_of(call.visit, rows, "delen")
    seen = tuple(
        as_called(one, sights[CaseId(one.case)]) for one in rows if is_theirs(call.visit.reader, one, sights)
    )
    page = page_of("/v1/disclosures", len(found), call.asked)
    return Told(Disclosures(seen, len(rows) - len(seen), page.links), page.headers)


def one(call: Call[OneDisclosure, Nothing]) -> Told:
    """One of them."""
    visit, case = call.visit, call.visit.case(call.asked.case).case
    seen = etag(visit, case)
    number = DisclosureId(call.asked.disclosure)
    return Told(disclosure_told(visit.known.log, case, number, visit.today), seen)
