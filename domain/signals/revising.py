"""Revising a signal: what it should have said, that it should not count, what looking into it found."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from msgspec import Struct, structs

from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.happened import require_happened
from domain.policies import POLICY_ITEM, PolicyAdopted
from domain.scoring.facts import Nature, Polarity, Verdict
from domain.signals.events import (
    SignalCorrected,
    SignalMoved,
    SignalRecorded,
    SignalRetracted,
    SignalVerdictGiven,
)
from domain.signals.recording import require_known_words
from domain.words import CaseId, OrganisationId, Personal, PersonId, SignalId

# view

SignalEvent = SignalRecorded | SignalCorrected | SignalRetracted | SignalVerdictGiven | SignalMoved


class Known(Struct, frozen=True):
    """A signal as it stands now, what a correction said of it last, and who were named as its source."""

    case: CaseId
    retracted: bool = False
    verdict: Verdict | None = None
    form: str = ""
    corrected: SignalCorrected | None = None
    sources: frozenset[str] = frozenset()


SignalView = Known | None


def evolve_signal(view: SignalView, event: SignalEvent) -> SignalView:
    """The signal after one more event about it."""
    match event:
        case SignalRecorded():
            return Known(event.case, sources=frozenset({event.source}))
        case SignalCorrected():
            was = view or Known(event.case)
            return structs.replace(
                was, retracted=False, corrected=event, sources=was.sources | {event.source}
            )
        case SignalRetracted():
            return structs.replace(view or Known(event.case), retracted=True)
        case SignalVerdictGiven():
            judged = view or Known(event.case)
            return structs.replace(judged, verdict=event.verdict, form=event.form)
        case SignalMoved():
            return structs.replace(view or Known(event.case), case=event.case)
        case _:
            assert_never(event)


def history_of(signal: SignalId) -> Item:
    """The boundary item for one signal."""
    return about(
        f"signal:{signal}", SignalRecorded, SignalCorrected, SignalRetracted, SignalVerdictGiven, SignalMoved
    )


class Standing(Struct, frozen=True):
    """A signal, and the words that a correction may use."""

    signal: SignalView = None
    indicators: Mapping[str, object] = {}
    provenances: Mapping[str, object] = {}


class SignalCommand(Command[Standing, SignalEvent | PolicyAdopted], frozen=True):
    """A command about one signal that stands in the log."""

    case: CaseId
    signal: SignalId

    def boundary(self) -> Query:
        """The signal and the policy's words."""
        return (history_of(self.signal), POLICY_ITEM)

    def initial(self) -> Standing:
        """Unknown."""
        return Standing()

    def evolve(self, view: Standing, event: SignalEvent | PolicyAdopted) -> Standing:
        """The signal and the words apart."""
        if isinstance(event, PolicyAdopted):
            words = event.document
            return structs.replace(view, indicators=words.indicators, provenances=words.provenance)
        return structs.replace(view, signal=evolve_signal(view.signal, event))

    def known(self, view: Standing) -> Known:
        """The signal of this case.

        Raises:
            Refused: when the signal is not this case's.
        """
        if view.signal is None or view.signal.case != self.case:
            raise Refused(
                "signaal.onbekend",
                f"Het signaal {self.signal} hoort niet bij deze casus.",
                "Controleer het nummer.",
            )
        return view.signal


class CorrectSignal(SignalCommand, frozen=True):
    """Say what the signal should have said; `count_again` brings back one that was retracted."""

    attempt = "signaal_verbeteren"

    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    today: date
    reason: Personal
    rests_on: tuple[SignalId, ...] = ()
    text: Personal = ""
    count_again: bool = False

    def decide(self, view: Standing) -> list[Event]:
        """The whole corrected signal, once in the same words; never by the way back into the count."""
        known = self.known(view)
        if known.retracted and not self.count_again:
            raise Refused(
                "signaal.ingetrokken",
                "Dit signaal is ingetrokken en telt niet mee.",
                "Zeg erbij dat het weer meetelt, of laat het ingetrokken.",
            )
        require_known_words(self.indicator, self.provenance, view.indicators, view.provenances)
        require_happened("signaal", self.observed_on, self.today)
        if not self.reason.strip():
            raise Refused("signaal.reden", "Een verbetering heeft een reden nodig.", "Schrijf waarom.")
        corrected = SignalCorrected(
            self.case,
            self.signal,
            self.indicator,
            self.polarity,
            self.nature,
            self.provenance,
            self.source,
            self.organisation,
            self.observed_on,
            self.reason,
            self.rests_on,
            self.text,
        )
        stands = known.corrected == corrected and not known.retracted
        return [] if stands else [corrected]


class RetractSignal(SignalCommand, frozen=True):
    """Take a signal out of the count, with the reason."""

    attempt = "signaal_intrekken"

    reason: Personal

    def decide(self, view: Standing) -> list[Event]:
        """Once, and never without a reason."""
        if not self.reason.strip():
            raise Refused("signaal.reden", "Intrekken heeft een reden nodig.", "Schrijf waarom.")
        if self.known(view).retracted:
            return []
        return [SignalRetracted(self.case, self.signal, self.reason)]


class GiveVerdict(SignalCommand, frozen=True):
    """Record what looking into a signal found; `recorders` wrote it down, and hear of it too."""

    attempt = "oordeel_geven"

    verdict: Verdict
    by: PersonId
    today: date
    form: str = ""
    recorders: tuple[str, ...] = ()

    def decide(self, view: Standing) -> list[Event]:
        """Never by who saw it; a later verdict replaces an earlier."""
        known = self.known(view)
        if self.by in known.sources:
            raise Refused(
                "oordeel.rol",
                f"{self.by} geeft geen oordeel over dit signaal.",
                "Laat een ander het onderzoeken dan wie het zag: aandachtsfunctionaris, kernteam, "
                "zorgcoördinator, meldpunt of politie.",
            )
        if known.retracted:
            raise Refused(
                "signaal.ingetrokken",
                "Dit signaal is ingetrokken.",
                "Verbeter het signaal eerst, en zeg erbij dat het weer meetelt.",
            )
        if (known.verdict, known.form) == (self.verdict, self.form):
            return []
        hear = tuple(sorted(known.sources.union(self.recorders)))
        return [SignalVerdictGiven(self.case, self.signal, self.verdict, self.by, self.form, hear)]
