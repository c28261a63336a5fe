"""Consent of one case: what stands and until when, what was refused, what each receiver may have and why."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from domain.agreements.document import Agreements
from domain.consent.ledger import Consent, Ledger
from domain.consent.receiving import Receivable, ends, receivable, standing_fault
from domain.words import CaseId
from engine.consents import ledger_at
from engine.history import When
from engine.plans import agreements_at
from engine.reading.words import CONSENT_DUE, giver_text
from eventlog.log import Log


class Labelled(Protocol):
    """Something of the working agreements that has a name for people."""

    @property
    def label(self) -> str:
        """That name."""
        ...


class Stands(NamedTuple):
    """One consent as people read it; `fault` says why it counts for nobody."""

    consent: str
    givers: str
    until: date
    recipients: str
    purposes: str
    categories: str
    fault: str
    due: tuple[str, ...]


class Receiver(NamedTuple):
    """What one receiver may have by consent: the kinds of information, or else why nothing."""

    label: str
    may: tuple[str, ...]
    reasons: tuple[str, ...]


class ConsentNow(NamedTuple):
    """All of it; `withdrawn` are the codes of what was taken back, `sought` how often it was asked."""

    stands: tuple[Stands, ...]
    withdrawn: tuple[str, ...]
    refused_on: date | None
    refused_by: str
    sought: int
    receivers: tuple[Receiver, ...]


def consent_of(log: Log, case: CaseId, when: When) -> ConsentNow | None:
    """Consent as it was known at a moment; None before there were working agreements."""
    agreements = agreements_at(log, when.position)
    if agreements is None:
        return None
    ledger = ledger_at(log, case, when.position)
    return ConsentNow(
        tuple(_stands(one, ledger, agreements, when.on) for one in ledger.consents.values()),
        tuple(ledger.withdrawn),
        ledger.refused.on if ledger.refused else None,
        giver_text(ledger.refused.by) if ledger.refused else "",
        len(ledger.sought),
        tuple(
            _receiver(recipient.label, receivable(ledger, agreements, code, when.on), agreements)
            for code, recipient in agreements.recipients.items()
        ),
    )


def _stands(one: Consent, ledger: Ledger, agreements: Agreements, on: date) -> Stands:
    fault = standing_fault(one, ledger, agreements.consent, on)
    return Stands(
        one.consent,
        " en ".join(map(giver_text, one.givers)),
        ends(one, agreements.consent),
        _labels(agreements.recipients, one.recipients),
        _labels(agreements.purposes, one.purposes),
        _labels(agreements.categories, one.categories),
        fault[0] if fault else "",
        tuple(CONSENT_DUE[reason] for reason in one.due),
    )


def _labels(known: Mapping[str, Labelled], codes: tuple[str, ...]) -> str:
    return ", ".join(known[code].label if code in known else code for code in codes)


def _receiver(label: str, found: tuple[Receivable, ...], agreements: Agreements) -> Receiver:
    may = dict.fromkeys(agreements.categories[one.category].label for one in found if one.covered.allowed)
    counted = [one for one in found if one.covered.allowed] or found
    reasons = dict.fromkeys(reason for one in counted for reason in one.covered.reasons)
    return Receiver(label, tuple(may), tuple(reasons))
