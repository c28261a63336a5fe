"""Agreeing on a facility's list: one of care and one of police, with the same entries.

Source: artikel ("hulpverleners maken samen met de politie een top 5 of top 10"). The projected ranking
proposes; people decide, in any order they see fit.
"""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.appointments import roles_of
from domain.cases.standing import NEW, CaseView, LifecycleEvent, life_of, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.watchlists.difference import difference
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    EndorsementTakenBack,
    Entry,
    ListingFollowed,
    WatchlistAgreed,
    WatchlistEndorsed,
    lists_tag,
)
from domain.watchlists.pair import TeamEvent, Teams, evolve_teams, speaks_for, unit_of
from domain.words import CaseId, OrganisationId, PersonId, Side

LONGEST_LIST = 10
"""A top 5 or a top 10."""

# view

ListEvent = WatchlistEndorsed | EndorsementTakenBack | WatchlistAgreed | ListingFollowed
LISTS = (WatchlistEndorsed, EndorsementTakenBack, WatchlistAgreed, ListingFollowed)


class Lists(Struct, frozen=True):
    """The list that holds, which side endorsed which entries for the next one, and who came along since.

    `on` is the day on which the list was agreed.
    """

    agreed: tuple[Entry, ...] = ()
    endorsed: dict[Side, WatchlistEndorsed] = {}
    followed: tuple[CaseId, ...] = ()
    on: date | None = None

    def holds(self, entries: tuple[Entry, ...], today: date) -> bool:
        """Whether this very list was agreed today, and nobody came along since."""
        return (self.agreed, self.on, self.followed) == (entries, today, ())


def evolve_lists(view: Lists, event: ListEvent) -> Lists:
    """The facility's lists after one more event about them."""
    match event:
        case WatchlistEndorsed():
            return structs.replace(view, endorsed={**view.endorsed, event.side: event})
        case EndorsementTakenBack(side=side):
            return structs.replace(
                view, endorsed={of: one for of, one in view.endorsed.items() if of != side}
            )
        case WatchlistAgreed(entries=entries, on=on):
            return Lists(entries, on=on)
        case ListingFollowed(case=case):
            return structs.replace(view, followed=(*view.followed, case))
        case _:
            assert_never(event)


class Agreeing(Struct, frozen=True):
    """What agreeing depends on: the lists, the pair with the roles of who agrees, and the cases named."""

    lists: Lists = Lists()
    teams: Teams = Teams()
    cases: dict[CaseId, CaseView] = {}


AgreeingEvent = ListEvent | TeamEvent | LifecycleEvent

# commands


