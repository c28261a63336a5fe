"""What happens in a thread of sharing, from the first question to the feedback.

Sources: handreiking (legal frame), factsheet and stappenplan (conflict of duties), standards 5.2 (the
record of a disclosure: together the events of a thread hold every field of it).
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from domain.agreements.document import Danger, Tier
from domain.commands import tried_by
from domain.dossier import Answers
from domain.events import Event
from domain.words import CaseId, DisclosureId, OrganisationId, Personal, PersonId, Side, SignalId

Outcome = Literal["doorbreken", "zwijgen"]
Point = Literal["wie_leest", "wat_volgt", "niet_terug", "doorlaatverbod", "getuige", "beroepscode"]
Deferring = Literal["veiligheid_client", "veiligheid_ander", "veiligheid_professional", "contact_verbroken"]
StopReason = Literal["toestemming_ingetrokken", "toestemming_voorbij", "convenant_geeindigd", "besluit"]
Knowledge = Literal["vermoeden", "redelijk_vermoeden", "weten"]
Course = Literal["onderzoek", "geen_onderzoek", "meer_nodig"]
Intervention = Literal["ingegrepen", "veiliggesteld", "geen_actuele_uitbuiting"]
Duty = Literal["beoordelen", "ingrijpen"]


class References(Struct, frozen=True, omit_defaults=True):
    """What a ground or a receiver asks to be named: an article, a decision, the number of a demand.

    `verschoning` says why a demand is answered although the professional may keep silent; `convenant` is the
    one that the receiver works under, `casus` the number of the case at their table.
    """

    artikel: str = ""
    besluit: str = ""
    vordering: str = ""
    verschoning: Personal = ""
    convenant: str = ""
    casus: str = ""


class DisclosureEvent(Event, frozen=True):
    """What every event of a thread names."""

    case: CaseId
    disclosure: DisclosureId

    tagged = ("case", "disclosure")


class AdviceAsked(DisclosureEvent, frozen=True):
    """Somebody asked advice with a package that was proven to identify nobody; `digest` is of its bytes."""

    giver: OrganisationId
    recipient: str
    organisation: OrganisationId | None
    question: Personal
    digest: str
    on: date
    by: PersonId


class DisclosureRequested(DisclosureEvent, frozen=True):
    """A professional wants to share: what, with whom, what for and on what ground.

    `signals` narrows the package to some of what the categories hold; none means all of that. `consent` is
    the one that carried it then, when its ground is consent and there was one. `why_full` says why a full
    referral is needed where a minimal package would tell less.
    """

    side: Side
    giver: OrganisationId
    recipient: str
    organisation: OrganisationId | None
    purpose: str
    tier: Tier
    ground: str
    categories: tuple[str, ...]
    danger: Danger
    by: PersonId
    references: References = References()
    signals: tuple[SignalId, ...] = ()
    without_consent: Personal = ""
    meldcode: Personal = ""
    consent: str = ""
    why_full: Personal = ""


class ConflictOfDutiesWeighed(DisclosureEvent, frozen=True):
    """The six questions and the seven points were answered, and with whom they were gone through."""

    questions: Answers
    points: Answers
    consulted: Personal
    outcome: Outcome
    by: PersonId


class DiscloserTold(DisclosureEvent, frozen=True):
    """Who shares was told what it brings: who reads, what follows, what cannot be undone."""

    points: tuple[Point, ...]
    by: PersonId


class ClientInformed(DisclosureEvent, frozen=True):
    """The client knows of the disclosure, and how that was told."""

    how: Personal
    by: PersonId


class ClientInformingDue(DisclosureEvent, frozen=True):
    """Something left before the client knew: they are told by `until`."""

    until: date


class ClientInformingDeferred(DisclosureEvent, frozen=True):
    """The client is told later, for a reason, to be looked at again on `review`."""

    reason: Deferring
    explanation: Personal
    review: date
    by: PersonId


class DisclosureApproved(DisclosureEvent, frozen=True):
    """A second person agrees; this alone releases nothing."""

    by: PersonId


class DisclosureDenied(DisclosureEvent, frozen=True):
    """A second person stops it, with grounds."""

    grounds: Personal
    by: PersonId


class DisclosureReleased(DisclosureEvent, frozen=True):
    """It left. The package can be made again from the case's events before this one, equal to `digest`.

    `consent` is the one it rests on; `exchange` says that it went under a standing exchange. `assess_due_at`
    is when police must have assessed it, `feedback_on` when the giver may expect to hear, `keep_until`
    when the receiver removes it.
    """

    recipient: str
    organisation: OrganisationId | None
    purpose: str
    ground: str
    article: str
    fields: tuple[str, ...]
    signals: tuple[SignalId, ...]
    digest: str
    agreements: str
    by: PersonId
    on: date
    keep_until: date
    feedback_on: date
    consent: str = ""
    exchange: bool = False
    assess_due_at: datetime | None = None


class DisclosureReceived(DisclosureEvent, frozen=True):
    """The receiver has it: their receipt repeats the digest of what they got."""

    digest: str
    by: PersonId


class DisclosureStopped(DisclosureEvent, frozen=True):
    """It goes no further from `on` on; with `tell` its receiver has something and must be told."""

    reason: StopReason
    on: date
    tell: bool
    explanation: Personal = ""


class RecipientTold(DisclosureEvent, frozen=True):
    """The receiver was told that the disclosure stopped."""

    by: PersonId


class FeedbackGiven(DisclosureEvent, frozen=True):
    """What the receiver did with it, told back."""

    text: Personal
    by: PersonId


class SharingForgone(Event, frozen=True):
    """Somebody decided not to share now, with reasons, to be looked at again on `review`."""

    case: CaseId
    reasons: Personal
    review: date
    by: PersonId

    tagged = ("case",)


class SignalsAssessed(DisclosureEvent, frozen=True):
    """Police looked at what they got: how sure they are, and what they do.

    `intervene_due_at` is set when they know of exploitation that goes on.
    """

    knowledge: Knowledge
    course: Course
    reasons: Personal
    by: PersonId
    ongoing: bool = False
    intervene_due_at: datetime | None = None


class RegistrationDue(DisclosureEvent, frozen=True):
    """Police who suspect exploitation have the presumed victim registered at CoMensha by `until`."""

    until: date


class VictimRegistered(DisclosureEvent, frozen=True):
    """Police had the presumed victim registered at CoMensha."""

    on: date
    by: PersonId


class InterventionDecided(DisclosureEvent, frozen=True):
    """What happens now that it is known; waiting is no option."""

    decision: Intervention
    reasons: Personal
    by: PersonId


class DutyOverdue(DisclosureEvent, frozen=True):
    """Nobody did what was due at `due_at`."""

    duty: Duty
    due_at: datetime


class DisclosureRefused(DisclosureEvent, frozen=True):
    """Somebody tried `step` and the answer was no; `code` says why."""

    step: str
    code: str
    by: PersonId

    def tags(self) -> tuple[str, ...]:
        """Of the case and the thread, and by who tried."""
        return (*super().tags(), tried_by(self.by))
