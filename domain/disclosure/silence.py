"""How long something has been known and not shared: it stands beside the score.

Sources: handreiking ("het niet delen van informatie kan ook verwijtbaar zijn"), artikel (known for years,
never told; police were never told either, so what police give breaks no silence of care).
"""

from collections.abc import Iterable
from datetime import date

from domain.agreements.document import Agreements
from domain.channels.events import ReportMade
from domain.commands import Item, about
from domain.disclosure.events import DisclosureReleased, SharingForgone
from domain.events import Event
from domain.scoring.facts import Signal, is_active
from domain.words import CaseId


def broken_by(case: CaseId) -> Item:
    """The boundary item for what breaks the silence about a case."""
    return about(f"case:{case}", DisclosureReleased, SharingForgone, ReportMade)


def days_unshared(
    signals: Iterable[Signal], events: Iterable[tuple[date, Event]], agreements: Agreements | None, on: date
) -> int:
    """Whole days since the first confirming signal that counts and was seen after care told somebody last.

    `events` stand with their day. 0 while a decision not to share waits for the day to look again.
    """
    told = date.min
    for day, event in events:
        if isinstance(event, SharingForgone) and on < event.review:
            return 0
        if isinstance(event, ReportMade) or (
            isinstance(event, DisclosureReleased) and _is_report(agreements, event)
        ):
            told = max(told, day)
    seen = [
        one.observed_on
        for one in signals
        if is_active(one, on) and one.polarity == "bevestigt" and one.observed_on > told
    ]
    return (on - min(seen)).days if seen else 0


def _is_report(agreements: Agreements | None, left: DisclosureReleased) -> bool:
    """Whether care told police, or a place where one reports."""
    if agreements is None:
        return False
    ground, recipient = agreements.grounds.get(left.ground), agreements.recipients.get(left.recipient)
    by_care = ground is not None and ground.side == "zorg"
    return by_care and recipient is not None and (recipient.side == "politie" or recipient.reports)
