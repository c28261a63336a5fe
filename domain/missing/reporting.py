"""Running away and missing: the open episode that the score's context `vermist` is derived from.

Source: handreiking (missing persons), artikel (running away again and again).
"""

from datetime import date

from msgspec import Struct, structs

from domain.cases.events import CaseAbsorbed, CaseRestored, CaseSplitOff
from domain.cases.standing import (
    LIFECYCLE,
    NEW,
    CaseView,
    LifecycleEvent,
    Merged,
    Unknown,
    merged,
    unknown,
)
from domain.cases.standing import evolve as evolve_case
from domain.client import ClientFollowed
from domain.commands import Command, Query, Refused, about
from domain.events import Event
from domain.happened import require_happened
from domain.missing.events import MissingEnded, MissingReported
from domain.words import CaseId

MissingEvent = (
    LifecycleEvent
    | MissingReported
    | MissingEnded
    | CaseAbsorbed
    | ClientFollowed
    | CaseSplitOff
    | CaseRestored
)

# view


class Missing(Struct, frozen=True):
    """The case, whether its client is missing, and since when as it reported that itself.

    `brought` says since when by the cases that go on in this one.
    """

    case: CaseView = NEW
    missing: bool = False
    since: date | None = None
    brought: dict[CaseId, date] = {}

    @property
    def began(self) -> date | None:
        """The first day that anybody named; None when nobody said which."""
        return min([one for one in (self.since, *self.brought.values()) if one], default=None)


def evolve_missing(view: Missing, event: MissingEvent) -> Missing:
    """The view after one more event."""
    match event:
        case MissingReported(on=on):
            return structs.replace(view, missing=True, since=on)
        case MissingEnded():
            return Missing(view.case)
        case CaseAbsorbed(missing=missing):
            return structs.replace(view, missing=view.missing or missing)
        case ClientFollowed(source=source, missing_since=date() as since):
            return structs.replace(view, brought={**view.brought, source: since})
        case ClientFollowed():
            return view
        case CaseSplitOff(source=source, missing=missing):
            left = {case: since for case, since in view.brought.items() if case != source}
            return structs.replace(view, missing=missing, brought=left)
        case CaseRestored(missing=missing):
            case = evolve_case(view.case, event)
            return structs.replace(view, case=case, missing=True) if missing else Missing(case)
        case _:
            return structs.replace(view, case=evolve_case(view.case, event))


# commands


class MissingCommand(Command[Missing, MissingEvent], frozen=True):
    """A command about a client who is missing. `today` is the day in Europe/Amsterdam."""

    case: CaseId
    on: date
    today: date

    def boundary(self) -> Query:
        """The case's life and its missing episodes, also those it took over."""
        return (
            about(
                f"case:{self.case}",
                *LIFECYCLE,
                MissingReported,
                MissingEnded,
                CaseAbsorbed,
                ClientFollowed,
                CaseSplitOff,
            ),
        )

    def initial(self) -> Missing:
        """Unknown."""
        return Missing()

    def evolve(self, view: Missing, event: MissingEvent) -> Missing:
        """See `evolve_missing`."""
        return evolve_missing(view, event)

    def require_case(self, view: Missing) -> None:
        """Refuse a case that is not there, and a day on which it cannot have happened.

        Raises:
            Refused: naming the case or the day. A closed case is no reason: who is missing is missing.
        """
        match view.case:
            case Unknown():
                raise unknown(self.case)
            case Merged() as gone:
                raise merged(gone)
        require_happened("vermissing", self.on, self.today)


class ReportMissing(MissingCommand, frozen=True):
    """Record that the client is missing since `on`."""

    attempt = "vermissing_melden"

    def decide(self, view: Missing) -> list[Event]:
        """Once, until the client is found."""
        self.require_case(view)
        return [] if view.missing else [MissingReported(self.case, self.on)]


class EndMissing(MissingCommand, frozen=True):
    """Record that the client was found or came back on `on`."""

    attempt = "vermissing_beëindigen"

    def decide(self, view: Missing) -> list[Event]:
        """Only who is missing can be found, and not before that began."""
        self.require_case(view)
        if not view.missing:
            raise Refused(
                "vermissing.geen",
                "De cliënt van deze casus is niet als vermist gemeld.",
                "Meld de vermissing eerst.",
            )
        if view.began is not None and self.on < view.began:
            raise Refused(
                "vermissing.volgorde",
                f"De vermissing begon pas op {view.began:%d-%m-%Y}.",
                "Controleer de dag.",
            )
        return [MissingEnded(self.case, self.on)]
