"""What becomes of consent when two cases become one, or one becomes two.

No consent goes along: it was given about one record, by somebody who had not heard of the other. What stood
on either side is held back until it is asked again. Whom one side excluded is excluded on both.
"""

from msgspec import structs

from domain.consent.events import ConsentReassessmentDue, DueReason
from domain.consent.ledger import Ledger
from domain.events import Event
from domain.words import CaseId


def ask_again(case: CaseId, ledger: Ledger, reason: DueReason) -> list[Event]:
    """Every consent that stands waits to be asked again."""
    return [ConsentReassessmentDue(case, tuple(ledger.consents), reason)] if ledger.consents else []


def exclude_as_well(case: CaseId, ledger: Ledger, other: Ledger) -> list[Event]:
    """Whom the other case excluded is excluded here too."""
    return [
        structs.replace(event, case=case)
        for representative, event in other.excluded.items()
        if representative not in ledger.excluded
    ]
