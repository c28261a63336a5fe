"""Every command about one case, as the right person gives it, and the past in which it then happens."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.acquaintances import NameAcquaintance
from domain.ageing import EnterAgeBand
from domain.appointments import PersonAppointed
from domain.cases.commands import (
    AcknowledgeBrief,
    CloseCase,
    EndPlacement,
    PlaceCase,
    RecordIdentity,
    ReopenCase,
)
from domain.cases.events import CasePlaced
from domain.channels.events import ReportId, ReportInformingDue, ReportMade
from domain.channels.informing import DeferInformingOfReport, InformOfReport
from domain.channels.reporting import AnswerReport, MakeReport
from domain.commands import Command
from domain.consent.asking import ExplainConsent, GiveConsent, RefuseConsent, SeekConsent
from domain.consent.changing import ExcludeRepresentative, LimitConsent, ReassessConsent, WithdrawConsent
from domain.consent.conditions import Decision, Scope
from domain.disclosure.approving import DenyDisclosure
from domain.disclosure.asking import AskAdvice, ForgoSharing
from domain.disclosure.assessing import AssessSignals, DecideIntervention, RegisterVictim
from domain.disclosure.called import PoliceRequestCalledBack, PoliceRequestReceived
from domain.disclosure.calling import AnswerCall, CallBack, ReceiveCall
from domain.disclosure.events import DisclosureReleased, DisclosureStopped, SignalsAssessed
from domain.disclosure.following import GiveFeedback, ReceiveDisclosure, StopDisclosure, TellRecipient
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import DeferInforming, InformClient, TellDiscloser, WeighConflict
from domain.erasure.keeping import LegalHoldPlaced
from domain.erasure.reviewing import KeepLonger, LiftHold, PlaceHold
from domain.escalation.deciding import (
    AcknowledgeEscalation,
    AgreeLead,
    DecideEscalation,
    HandOverEscalation,
    RecordOutcome,
)
from domain.escalation.events import EscalationDecided
from domain.events import Event
from domain.links import RecordLinkKey
from domain.merging.completing import CompleteMerge
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.events import MissingReported
from domain.missing.reporting import EndMissing, ReportMissing
from domain.partners import OrganisationAdded, ProeftuinStarted
from domain.roster import AskView, EndInvolvement, InvolvementRecorded, RecordInvolvement
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.stappenplan.events import DecisionTaken
from domain.stappenplan.reviewing import FORM, ReviewHelp
from domain.watchlists.events import CaseListed, ExchangeOpened
from domain.watchlists.exchange import AnnounceExchangeEnd, EndExchange, OpenExchange
from domain.watchlists.weighing import WeighCase
from domain.words import CallId, CaseId, LevelName, OrganisationId, PersonId
from tests.unit.domain import world
from tests.unit.domain.answers import filled
from tests.unit.domain.consents import CLIENT, END, TOLD, consented, explained
from tests.unit.domain.sharing import (
    CARRIED,
    CONSENT,
    D1,
    FLOOR,
    GIJS,
    NOW,
    OPEN,
    READY,
    WORLD,
    approve,
    release,
    request,
    requested,
)
from tests.unit.domain.steps import decide, record, recorded
from tests.unit.domain.story import given
from tests.unit.domain.test_escalation import RAISED
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    DIRK,
    DUIN,
    HAVEN,
    MEES,
    NOOR,
    S1,
    S2,
    TODAY,
    UNIT,
    registered,
    signal,
)

AnyCommand = Command[Any, Any]  # of any view
ZOE, ELS, FRITS = PersonId("zoe"), PersonId("els"), PersonId("frits")
REGION = OrganisationId("regio")
SINCE = date(2026, 1, 1)
PAST: tuple[Event, ...] = (
    ProeftuinStarted("Proeftuin", REGION),
    *WORLD,
    world.ADOPTED,
    *registered(NOOR),
    signal(MEES, S1),
    RAISED,
    OrganisationAdded(REGION, "zorgcoordinatie", "Zorgcoördinatie"),
    PersonAppointed(ZOE, REGION, "zorgcoordinator", SINCE),
    PersonAppointed(DIRK, HAVEN, "hulpverlener", SINCE),
    PersonAppointed(FRITS, HAVEN, "fg", SINCE),
    PersonAppointed(ELS, DUIN, "hulpverlener", SINCE),
)
"""The case of the gate, with a signal more, an episode, and somebody of elsewhere."""


class Attack(NamedTuple):
    """A command, who gives it, and what has to be there for it to happen."""

    command: AnyCommand
    by: PersonId
    ready: tuple[Event, ...] = ()


INVOLVED = (InvolvementRecorded(MEES, DIRK, HAVEN, "mentor", SINCE),)
LEFT = given(*OPEN).when(release()).happened
[PACKAGE] = [one for one in LEFT if isinstance(one, DisclosureReleased)]
CONSENTED = (consented(), explained())
SHARING = (MEES, D1, CARLA, TODAY, HAVEN, UNIT)
POLICE = (MEES, D1, GIJS, TODAY, HAVEN, UNIT)
CALL, REPORT = CallId("t-1"), ReportId("m-1")
CALLED = PoliceRequestReceived(MEES, CALL, UNIT, "Mulder", "06", "art. 1", "Waar is zij?", CARLA)
BACK = PoliceRequestCalledBack(MEES, CALL, GIJS, "0118-555123", confirmed=True, by=CARLA)
REPORTED = ReportMade(MEES, REPORT, "avim", CARLA, "1", witness_told=True)
DUE = ReportInformingDue(MEES, REPORT, TODAY, TODAY + timedelta(days=30))
BACK_HERE = (CasePlaced(MEES, DUIN, SINCE, ELS), CasePlaced(MEES, HAVEN, date(2026, 2, 1), CARLA))
LISTED = CaseListed(MEES, HAVEN, "hoog_risico", TODAY)
EXCHANGED = ExchangeOpened(MEES, HAVEN, UNIT, ("feiten",), TODAY, date(2026, 10, 2))
SOON = TODAY + timedelta(days=10)
EPISODE: tuple[CaseId, LevelName, int] = (MEES, "zorgcoordinator", 40)
SCOPE = Scope(("avim",), ("veiligheid",), ("feiten",))
KNOWS = SignalsAssessed(MEES, D1, "weten", "onderzoek", "Gezien.", GIJS, True, NOW)
WEIGHED_LIGHT = recorded("stap_4", v07_risico="reele_kans", v17_hulp_wendt_af="ja")
HELPED = DecisionTaken(
    *(MEES, "5a", "reele_kans", True, "nee", True, "Hulp helpt.", CARLA, TODAY, "1"), review_due_at=NOW
)
STOPPED = DisclosureStopped(MEES, D1, "besluit", TODAY, True, "Het klopt niet.")
ASKED = (CONSENT, CARRIED)
CONFLICTED = (requested("CONFLICT_VAN_PLICHTEN"),)
GATE = (CONSENT, CARRIED, *READY)
GONE = (*GATE, *LEFT)

ATTACKS: dict[str, Attack] = {
    "RecordIdentity": Attack(RecordIdentity(MEES, "Mees Anders", "2009-05-01"), CARLA),
    "PlaceCase": Attack(PlaceCase(MEES, HAVEN, TODAY, TODAY, DIRK), CARLA),
    "EndPlacement": Attack(EndPlacement(MEES, TODAY, TODAY), CARLA),
    "CloseCase": Attack(CloseCase(MEES, TODAY, TODAY, "afgerond"), CARLA),
    "ReopenCase": Attack(ReopenCase(MEES), CARLA),
    "AcknowledgeBrief": Attack(AcknowledgeBrief(MEES, CARLA), CARLA, BACK_HERE),
    "EnterAgeBand": Attack(EnterAgeBand(MEES, "18_plus", TODAY, TODAY), CARLA),
    "MergeCases": Attack(MergeCases(MEES, NOOR, TODAY), CARLA),
    "SplitCases": Attack(SplitCases(NOOR, MEES, TODAY), CARLA),
    "CompleteMerge": Attack(CompleteMerge(MEES, NOOR, TODAY), CARLA),
    "RecordInvolvement": Attack(RecordInvolvement(MEES, ELS, DUIN, "mentor", TODAY), CARLA),
    "EndInvolvement": Attack(EndInvolvement(MEES, DIRK, TODAY), CARLA, INVOLVED),
    "AskView": Attack(AskView(MEES, DIRK), CARLA, INVOLVED),
    "NameAcquaintance": Attack(NameAcquaintance(MEES, CARLA, TODAY, "Kim", "vriend"), CARLA),
    "RecordSignal": Attack(
        RecordSignal(
            *(MEES, S2, "SX01", "bevestigt", "feit", "eigen_waarneming", "carla", HAVEN, TODAY), today=TODAY
        ),
        CARLA,
    ),
    "CorrectSignal": Attack(
        CorrectSignal(
            *(
                MEES,
                S1,
                "OV01",
                "bevestigt",
                "feit",
                "eigen_waarneming",
                "carla",
                HAVEN,
                TODAY,
                TODAY,
                "Anders.",
            )
        ),
        CARLA,
    ),
    "RetractSignal": Attack(RetractSignal(MEES, S1, "Vergissing."), CARLA),
    "GiveVerdict": Attack(GiveVerdict(MEES, S1, "vastgesteld", FLOOR, TODAY), FLOOR),
    "ReportMissing": Attack(ReportMissing(MEES, TODAY, TODAY), CARLA),
    "EndMissing": Attack(EndMissing(MEES, TODAY, TODAY), CARLA, (MissingReported(MEES, TODAY),)),
    "RecordLinkKey": Attack(RecordLinkKey(MEES, "adres", "a1"), CARLA),
    "AcknowledgeEscalation": Attack(AcknowledgeEscalation(*EPISODE, ZOE, TODAY), ZOE),
    "HandOverEscalation": Attack(HandOverEscalation(*EPISODE, ZOE, TODAY, DIRK, "vakantie"), ZOE),
    "DecideEscalation": Attack(DecideEscalation(*EPISODE, ZOE, TODAY, "zelf_hulp", "Veilig."), ZOE),
    "RecordOutcome": Attack(
        RecordOutcome(*EPISODE, ZOE, TODAY, "gegrond"),
        ZOE,
        (EscalationDecided(*EPISODE, "zelf_hulp", "Veilig.", ZOE),),
    ),
    "AgreeLead": Attack(AgreeLead(MEES, "zorg", ANNA, BRAM, TODAY), ANNA),
    "WeighCase": Attack(WeighCase(MEES, HAVEN, ANNA, "hoog_risico", "Blauwe plekken.", TODAY), ANNA),
    "OpenExchange": Attack(
        OpenExchange(MEES, HAVEN, UNIT, ("feiten",), TODAY, date(2026, 10, 2)), ANNA, (LISTED,)
    ),
    "EndExchange": Attack(EndExchange(MEES, TODAY, "Klaar."), ANNA, (LISTED, EXCHANGED)),
    "AnnounceExchangeEnd": Attack(AnnounceExchangeEnd(MEES, date(2026, 9, 10)), ANNA, (LISTED, EXCHANGED)),
    "SeekConsent": Attack(SeekConsent(MEES, CARLA, TODAY, TODAY, CLIENT, "gewandeld", "nee"), CARLA),
    "ExplainConsent": Attack(
        ExplainConsent(MEES, CARLA, TODAY, CLIENT, TOLD, "met plaatjes", "eigen woorden", understood=True),
        CARLA,
    ),
    "GiveConsent": Attack(
        GiveConsent(MEES, CARLA, TODAY, "t-9", SCOPE, END, Decision((CLIENT,))), CARLA, (explained(),)
    ),
    "RefuseConsent": Attack(RefuseConsent(MEES, CARLA, TODAY, CLIENT, SCOPE, "is bang", "uitgelegd"), CARLA),
    "ReassessConsent": Attack(
        ReassessConsent(MEES, CARLA, TODAY, "t1", stays=True, decision=Decision((CLIENT,))), CARLA, CONSENTED
    ),
    "LimitConsent": Attack(LimitConsent(MEES, CLIENT, "t1", (), (), ("feiten",)), CARLA, CONSENTED),
    "WithdrawConsent": Attack(WithdrawConsent(MEES, CLIENT), CARLA, CONSENTED),
    "ExcludeRepresentative": Attack(
        ExcludeRepresentative(MEES, CARLA, TODAY, "vader", "in_risiconetwerk", "Haalt haar op."), CARLA
    ),
    "RecordStep": Attack(record("stap_1", bevestigt="Blauwe plekken."), CARLA),
    "TakeDecision": Attack(decide("acuut_112"), CARLA),
    "ReviewHelp": Attack(
        ReviewHelp(MEES, CARLA, TODAY, NOW, filled(FORM, vermoedens="blijven", opnieuw="2026-03-09")),
        CARLA,
        (WEIGHED_LIGHT, HELPED),
    ),
    "MakeReport": Attack(MakeReport(MEES, REPORT, CARLA, TODAY, "avim", witness_told=True), CARLA),
    "AnswerReport": Attack(AnswerReport(MEES, REPORT, CARLA, TODAY, "vastgesteld"), CARLA, (REPORTED,)),
    "InformOfReport": Attack(
        InformOfReport(MEES, REPORT, CARLA, TODAY, "in een gesprek"), CARLA, (REPORTED, DUE)
    ),
    "DeferInformingOfReport": Attack(
        DeferInformingOfReport(MEES, REPORT, CARLA, TODAY, "veiligheid_client", "Niet veilig.", SOON),
        CARLA,
        (REPORTED, DUE),
    ),
    "ReceiveCall": Attack(
        ReceiveCall(MEES, CALL, CARLA, TODAY, UNIT, "Mulder", "06", "", "Woont zij daar?"), CARLA
    ),
    "CallBack": Attack(CallBack(MEES, CALL, CARLA, TODAY, UNIT, GIJS, confirmed=True), CARLA, (CALLED,)),
    "AnswerCall": Attack(
        AnswerCall(MEES, CALL, CARLA, TODAY, UNIT, "geweigerd", "Geen grond."), CARLA, (CALLED, BACK)
    ),
    "AskAdvice": Attack(
        AskAdvice(*(MEES, D1, CARLA, TODAY, HAVEN, REGION), "zorgcoordinator", "Zien wij dit goed?"), CARLA
    ),
    "RequestDisclosure": Attack(request(), CARLA, (CONSENT,)),
    "WeighConflict": Attack(
        WeighConflict(
            *SHARING,
            filled("conflict_van_plichten"),
            filled("aandachtspunten"),
            "de zorgcoördinator",
            "doorbreken",
        ),
        CARLA,
        CONFLICTED,
    ),
    "TellDiscloser": Attack(TellDiscloser(*SHARING, POINTS), CARLA, ASKED),
    "InformClient": Attack(InformClient(*SHARING, "in een gesprek"), CARLA, ASKED),
    "DeferInforming": Attack(
        DeferInforming(*SHARING, "veiligheid_client", "Niet veilig.", SOON), CARLA, ASKED
    ),
    "ApproveDisclosure": Attack(approve(), FLOOR, ASKED),
    "DenyDisclosure": Attack(DenyDisclosure(MEES, D1, FLOOR, TODAY, HAVEN, UNIT, "Te veel."), FLOOR, ASKED),
    "ReleaseDisclosure": Attack(release(), CARLA, GATE),
    "ForgoSharing": Attack(ForgoSharing(MEES, D1, CARLA, TODAY, HAVEN, None, "Hulp werkt.", SOON), CARLA),
    "StopDisclosure": Attack(StopDisclosure(*SHARING, "Het klopt niet."), CARLA, GONE),
    "TellRecipient": Attack(TellRecipient(*SHARING), CARLA, (*GONE, STOPPED)),
    "ReceiveDisclosure": Attack(ReceiveDisclosure(*POLICE, PACKAGE.digest), GIJS, GONE),
    "AssessSignals": Attack(
        AssessSignals(*POLICE, "Gezien.", "weten", "onderzoek", ongoing=True, at=NOW), GIJS, GONE
    ),
    "DecideIntervention": Attack(
        DecideIntervention(*POLICE, "Zij is veilig.", "veiliggesteld"), GIJS, (*GONE, KNOWS)
    ),
    "RegisterVictim": Attack(RegisterVictim(*POLICE, TODAY), GIJS, GONE),
    "GiveFeedback": Attack(GiveFeedback(*POLICE, "Er loopt een onderzoek."), GIJS, GONE),
    "PlaceHold": Attack(PlaceHold(MEES, FRITS, TODAY, "strafzaak"), FRITS),
    "LiftHold": Attack(
        LiftHold(MEES, FRITS, TODAY), FRITS, (LegalHoldPlaced(MEES, "strafzaak", FRITS, TODAY),)
    ),
    "KeepLonger": Attack(KeepLonger(MEES, FRITS, TODAY, date(2030, 1, 1)), FRITS),
}
"""By the name of the command."""
