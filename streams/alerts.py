"""What goes out on `alerts`: that something was told about an episode, and nothing of the client.

Structured CloudEvents 1.0 after the NL GOV profile. Who may look finds the rest in opplussen.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec import Struct

from domain.escalation.events import (
    DeadlinePassed,
    EscalationHandedOver,
    EscalationLowered,
    EscalationRaised,
    Stage,
)
from domain.words import CaseId, LevelName, OrganisationId, PersonId
from eventlog.answering import Bare
from eventlog.codec import Entry, decode
from eventlog.interchange import with_attributes
from streams.messages import Message

ALERTING = {
    "escalation-raised.v1",
    "escalation-handed-over.v1",
    "escalation-lowered.v1",
    "deadline-passed.v1",
}
"""The stored events of which others are told."""
CONTENT_TYPE = b"application/cloudevents+json; charset=UTF-8"
FIRST: Stage = "verantwoordelijke"


class Alert(Struct, frozen=True, omit_defaults=True):
    """An episode is (case, level, position that opened it); people and organisations by their codes.

    `due_at` is until when somebody has to decide; `score` ranks, between 0 and 1, and is no chance.
    """

    case: CaseId
    level: LevelName
    opened: int
    facility: OrganisationId | None = None
    responsible: PersonId | None = None
    stage: Stage | None = None
    due_at: datetime | None = None
    score: float | None = None


def alert_of(entry: Entry) -> Alert | None:
    """What others are told of an event; None for most."""
    match entry.event:
        case EscalationRaised() as event:
            return Alert(
                event.case,
                event.level,
                event.opened,
                event.facility,
                event.responsible,
                FIRST,
                event.due_at,
                round(event.snapshot.score, 9),
            )
        case EscalationHandedOver() as event:
            place = event.team
            return Alert(event.case, event.level, event.opened, place, event.to, event.stage, event.due_at)
        case EscalationLowered() as event:
            return Alert(event.case, event.level, event.opened)
        case DeadlinePassed() as event:
            return Alert(event.case, event.level, event.opened, due_at=event.due_at)
        case _:
            return None


def alerts_of(stored: Bare, topic: str, urn: str) -> Iterator[Message]:
    """The message about a stored event; none when others are told nothing of it."""
    position, name, data = stored
    if name not in ALERTING:
        return
    entry = decode(position, name, data)
    alert = alert_of(entry)
    if alert is not None:
        value = msgspec.json.encode(with_attributes(entry, urn, alert))
        yield Message(topic, 0, alert.case.encode(), value, [("content-type", CONTENT_TYPE)])
