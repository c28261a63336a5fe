"""The shape of advice: short lines, each with the source behind it and the command that does it."""

from datetime import date

from msgspec import Struct

from domain.advice.doors import Door
from domain.agreements.document import Agreements
from domain.channels.advising import Advised
from domain.channels.events import Outcome, ReportId, ReportMade
from domain.disclosure.question import Known, Obstacle
from domain.disclosure.thread import Released
from domain.stappenplan.chart import Way, Weighed
from domain.stappenplan.permission import with_consent
from domain.stappenplan.progress import Plan, weighed
from domain.words import DisclosureId, OrganisationId


class Line(Struct, frozen=True):
    """One thing to say; `command` is how it is done here, without the case and who does it."""

    text: str
    source: str
    command: str = ""


class StepLine(Struct, frozen=True):
    """One step of the stappenplan: `taken` on which day, None when it was not."""

    step: str
    taken: date | None
    note: str = ""


class Untold(Struct, frozen=True):
    """What the client still has to hear: the number of what was told, by which day, how it is recorded."""

    number: str
    until: date
    command: str


class Waiting(Struct, frozen=True):
    """A request of care that waits at the gate: to whom, and what still stands in the way."""

    number: DisclosureId
    recipient: str
    missing: tuple[Obstacle, ...] = ()


class Looked(Struct, frozen=True):
    """Everything that advice looks at. `today` is the day it is given for, `known` what the gate looks at.

    `days_unshared` is how long something was known and nothing was shared, `untold` what the client has to
    hear, `released` what left through the gate, `waiting` what was asked there and did not leave yet,
    `missing` that the client is missing, `back_on` when they were last found, `network` of how many people
    around the client the term is over.
    """

    plan: Plan
    agreements: Agreements
    today: date
    reports: dict[ReportId, ReportMade] = {}
    answered: dict[ReportId, Outcome] = {}
    known: Known = Known(OrganisationId(""))
    days_unshared: int = 0
    untold: tuple[Untold, ...] = ()
    released: dict[DisclosureId, Released] = {}
    missing: bool = False
    waiting: tuple[Waiting, ...] = ()
    back_on: date | None = None
    network: int = 0

    @property
    def weighed(self) -> Weighed | None:
        """What step 4 found, with what the client says now of telling others."""
        found = weighed(self.plan)
        if found is None:
            return None
        return with_consent(found, self.known.ledger, self.agreements, self.today)


class Advice(Struct, frozen=True):
    """What to do, the first thing first; how the steps stand; the ways that are open; who can help.

    `doors` says for each recipient and tier what sharing still needs.
    """

    first: tuple[Line, ...]
    steps: tuple[StepLine, ...]
    ways: tuple[Way, ...]
    channels: tuple[Advised, ...]
    besides: tuple[Line, ...]
    doors: tuple[Door, ...] = ()
