"""One operation of the API: its address, what it asks of the access table, what comes in and goes out."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from msgspec import Meta, Struct

from domain.words import CaseId
from engine.reading.facts import last_of
from engine.reading.reader import Sent
from web.visit import Asks, Visit

Pseudonym = Annotated[
    str,
    Meta(
        pattern="^c-[a-z0-9-]{1,60}$", description="Het pseudoniem van een casus", examples=["c-k3v7qd2x5mna"]
    ),
]
Code = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,99}$", examples=["instelling-1"])]

P = TypeVar("P", bound=Struct)
B = TypeVar("B", bound=Struct)


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """For who brings nothing along."""


class OfCase(Struct, frozen=True):
    """An address about one case."""

    case: Pseudonym


class Call(NamedTuple, Generic[P, B]):
    """One call of somebody: what the address says, what was sent along, and how."""

    visit: Visit
    asked: P
    body: B
    sent: Sent


class Told(NamedTuple):
    """What is answered, beside its document."""

    document: object
    headers: Mapping[str, str] = {}
    status: int = 200


class Operation(NamedTuple):
    """One path and method. `tagged` says that it tells the position of a case."""

    method: str
    path: str
    name: str
    summary: str
    endpoint: Callable[[Call[Any, Any]], Told]  # each has its own types
    asks: Asks
    gives: type
    takes: type[Struct] = Nothing
    body: type[Struct] = Nothing
    tagged: bool = False

    @property
    def changes(self) -> bool:
        """Whether it carries out a command."""
        return self.method == "POST"

    @property
    def status(self) -> int:
        """Of an answer that is no problem."""
        return 201 if self.changes else 200


def etag(visit: Visit, case: CaseId) -> dict[str, str]:
    """The position of the last event of a case: what a command may say it was decided on."""
    return {"ETag": f'"{last_of(visit.known.log, case)}"'}


def key_of(person: str, sent: Sent, *told: str) -> Sent:
    """The same call sent again is the same command; the same key for something else is another."""
    whole = "\0".join((person, sent.key, *told))
    return sent._replace(key=f"api-{sha256(whole.encode()).hexdigest()[:40]}")
