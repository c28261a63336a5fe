"""The ledger of consent of a case, as it was known at any position of the log."""

from domain.consent.ledger import SILENT, Ledger, consent_of, evolve_ledger
from domain.words import CaseId
from eventlog.log import Log


def ledger_at(log: Log, case: CaseId, position: int) -> Ledger:
    """What stood of consent at a position; silent when the case did not exist."""
    ledger = SILENT
    for entry in log.read([consent_of(case)]).entries:
        if entry.position <= position:
            ledger = evolve_ledger(ledger, entry.event)  # type: ignore[arg-type]  # the boundary names these
    return ledger
