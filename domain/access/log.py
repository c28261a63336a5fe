"""The second log: who read what, when, as whom, why, and whether it was allowed.

After NEN 7513: which event, when, about whom, by whom, on whose behalf, which data, by which rule. These
events never stand in the log of the cases, and that log's never here.
"""

from typing import Literal

from msgspec import Struct

from domain.access.seeing import Sight
from domain.access.table import VERSION
from domain.access.words import Level, Purpose
from domain.events import Event
from domain.words import CaseId, OrganisationId, PersonId, Role

EVERYTHING = CaseId("alles")
"""What a line names that is about the log as a whole: an export reads every case."""

Action = Literal["C", "R", "U", "D", "E"]
"""NEN 7513's create, read, update, delete, execute."""
Outcome = Literal[0, 4, 8, 12]
"""NEN 7513's done, minor failure, serious failure, major failure; a refused read is 4."""
ALLOWED: Outcome = 0
REFUSED: Outcome = 4


class Reading(Struct, frozen=True, omit_defaults=True):
    """Who read, as what and why, which data, by which version of the table, and with what outcome.

    `door` is the command, `instead_of` whose place a substitute took, `code` the refusal's, `consent` the one
    that a receiver's sight rests on.
    """

    reader: PersonId
    purpose: Purpose
    door: str
    level: Level
    rule: str
    role: Role | None = None
    organisation: OrganisationId | None = None
    instead_of: PersonId | None = None
    action: Action = "R"
    outcome: Outcome = ALLOWED
    code: str = ""
    consent: str = ""


# events


class AccessLogOpened(Event, frozen=True):
    """Who reads the cases of a log is kept from here on; `position` is how far that log was."""

    log_id: str
    position: int

    def tags(self) -> tuple[str, ...]:
        """One access log has one opening."""
        return ("access-log",)


class CaseRead(Event, frozen=True):
    """Somebody read a case, or was refused it; the case `alles` stands for the log as a whole."""

    case: CaseId
    read: Reading

    def tags(self) -> tuple[str, ...]:
        """By case, and by reader."""
        return (f"reads:{self.case}", f"reader:{self.read.reader}")


class RegisterRead(Event, frozen=True):
    """Somebody read what is about no case, or was refused it: a number, or a case that is not there."""

    of: str
    read: Reading

    def tags(self) -> tuple[str, ...]:
        """By what it was, and by reader."""
        return (f"register:{self.of}", f"reader:{self.read.reader}")


ACCESS_EVENTS: dict[str, type[Event]] = {
    "access-log-opened.v1": AccessLogOpened,
    "case-read.v1": CaseRead,
    "register-read.v1": RegisterRead,
}
"""Every event of the access log, under its stable name and version: a registry of its own."""


def reading(person: PersonId, door: str, purpose: Purpose, sight: Sight, code: str = "") -> Reading:
    """What the log keeps of somebody who saw this, or was refused with this code."""
    place = sight.place
    return Reading(
        person,
        purpose,
        door,
        sight.level,
        VERSION,
        role=place.role if place else None,
        organisation=place.organisation if place else None,
        instead_of=place.person if place and place.person != person else None,
        outcome=REFUSED if code else ALLOWED,
        code=code,
    )
