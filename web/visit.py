"""One request of somebody who is logged in: what they ask, read through the one door, and what they do."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from time import monotonic, sleep
from typing import NamedTuple

from domain.access.seeing import Sight
from domain.access.table import TABLE
from domain.access.words import Part, Purpose
from domain.appointments import Appointments, places
from domain.commands import Refused
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.history import When, moment
from engine.reading.known import Held
from engine.reading.reader import ONCE, Opened, Reader, Seen, Sent
from eventlog.execute import Answer, AnyCommand
from projections.escalations import Near
from web.sessions import Session
from web.world import World

ROWS_S = 1.0
"""How long a page waits for the rows to show what was just done."""
_POLL_S = 0.01


class Asks(NamedTuple):
    """What a route asks of the access table: which kind of data, for which purposes."""

    part: Part
    purposes: tuple[Purpose, ...]


class Visit:
    """Somebody at one page; `asks` is what the table of routes says of that page."""

    def __init__(self, world: World, session: Session, door: str, asks: Asks | None) -> None:
        self.world = world
        self.person: PersonId = session.person
        self.csrf = session.csrf
        self.door = door
        self._asks = asks
        self.today: date = world.today()
        self.reader = Reader(world.known.log, world.access, session.person, door, self.today, world.context)

    @cached_property
    def known(self) -> Held:
        """The log and the rows, with one calendar for all of the page."""
        return Held(self.world.known)

    @property
    def asks(self) -> Asks:
        """What this page asks of the access table.

        Raises:
            Refused: the table gives it nothing to ask, so nothing is read.
        """
        if self._asks is None:
            raise Refused("toegang.niet", "Deze pagina leest niets van casussen.", "Kies een andere pagina.")
        return self._asks

    @cached_property
    def places(self) -> Appointments:
        """The roles that this person may act in today."""
        return places(self.reader.appointments, self.person, self.today)

    @cached_property
    def purposes(self) -> frozenset[Purpose]:
        """What this person can read for at all: the pages that they are offered."""
        roles = {one.role for one in self.places}
        return frozenset(purpose for purpose, rows in TABLE.items() if roles & rows.keys())

    @cached_property
    def facilities(self) -> tuple[OrganisationId, ...]:
        """The facilities of whose list this person may see something: their own, or that of their pair."""
        units = self.reader.partners.units
        here = {one.organisation for one in self.places}
        return tuple(sorted(one for one, unit in units.items() if one in here or unit in here))

    @cached_property
    def near(self) -> Near | None:
        """Of whose cases this person may see an escalation; None for who coordinates, and so of all."""
        if any(one.role == "zorgcoordinator" for one in self.places):
            return None
        return Near(self.person, frozenset(one.organisation for one in self.places))

    def now(self) -> When:
        """The moment that a page shows when nobody asks for another."""
        return moment(self.known.calendar, self.known.log.head())

    def case(self, name: str) -> Seen:
        """The case that a page is about, for what the page asks.

        Raises:
            Refused: nothing of it may be seen; the attempt was written down.
        """
        return self.reader.case(self.known, name, self.asks.part, *self.asks.purposes)

    def package(self, name: str, number: DisclosureId) -> Opened:
        """The last package under a number, for who gave it or may still read what they received.

        Raises:
            Refused: it is not theirs, it was stopped, or its time is over; the attempt was written down.
        """
        return self.reader.package(self.known, name, number, None)

    def cases(self, cases: Sequence[str], of: str) -> dict[CaseId, Sight]:
        """What is seen of each case of a list, for the first purpose that the page asks.

        Raises:
            Refused: nothing of any of them may be seen; the attempt was written down.
        """
        return self.reader.cases(self.asks.purposes[0], cases, of)

    def enter(self, of: str) -> None:
        """Let in to a page of several cases whose roles read for its purposes at all.

        Raises:
            Refused: they do not; the attempt was written down.
        """
        if not self.purposes.intersection(self.asks.purposes):
            self.reader.register(of, self.asks.part, self.asks.purposes[0])

    def do(self, command: AnyCommand, sent: Sent = ONCE) -> tuple[Answer, bool]:
        """Carry out a command as this person; whether the rows show it already.

        Raises:
            Refused: the decision's "no".
        """
        answer = self.reader.act(command, sent)
        until = monotonic() + ROWS_S
        while (followed := self.known.position >= answer.position) is False and monotonic() < until:
            sleep(_POLL_S)
        del self.known  # what comes after this is of after this
        return answer, followed
