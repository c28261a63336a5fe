"""Running away and missing: the open episode that the score's context `vermist` is derived from.

Source: handreiking (missing persons), artikel (running away again and again).
"""

from datetime import date

from domain.events import Event
from domain.words import CaseId

# events


class MissingReported(Event, frozen=True):
    """The client is missing since `on`."""

    case: CaseId
    on: date

    tagged = ("case",)


class MissingEnded(Event, frozen=True):
    """The client was found or came back on `on`."""

    case: CaseId
    on: date

    tagged = ("case",)
