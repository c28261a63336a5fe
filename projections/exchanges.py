"""The exchanges about cases: which run, until when, whose end is due or must be told."""

from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from domain.watchlists.events import (
    ExchangeEndAnnounced,
    ExchangeEnded,
    ExchangeFollowed,
    ExchangeOpened,
    Terms,
)
from domain.watchlists.exchange import ANNOUNCED_MONTHS, months_after, terms_of
from projections.tables.agreed import exchanges
from projections.tables.case import cases
from projections.writing import Row

ExchangeEvent = ExchangeOpened | ExchangeFollowed | ExchangeEndAnnounced | ExchangeEnded


def fold_exchange(connection: Connection, position: int, event: ExchangeEvent) -> None:
    """One exchange runs at a time, and the next begins where it ends; one that followed takes its place."""
    x = exchanges.c
    runs = and_(x.case == event.case, x.ended_on.is_(None))
    match event:
        case ExchangeOpened():
            connection.execute(update(exchanges).where(runs).values(ended_on=x.until))
            _begin(connection, event.case, position, _values(terms_of(event), announced=False))
        case ExchangeFollowed():
            values = _values(event.terms, announced=event.announced)
            if not connection.execute(update(exchanges).where(runs).values(**values)).rowcount:
                _begin(connection, event.case, position, values)
        case ExchangeEndAnnounced():
            connection.execute(update(exchanges).where(runs).values(announced=True))
        case ExchangeEnded():
            stops = and_(x.case == event.case, or_(x.ended_on.is_(None), x.ended_on > event.on))
            connection.execute(update(exchanges).where(stops).values(ended_on=event.on))


def _begin(connection: Connection, case: str, position: int, values: Row) -> None:
    connection.execute(insert(exchanges), {"case": case, "position": position, **values, "ended_on": None})


def _values(terms: Terms, *, announced: bool) -> Row:
    return {
        "facility": terms.facility,
        "unit": terms.unit,
        "categories": msgspec.json.encode(terms.categories).decode(),
        "since": terms.since,
        "until": terms.until,
        "announce_on": months_after(terms.until, -ANNOUNCED_MONTHS),
        "announced": announced,
    }


class Exchange(NamedTuple):
    """An exchange about a case, from `since` to before `until`."""

    case: str
    reference: str
    facility: str
    unit: str
    categories: tuple[str, ...]
    since: date
    until: date
    announced: bool
    ended_on: date | None


def running(connection: Connection, on: date, facility: str | None = None) -> list[Exchange]:
    """What runs on a day or is about to, first what ends first."""
    where: ColumnElement[bool] = exchanges.c.ended_on.is_(None) | (exchanges.c.ended_on > on)
    if facility is not None:
        where &= exchanges.c.facility == facility
    return _found(connection, where)


def all_of(connection: Connection, facility: str | None = None) -> list[Exchange]:
    """What runs and what ended."""
    where: ColumnElement[bool] = exchanges.c.case.is_not(None)
    if facility is not None:
        where &= exchanges.c.facility == facility
    return _found(connection, where)


def of_case(connection: Connection, case: str) -> list[Exchange]:
    """The exchanges about one case."""
    return _found(connection, exchanges.c.case == case)


def to_announce(connection: Connection, on: date, limit: int) -> list[Exchange]:
    """Whose end must be told on a day."""
    x = exchanges.c
    due = and_(x.ended_on.is_(None), x.announce_on <= on, x.until > on, x.announced.is_(False))
    return _found(connection, due, limit)


def to_end(connection: Connection, on: date, limit: int) -> list[Exchange]:
    """Whose time is over on a day."""
    x = exchanges.c
    return _found(connection, and_(x.ended_on.is_(None), x.until <= on), limit)


def _found(connection: Connection, where: ColumnElement[bool], limit: int | None = None) -> list[Exchange]:
    x = exchanges.c
    kept = (x.facility, x.unit, x.categories, x.since, x.until, x.announced, x.ended_on)
    query = (
        select(x.case, cases.c.reference, *kept)
        .join(cases, cases.c.case == x.case)
        .where(where)
        .order_by(x.until, x.case, x.position)
        .limit(limit)
    )
    return [
        Exchange(*row)._replace(categories=msgspec.json.decode(row.categories, type=tuple[str, ...]))
        for row in connection.execute(query)
    ]
