"""Every event that may stand in a log, under its stable name and version.

The name is what the log keeps for ever; the class behind it may move. A changed event gets a new version, and
`UPCASTERS` turns the stored fields of the old one into those of the next (tests/unit/golden has one of each).
"""

from collections.abc import Callable

from domain.acquaintances import AcquaintanceNamed
from domain.agreements.adopting import AgreementsAdopted
from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.attempts import AttemptRefused
from domain.calendar import DayBegan, LogOpened
from domain.cases.events import (
    AgeBandEntered,
    BriefAcknowledged,
    CaseAbsorbed,
    CaseClosed,
    CaseMergedInto,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
    IdentityRecorded,
    PlacementEnded,
    SubjectErased,
)
from domain.channels.events import (
    ReportAnswered,
    ReportClientInformed,
    ReportInformingDeferred,
    ReportInformingDue,
    ReportMade,
)
from domain.client import ClientFollowed
from domain.consent.events import (
    ConsentExplained,
    ConsentGiven,
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentSought,
    ConsentWithdrawn,
    RepresentativeExcluded,
)
from domain.disclosure.called import (
    PoliceRequestAnswered,
    PoliceRequestCalledBack,
    PoliceRequestReceived,
    PoliceRequestRefused,
)
from domain.disclosure.events import (
    AdviceAsked,
    ClientInformed,
    ClientInformingDeferred,
    ClientInformingDue,
    ConflictOfDutiesWeighed,
    DiscloserTold,
    DisclosureApproved,
    DisclosureDenied,
    DisclosureReceived,
    DisclosureRefused,
    DisclosureReleased,
    DisclosureRequested,
    DisclosureStopped,
    DutyOverdue,
    FeedbackGiven,
    InterventionDecided,
    RecipientTold,
    RegistrationDue,
    SharingForgone,
    SignalsAssessed,
    VictimRegistered,
)
from domain.erasure.keeping import (
    LegalHoldLifted,
    LegalHoldPlaced,
    RetentionReviewed,
    RetentionTermsAdopted,
)
from domain.escalation.events import (
    DeadlinePassed,
    EscalationAcknowledged,
    EscalationDecided,
    EscalationFollowed,
    EscalationHandedOver,
    EscalationLeft,
    EscalationLowered,
    EscalationOutcomeRecorded,
    EscalationRaised,
    EscalationSetAside,
    LeadAgreed,
)
from domain.events import Event
from domain.inzage.giving import InzageGiven
from domain.links import LinkFound, LinkKeyMoved, LinkKeyRecorded
from domain.meetings.holding import MeetingHeld
from domain.missing.events import MissingEnded, MissingReported
from domain.partners import (
    ConvenantEnded,
    ConvenantReviewed,
    ConvenantSigned,
    FacilityJoined,
    OrganisationAdded,
    ProeftuinStarted,
    UnitPaired,
)
from domain.policies import PolicyAdopted, PolicyEndorsed, PolicyProposed, PolicyRetired
from domain.roster import InvolvementEnded, InvolvementRecorded, RosterFollowed, ViewAsked
from domain.signals.events import (
    SignalCorrected,
    SignalMoved,
    SignalRecorded,
    SignalRetracted,
    SignalVerdictGiven,
    SignalWordsFollowed,
)
from domain.stappenplan.events import (
    DecisionTaken,
    HelpReviewed,
    HelpReviewPassed,
    MeldcodeDue,
    PlanFollowed,
    PlanLeft,
    StepRecorded,
)
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    CaseWeighed,
    EndorsementTakenBack,
    ExchangeEndAnnounced,
    ExchangeEnded,
    ExchangeFollowed,
    ExchangeOpened,
    ListingFollowed,
    WatchlistAgreed,
    WatchlistEndorsed,
)

