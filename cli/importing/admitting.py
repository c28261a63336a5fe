"""A new case and its first signals, admitted together or not at all.

No rule of its own: the decisions of `RegisterCase` and `RecordSignal` under one condition, so that a line
that is refused leaves no empty case behind, and a bulk import decides once a case.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from domain.cases.commands import RegisterCase
from domain.cases.events import Background, CaseRegistered, reference_tag
from domain.cases.standing import Open
from domain.commands import Command, Query, about
from domain.events import Event
from domain.partners import FacilityJoined
from domain.policies import POLICY_ITEM, PolicyAdopted
from domain.signals.events import SignalRecorded
from domain.signals.recording import Recording, RecordSignal
from domain.words import CaseId, OrganisationId, SignalId

AdmissionEvent = CaseRegistered | FacilityJoined | PolicyAdopted | SignalRecorded


class Admission(Struct, frozen=True):
    """Whether the reference is taken and the facility joined, the policy's words, and signals that stand."""

    taken: bool = False
    joined: bool = False
    indicators: Mapping[str, object] = {}
    provenances: Mapping[str, object] = {}
    recorded: Mapping[SignalId, SignalRecorded] = {}


NOTHING = Admission()


class AdmitCase(Command[Admission, AdmissionEvent], frozen=True):
    """Register a case at a facility with these signals; `signals` are commands about this very case."""

    case: CaseId
    facility: OrganisationId
    reference: str
    on: date
    background: Background | None
    signals: tuple[RecordSignal, ...]

    def boundary(self) -> Query:
        """The reference, the facility, the policy's words and each signal; the pseudonym is new."""
        return (
            about(reference_tag(self.facility, self.reference), CaseRegistered),
            about(f"organisation:{self.facility}", FacilityJoined),
            POLICY_ITEM,
            *[about(f"signal:{signal.signal}", SignalRecorded) for signal in self.signals],
        )

    def initial(self) -> Admission:
        """Nothing known."""
        return NOTHING

    def evolve(self, view: Admission, event: AdmissionEvent) -> Admission:
        """One more thing known."""
        match event:
            case FacilityJoined():
                return Admission(view.taken, True, view.indicators, view.provenances, view.recorded)
            case PolicyAdopted(document=document):
                words = (document.indicators, document.provenance)
                return Admission(view.taken, view.joined, *words, view.recorded)
            case CaseRegistered():
                return Admission(True, view.joined, view.indicators, view.provenances, view.recorded)
            case SignalRecorded():
                recorded = {**view.recorded, event.signal: event}
                return Admission(view.taken, view.joined, view.indicators, view.provenances, recorded)

    def decide(self, view: Admission) -> list[Event]:
        """Both decisions, a signal that comes twice once."""
        case = RegisterCase(self.case, self.facility, self.reference, self.on, self.on, None, self.background)
        events = case.decide((view.taken, view.joined))
        if not self.signals:
            return events
        standing = Open(self.facility)
        recorded: dict[SignalId, SignalRecorded] = dict(view.recorded)
        for signal in self.signals:
            before = recorded.get(signal.signal)
            decided = signal.decide(Recording(standing, view.indicators, view.provenances, before))
            for event in decided:
                if isinstance(event, SignalRecorded):
                    recorded[event.signal] = event
            events += decided
        return events
