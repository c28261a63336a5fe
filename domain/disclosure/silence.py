"""How long something has been known and not shared: it stands beside the score.

Sources: handreiking ("het niet delen van informatie kan ook verwijtbaar zijn"), artikel (known for years,
never told; police were never told either, so what police give breaks no silence of care). Only who can act
on exploitation breaks it, once told: which places and why is data of the channels (`acts`); a doctor is not.
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
        if agreements is not None and _is_report(agreements, event):
            told = max(told, day)
    seen = [
        one.observed_on
        for one in signals
        if is_active(one, on) and one.polarity == "bevestigt" and one.observed_on > told
    ]
    return (on - min(seen)).days if seen else 0


def _is_report(agreements: Agreements, event: Event) -> bool:
    """Whether care told somebody who can act."""
    match event:
        case ReportMade():
            channel = agreements.channels.get(event.channel)
            return channel is not None and (bool(channel.acts) or channel.recipient in acting(agreements))
        case DisclosureReleased():
            ground = agreements.grounds.get(event.ground)
            return ground is not None and ground.side == "zorg" and event.recipient in acting(agreements)
        case _:
            return False


def acting(agreements: Agreements) -> frozenset[str]:
    """The recipients that can act: police, where one reports, and where a channel says what it can do."""
    places = {code for code, one in agreements.recipients.items() if one.side == "politie" or one.reports}
    return frozenset(places | {one.recipient for one in agreements.channels.values() if one.acts}) - {""}
