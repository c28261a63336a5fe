"""What happens on the way from signals to a decision. Answers hold a worker's words about people."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from domain.agreements.document import Danger
from domain.dossier import Answers
from domain.events import Event
from domain.words import CaseId, Personal, PersonId

StepName = Literal["stap_1", "stap_2", "stap_3", "stap_3_overslaan", "stap_4", "meldcode"]
"""Steps by the name of their form; `stap_3_overslaan` stands in the place of a talk that is put off, and
`meldcode` is written after acute danger, which waits for no step."""

Route = Literal["acuut_112", "5a", "5b_toestemming", "5b_conflict_van_plichten", "advies_eerst", "ongegrond"]
Permission = Literal["ja", "nee", "deels", "niet_gevraagd"]
"""Whether the client agreed that others are told."""
Suspicions = Literal["weggenomen", "blijven", "sterker"]


class StepRecorded(Event, frozen=True):
    """A step was taken, with everything that it must contain; again is a new event beside the earlier one."""

    case: CaseId
    step: StepName
    answers: Answers
    by: PersonId
    on: date
    agreements: str

    tagged = ("case",)


class DecisionTaken(Event, frozen=True):
    """A professional decided what happens: help, report, advice first, 112, or nothing more.

    What it rests on stands beside it: the danger, whether it can be averted, whether the client agreed, and
    whether the client is a minor (the meldcode besides), None when the age is unknown. Under 5a the help is
    looked at again before `review_due_at`.
    """

    case: CaseId
    route: Route
    danger: Danger
    avertable: bool
    permission: Permission
    minor: bool | None
    reasons: Personal
    by: PersonId
    on: date
    agreements: str
    answers: Answers = ()
    review_due_at: datetime | None = None

    tagged = ("case",)


class HelpReviewed(Event, frozen=True):
    """Own help was looked at: its effect, what is left of the suspicions, what next, and when again."""

    case: CaseId
    suspicions: Suspicions
    answers: Answers
    by: PersonId
    on: date
    agreements: str
    review_due_at: datetime | None = None

    tagged = ("case",)


class HelpReviewPassed(Event, frozen=True):
    """Nobody looked at the help before `due_at`."""

    case: CaseId
    due_at: datetime

    tagged = ("case",)


class MeldcodeDue(Event, frozen=True):
    """Acute danger of who is or may be a minor was told: the meldcode is written down by `until`."""

    case: CaseId
    until: date

    tagged = ("case",)


class Help(Struct, frozen=True, omit_defaults=True):
    """Own help that is given: when it is looked at again, whether that day passed, what was found last."""

    due_at: datetime | None
    passed: bool = False
    suspicions: Suspicions | None = None


class PlanFollowed(Event, frozen=True):
    """What a case brings of the stappenplan into the one it goes on in, as it stood.

    `called` (112) and `advised` are about what its step 4 found; `undecided`, `outdated` and `meldcode_by`
    say what it waits for.
    """

    case: CaseId
    source: CaseId
    steps: tuple[StepRecorded, ...]
    decision: DecisionTaken | None = None
    help: Help | None = None
    called: bool = False
    advised: bool = False
    undecided: bool = False
    outdated: bool = False
    meldcode: bool = False
    meldcode_by: date | None = None

    tagged = ("case",)


class PlanLeft(Event, frozen=True):
    """What a case brought of the stappenplan goes back with it.

    `help` is what is left here to look at, `meldcode_by` the day by which the meldcode is written down here.
    """

    case: CaseId
    source: CaseId
    help: Help | None = None
    meldcode_by: date | None = None

    tagged = ("case",)
