"""The meetings of a facility, from the log."""

from domain.meetings.holding import MeetingHeld, meetings_of
from domain.words import OrganisationId
from eventlog.log import Log


def meetings_at(log: Log, facility: OrganisationId) -> list[MeetingHeld]:
    """The meetings of a facility, the last one first."""
    entries = log.read([meetings_of(facility)]).entries
    held = [entry.event for entry in entries if isinstance(entry.event, MeetingHeld)]
    return sorted(held, key=lambda one: one.on)[::-1]
