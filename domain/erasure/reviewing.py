"""What people decide on keeping: the terms, a legal hold, and to keep a file longer after looking at it."""

from datetime import date

from msgspec import Struct, structs

from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.standing import Unknown, unknown
from domain.commands import Command, Query, Refused
from domain.erasure.keeping import (
    TERMS,
    HoldReason,
    KeepingEvent,
    Kept,
    LegalHoldLifted,
    LegalHoldPlaced,
    Reason,
    RetentionReviewed,
    RetentionTermsAdopted,
    evolve_kept,
    is_keeper,
    is_officer,
    keeping_of,
    not_a_keeper,
    require_officer,
)
from domain.events import Event
from domain.words import CaseId, PersonId

MOST_MONTHS = 1200


class Adopting(Struct, frozen=True):
    """The terms that hold, and the roles of both people."""

    months: dict[Reason, int] = {}
    roles: Appointments = ()


class AdoptTerms(Command[Adopting, RetentionTermsAdopted | AppointmentEvent], frozen=True):
    """Adopt terms, by two people of whom one is the data protection officer."""

    attempt = "bewaartermijnen_vaststellen"

    months: dict[Reason, int]
    by: PersonId
    second: PersonId
    today: date

    def boundary(self) -> Query:
        """The terms, and the roles of both."""
        return (TERMS, roles_of(self.by), roles_of(self.second))

    def initial(self) -> Adopting:
        """None."""
        return Adopting()

    def evolve(self, view: Adopting, event: RetentionTermsAdopted | AppointmentEvent) -> Adopting:
        """Each event to its own part."""
        if isinstance(event, RetentionTermsAdopted):
            return structs.replace(view, months=event.months)
        return structs.replace(view, roles=evolve_appointments(view.roles, event))

    def decide(self, view: Adopting) -> list[Event]:
        """For at least one reason, each a number of months."""
        require_officer(view.roles, self.by, self.second, self.today)
        if not self.months or any(not 0 < one <= MOST_MONTHS for one in self.months.values()):
            raise Refused(
                "bewaren.termijn",
                f"Een bewaartermijn is een aantal maanden van 1 tot {MOST_MONTHS}.",
                "Noem per reden van sluiten hoeveel maanden een dossier blijft.",
            )
        if self.months == view.months:
            return []
        return [RetentionTermsAdopted(self.months, self.by, self.second)]


class Keeping(Struct, frozen=True):
    """What keeping depends on: the case and the roles of who acts."""

    kept: Kept = Kept()
    roles: Appointments = ()


class KeepingCommand(Command[Keeping, KeepingEvent | AppointmentEvent], frozen=True):
    """A command about keeping the file of one case."""

    case: CaseId
    by: PersonId
    today: date

    def boundary(self) -> Query:
        """Keeping of the case, and the roles of who acts."""
        return (keeping_of(self.case), roles_of(self.by))

    def initial(self) -> Keeping:
        """Nothing known."""
        return Keeping()

    def evolve(self, view: Keeping, event: KeepingEvent | AppointmentEvent) -> Keeping:
        """Each event to its own part."""
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        return structs.replace(view, kept=evolve_kept(view.kept, event))

    def require(self, view: Keeping) -> Kept:
        """The case, for who may decide on keeping it.

        Raises:
            Refused: there is no such case, or this is not for this person.
        """
        if isinstance(view.kept.case, Unknown):
            raise unknown(self.case)
        if not is_keeper(view.kept, view.roles, self.by, self.today) and not is_officer(
            view.roles, self.by, self.today
        ):
            raise not_a_keeper(self.by)
        return view.kept


class PlaceHold(KeepingCommand, frozen=True):
    """Keep everything of a case as long as the law asks for it."""

    attempt = "bewaarplicht_vastleggen"

    reason: HoldReason

    def decide(self, view: Keeping) -> list[Event]:
        """Once for a reason."""
        hold = self.require(view).hold
        if hold is not None and hold.reason == self.reason:
            return []
        return [LegalHoldPlaced(self.case, self.reason, self.by, self.today)]


class LiftHold(KeepingCommand, frozen=True):
    """Let a case be erased again."""

    attempt = "bewaarplicht_opheffen"

    def decide(self, view: Keeping) -> list[Event]:
        """When there is a hold."""
        if self.require(view).hold is None:
            return []
        return [LegalHoldLifted(self.case, self.by, self.today)]


class KeepLonger(KeepingCommand, frozen=True):
    """Keep a closed file until a day, after looking at it."""

    attempt = "langer_bewaren"

    until: date

    def decide(self, view: Keeping) -> list[Event]:
        """A closed case, until a later day."""
        kept = self.require(view)
        if kept.closed is None:
            raise Refused(
                "bewaren.open", "Deze casus is niet gesloten.", "Een open casus blijft vanzelf bewaard."
            )
        if self.until <= self.today:
            raise Refused("bewaren.tot", "Deze dag is al geweest.", "Kies een dag die nog komt.")
        if self.until == kept.until:
            return []
        return [RetentionReviewed(self.case, self.until, self.by, self.today)]
