"""Does the client agree that others are told? What the ledger says, and else what step 4 found.

A client may change their mind after the weighing, so the ledger has the last word (stappenplan 3 and 5).
"""

from datetime import date

from msgspec import structs

from domain.agreements.document import Agreements
from domain.consent.ledger import Consent, Ledger
from domain.consent.receiving import standing_fault
from domain.stappenplan.chart import Weighed
from domain.stappenplan.events import Permission


def permission_now(ledger: Ledger, agreements: Agreements, weighed: Permission, on: date) -> Permission:
    """`ja` when police may be told too, `deels` when only others may; `weighed` while nothing is recorded."""
    police = {code for code, one in agreements.recipients.items() if one.side == "politie"}
    standing = _standing(ledger, agreements, on)
    if any(police & _named(one) for one in standing):
        return "ja"
    if standing:
        return "deels"
    return "nee" if ledger.consents or ledger.refused or ledger.withdrawn else weighed


def with_consent(found: Weighed, ledger: Ledger, agreements: Agreements, on: date) -> Weighed:
    """What was weighed, with what the client says now."""
    return structs.replace(found, permission=permission_now(ledger, agreements, found.permission, on))


def named_now(ledger: Ledger, agreements: Agreements, on: date) -> frozenset[str]:
    """Whom a consent that stands names: what step 4 found names nobody, so it is not enough to report on."""
    return frozenset[str]().union(*[_named(one) for one in _standing(ledger, agreements, on)])


def _standing(ledger: Ledger, agreements: Agreements, on: date) -> list[Consent]:
    return [
        one for one in ledger.consents.values() if standing_fault(one, ledger, agreements.consent, on) is None
    ]


def _named(consent: Consent) -> frozenset[str]:
    refused = {code for refusal in consent.refused for code in refusal.recipients}
    return frozenset(consent.recipients) - refused
