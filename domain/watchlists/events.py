"""What happens around a facility's watchlist."""

from datetime import date
from typing import Literal

from msgspec import Struct

from domain.events import Event
from domain.words import CaseId, OrganisationId, Personal, PersonId, Side

Ground = Literal["vermoedelijk_uitgebuit", "hoog_risico"]
Judgement = Literal["vermoedelijk_uitgebuit", "hoog_risico", "niet_op_lijst", "te_weinig_bekend"]


class Entry(Struct, frozen=True):
    """One place on a list; its rank is its place."""

    case: CaseId
    ground: Ground
    reasons: Personal


class CaseWeighed(Event, frozen=True):
    """One side's own judgement of a case, made without seeing the other's."""

    case: CaseId
    facility: OrganisationId
    side: Side
    by: PersonId
    judgement: Judgement
    reasons: Personal

    tagged = ("case",)


class WatchlistEndorsed(Event, frozen=True):
    """One side agrees with these entries, highest first; a later one by the same side takes its place."""

    facility: OrganisationId
    side: Side
    by: PersonId
    entries: tuple[Entry, ...]
    on: date

    def tags(self) -> tuple[str, ...]:
        """The facility's lists: a few a month."""
        return (lists_tag(self.facility),)


class EndorsementTakenBack(Event, frozen=True):
    """A side agrees no more with what it endorsed, before the other side did."""

    facility: OrganisationId
    side: Side
    by: PersonId
    on: date

    def tags(self) -> tuple[str, ...]:
        """The facility's lists: a few a month."""
        return (lists_tag(self.facility),)


class WatchlistAgreed(Event, frozen=True):
    """Both sides agreed; the earlier lists are the earlier events."""

    facility: OrganisationId
    entries: tuple[Entry, ...]
    care: PersonId
    police: PersonId
    on: date

    def tags(self) -> tuple[str, ...]:
        """The facility's lists: a few a month."""
        return (lists_tag(self.facility),)


class CaseListed(Event, frozen=True):
    """The case came on the facility's list, or stands on it for another ground.

    `followed` when its place went along on a move or a merge, and nobody agreed on it here yet.
    """

    case: CaseId
    facility: OrganisationId
    ground: Ground
    on: date
    followed: bool = False

    tagged = ("case",)


class CaseDelisted(Event, frozen=True):
    """The case left the facility's list; a running exchange goes on."""

    case: CaseId
    facility: OrganisationId
    on: date

    tagged = ("case",)


class ListingFollowed(Event, frozen=True):
    """A place came along to this facility's list: the next list that both agree on keeps or ends it."""

    facility: OrganisationId
    case: CaseId
    ground: Ground
    on: date

    def tags(self) -> tuple[str, ...]:
        """The facility's lists: a few a month."""
        return (lists_tag(self.facility),)


class Terms(Struct, frozen=True):
    """What an exchange is: between whom, of which kinds of information, from `since` to before `until`."""

    facility: OrganisationId
    unit: OrganisationId
    categories: tuple[str, ...]
    since: date
    until: date


class ExchangeOpened(Event, frozen=True):
    """Facility and unit send each other what they know of the case, from `since` to before `until`.

    Always both ways. `categories` are the kinds of information that either may send.
    """

    case: CaseId
    facility: OrganisationId
    unit: OrganisationId
    categories: tuple[str, ...]
    since: date
    until: date

    tagged = ("case",)


class ExchangeFollowed(Event, frozen=True):
    """A running exchange went along: to this place when the client moved, or to this case."""

    case: CaseId
    terms: Terms
    announced: bool = False

    tagged = ("case",)


class ExchangeEndAnnounced(Event, frozen=True):
    """A month is left before the exchange ends at `until`."""

    case: CaseId
    until: date

    tagged = ("case",)


class ExchangeEnded(Event, frozen=True):
    """Nothing is exchanged any more from `on` on."""

    case: CaseId
    on: date
    reason: Personal

    tagged = ("case",)


def lists_tag(facility: OrganisationId) -> str:
    """The tag of one facility's agreed lists and endorsements, and of nothing else."""
    return f"watchlists:{facility}"
