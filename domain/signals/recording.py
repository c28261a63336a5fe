"""Recording a signal: cheap, never refused for a closed case, refused for words nobody knows."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from msgspec import Struct

from domain.cases.events import (
    CaseClosed,
    CaseMergedInto,
    CaseRegistered,
    CaseReopened,
    CaseRestored,
    SubjectErased,
)
from domain.cases.standing import NEW, CaseView, Closed, Merged, Unknown, merged, unknown
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.happened import require_happened
from domain.policies import POLICY_ITEM, PolicyAdopted
from domain.scoring.facts import Nature, Polarity
from domain.signals.events import SignalRecorded
from domain.words import CaseId, OrganisationId, Personal, SignalId

# view

CaseLife = CaseRegistered | CaseClosed | CaseReopened | CaseMergedInto | CaseRestored | SubjectErased
RecordingEvent = CaseLife | SignalRecorded | PolicyAdopted


class Recording(Struct, frozen=True):
    """What recording depends on: the case, the policy's words, and whether the signal stands already."""

    case: CaseView = NEW
    indicators: Mapping[str, object] = {}
    provenances: Mapping[str, object] = {}
    recorded: SignalRecorded | None = None


def evolve_recording(view: Recording, event: RecordingEvent) -> Recording:
    """The view after one more event."""
    match event:
        case SignalRecorded():
            return Recording(view.case, view.indicators, view.provenances, event)
        case PolicyAdopted(document=document):
            return Recording(view.case, document.indicators, document.provenance, view.recorded)
        case (
            CaseRegistered()
            | CaseClosed()
            | CaseReopened()
            | CaseMergedInto()
            | CaseRestored()
            | SubjectErased()
        ):
            return Recording(evolve_case(view.case, event), view.indicators, view.provenances, view.recorded)
        case _:
            assert_never(event)


EMPTY = Recording()

# rules


def require_known_words(
    indicator: str, provenance: str, indicators: Mapping[str, object], provenances: Mapping[str, object]
) -> None:
    """Refuse words that the adopted policy does not have.

    Raises:
        Refused: naming the word.
    """
    if not indicators:
        raise Refused(
            "beleid.geen",
            "Er is nog geen beleid vastgesteld.",
            "Laat zorg en politie een beleid vaststellen.",
        )
    if indicator not in indicators:
        raise Refused(
            "signaal.indicator",
            f"De indicator {indicator} staat niet in het beleid.",
            "Kies een indicator uit `opplussen policy show`, of OV01 voor een niet-pluisgevoel.",
        )
    if provenance not in provenances:
        raise Refused(
            "signaal.herkomst",
            f"De herkomst {provenance} staat niet in het beleid.",
            f"Kies uit: {', '.join(provenances)}.",
        )


# command


class RecordSignal(Command[Recording, RecordingEvent], frozen=True):
    """Record one signal. `today` is the day in Europe/Amsterdam on which it is recorded."""

    attempt = "signaal_vastleggen"

    case: CaseId
    signal: SignalId
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    today: date
    rests_on: tuple[SignalId, ...] = ()
    text: Personal = ""

    def boundary(self) -> Query:
        """The case's life, this signal, and the policy's words."""
        return (
            about(
                f"case:{self.case}",
                CaseRegistered,
                CaseClosed,
                CaseReopened,
                CaseMergedInto,
                CaseRestored,
                SubjectErased,
            ),
            about(f"signal:{self.signal}", SignalRecorded),
            POLICY_ITEM,
        )

    def initial(self) -> Recording:
        """Nothing known."""
        return EMPTY

    def evolve(self, view: Recording, event: RecordingEvent) -> Recording:
        """See `evolve_recording`."""
        return evolve_recording(view, event)

    def decide(self, view: Recording) -> list[Event]:
        """Record it; a closed case opens again, and a signal that stands already is left alone."""
        recorded = SignalRecorded(
            self.case,
            self.signal,
            self.indicator,
            self.polarity,
            self.nature,
            self.provenance,
            self.source,
            self.organisation,
            self.observed_on,
            self.rests_on,
            self.text,
        )
        if view.recorded is not None:
            if view.recorded == recorded:
                return []
            raise Refused(
                "signaal.bestaat",
                f"Het signaal {self.signal} bestaat al met een andere inhoud.",
                "Verbeter het bestaande signaal, of geef dit signaal een eigen nummer.",
            )
        match view.case:
            case Unknown():
                raise unknown(self.case)
            case Merged() as gone:
                raise merged(gone)
        require_known_words(self.indicator, self.provenance, view.indicators, view.provenances)
        require_happened("signaal", self.observed_on, self.today)
        if isinstance(view.case, Closed):
            return [CaseReopened(self.case, "nieuw_signaal"), recorded]
        return [recorded]
