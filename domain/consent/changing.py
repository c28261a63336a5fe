"""A consent becomes less, ends, or is asked again; taking back is as easy as giving, and asks no reason."""

from datetime import date
from typing import cast

from msgspec import Struct, structs

from domain.cases.standing import NEW, CaseView, LifecycleEvent, Merged, Unknown, life_of, merged, unknown
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query, Refused
from domain.consent.conditions import (
    Decision,
    require_band,
    require_deciders,
    require_informed,
    require_written,
)
from domain.consent.deciding import ConsentCommand, Deciding, agreed, unless_said
from domain.consent.events import (
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentWithdrawn,
    Exclusion,
    Giver,
    RepresentativeExcluded,
)
from domain.consent.ledger import (
    SILENT,
    Consent,
    Ledger,
    LedgerEvent,
    consent_of,
    evolve_ledger,
    may_take_back,
    shared_in,
)
from domain.events import Event
from domain.words import CaseId, Personal


class TakingBack(Struct, frozen=True):
    """All that taking back depends on: that there is a case, and what stands."""

    case: CaseView = NEW
    ledger: Ledger = SILENT


class TakeBackCommand(Command[TakingBack, LifecycleEvent | LedgerEvent], frozen=True):
    """Somebody takes something back: recorded by whoever hears it, also for a closed case."""

    case: CaseId
    who: Giver

    def boundary(self) -> Query:
        """The case and its ledger."""
        return (life_of(self.case), consent_of(self.case))

    def initial(self) -> TakingBack:
        """Nothing known."""
        return TakingBack()

    def evolve(self, view: TakingBack, event: LifecycleEvent | LedgerEvent) -> TakingBack:
        """Each event to its own part."""
        if isinstance(event, LedgerEvent):
            return structs.replace(view, ledger=evolve_ledger(view.ledger, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def theirs(self, view: TakingBack, consent: str) -> Consent:
        """A consent that this person may take back.

        Raises:
            Refused: there is no such consent, or it is another's.
        """
        self.require_case(view)
        found = standing(view.ledger, consent)
        if not may_take_back(found, self.who):
            raise Refused(
                "toestemming.niet_van",
                "Deze toestemming gaf de cliënt zelf.",
                "Alleen de cliënt kan haar beperken of intrekken.",
            )
        return found

    def require_case(self, view: TakingBack) -> None:
        """Refuse a case that is not there or goes on as another.

        Raises:
            Refused: naming the case. A closed case is no reason.
        """
        match view.case:
            case Unknown():
                raise unknown(self.case)
            case Merged() as gone:
                raise merged(gone)


def standing(ledger: Ledger, consent: str) -> Consent:
    """A consent that stands.

    Raises:
        Refused: when it does not.
    """
    if consent not in ledger.consents:
        raise Refused(
            "toestemming.onbekend",
            "Deze toestemming is er niet, of is al ingetrokken.",
            "Zie: opplussen consent show",
        )
    return ledger.consents[consent]


class WithdrawConsent(TakeBackCommand, frozen=True):
    """Take back these consents, or without names all that this person may take back. No reason is asked."""

    attempt = "toestemming_intrekken"

    consents: tuple[str, ...] = ()

    def decide(self, view: TakingBack) -> list[Event]:
        """From this position on nothing rests on them."""
        self.require_case(view)
        named = self.consents or tuple(
            name for name, one in view.ledger.consents.items() if may_take_back(one, self.who)
        )
        if not named:
            raise Refused(
                "toestemming.geen",
                "Er is geen toestemming die kan worden ingetrokken.",
                "Zie: opplussen consent show",
            )
        return [
            ConsentWithdrawn(self.case, self.theirs(view, name).consent, self.who)
            for name in dict.fromkeys(named)
        ]


class LimitConsent(TakeBackCommand, frozen=True):
    """Leave only this of a consent; what is not named stays as it is."""

    attempt = "toestemming_beperken"

    consent: str
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    until: date | None = None

    def decide(self, view: TakingBack) -> list[Event]:
        """Never wider or longer; the same changes nothing."""
        found = self.theirs(view, self.consent)
        limited = ConsentLimited(
            self.case,
            self.consent,
            self.who,
            self.recipients or found.recipients,
            self.purposes or found.purposes,
            self.categories or found.categories,
            self.until or found.until,
        )
        fits = (
            set(limited.recipients) <= set(found.recipients)
            and set(limited.purposes) <= set(found.purposes)
            and set(limited.categories) <= set(found.categories)
            and limited.until <= found.until
        )
        if not fits:
            raise Refused(
                "toestemming.ruimer",
                "Dit is ruimer of langer dan de toestemming die er is.",
                "Vraag een nieuwe toestemming.",
            )
        left = evolve_ledger(view.ledger, limited).consents[self.consent]
        return [] if left == found else [limited]


class ReassessConsent(ConsentCommand, frozen=True):
    """Record that a consent was asked again: it goes on with these givers, or it ends."""

    attempt = "toestemming_opnieuw_bespreken"

    consent: str
    stays: bool
    decision: Decision = Decision(())

    def decide(self, view: Deciding) -> list[Event]:
        """To go on it must be given as if it were new; to end asks nothing."""
        self.require_worker(view)
        found, ledger = standing(view.ledger, self.consent), view.ledger
        band = require_band(ledger)
        if self.stays:
            agreements = agreed(view)
            require_deciders(self.decision, ledger, agreements.consent)
            require_informed(self.decision, ledger, agreements.consent, self.today)
            require_written(found.purposes, self.decision, band, agreements)
        said = ConsentReassessed(
            self.case,
            self.consent,
            self.stays,
            self.decision.givers,
            self.today,
            band,
            self.decision.capacity,
            self.decision.alone,
            self.decision.written,
        )
        return unless_said(view, said)


class ExcludeRepresentative(ConsentCommand, frozen=True):
    """Record that a representative cannot decide for this client."""

    attempt = "vertegenwoordiger_uitsluiten"

    representative: str
    why: Exclusion
    reasons: Personal

    def decide(self, view: Deciding) -> list[Event]:
        """Once, with reasons; what they shared in was not free, and must be asked again."""
        self.require_worker(view)
        if not self.representative.strip() or not self.reasons.strip():
            raise Refused(
                "vertegenwoordiger.reden",
                "Er staat niet wie wordt uitgesloten, of waarom.",
                "Noem de code van de vertegenwoordiger, en schrijf waarom.",
            )
        if self.representative in view.ledger.excluded:
            return []
        excluded = RepresentativeExcluded(self.case, self.representative, self.why, self.reasons, self.by)
        theirs = shared_in(view.ledger, self.representative)
        due = [cast("Event", ConsentReassessmentDue(self.case, theirs, "uitgesloten"))] if theirs else []
        return [excluded, *due]
