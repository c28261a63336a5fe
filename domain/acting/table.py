"""The table: each command, and in which roles somebody gives it, by what they are to what it is about.

`GIVEN` is asked of every command as a person gives it; of `JUDGED` each command asks the same rule itself, as
part of its own decision, with a refusal of its own. Sharing has its own table (docs/sharing.md). The second
half of docs/access.md is made from this. What comes in in bulk and what the system does has its own door.
"""

from typing import Any

from domain.acquaintances import NameAcquaintance
from domain.acting.rule import (
    AT_FACILITY,
    BEGINS,
    CARES,
    EPISODES,
    HEARS,
    JUDGE,
    KEEPS,
    OWNS,
    PAIR,
    PROPOSES,
    SEES,
    SIGNS,
    SPEAKS,
    TEAMS,
    WITH_CASES,
    WORKS,
    Row,
)
from domain.ageing import EnterAgeBand
from domain.agreements.adopting import AdoptAgreements
from domain.appointing import AppointmentCommand
from domain.cases.commands import (
    AcknowledgeBrief,
    CloseCase,
    EndPlacement,
    PlaceCase,
    RecordIdentity,
    RegisterCase,
    ReopenCase,
)
from domain.channels.reporting import ReportCommand
from domain.commands import Command
from domain.consent.changing import LimitConsent, WithdrawConsent
from domain.consent.deciding import ConsentCommand
from domain.disclosure.calling import CallCommand
from domain.disclosure.sharing import SharingCommand
from domain.erasure.erasing import EraseSubject
from domain.erasure.reviewing import AdoptTerms, KeepingCommand
from domain.escalation.deciding import AgreeLead, EpisodeCommand
from domain.escalation.holding import RaiseHeld
from domain.inzage.giving import GiveInzage
from domain.joining import StartProeftuin
from domain.links import RecordLinkKey
from domain.meetings.holding import HoldMeeting
from domain.merging.pair import PairCommand
from domain.missing.reporting import MissingCommand
from domain.partners import PartnersCommand
from domain.policies import AdoptPolicy, ProposePolicy
from domain.roster import AskView, EndInvolvement, RecordInvolvement
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.stappenplan.recording import StepsCommand
from domain.watchlists.agreeing import AgreeWatchlist, TakeBackEndorsement
from domain.watchlists.exchange import ExchangeCommand, OpenExchange
from domain.watchlists.weighing import WeighCase

AnyCommand = Command[Any, Any]  # a command of any view: each brings its own fold
Kind = type[AnyCommand]

_EITHER_TEAM: Row = {**TEAMS["zorg"], **TEAMS["politie"]}

GIVEN: dict[Kind, Row] = {
    RegisterCase: BEGINS,
    RecordIdentity: CARES,
    PlaceCase: CARES,
    EndPlacement: CARES,
    CloseCase: CARES,
    ReopenCase: CARES,
    AcknowledgeBrief: AT_FACILITY,
    PairCommand: CARES,
    EnterAgeBand: {**CARES, "betrokken_elders": WITH_CASES},
    RecordInvolvement: CARES,
    EndInvolvement: CARES,
    AskView: OWNS,
    RecordSignal: SEES,
    GiveVerdict: JUDGE,
    CorrectSignal: CARES,
    RetractSignal: CARES,
    MissingCommand: SEES,
    RecordLinkKey: SEES,
    WithdrawConsent: HEARS,
    LimitConsent: SEES,
    OpenExchange: PAIR,
    ExchangeCommand: PAIR,
    AppointmentCommand: KEEPS,
    StartProeftuin: KEEPS,
    PartnersCommand: SIGNS,
}
"""Who gives which command; who is the source of a signal also corrects and retracts it."""

JUDGED: dict[Kind, Row] = {
    NameAcquaintance: WORKS,
    ConsentCommand: WORKS,
    StepsCommand: WORKS,
    ReportCommand: WORKS,
    CallCommand: WORKS,
    EpisodeCommand: EPISODES,
    RaiseHeld: EPISODES,
    AgreeLead: _EITHER_TEAM,
    WeighCase: _EITHER_TEAM,
    AgreeWatchlist: _EITHER_TEAM,
    TakeBackEndorsement: _EITHER_TEAM,
    HoldMeeting: _EITHER_TEAM,
    ProposePolicy: PROPOSES,
    AdoptPolicy: {"ander": SPEAKS["zorg"]["ander"] | SPEAKS["politie"]["ander"]},
    AdoptAgreements: {"ander": SPEAKS["zorg"]["ander"] | SPEAKS["politie"]["ander"]},
}
"""Who gives the others; of a report to a number where nobody is named anybody does, and stays unknown."""

ELSEWHERE: tuple[Kind, ...] = (SharingCommand, EraseSubject, GiveInzage, AdoptTerms, KeepingCommand)
"""Commands that say elsewhere who gives them: docs/sharing.md and docs/privacy.md."""


def row_of(command: AnyCommand) -> Row | None:
    """Who gives this command; None when its own decision says so. What nobody put here nobody gives."""
    if isinstance(command, (*JUDGED, *ELSEWHERE)):
        return None
    return next((row for kind, row in GIVEN.items() if isinstance(command, kind)), {})
