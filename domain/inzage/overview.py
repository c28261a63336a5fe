"""All that is told to somebody of what is held about them; as a page and as a copy that a machine reads.

Source: AVG 15(1)(a-h) and 15(3): purposes, kinds of data, receivers, terms, rights, sources, and a copy.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, structs

from domain.inzage.held_back import Category
from domain.inzage.telling import Told
from domain.processing import Activity

FORMAT = "opplussen-inzage/v1"


class Purpose(Struct, frozen=True):
    """For what data is used, on which ground, which data, and who gets it."""

    what: str
    ground: str
    data: str
    receivers: str


class Shared(Struct, frozen=True):
    """What left, to whom, why, on which ground, and until when the receiver keeps it."""

    on: date
    recipient: str
    purpose: str
    ground: str
    keep_until: date


class ReadBy(Struct, frozen=True):
    """Who read it on a day, by role and organisation, never by name."""

    on: date
    role: str
    organisation: str
    purpose: str
    refused: bool
    times: int


class Overview(Struct, frozen=True, kw_only=True):
    """The whole. `salt` makes that nobody finds out by trying what a digest was of."""

    format: str = FORMAT
    salt: str
    about: tuple[str, ...]
    made_on: date
    position: int
    purposes: tuple[Purpose, ...]
    told: tuple[Told, ...]
    held: dict[Category, int]
    shared: tuple[Shared, ...]
    sources: tuple[str, ...]
    read_by: tuple[ReadBy, ...]
    kept: tuple[str, ...]
    score: str
    rights: tuple[str, ...]


def purposes(activities: Iterable[Activity]) -> tuple[Purpose, ...]:
    """The activities that these data take part in, each once."""
    found = {one.uri: Purpose(one.what, one.ground, one.data, one.receivers) for one in activities}
    return tuple(found[uri] for uri in sorted(found))


def held_back(told: Iterable[Told], why: Mapping[int, Category]) -> tuple[Told, ...]:
    """The same, with what people hold back themselves reduced to a day and why."""
    return tuple(
        structs.replace(one, what="", fields=(), held=(why[one.position],)) if one.position in why else one
        for one in told
    )


def counted(told: Iterable[Told]) -> dict[Category, int]:
    """How often something was left out, by why."""
    return dict(sorted(Counter(why for one in told for why in one.held).items()))
