"""What police owe after they got something: assess it in time, register who may be a victim, act on knowing.

Sources: artikel ("verplicht signalen te onderzoeken, maar niet alles is een opsporingsonderzoek waardig";
opsporingsdiensten must report to CoMensha, care need not),
factsheet (absoluut doorlaatverbod: who knows of exploitation that goes on may not wait).
"""

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import structs

from domain.commands import Refused
from domain.disclosure.events import (
    Course,
    Duty,
    DutyOverdue,
    Intervention,
    InterventionDecided,
    Knowledge,
    RegistrationDue,
    SignalsAssessed,
    VictimRegistered,
)
from domain.disclosure.following import released, require_receiver
from domain.disclosure.sharing import Sharing, SharingCommand
from domain.disclosure.thread import Released
from domain.events import Event
from domain.happened import require_happened
from domain.words import Personal

KNOWING: Literal["weten"] = "weten"


def police_received(command: SharingCommand, view: Sharing) -> Released:
    """The thread, when who gives the command received it as police.

    Raises:
        Refused: otherwise.
    """
    thread = released(command.thread(view))
    recipient = command.agreed(view).recipients.get(thread.request.recipient)
    if recipient is None or recipient.side != "politie":
        raise Refused(
            "beoordelen.politie",
            "Dit ging niet naar de politie.",
            "Geef een terugkoppeling: `opplussen share feedback`.",
        )
    require_receiver(view, command, thread.request)
    return thread


class PoliceCommand(SharingCommand, frozen=True):
    """A command of the police who received something."""

    reasons: Personal

    def received(self, view: Sharing) -> Released:
        """The thread, when this person received it as police, with reasons.

        Raises:
            Refused: otherwise.
        """
        thread = police_received(self, view)
        if not self.reasons.strip():
            raise Refused("beoordelen.reden", "Hier hoort een reden bij.", "Schrijf waarom.")
        return thread


class AssessSignals(PoliceCommand, frozen=True):
    """Say how sure one is, and what follows. `ongoing`: the exploitation goes on. `at` is the moment, UTC."""

    attempt = "beoordeling"

    knowledge: Knowledge
    course: Course
    ongoing: bool
    at: datetime

    def judge(self, view: Sharing) -> list[Event]:
        """With reasons; knowing of exploitation that goes on starts the clock of acting, once a time."""
        self.received(view)
        if self.knowledge == KNOWING and self.course == "meer_nodig":
            raise Refused(
                "beoordelen.weten",
                "Wie het weet, heeft niet meer nodig om te kiezen.",
                "Kies onderzoek of geen onderzoek, en besluit over ingrijpen.",
            )
        hours = self.agreed(view).terms.intervention_hours
        due_at = self.at + timedelta(hours=hours) if self.knowledge == KNOWING and self.ongoing else None
        assessed = SignalsAssessed(
            self.case,
            self.disclosure,
            self.knowledge,
            self.course,
            self.reasons,
            self.by,
            self.ongoing,
            due_at,
        )
        before = view.said.get((self.disclosure, SignalsAssessed))
        same = assessed
        if isinstance(before, SignalsAssessed) and due_at and before.intervene_due_at:
            same = structs.replace(assessed, intervene_due_at=before.intervene_due_at)
        return [assessed, *self._registration(view)] if self.unless_said(view, same) else []

    def _registration(self, view: Sharing) -> list[Event]:
        """Once of a client: police who suspect something report the presumed victim (artikel, CoMensha)."""
        duties = [one.duties for one in view.threads.values() if isinstance(one, Released)]
        dropped = self.knowledge == "vermoeden" and self.course == "geen_onderzoek"
        if dropped or any(one.registered or one.register_by for one in duties):
            return []
        until = self.today + timedelta(days=self.agreed(view).terms.registration_days)
        return [RegistrationDue(self.case, self.disclosure, until)]


class RegisterVictim(SharingCommand, frozen=True):
    """Record that police had the presumed victim registered at CoMensha, on a day."""

    attempt = "aanmelden_comensha"

    on: date

    def judge(self, view: Sharing) -> list[Event]:
        """By the police who got it, once, on a day that came."""
        thread = police_received(self, view)
        require_happened("aanmelden", self.on, self.today)
        if thread.duties.registered:
            return []
        return [VictimRegistered(self.case, self.disclosure, self.on, self.by)]


class DecideIntervention(PoliceCommand, frozen=True):
    """Decide what happens now that it is known. Waiting is not among the choices."""

    attempt = "ingrijpen"

    decision: Intervention

    def judge(self, view: Sharing) -> list[Event]:
        """With reasons, by the police who know."""
        self.received(view)
        decided = InterventionDecided(self.case, self.disclosure, self.decision, self.reasons, self.by)
        return self.unless_said(view, decided)


class PassDuty(SharingCommand, frozen=True):
    """Record that a duty was not done in time; the timekeeper asks this at `at`, UTC."""

    attempt = "termijn"

    duty: Duty
    at: datetime

    def judge(self, view: Sharing) -> list[Event]:
        """Once, and only while it is due."""
        thread = self.thread(view)
        if not isinstance(thread, Released):
            return []
        duties = thread.duties
        due_at = duties.assess_due_at if self.duty == "beoordelen" else duties.intervene_due_at
        if due_at is None or self.at < due_at:
            return []
        return [DutyOverdue(self.case, self.disclosure, self.duty, due_at)]
