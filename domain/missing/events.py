"""What happens when somebody runs away: reported missing, found again."""

from datetime import date

from domain.events import Event
from domain.words import CaseId


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
