"""Rare events that are written to their rows at once, in the order of the log.

Each row has one key (a case, a facility's lists, an organisation) and is made from that key's events alone.
"""

from sqlalchemy import Connection

from domain.cases.events import CaseClosed
from domain.channels.events import ReportClientInformed, ReportInformingDeferred, ReportInformingDue
from domain.consent.events import (
    ConsentGiven,
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentWithdrawn,
)
from domain.disclosure.events import SharingForgone
from domain.disclosure.thread import ThreadEvent
from domain.escalation.events import LeadAgreed
from domain.events import Event
from domain.partners import ConvenantEnded
from domain.signals.events import SignalVerdictGiven
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
    WatchlistAgreed,
    WatchlistEndorsed,
)
from projections.agreed import fold_list, fold_listing
from projections.calendar import Point
from projections.consents import fold_consent
from projections.disclosures import fold_forgone, fold_shaken, fold_thread
from projections.exchanges import fold_exchange
from projections.heard import fold_verdict
from projections.help_reviews import fold_help_review
from projections.owed import InformingEvent, fold_informing, fold_meldcode
from projections.partners import fold_known, fold_partner
from projections.parts import Part, case_of
from projections.weighings import fold_lead, fold_weighing

OF_CASES_TOO = frozenset({CaseClosed, SignalVerdictGiven})
"""What changes the state of a case as well as rows here."""


def fold_at_once(connection: Connection, position: int, event: Event, now: Point, part: Part) -> None:
    """Write what one event changes, at its position and under the day and policy of then.

    What concerns no case comes by in every part. The first writes it; the others see to it that they know the
    organisations, and to their own threads of sharing.
    """
    match event:
        case ConvenantEnded():
            fold_shaken(connection, event, part)
        case _ if case_of(event) is None and part.number:
            fold_known(connection, event)
        case WatchlistEndorsed() | EndorsementTakenBack() | WatchlistAgreed():
            fold_list(connection, position, event, now)
        case CaseListed() | CaseDelisted():
            fold_listing(connection, position, event)
        case ExchangeOpened() | ExchangeFollowed() | ExchangeEndAnnounced() | ExchangeEnded():
            fold_exchange(connection, position, event)
        case CaseWeighed():
            fold_weighing(connection, position, event, now)
        case LeadAgreed():
            fold_lead(connection, position, event, now)
        case DecisionTaken() | CaseClosed() | PlanFollowed() | PlanLeft():
            fold_help_review(connection, event)
            fold_meldcode(connection, event)
        case HelpReviewed() | HelpReviewPassed():
            fold_help_review(connection, event)
        case MeldcodeDue() | StepRecorded():
            fold_meldcode(connection, event)
        case SignalVerdictGiven():
            fold_verdict(connection, position, event)
        case SharingForgone():
            fold_forgone(connection, position, event)
        case ConsentGiven():
            fold_consent(connection, event)
        case ConsentWithdrawn() | ConsentLimited() | ConsentReassessed() | ConsentReassessmentDue():
            fold_consent(connection, event)
            fold_shaken(connection, event, part)
        case ConsentRefused():
            fold_shaken(connection, event, part)
        case ReportInformingDue() | ReportInformingDeferred() | ReportClientInformed():
            fold_informing(connection, event)
        case _ if isinstance(event, ThreadEvent):
            fold_thread(connection, position, event)
            if isinstance(event, InformingEvent):
                fold_informing(connection, event)
        case _:
            fold_partner(connection, event)
