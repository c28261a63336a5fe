"""How long something has been known and not shared: it stands beside the score.

Sources: handreiking ("het niet delen van informatie kan ook verwijtbaar zijn"), artikel (known for years,
never told).
"""

from collections.abc import Iterable
from datetime import date

from domain.commands import Item, about
from domain.disclosure.events import DisclosureReleased, SharingForgone
from domain.events import Event
from domain.scoring.facts import Signal, is_active
from domain.words import CaseId


def broken_by(case: CaseId) -> Item:
    """The boundary item for what breaks the silence about a case."""
    return about(f"case:{case}", DisclosureReleased, SharingForgone)


def days_unshared(signals: Iterable[Signal], since_then: Iterable[Event], on: date) -> int:
    """Whole days since the first confirming signal that counts, when nothing was shared since.

    0 once something was released, or while a decision not to share waits for the day to look again.
    """
    for event in since_then:
        if isinstance(event, DisclosureReleased):
            return 0
        if isinstance(event, SharingForgone) and on < event.review:
            return 0
    seen = [one.observed_on for one in signals if is_active(one, on) and one.polarity == "bevestigt"]
    return (on - min(seen)).days if seen else 0