EVENTS: dict[str, type[Event]] = {
    "log-opened.v1": LogOpened,
    "day-began.v1": DayBegan,
    "proeftuin-started.v1": ProeftuinStarted,
    "organisation-added.v1": OrganisationAdded,
    "facility-joined.v1": FacilityJoined,
    "unit-paired.v1": UnitPaired,
    "convenant-signed.v1": ConvenantSigned,
    "convenant-ended.v1": ConvenantEnded,
    "person-appointed.v1": PersonAppointed,
    "substitute-appointed.v1": SubstituteAppointed,
    "appointment-ended.v1": AppointmentEnded,
    "policy-proposed.v1": PolicyProposed,
    "policy-endorsed.v1": PolicyEndorsed,
    "policy-adopted.v1": PolicyAdopted,
    "policy-retired.v1": PolicyRetired,
    "case-registered.v1": CaseRegistered,
    "case-placed.v1": CasePlaced,
    "placement-ended.v1": PlacementEnded,
    "brief-acknowledged.v1": BriefAcknowledged,
    "case-closed.v1": CaseClosed,
    "case-reopened.v1": CaseReopened,
    "identity-recorded.v1": IdentityRecorded,
    "age-band-entered.v1": AgeBandEntered,
    "case-merged-into.v1": CaseMergedInto,
    "case-absorbed.v1": CaseAbsorbed,
    "case-split-off.v1": CaseSplitOff,
    "case-restored.v1": CaseRestored,
    "signal-recorded.v1": SignalRecorded,
    "signal-corrected.v1": SignalCorrected,
    "signal-retracted.v1": SignalRetracted,
    "signal-verdict-given.v1": SignalVerdictGiven,
    "signal-moved.v1": SignalMoved,
    "signal-words-followed.v1": SignalWordsFollowed,
    "client-followed.v1": ClientFollowed,
    "roster-followed.v1": RosterFollowed,
    "missing-reported.v1": MissingReported,
    "missing-ended.v1": MissingEnded,
    "link-key-recorded.v1": LinkKeyRecorded,
    "link-found.v1": LinkFound,
    "escalation-raised.v1": EscalationRaised,
    "escalation-acknowledged.v1": EscalationAcknowledged,
    "escalation-handed-over.v1": EscalationHandedOver,
    "escalation-decided.v1": EscalationDecided,
    "escalation-lowered.v1": EscalationLowered,
    "escalation-outcome-recorded.v1": EscalationOutcomeRecorded,
    "deadline-passed.v1": DeadlinePassed,
    "lead-agreed.v1": LeadAgreed,
    "link-key-moved.v1": LinkKeyMoved,
    "acquaintance-named.v1": AcquaintanceNamed,
    "involvement-recorded.v1": InvolvementRecorded,
    "involvement-ended.v1": InvolvementEnded,
    "view-asked.v1": ViewAsked,
    "case-weighed.v1": CaseWeighed,
    "watchlist-endorsed.v1": WatchlistEndorsed,
    "endorsement-taken-back.v1": EndorsementTakenBack,
    "watchlist-agreed.v1": WatchlistAgreed,
    "case-listed.v1": CaseListed,
    "case-delisted.v1": CaseDelisted,
    "exchange-opened.v1": ExchangeOpened,
    "exchange-end-announced.v1": ExchangeEndAnnounced,
    "exchange-ended.v1": ExchangeEnded,
    "agreements-adopted.v1": AgreementsAdopted,
    "convenant-reviewed.v1": ConvenantReviewed,
    "escalation-set-aside.v1": EscalationSetAside,
    "escalation-followed.v1": EscalationFollowed,
    "escalation-left.v1": EscalationLeft,
    "listing-followed.v1": ListingFollowed,
    "exchange-followed.v1": ExchangeFollowed,
    "step-recorded.v1": StepRecorded,
    "decision-taken.v1": DecisionTaken,
    "help-reviewed.v1": HelpReviewed,
    "help-review-passed.v1": HelpReviewPassed,
    "meldcode-due.v1": MeldcodeDue,
    "report-made.v1": ReportMade,
    "report-informing-due.v1": ReportInformingDue,
    "report-informing-deferred.v1": ReportInformingDeferred,
    "report-client-informed.v1": ReportClientInformed,
    "report-answered.v1": ReportAnswered,
    "consent-explained.v1": ConsentExplained,
    "consent-given.v1": ConsentGiven,
    "consent-sought.v1": ConsentSought,
    "consent-refused.v1": ConsentRefused,
    "consent-limited.v1": ConsentLimited,
    "consent-withdrawn.v1": ConsentWithdrawn,
    "consent-reassessment-due.v1": ConsentReassessmentDue,
    "consent-reassessed.v1": ConsentReassessed,
    "representative-excluded.v1": RepresentativeExcluded,
    "advice-asked.v1": AdviceAsked,
    "disclosure-requested.v1": DisclosureRequested,
    "conflict-of-duties-weighed.v1": ConflictOfDutiesWeighed,
    "discloser-told.v1": DiscloserTold,
    "client-informed.v1": ClientInformed,
    "client-informing-deferred.v1": ClientInformingDeferred,
    "client-informing-due.v1": ClientInformingDue,
    "disclosure-approved.v1": DisclosureApproved,
    "disclosure-denied.v1": DisclosureDenied,
    "disclosure-released.v1": DisclosureReleased,
    "disclosure-received.v1": DisclosureReceived,
    "disclosure-stopped.v1": DisclosureStopped,
    "recipient-told.v1": RecipientTold,
    "feedback-given.v1": FeedbackGiven,
    "sharing-forgone.v1": SharingForgone,
    "signals-assessed.v1": SignalsAssessed,
    "intervention-decided.v1": InterventionDecided,
    "duty-overdue.v1": DutyOverdue,
    "registration-due.v1": RegistrationDue,
    "victim-registered.v1": VictimRegistered,
    "disclosure-refused.v1": DisclosureRefused,
    "police-request-received.v1": PoliceRequestReceived,
    "police-request-called-back.v1": PoliceRequestCalledBack,
    "police-request-answered.v1": PoliceRequestAnswered,
    "police-request-refused.v1": PoliceRequestRefused,
    "meeting-held.v1": MeetingHeld,
    "attempt-refused.v1": AttemptRefused,
    "plan-followed.v1": PlanFollowed,
    "plan-left.v1": PlanLeft,
    "subject-erased.v1": SubjectErased,
    "retention-terms-adopted.v1": RetentionTermsAdopted,
    "legal-hold-placed.v1": LegalHoldPlaced,
    "legal-hold-lifted.v1": LegalHoldLifted,
    "retention-reviewed.v1": RetentionReviewed,
    "inzage-given.v1": InzageGiven,
}

NAMES: dict[type[Event], str] = {event: name for name, event in EVENTS.items()}
"""The current name of each event class."""

Fields = dict[str, object]
Upcaster = Callable[[Fields], Fields]
UPCASTERS: dict[str, tuple[str, Upcaster]] = {}
"""From an old name to the next one, and how its fields change. Empty while every event is at version 1."""
