"""The lists that both sides agreed on, now and earlier, and which cases stand on them.

Two keys: a pair's lists (by facility), and where a case is listed (by case). Reasons are personal and stay in
the log.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    EndorsementTakenBack,
    WatchlistAgreed,
    WatchlistEndorsed,
)
from projections.calendar import Point
from projections.tables.agreed import listings, watchlist_entries, watchlists
from projections.tables.case import cases

ListEvent = WatchlistEndorsed | EndorsementTakenBack | WatchlistAgreed
ListingEvent = CaseListed | CaseDelisted


def fold_list(connection: Connection, position: int, event: ListEvent, now: Point) -> None:
    """A side's last word takes the place of its earlier one, or it has none; an agreed list that of both."""
    w = watchlists.c
    one_sided = (w.facility == event.facility) & (w.care.is_(None) | w.police.is_(None))
    if not isinstance(event, WatchlistAgreed):
        one_sided &= w.police.is_(None) if event.side == "zorg" else w.care.is_(None)
    for gone in connection.scalars(select(w.position).where(one_sided)).all():
        _remove(connection, event.facility, gone)
    if isinstance(event, EndorsementTakenBack):
        return
    care, police = _sides(event)
    key = {"facility": event.facility, "position": position}
    whole = {**key, "on": event.on, "policy": now.version, "care": care, "police": police}
    connection.execute(insert(watchlists), whole)
    places = [
        {**key, "rank": rank, "case": entry.case, "ground": entry.ground}
        for rank, entry in enumerate(event.entries, start=1)
    ]
    if places:
        connection.execute(insert(watchlist_entries), places)


def _sides(event: WatchlistEndorsed | WatchlistAgreed) -> tuple[str | None, str | None]:
    """Who agreed of care and of police."""
    if isinstance(event, WatchlistAgreed):
        return event.care, event.police
    return (event.by, None) if event.side == "zorg" else (None, event.by)


def _remove(connection: Connection, facility: str, position: int) -> None:
    for table in (watchlists, watchlist_entries):
        connection.execute(delete(table).where(table.c.facility == facility, table.c.position == position))


def fold_listing(connection: Connection, position: int, event: ListingEvent) -> None:
    """A place lasts until the case leaves; another ground changes the place that there is."""
    lasts = and_(
        listings.c.case == event.case, listings.c.facility == event.facility, listings.c.until.is_(None)
    )
    if isinstance(event, CaseDelisted):
        connection.execute(update(listings).where(lasts).values(until=event.on))
        return
    values = {"ground": event.ground, "followed": event.followed}
    if connection.execute(update(listings).where(lasts).values(**values)).rowcount:
        return
    key = {"case": event.case, "position": position, "facility": event.facility}
    connection.execute(insert(listings), {**key, **values, "since": event.on, "until": None})


class Place(NamedTuple):
    """A place on an agreed list; `stands` when the case is on the facility's list today as well."""

    rank: int
    case: str
    reference: str
    ground: str
    stands: bool


class Agreed(NamedTuple):
    """A list at the position of the log where it was agreed, under the policy of that moment.

    A list of one side alone has nobody of the other.
    """

    position: int
    on: date
    policy: str
    care: str | None
    police: str | None
    places: tuple[Place, ...]


class Listed(NamedTuple):
    """A case on a facility's list, since when and until when."""

    case: str
    reference: str
    facility: str
    ground: str
    followed: bool
    since: date
    until: date | None


def lists_of(connection: Connection, facility: str) -> list[Agreed]:
    """The lists that both sides agreed on, the last one first."""
    return [one for one in _lists(connection, facility) if one.care and one.police]


def one_sided(connection: Connection, facility: str) -> list[Agreed]:
    """What one side agrees with and the other does not, or not yet."""
    return [one for one in _lists(connection, facility) if not (one.care and one.police)]


def _lists(connection: Connection, facility: str) -> list[Agreed]:
    w = watchlists.c
    query = select(w.position, w.on, w.policy, w.care, w.police).where(w.facility == facility)
    return [
        Agreed(*row, _places(connection, facility, row.position))
        for row in connection.execute(query.order_by(w.position.desc())).all()
    ]


def _places(connection: Connection, facility: str, position: int) -> tuple[Place, ...]:
    e = watchlist_entries.c
    standing = select(listings.c.case).where(listings.c.facility == facility, listings.c.until.is_(None))
    query = (
        select(e.rank, e.case, cases.c.reference, e.ground, e.case.in_(standing))
        .join(cases, cases.c.case == e.case)
        .where(e.facility == facility, e.position == position)
        .order_by(e.rank)
    )
    return tuple(Place(*row) for row in connection.execute(query))


def listed_at(connection: Connection, facility: str) -> list[Listed]:
    """Who stands on a facility's list today."""
    return _listed(connection, and_(listings.c.facility == facility, listings.c.until.is_(None)))


def listings_of(connection: Connection, case: str) -> list[Listed]:
    """Where and when a case was listed."""
    return _listed(connection, listings.c.case == case)


def _listed(connection: Connection, where: ColumnElement[bool]) -> list[Listed]:
    x = listings.c
    query = (
        select(x.case, cases.c.reference, x.facility, x.ground, x.followed, x.since, x.until)
        .join(cases, cases.c.case == x.case)
        .where(where)
        .order_by(x.position)
    )
    return [Listed(*row) for row in connection.execute(query)]
