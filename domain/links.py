"""Links between cases: the same address, phone, plate, account or person, known only as a keyed hash.

Source: artikel ("sneeuwbaleffect": one address passed on from client to client). Both owners learn that
there is a link, never with whom until a disclosure allows it.
"""

from typing import Literal, assert_never

from msgspec import Struct, structs

from domain.cases.standing import NEW, CaseView, LifecycleEvent, Merged, Unknown, life_of, merged, unknown
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.words import CaseId

LinkKind = Literal["adres", "telefoon", "kenteken", "account", "persoon"]

# events


class LinkKeyRecorded(Event, frozen=True):
    """Something of the client's network, as a keyed hash; the clear text never enters the log."""

    case: CaseId
    kind: LinkKind
    key: str

    def tags(self) -> tuple[str, ...]:
        """By case, and by key so that the next case with it is found."""
        return (f"case:{self.case}", f"link:{self.key}")


class LinkFound(Event, frozen=True):
    """This case shares a key with another; once a key, naming no other case."""

    case: CaseId
    kind: LinkKind
    key: str

    def tags(self) -> tuple[str, ...]:
        """By case, and by key so that a case hears of a key once."""
        return (f"case:{self.case}", f"link:{self.key}")


class LinkKeyMoved(Event, frozen=True):
    """A key went along from `source` when two cases became one, or one became two."""

    case: CaseId
    source: CaseId
    kind: LinkKind
    key: str

    def tags(self) -> tuple[str, ...]:
        """By the case that has it now, and by key."""
        return (f"case:{self.case}", f"link:{self.key}")


LinkEvent = LinkKeyRecorded | LinkFound | LinkKeyMoved

# view


class Holder(Struct, frozen=True):
    """A case that has the key; twice when a merge brought it once more."""

    case: CaseId
    kind: LinkKind


class Shared(Struct, frozen=True):
    """Who has a key, and which of them heard that others do."""

    holders: tuple[Holder, ...] = ()
    told: frozenset[CaseId] = frozenset()

    def cases(self) -> tuple[CaseId, ...]:
        """The cases that have the key, each once, in the order in which they got it."""
        return tuple(dict.fromkeys(holder.case for holder in self.holders))


def evolve_shared(view: Shared, event: LinkEvent) -> Shared:
    """Who shares the key after one more event about it."""
    match event:
        case LinkKeyRecorded():
            return structs.replace(view, holders=(*view.holders, Holder(event.case, event.kind)))
        case LinkFound():
            return structs.replace(view, told=view.told | {event.case})
        case LinkKeyMoved():
            left = list(view.holders)
            gone = Holder(event.source, event.kind)
            if gone in left:
                left.remove(gone)
            moved = Shared((*left, Holder(event.case, event.kind)))
            # a case is not linked with itself; those that still differ were told, or are told by the move
            return structs.replace(moved, told=frozenset(moved.cases() if len(moved.cases()) > 1 else ()))
        case _:
            assert_never(event)


def key_of(key: str) -> Item:
    """The boundary item for everybody who has a key."""
    return about(f"link:{key}", LinkKeyRecorded, LinkFound, LinkKeyMoved)


class Linking(Struct, frozen=True):
    """What recording a key depends on: the case, and who shares the key."""

    case: CaseView = NEW
    shared: Shared = Shared()


# command


class RecordLinkKey(Command[Linking, LifecycleEvent | LinkEvent], frozen=True):
    """Record something of the client's network; `key` is the keyed hash that the edge made of it."""

    attempt = "verband_vastleggen"

    case: CaseId
    kind: LinkKind
    key: str

    def boundary(self) -> Query:
        """The case's life and everybody who has the key."""
        return (life_of(self.case), key_of(self.key))

    def initial(self) -> Linking:
        """Nothing known."""
        return Linking()

    def evolve(self, view: Linking, event: LifecycleEvent | LinkEvent) -> Linking:
        """The case and the key apart."""
        if isinstance(event, LinkEvent):
            return structs.replace(view, shared=evolve_shared(view.shared, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Linking) -> list[Event]:
        """Record the key once a case, and tell each case that shares it once; closed cases hear it too."""
        match view.case:
            case Unknown():
                raise unknown(self.case)
            case Merged() as gone:
                raise merged(gone)
        if not self.key.strip():
            raise Refused(
                "verband.sleutel",
                "Een verband heeft een kenmerk nodig.",
                "Geef een kenmerk, zoals een adres of een telefoonnummer.",
            )
        shared = view.shared
        events: list[Event] = []
        if self.case not in shared.cases():
            events.append(LinkKeyRecorded(self.case, self.kind, self.key))
            shared = structs.replace(shared, holders=(*shared.holders, Holder(self.case, self.kind)))
        if len(shared.cases()) > 1:
            kinds = {holder.case: holder.kind for holder in shared.holders}
            events += [
                LinkFound(case, kind, self.key) for case, kind in kinds.items() if case not in shared.told
            ]
        return events
