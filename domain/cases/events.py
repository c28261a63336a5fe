"""What happens in the life of a case."""

from datetime import date
from typing import Literal

from msgspec import Struct

from domain.events import Event
from domain.scoring.facts import Signal
from domain.subjects import client_of
from domain.watchlists.events import Terms
from domain.words import CaseId, OrganisationId, Personal, PersonId, SignalId

AgeBand = Literal["onder_12", "12_15", "16_17", "18_plus"]
ADULT: AgeBand = "18_plus"


class Background(Struct, frozen=True, omit_defaults=True):
    """What a data set tells of a case that is no signal: outcomes, and what the fairness report compares.

    Never part of a score. `outcomes` are forms of exploitation as the data set names them.
    """

    outcomes: tuple[str, ...] = ()
    age_band: str = ""
    gender: str = ""
    citizen: bool | None = None


class CaseRegistered(Event, frozen=True):
    """A case began under a random pseudonym; (facility, reference) is how its facility knows it."""

    case: CaseId
    facility: OrganisationId
    reference: str
    background: Background | None = None

    def tags(self) -> tuple[str, ...]:
        """By case, and by reference so that a reference stands for one case."""
        return (f"case:{self.case}", reference_tag(self.facility, self.reference))


class CasePlaced(Event, frozen=True):
    """The client lives or is helped here from `on`; `owner` is the worker responsible now."""

    case: CaseId
    facility: OrganisationId
    on: date
    owner: PersonId | None = None

    tagged = ("case",)


class PlacementEnded(Event, frozen=True):
    """The client left the facility; the case stays with its owner until it is placed elsewhere."""

    case: CaseId
    facility: OrganisationId
    on: date
    reason: Personal = ""

    tagged = ("case",)


class BriefAcknowledged(Event, frozen=True):
    """After a move the receiver read the one-page brief."""

    case: CaseId
    facility: OrganisationId
    by: PersonId

    tagged = ("case",)


class CaseClosed(Event, frozen=True):
    """No further steps; also when suspicions proved unfounded."""

    case: CaseId
    on: date
    reason: Literal["ongegrond", "afgerond", "vertrokken", "overleden"]

    tagged = ("case",)


class CaseReopened(Event, frozen=True):
    """A closed case is open again, by a new signal or by decision."""

    case: CaseId
    reason: Literal["nieuw_signaal", "besluit"]

    tagged = ("case",)


class IdentityRecorded(Event, frozen=True):
    """Who the client is: readable for few, needed by none of the folds."""

    case: CaseId
    name: Personal
    born: Personal
    addresses: tuple[Personal, ...] = ()
    phones: tuple[Personal, ...] = ()
    plates: tuple[Personal, ...] = ()
    bsn: Personal = ""

    tagged = ("case",)

    def subjects(self) -> tuple[str, ...]:
        """The client alone."""
        return (client_of(self.case),)


class AgeBandEntered(Event, frozen=True):
    """The client's age band from `on`; the only thing that anything else reads of a birth date."""

    case: CaseId
    band: AgeBand
    on: date

    tagged = ("case",)


class CaseMergedInto(Event, frozen=True):
    """This case goes on as another: they proved to be one client."""

    case: CaseId
    into: CaseId

    tagged = ("case",)


class CaseAbsorbed(Event, frozen=True):
    """Another case goes on in this one; its signals, as they stood, count here from now on.

    `links` are all the links this case has now; `band`, `missing`, `listed` (the facilities on whose list it
    stood) and `exchange` are what the other case brings.
    """

    case: CaseId
    source: CaseId
    signals: tuple[Signal, ...]
    links: tuple[str, ...] = ()
    band: AgeBand | None = None
    missing: bool = False
    listed: tuple[OrganisationId, ...] = ()
    exchange: Terms | None = None

    tagged = ("case",)


class CaseSplitOff(Event, frozen=True):
    """A merge was undone: these signals no longer count here.

    `links`, `band` and `missing` are what is left to this case.
    """

    case: CaseId
    source: CaseId
    signals: tuple[SignalId, ...]
    links: tuple[str, ...] = ()
    band: AgeBand | None = None
    missing: bool = False

    tagged = ("case",)


class CaseRestored(Event, frozen=True):
    """A merged case stands on its own again: these are its signals as they stand, its links, its missing."""

    case: CaseId
    source: CaseId
    signals: tuple[Signal, ...]
    links: tuple[str, ...] = ()
    missing: bool = False

    tagged = ("case",)


ErasureGround = Literal["termijn", "verzoek", "bezwaar", "onrechtmatig"]
"""Why somebody is forgotten: the term is over, they ask for it, they object, or it was never lawful."""
Erased = Literal["persoon", "dossier"]
"""The person, with all that was written; or what was written in the file, while the person stays known."""
ERASURES = "erasures"
"""The tag of every erasure: together they are the register. By it an old copy of keys brings nobody back."""


class SubjectErased(Event, frozen=True):
    """Somebody was forgotten, by two people: the keys with these numbers are destroyed, and the case is gone.

    What is coded stays in the log under a pseudonym that leads to nobody.
    """

    case: CaseId
    what: Erased
    ground: ErasureGround
    by: PersonId
    second: PersonId
    on: date
    keys: tuple[str, ...] = ()

    def tags(self) -> tuple[str, ...]:
        """By case, and with all others of its kind."""
        return (f"case:{self.case}", ERASURES)


def reference_tag(facility: str, reference: str) -> str:
    """The tag under which a facility's own reference finds its case."""
    return f"reference:{facility}/{reference}"
