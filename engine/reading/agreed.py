"""The lists that care and police agreed on, as their reader may know them.

Rows hold nobody's words: why each case stands on a list comes from the log, for who sees the words.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from domain.access.seeing import Sight
from domain.commands import about
from domain.watchlists.events import Entry, WatchlistAgreed, WatchlistEndorsed, lists_tag
from domain.words import CaseId, OrganisationId
from engine.reading.reader import Reader
from engine.reading.shielding import name_of, shown
from eventlog.log import Log
from projections.agreed import Agreed, Listed, listed_at, lists_of, one_sided
from projections.weighings import Waiting, waiting

SHIELDED = "afgeschermd"
"""What stands where a reader does not see the ground."""


class Lists(NamedTuple):
    """The list that holds and those before it, what one side alone agrees with, and what stands beside it."""

    current: Agreed | None
    every: list[Agreed]
    proposed: list[Agreed]
    unweighed: list[Waiting]
    followed: list[Listed]

    @property
    def told(self) -> list[Agreed]:
        """The lists of which the places are shown."""
        return [*self.proposed, *([self.current] if self.current else [])]

    @property
    def cases(self) -> list[str]:
        """Every case that is named."""
        places = [place.case for one in self.told for place in one.places]
        return [*places, *(one.case for one in self.unweighed), *(one.case for one in self.followed)]


def lists_at(connection: Connection, facility: OrganisationId, day: date | None = None) -> Lists:
    """The lists of a facility; the one that holds is that of a day, or the last."""
    every = lists_of(connection, facility)
    return Lists(
        next((one for one in every if day is None or one.on <= day), None),
        every,
        one_sided(connection, facility),
        waiting(connection, facility),
        [one for one in listed_at(connection, facility) if one.followed],
    )


def lists_seen(
    who: Reader, facility: OrganisationId, found: Lists, beside: Sequence[str] = ()
) -> tuple[Lists, dict[CaseId, Sight]]:
    """What the reader sees of the lists, and of each case named, also those that are shown `beside` them.

    Raises:
        Refused: none of these cases may be seen; the attempt was written down.
    """
    named = list(dict.fromkeys([*found.cases, *beside]))
    sights = who.cases("lijst", named, f"afgesproken lijst van {facility}")
    unweighed = shown(found.unweighed, sights, "pseudoniem")
    seen = Lists(
        None if found.current is None else list_seen(found.current, sights),
        found.every,
        [list_seen(one, sights) for one in found.proposed],
        [one._replace(reference=name_of(one, sights)) for one in unweighed],
        [one._replace(reference=name_of(one, sights)) for one in shown(found.followed, sights)],
    )
    return seen, sights


def list_seen(one: Agreed, sights: Mapping[CaseId, Sight]) -> Agreed:
    """The list as its reader may know it: by pseudonym without a ground, or without the place."""
    seen = [
        place._replace(
            reference=name_of(place, sights),
            ground=place.ground if sights[CaseId(place.case)].sees("codes") else SHIELDED,
        )
        for place in shown(one.places, sights, "pseudoniem")
    ]
    return one._replace(places=tuple(seen))


def entries_of(log: Log, facility: OrganisationId) -> dict[int, tuple[Entry, ...]]:
    """What each list of a facility says, also why, by its position: for who acts on it."""
    item = about(lists_tag(facility), WatchlistAgreed, WatchlistEndorsed)
    return {
        entry.position: entry.event.entries
        for entry in log.read([item]).entries
        if isinstance(entry.event, WatchlistAgreed | WatchlistEndorsed)
    }


def reasons_seen(
    log: Log, facility: OrganisationId, lists: Sequence[Agreed], sights: Mapping[CaseId, Sight]
) -> dict[tuple[int, str], str]:
    """Why each case stands on these lists, for who sees the words."""
    if not lists:
        return {}
    every = entries_of(log, facility)
    return {
        (one.position, entry.case): entry.reasons
        for one in lists
        for entry in every.get(one.position, ())
        if entry.case in sights and sights[entry.case].sees("teksten")
    }
