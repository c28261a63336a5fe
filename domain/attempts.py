"""What somebody tried and was refused: kept by what was tried, the reason's code, and who; never in words.

Source: handreiking (each decision to share or not can be accounted for afterwards), design of the gate
(refused attempts are recorded). A command says by its `attempt` that its refusals are kept.
"""

from typing import Any

from domain.acting.given import GivenBy
from domain.cases.standing import UNKNOWN_CASE
from domain.channels.events import ANONYMOUS
from domain.channels.reporting import NO_NAME
from domain.commands import Command, Item, about, tried_by
from domain.disclosure.called import PoliceRequestRefused
from domain.disclosure.calling import CallCommand
from domain.disclosure.events import DisclosureRefused
from domain.disclosure.sharing import SharingCommand
from domain.events import Event
from domain.signals.revising import SignalCommand
from domain.unchanged import Unchanged
from domain.words import CaseId, PersonId

MOST_A_DAY = 50
"""Attempts that are kept of one person about one thing on one day: who goes on adds nothing to the log."""

# events


class AttemptRefused(Event, frozen=True):
    """Somebody tried something and the answer was no; `code` says why.

    `of` is the tag of what it was about, empty when that is not there.
    """

    attempt: str
    code: str
    by: PersonId
    of: str = ""

    def tags(self) -> tuple[str, ...]:
        """By what it was about, and by who tried."""
        return (*([self.of] if self.of else []), tried_by(self.by))


Refusal = AttemptRefused | DisclosureRefused | PoliceRequestRefused
"""A thread of sharing and a call keep their own refusals, under their number."""
REFUSALS = (AttemptRefused, DisclosureRefused, PoliceRequestRefused)


def refusals_of(case: CaseId) -> Item:
    """What was refused about one case."""
    return about(f"case:{case}", *REFUSALS)


def refusals_by(person: PersonId) -> Item:
    """What one person was refused."""
    return about(tried_by(person), *REFUSALS)


def attempted(refusal: Refusal) -> str:
    """What somebody tried."""
    return refusal.attempt if isinstance(refusal, AttemptRefused) else refusal.step


def kept_of(command: Command[Any, Any], code: str, by: PersonId) -> Refusal | None:
    """What the log keeps of a refusal; None when the command keeps none.

    A case that is not there is not named: somebody may have typed anything. Nor is who gave a name where
    nobody is named.
    """
    if isinstance(command, GivenBy | Unchanged):
        return kept_of(command.command, code, by)
    if not command.attempt:
        return None
    if code == UNKNOWN_CASE:
        return AttemptRefused(command.attempt, code, by)
    match command:
        case SharingCommand(case=case, disclosure=disclosure):
            return DisclosureRefused(case, disclosure, command.attempt, code, by)
        case CallCommand(case=case, call=call):
            return PoliceRequestRefused(case, call, command.attempt, code, by)
        case SignalCommand(case=case):
            return AttemptRefused(command.attempt, code, by, f"case:{case}")
        case _:
            who = ANONYMOUS if code == NO_NAME else by
            return AttemptRefused(command.attempt, code, who, command.boundary()[0].tag)
