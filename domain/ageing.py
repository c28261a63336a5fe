"""A client reaches another age, and with it another rule of who decides: each consent is asked again.

Source: at 12, 16 and 18 the person who may consent changes (Jeugdwet 7.3.5). Only the role that keeps birth
dates enters a band; everything else reads the band alone.
"""

from datetime import date

from msgspec import Struct, structs

from domain.cases.events import AgeBand, AgeBandEntered
from domain.cases.standing import NEW, CaseView, LifecycleEvent, Merged, Unknown, life_of, merged, unknown
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Query
from domain.consent.events import ConsentReassessmentDue
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, consent_of, evolve_ledger
from domain.events import Event
from domain.happened import require_happened
from domain.words import CaseId


class Ageing(Struct, frozen=True):
    """What a new age depends on: the case, the band it was told itself, and the consents that stand."""

    case: CaseView = NEW
    entered: AgeBand | None = None
    ledger: Ledger = SILENT


class EnterAgeBand(Command[Ageing, LifecycleEvent | LedgerEvent], frozen=True):
    """Record the age band, by the role that may read the birth date.

    `today` is the day in Europe/Amsterdam.
    """

    attempt = "leeftijd_vastleggen"

    case: CaseId
    band: AgeBand
    on: date
    today: date

    def boundary(self) -> Query:
        """The case's life, and what stands of consent."""
        return (life_of(self.case), consent_of(self.case))

    def initial(self) -> Ageing:
        """Unknown."""
        return Ageing()

    def evolve(self, view: Ageing, event: LifecycleEvent | LedgerEvent) -> Ageing:
        """Each event to its own part."""
        if isinstance(event, LedgerEvent):
            entered = event.band if isinstance(event, AgeBandEntered) else view.entered
            return structs.replace(view, entered=entered, ledger=evolve_ledger(view.ledger, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Ageing) -> list[Event]:
        """For any case that stands on its own, once; a new band lets every consent be asked again."""
        match view.case:
            case Unknown():
                raise unknown(self.case)
            case Merged() as gone:
                raise merged(gone)
        if self.band == view.entered == view.ledger.band:
            return []
        require_happened("leeftijd", self.on, self.today)
        entered = AgeBandEntered(self.case, self.band, self.on)
        standing = tuple(view.ledger.consents)
        if not standing or view.ledger.band == self.band:
            return [entered]
        return [entered, ConsentReassessmentDue(self.case, standing, "leeftijd")]