class AgreeWatchlist(Command[Agreeing, AgreeingEvent], frozen=True):
    """Agree with a list on behalf of one's side; the second side's same entries make it the agreed list."""

    attempt = "lijst_afspreken"

    facility: OrganisationId
    entries: tuple[Entry, ...]
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The facility's lists and unit, the roles of who agrees, and the life of each case named."""
        return (
            about(lists_tag(self.facility), *LISTS),
            unit_of(self.facility),
            roles_of(self.by),
            *dict.fromkeys(life_of(entry.case) for entry in self.entries),
        )

    def initial(self) -> Agreeing:
        """Nothing known."""
        return Agreeing()

    def evolve(self, view: Agreeing, event: AgreeingEvent) -> Agreeing:
        """Each event to its own part."""
        if isinstance(event, ListEvent):
            return structs.replace(view, lists=evolve_lists(view.lists, event))
        if isinstance(event, TeamEvent):
            return structs.replace(view, teams=evolve_teams(view.teams, event))
        case = evolve_case(view.cases.get(event.case, NEW), event)
        return structs.replace(view, cases={**view.cases, event.case: case})

    def decide(self, view: Agreeing) -> list[Event]:
        """An endorsement by the first side, the agreed list and who came and left by the second.

        The list that was agreed today is not begun again by who agreed last and repeats it.
        """
        side = speaks_for(view.teams, self.by, self.today, self.facility)
        self._require_sound(view)
        other: Side = "politie" if side == "zorg" else "zorg"
        endorsed = WatchlistEndorsed(self.facility, side, self.by, self.entries, self.today)
        first = view.lists.endorsed.get(other)
        if first is None:
            mine = view.lists.endorsed.get(side)
            said = mine is not None and mine.entries == self.entries
            return [] if said or view.lists.holds(self.entries, self.today) else [endorsed]
        if first.by == self.by:
            raise Refused(
                "lijst.zelfde_persoon",
                f"{self.by} stemde al in voor de andere kant.",
                "Laat iemand anders instemmen: over een lijst beslissen twee mensen.",
            )
        if first.entries != self.entries:
            raise Refused(
                "lijst.verschil",
                "Deze lijst is een andere dan de lijst waar de andere kant mee instemde.",
                "Bespreek het verschil. Stem daarna allebei in met dezelfde lijst.",
            )
        care, police = (self.by, first.by) if side == "zorg" else (first.by, self.by)
        agreed = WatchlistAgreed(self.facility, self.entries, care, police, self.today)
        return [endorsed, agreed, *self._came_and_left(view.lists)]

    def _require_sound(self, view: Agreeing) -> None:
        if len(self.entries) > LONGEST_LIST:
            raise Refused(
                "lijst.lengte",
                f"De lijst telt {len(self.entries)} casussen, en er passen er {LONGEST_LIST} op.",
                "Kies een top 5 of een top 10.",
            )
        if len({entry.case for entry in self.entries}) < len(self.entries):
            raise Refused(
                "lijst.dubbel", "Een casus staat twee keer op de lijst.", "Noem elke casus één keer."
            )
        for entry in self.entries:
            if workable(entry.case, view.cases.get(entry.case, NEW)).facility != self.facility:
                raise Refused(
                    "lijst.instelling",
                    f"De casus {entry.case} is niet van {self.facility}.",
                    "Zet de casus op de lijst van de eigen instelling.",
                )
            if not entry.reasons.strip():
                raise Refused("lijst.reden", f"Bij casus {entry.case} staat niet waarom.", "Noem de redenen.")

    def _came_and_left(self, before: Lists) -> list[Event]:
        """Who came along without being agreed on is listed now, or leaves."""
        grounds = {entry.case: entry.ground for entry in before.agreed if entry.case not in before.followed}
        stays = {entry.case for entry in self.entries}
        left = dict.fromkeys((*difference(before.agreed, self.entries).left, *before.followed))
        return [
            *[CaseDelisted(case, self.facility, self.today) for case in left if case not in stays],
            *[
                CaseListed(entry.case, self.facility, entry.ground, self.today)
                for entry in self.entries
                if grounds.get(entry.case) != entry.ground
            ],
        ]


class TakeBackEndorsement(Command[Agreeing, ListEvent | TeamEvent], frozen=True):
    """Agree no more with a list on behalf of one's side, while the other side did not agree with it yet."""

    attempt = "handtekening_intrekken"

    facility: OrganisationId
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """The facility's lists and unit, and the roles of who takes it back."""
        return (about(lists_tag(self.facility), *LISTS), unit_of(self.facility), roles_of(self.by))

    def initial(self) -> Agreeing:
        """Nothing known."""
        return Agreeing()

    def evolve(self, view: Agreeing, event: ListEvent | TeamEvent) -> Agreeing:
        """Each event to its own part."""
        if isinstance(event, ListEvent):
            return structs.replace(view, lists=evolve_lists(view.lists, event))
        return structs.replace(view, teams=evolve_teams(view.teams, event))

    def decide(self, view: Agreeing) -> list[Event]:
        """What both agreed on holds, and is not taken back by one."""
        side = speaks_for(view.teams, self.by, self.today, self.facility)
        if side not in view.lists.endorsed:
            raise Refused(
                "lijst.niet_getekend",
                "Er ligt geen lijst die uw kant tekende en de andere kant nog niet.",
                "Kijk welke lijst geldt. Wat beide kanten tekenden, wijzigt u samen met een nieuwe lijst.",
            )
        return [EndorsementTakenBack(self.facility, side, self.by, self.today)]
