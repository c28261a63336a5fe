"""Who is involved with a client, so that the owner can ask each once: "wat ziet u?".

Source: artikel ("een wolk aan hulpverleners", of whom each holds a piece). The answer is a signal like any
other: nothing here tells who answered, or whether anybody did.
"""

from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.cases.events import CaseSplitOff
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent, standing, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.words import CaseId, OrganisationId, PersonId

RESPONSIBLE = "verantwoordelijke hulpverlener"
"""What whoever had a case does for its client after it went on as another."""

# events


class InvolvementRecorded(Event, frozen=True):
    """Somebody works with the client, in what capacity and since when."""

    case: CaseId
    person: PersonId
    organisation: OrganisationId
    capacity: str
    since: date

    tagged = ("case",)


class InvolvementEnded(Event, frozen=True):
    """Somebody no longer works with the client, from `on` on."""

    case: CaseId
    person: PersonId
    on: date

    tagged = ("case",)


class ViewAsked(Event, frozen=True):
    """Somebody who is involved was asked what they see; who answers stays unsaid."""

    case: CaseId
    person: PersonId

    tagged = ("case",)


class RosterFollowed(Event, frozen=True):
    """Who works with the client of a case that goes on in this one, and who of them was asked."""

    case: CaseId
    source: CaseId
    involved: tuple[InvolvementRecorded, ...]
    asked: tuple[PersonId, ...] = ()

    tagged = ("case",)


RosterEvent = InvolvementRecorded | InvolvementEnded | ViewAsked | RosterFollowed | CaseSplitOff
ROSTER = (InvolvementRecorded, InvolvementEnded, ViewAsked, RosterFollowed, CaseSplitOff)

# view


class Roster(Struct, frozen=True):
    """The case, who is involved by person and who was asked: its `own`, and those that others brought."""

    case: CaseView = NEW
    own: dict[PersonId, InvolvementRecorded] = {}
    own_asked: frozenset[PersonId] = frozenset()
    brought: dict[CaseId, RosterFollowed] = {}

    @property
    def involved(self) -> dict[PersonId, InvolvementRecorded]:
        """Everybody involved; what the case itself recorded of somebody goes before what was brought."""
        came = {one.person: one for brought in self.brought.values() for one in brought.involved}
        return {**came, **self.own}

    @property
    def asked(self) -> frozenset[PersonId]:
        """Everybody who was asked, here or before."""
        return self.own_asked.union(*[one.asked for one in self.brought.values()])


def evolve_roster(view: Roster, event: LifecycleEvent | RosterEvent) -> Roster:
    """The roster after one more event."""
    if not isinstance(event, RosterEvent):
        return structs.replace(view, case=evolve_case(view.case, event))
    match event:
        case InvolvementRecorded(person=person):
            return structs.replace(view, own={**view.own, person: event})
        case InvolvementEnded(person=gone):
            return _without(view, gone)
        case ViewAsked(person=person):
            return structs.replace(view, own_asked=view.own_asked | {person})
        case RosterFollowed(source=source):
            return structs.replace(view, brought={**view.brought, source: event})
        case CaseSplitOff(source=source):
            stay = {case: one for case, one in view.brought.items() if case != source}
            return structs.replace(view, brought=stay)
        case _:
            assert_never(event)


def _without(view: Roster, gone: PersonId) -> Roster:
    brought = {
        case: structs.replace(one, involved=tuple(each for each in one.involved if each.person != gone))
        for case, one in view.brought.items()
    }
    left = {person: one for person, one in view.own.items() if person != gone}
    return structs.replace(view, own=left, brought=brought)


def to_ask(view: Roster) -> tuple[PersonId, ...]:
    """Who is involved and was not asked yet, in the order in which they came in."""
    return tuple(person for person in view.involved if person not in view.asked)


def roster_along(to: CaseId, source: CaseId, gone: Roster, stays: Roster, on: date) -> list[Event]:
    """Who works with the client of the source, and whoever had it where somebody else has the other case."""
    now = standing(gone.case)
    people = dict(gone.involved)
    owner = now.owner
    if owner is not None and owner not in {standing(stays.case).owner, *people}:
        people[owner] = InvolvementRecorded(source, owner, now.facility, RESPONSIBLE, on)
    if not people:
        return []
    return [RosterFollowed(to, source, tuple(people.values()), tuple(sorted(gone.asked)))]


def roster_back(roster: Roster, source: CaseId, was: Roster, on: date) -> list[Event]:
    """Who came along with the source and stopped since does not work with its client again."""
    if source not in roster.brought:
        return []
    return [InvolvementEnded(source, person, on) for person in was.involved if person not in roster.involved]


# commands


def roster_of(case: CaseId) -> Item:
    """The boundary item for a case's life and its roster."""
    return about(f"case:{case}", *LIFECYCLE, *ROSTER)


class RosterCommand(Command[Roster, LifecycleEvent | RosterEvent], frozen=True):
    """A command about somebody who works with the client of a case."""

    case: CaseId
    person: PersonId

    def boundary(self) -> Query:
        """The case's life and its roster."""
        return (roster_of(self.case),)

    def initial(self) -> Roster:
        """Nobody."""
        return Roster()

    def evolve(self, view: Roster, event: LifecycleEvent | RosterEvent) -> Roster:
        """See `evolve_roster`."""
        return evolve_roster(view, event)

    def require_involved(self, view: Roster) -> None:
        """Refuse somebody who does not work with this client.

        Raises:
            Refused: naming the person's pseudonym.
        """
        if self.person not in view.involved:
            raise Refused(
                "rooster.onbekend",
                f"{self.person} staat niet bij deze casus als betrokken hulpverlener.",
                "Leg eerst vast dat deze persoon betrokken is.",
            )


class RecordInvolvement(RosterCommand, frozen=True):
    """Record that somebody works with the client."""

    attempt = "betrokkene_vastleggen"

    organisation: OrganisationId
    capacity: str
    since: date

    def decide(self, view: Roster) -> list[Event]:
        """In a capacity; the same again changes nothing, another capacity replaces it."""
        workable(self.case, view.case)
        if not self.capacity.strip():
            raise Refused(
                "rooster.rol",
                "Er staat niet wat deze persoon voor de cliënt doet.",
                "Schrijf wat deze persoon voor de cliënt doet.",
            )
        recorded = InvolvementRecorded(self.case, self.person, self.organisation, self.capacity, self.since)
        return [] if view.involved.get(self.person) == recorded else [recorded]


class EndInvolvement(RosterCommand, frozen=True):
    """Record that somebody no longer works with the client."""

    attempt = "betrokkene_beëindigen"

    on: date

    def decide(self, view: Roster) -> list[Event]:
        """Only who is involved can stop."""
        workable(self.case, view.case)
        self.require_involved(view)
        return [InvolvementEnded(self.case, self.person, self.on)]


class AskView(RosterCommand, frozen=True):
    """Ask somebody who is involved: "wat ziet u?", on behalf of the case's owner."""

    attempt = "vragen_wat_iemand_ziet"

    def decide(self, view: Roster) -> list[Event]:
        """Each person once, of a case that is worked on."""
        workable(self.case, view.case)
        self.require_involved(view)
        return [] if self.person in view.asked else [ViewAsked(self.case, self.person)]
