"""Long lists in pages: so many rows, where the next and the previous are, and how many are shielded."""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple, Protocol, TypeVar

from msgspec import Meta, Struct

from domain.access.seeing import Sight
from domain.words import CaseId
from web.visit import Visit

R = TypeVar("R")


class Paged(Struct, frozen=True, rename="camel"):
    """Which page, and how many rows it has."""

    page: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class Links(Struct, frozen=True, omit_defaults=True):
    """Where a page and its neighbours are."""

    self: str
    first: str
    prev: str = ""
    next: str = ""


class Named(Protocol):
    """A row about a case."""

    @property
    def case(self) -> str:
        """The pseudonym."""
        ...


N = TypeVar("N", bound=Named)


class Page(NamedTuple):
    """Where a page is among the others."""

    links: Links
    headers: Mapping[str, str]


def cut(rows: Sequence[R], asked: Paged) -> Sequence[R]:
    """The rows of one page."""
    begin = (asked.page - 1) * asked.page_size
    return rows[begin : begin + asked.page_size]


def page_of(path: str, count: int, asked: Paged) -> Page:
    """The links of a page of so many rows, as the document has them and as the header."""

    def at(number: int) -> str:
        return f"{path}?page={number}&pageSize={asked.page_size}"

    links = Links(
        at(asked.page),
        at(1),
        at(asked.page - 1) if asked.page > 1 else "",
        at(asked.page + 1) if asked.page * asked.page_size < count else "",
    )
    named = {"first": links.first, "prev": links.prev, "next": links.next}
    told = ", ".join(f'<{where}>; rel="{rel}"' for rel, where in named.items() if where)
    return Page(links, {"Link": told})


def sights_of(visit: Visit, rows: Sequence[N], of: str) -> dict[CaseId, Sight]:
    """What is seen of each case of a page, for somebody whose role reads such lists at all.

    Raises:
        Refused: it does not; the attempt was written down.
    """
    purpose = visit.asks.purposes[0]
    if purpose not in visit.purposes:
        visit.reader.register(of, visit.asks.part, purpose)
    return visit.reader.among(purpose, [one.case for one in rows])
