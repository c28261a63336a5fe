"""The watchlist of a facility at any moment, and why each place moved in a week.

The list of now and of a frozen evening are read from the rows; any other moment is made again from the log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.scoring.context import case_on, different_indicators
from domain.scoring.facts import Facts, is_active
from domain.scoring.movement import Moment, largest, movement
from domain.scoring.result import ranked_db
from domain.scoring.texts import movement_text
from domain.words import CaseId
from engine.history import When, case_at, day_ended, facts_at
from engine.parts import Parts
from engine.rebuild import run_through
from engine.sharing import unshared
from eventlog.log import Log
from projections.calendar import Calendar
from projections.case.rows import level_of
from projections.case.state import scored_facts, unpack
from projections.database import open_rows, reading
from projections.evening import LONGEST, rank_of
from projections.tables.case import cases
from projections.watchlist import Place, highest_now, highest_of_evening

WEEK = timedelta(days=7)
"""A list is compared with that of a week before."""


class Placed(NamedTuple):
    """A place, how many places it rose in a week (None when new on the list), and the reason in Dutch.

    `unshared` is for how many days something has been known of the case and was not shared.
    """

    place: Place
    change: int | None
    reason: str
    unshared: int = 0


class Past(NamedTuple):
    """Where any moment is found: the log, the live rows, and the calendar that both share."""

    log: Log
    rows: Connection
    calendar: Calendar


def watchlist(past: Past, facility: str, when: When, top: int) -> list[Placed]:
    """The list of a facility at a moment, with the change against the list of a week before."""
    places = _places(past, facility, when, top)
    before = highest_of_evening(past.rows, facility, when.on - WEEK, LONGEST)
    earlier = {place.case: place.rank for place in before}
    return [_placed(past, when, place, earlier.get(place.case)) for place in places]


def _places(past: Past, facility: str, when: When, top: int) -> list[Place]:
    is_everything = when.position >= past.calendar.now.position
    if when.on == when.known_on:
        if is_everything:
            return highest_now(past.rows, facility, top)
        if past.calendar.evening(when.on) == when.position:
            return highest_of_evening(past.rows, facility, when.on, top)
    if is_everything:
        return _with_levels(past, when, ranked_on(past.rows, facility, when, top))
    with as_known(past.log, when.position) as then:
        return _with_levels(past, when, ranked_on(then, facility, when, top))


def _with_levels(past: Past, when: When, places: list[Place]) -> list[Place]:
    """The places with the levels that were open on that day."""
    position = day_ended(past.calendar, when)
    states = [case_at(past.log, past.calendar, CaseId(one.case), position) for one in places]
    return [one._replace(level=level_of(state)) for one, state in zip(places, states, strict=True)]


@contextmanager
def as_known(log: Log, position: int) -> Iterator[Connection]:
    """Rows as they were at a position, made from the log in a folder that goes away."""
    with TemporaryDirectory(prefix="opplussen-") as folder:
        rows = open_rows(Path(folder) / "rows.sqlite", beside=True)
        try:
            run_through(Parts(rows, log, (0,), beside=True), log, until=position)
            with reading(rows) as connection:
                yield connection
        finally:
            rows.dispose()


def ranked_on(rows: Connection, facility: str, when: When, top: int) -> list[Place]:
    """The ranking of the cases in these rows for a day, every case scored."""
    c = cases.c
    found = []
    query = select(c.state).where(c.facility == facility, c.status == "open")
    for data in rows.scalars(query):
        state = unpack(data)
        facts = scored_facts(state.facts)
        observed = max((one.observed_on for one in facts.signals if is_active(one, when.on)), default=None)
        if observed is None:
            continue
        result = when.scorer.score(case_on(facts, when.on), when.on)
        db = ranked_db(result.log_odds_db)
        place = Place(
            0,
            state.case,
            state.facts.reference,
            result.score,
            db,
            result.conflict,
            level_of(state),
            observed,
            different_indicators(facts, when.on),
            when.version,
        )
        found.append((rank_of(db, observed, place.reference), place))
    found.sort(key=lambda one: one[0])
    return [place._replace(rank=rank) for rank, (_, place) in enumerate(found[:top], start=1)]


def _placed(past: Past, when: When, place: Place, earlier: int | None) -> Placed:
    before, after = week_apart(past.log, past.calendar, when, CaseId(place.case))
    reason = movement_text(before, after, largest(movement(before, after)))
    days = unshared(past.log, CaseId(place.case), after.facts.signals, when)
    return Placed(place, None if earlier is None else earlier - place.rank, reason, days)


def week_apart(log: Log, calendar: Calendar, when: When, case: CaseId) -> tuple[Moment, Moment]:
    """What was known of a case a week before and at a moment; nothing when the log is younger."""
    after = Moment(when.policy, facts_at(log, case, when.position), when.on)
    earlier: date = when.on - WEEK
    evening = calendar.evening(earlier) if calendar.begun(earlier) else None
    if evening is None:
        return Moment(when.policy, Facts(()), earlier), after
    scorer = calendar.at(evening).scorer
    policy = scorer.policy if scorer else when.policy
    return Moment(policy, facts_at(log, case, evening), earlier), after
