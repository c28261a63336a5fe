"""What the composition root gives the pages: an opened log, its rows, a clock, and who may come in how."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.commands import Context
from domain.scoring.catalogue import Catalogue
from domain.words import PersonId, Role, SignalId
from engine.reading.known import Kept
from eventlog.access import AccessLog
from eventlog.merkle.sealing import Sealed
from web.oidc import Oidc
from web.sessions import Sessions

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Persona(NamedTuple):
    """Somebody invented, as whom a visitor of the demo may look around."""

    person: PersonId
    name: str
    role: Role
    organisation: str
    where: str


class Contact(NamedTuple):
    """Whom programs that use the API write to."""

    name: str
    email: str
    url: str


NOBODY = Contact("opplussen", "beheer@opplussen.example", "https://opplussen.example")


class World(NamedTuple):
    """Everything that a page stands on. `personas` is for the demo alone, `identity` for everywhere else.

    `sealed` opens the proofs of the log, or with True of the log of who read.
    """

    known: Kept
    access: AccessLog
    sessions: Sessions
    catalogue: Catalogue
    clock: Callable[[], datetime]
    context: Callable[[str], Context]
    new_signal: Callable[[], SignalId]
    sealed: Callable[[bool], AbstractContextManager[Sealed]]
    hosts: tuple[str, ...]
    personas: tuple[Persona, ...] = ()
    identity: Oidc | None = None
    contact: Contact = NOBODY

    def today(self) -> date:
        """The day in Europe/Amsterdam."""
        return self.clock().astimezone(AMSTERDAM).date()
