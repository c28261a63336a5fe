"""Who the client of a case is, who is around them and since when they are missing, its own and brought.

Sources: handreiking (who must act must know about whom it is), artikel (children have been in many places).
What a case knows of its client goes along when it goes on as another, under its own name, so that a split
takes exactly that away again.
"""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.acquaintances import AcquaintanceNamed
from domain.cases.events import CaseRegistered, CaseRestored, CaseSplitOff, IdentityRecorded
from domain.events import Event
from domain.missing.events import MissingEnded, MissingReported
from domain.subjects import client_of
from domain.words import CaseId, Personal

# events


class ClientFollowed(Event, frozen=True):
    """What a case brings of who its client is into the one it goes on in, as it stood.

    `identities` are all it knew, last one last; `around` are the names of who is around the client.
    """

    case: CaseId
    source: CaseId
    references: tuple[str, ...]
    identities: tuple[IdentityRecorded, ...] = ()
    around: tuple[Personal, ...] = ()
    missing_since: date | None = None

    tagged = ("case",)

    def subjects(self) -> tuple[str, ...]:
        """The client of both cases, so that a split leaves nothing behind that outlives the one it is of."""
        return (client_of(self.case), client_of(self.source))


ClientEvent = (
    CaseRegistered
    | CaseRestored
    | CaseSplitOff
    | IdentityRecorded
    | AcquaintanceNamed
    | MissingReported
    | MissingEnded
    | ClientFollowed
)
CLIENT = (
    CaseRegistered,
    CaseRestored,
    CaseSplitOff,
    IdentityRecorded,
    AcquaintanceNamed,
    MissingReported,
    MissingEnded,
    ClientFollowed,
)

# view


class Client(Struct, frozen=True):
    """What the case itself recorded, in the shape of what is brought, and what others brought, by case."""

    own: ClientFollowed = ClientFollowed(CaseId(""), CaseId(""), ())
    brought: dict[CaseId, ClientFollowed] = {}

    def all(self) -> Iterator[ClientFollowed]:
        """Its own first, then what was brought, in order."""
        yield self.own
        yield from self.brought.values()

    @property
    def references(self) -> tuple[str, ...]:
        """By what number facilities know the client."""
        return tuple(dict.fromkeys(name for one in self.all() for name in one.references))

    @property
    def identities(self) -> tuple[IdentityRecorded, ...]:
        """All ever recorded; who it is says the last: of its own, and without these of what came first."""
        return tuple(known for one in reversed([*self.all()]) for known in one.identities)

    @property
    def around(self) -> tuple[Personal, ...]:
        """The names of who is around the client."""
        return tuple(dict.fromkeys(name for one in self.all() for name in one.around))

    @property
    def missing_since(self) -> date | None:
        """Since when the client is missing, as the case itself says before others."""
        return next((one.missing_since for one in self.all() if one.missing_since), None)


def evolve_client(view: Client, event: ClientEvent) -> Client:
    """Who the client is after one more event of the case."""
    match event:
        case CaseRegistered(reference=reference):
            return _own(view, references=(reference,))
        case IdentityRecorded():
            return _own(view, identities=(*view.own.identities, event))
        case AcquaintanceNamed(name=name):
            return _own(view, around=(*view.own.around, name))
        case MissingReported(on=on):
            return _own(view, missing_since=on)
        case MissingEnded():
            return found(view)
        case CaseRestored(missing=missing):
            return view if missing else found(view)
        case ClientFollowed(source=source):
            return structs.replace(view, brought={**view.brought, source: event})
        case CaseSplitOff(source=source):
            left = {case: one for case, one in view.brought.items() if case != source}
            return structs.replace(view, brought=left)
        case _:
            assert_never(event)


def client_along(to: CaseId, source: CaseId, client: Client) -> list[Event]:
    """What the source brings of who its client is, also of what it was brought itself."""
    return [
        ClientFollowed(to, source, client.references, client.identities, client.around, client.missing_since)
    ]


def _own(view: Client, **changes: object) -> Client:
    return structs.replace(view, own=structs.replace(view.own, **changes))


def found(view: Client) -> Client:
    """The client who is missing no longer."""
    brought = {case: structs.replace(one, missing_since=None) for case, one in view.brought.items()}
    return structs.replace(_own(view, missing_since=None), brought=brought)
