"""Where a case stands in the stappenplan: steps taken, the decision, whether help must be looked at."""

from datetime import date, datetime
from typing import assert_never, cast

from msgspec import Struct, structs

from domain.agreements.document import Danger
from domain.cases.events import ADULT, AgeBand, AgeBandEntered, CaseAbsorbed, CaseClosed, CaseSplitOff
from domain.cases.standing import LIFECYCLE, NEW, CaseView, LifecycleEvent
from domain.cases.standing import evolve as evolve_case
from domain.commands import Item, about
from domain.disclosure.events import AdviceAsked
from domain.dossier import answer, choice
from domain.stappenplan.chart import Weighed
from domain.stappenplan.events import (
    DecisionTaken,
    Help,
    HelpReviewed,
    HelpReviewPassed,
    MeldcodeDue,
    Permission,
    PlanFollowed,
    PlanLeft,
    Route,
    StepName,
    StepRecorded,
)
from domain.words import CaseId

OwnEvent = (
    LifecycleEvent
    | AgeBandEntered
    | CaseAbsorbed
    | CaseSplitOff
    | StepRecorded
    | DecisionTaken
    | HelpReviewed
    | HelpReviewPassed
    | MeldcodeDue
    | AdviceAsked
)
PlanEvent = OwnEvent | PlanFollowed | PlanLeft
PLAN_EVENTS = (
    *LIFECYCLE,
    AgeBandEntered,
    CaseAbsorbed,
    CaseSplitOff,
    StepRecorded,
    DecisionTaken,
    HelpReviewed,
    HelpReviewPassed,
    MeldcodeDue,
    AdviceAsked,
    PlanFollowed,
    PlanLeft,
)

BESIDE_HELP: frozenset[Route] = frozenset({"acuut_112", "advies_eerst"})
"""What is decided beside own help, which goes on meanwhile."""
TALK: tuple[StepName, ...] = ("stap_3", "stap_3_overslaan")
"""Either of these is step 3."""
MELDCODE = "meldcode"
"""The step, and the question of a report, in which the meldcode is written down."""

# view


class Plan(Struct, frozen=True):
    """The last of each step since the case opened, in the order in which they were taken.

    `called` (112) and `advised` are about what step 4 found last. `outdated` says that a review found more,
    or that cases which became one were weighed apart; `undecided` that nobody decided since the last
    weighing, or since the advice that was asked first. `last` is a decision or review since which nothing
    happened. `meldcode` says that it was written down since acute danger was told, `meldcode_by` the day by
    which it must be. `without` is the plan as it is without what a merged case brought, by that case.
    """

    case: CaseView = NEW
    band: AgeBand | None = None
    steps: dict[StepName, StepRecorded] = {}
    decision: DecisionTaken | None = None
    help: Help | None = None
    called: bool = False
    advised: bool = False
    outdated: bool = False
    undecided: bool = False
    last: DecisionTaken | HelpReviewed | None = None
    meldcode: bool = False
    meldcode_by: date | None = None
    without: dict[CaseId, "Plan"] = {}

    @property
    def minor(self) -> bool | None:
        """Whether the client is under 18; None when the age is not known."""
        return None if self.band is None else self.band != ADULT


def evolve_plan(view: Plan, event: PlanEvent) -> Plan:
    """The plan after one more event."""
    last = event if isinstance(event, DecisionTaken | HelpReviewed) else None
    without = {case: evolve_plan(plan, event) for case, plan in view.without.items()}
    match event:
        case CaseClosed():
            return _evolved(view, event)
        case PlanFollowed(source=source):
            without[source] = structs.replace(view, last=None)
            after = with_brought(view, event)
        case PlanLeft(source=source):
            return without.get(source, structs.replace(view, last=None))
        case _:
            after = _evolved(view, event)
    return structs.replace(after, last=last, without=without)


def with_brought(view: Plan, brought: PlanFollowed) -> Plan:
    """The plan with what a merged case brings: of each the later, and of what is due the sooner.

    What was weighed apart is weighed again: each side saw half.
    """
    steps = {**view.steps}
    for step in brought.steps:
        if step.step not in steps or steps[step.step].on < step.on:
            steps[step.step] = step
    if "stap_3" in steps:
        steps.pop("stap_3_overslaan", None)
    decisions = [one for one in (view.decision, brought.decision) if one is not None]
    helps = [one for one in (view.help, brought.help) if one is not None]
    apart = "stap_4" in view.steps and any(step.step == "stap_4" for step in brought.steps)
    return structs.replace(
        view,
        steps=dict(sorted(steps.items(), key=lambda item: item[1].on)),
        decision=max(decisions, key=lambda one: one.on, default=None),
        help=min(helps, key=lambda one: (one.due_at is None, one.due_at), default=None),
        called=view.called or brought.called,
        advised=view.advised or brought.advised,
        undecided=view.undecided or brought.undecided,
        outdated=view.outdated or brought.outdated or apart,
        meldcode=view.meldcode or brought.meldcode,
        meldcode_by=min([one for one in (view.meldcode_by, brought.meldcode_by) if one], default=None),
    )


def _evolved(view: Plan, event: OwnEvent) -> Plan:
    match event:
        case StepRecorded():
            return _stepped(view, event)
        case DecisionTaken(route=route):
            return structs.replace(
                _written(view) if answer(event.answers, MELDCODE) else view,
                decision=event,
                help=_help(view, event),
                called=view.called or route == "acuut_112",
                advised=view.advised and route != "advies_eerst",
                undecided=view.undecided and route == "acuut_112",
            )
        case HelpReviewed(suspicions=found):
            return structs.replace(
                view,
                help=None if view.help is None else Help(event.review_due_at, suspicions=found),
                outdated=view.outdated or found != "weggenomen",
            )
        case HelpReviewPassed(due_at=due_at):
            return _passed(view, due_at)
        case MeldcodeDue(until=until):
            return structs.replace(view, meldcode=False, meldcode_by=until)
        case AdviceAsked():
            return _advised(view)
        case AgeBandEntered(band=band) | CaseSplitOff(band=band):
            return structs.replace(view, band=band)
        case CaseAbsorbed(band=band):
            return structs.replace(view, band=view.band or band)
        case CaseClosed(reason=reason):
            left = None if reason == "ongegrond" else view.meldcode_by
            return Plan(evolve_case(view.case, event), view.band, meldcode_by=left)
        case _:
            return structs.replace(view, case=evolve_case(view.case, event))


def _help(view: Plan, event: DecisionTaken) -> Help | None:
    """Help begins with 5a, goes on beside 112 and advice, and ends with a report or when nothing is left."""
    if event.route == "5a":
        return Help(event.review_due_at)
    return view.help if event.route in BESIDE_HELP else None


def _stepped(view: Plan, event: StepRecorded) -> Plan:
    replaced = {event.step, "stap_3_overslaan"} if event.step == "stap_3" else {event.step}
    kept = {step: taken for step, taken in view.steps.items() if step not in replaced}
    after = structs.replace(view, steps={**kept, event.step: event})
    match event.step:
        case "stap_2":
            return _advised(after)
        case "stap_4":
            waits = view.decision is not None and view.decision.route == "advies_eerst"
            advised = view.advised and waits
            return structs.replace(after, called=False, advised=advised, outdated=False, undecided=True)
        case "meldcode":
            return _written(after)
        case "stap_1" | "stap_3" | "stap_3_overslaan":
            return after
        case _:
            assert_never(event.step)


def _written(view: Plan) -> Plan:
    """The meldcode was written down, by itself or with a decision to report."""
    return structs.replace(view, meldcode=True, meldcode_by=None)


def _advised(view: Plan) -> Plan:
    """Advice that was to come first was asked: now a person decides."""
    asked = view.decision is not None and view.decision.route == "advies_eerst"
    return structs.replace(view, advised=view.advised or asked, undecided=view.undecided or asked)


def _passed(view: Plan, due_at: datetime) -> Plan:
    if view.help is None or view.help.due_at != due_at:
        return view
    return structs.replace(view, help=structs.replace(view.help, passed=True))


def plan_of(case: CaseId) -> Item:
    """The boundary item for the stappenplan of one case, its life and age band."""
    return about(f"case:{case}", *PLAN_EVENTS)


# questions


def said_again(view: Plan, event: DecisionTaken | HelpReviewed) -> bool:
    """Whether the same was said last; from which moment the next review is counted makes no difference."""
    last = view.last
    return last is not None and last == structs.replace(event, review_due_at=last.review_due_at)


def missing_steps(view: Plan) -> list[str]:
    """Which of the four steps were not taken, in the words of the source."""
    taken = view.steps
    talked = any(step in taken for step in TALK)
    return [
        label
        for label, there in (
            ("stap 1 (signalen in kaart)", "stap_1" in taken),
            ("stap 2 (advies van een deskundige)", "stap_2" in taken),
            ("stap 3 (gesprek met de cliënt, of overslaan met redenen)", talked),
            ("stap 4 (wegen)", "stap_4" in taken),
        )
        if not there
    ]


def weighed(view: Plan) -> Weighed | None:
    """What step 4 found last; None when it was not taken."""
    found = view.steps.get("stap_4")
    if found is None:
        return None
    return Weighed(
        cast(Danger, choice(found.answers, "v07_risico")),
        choice(found.answers, "v17_hulp_wendt_af") == "ja",
        cast(Permission, choice(found.answers, "v13_toestemming")),
        view.called,
        view.advised,
    )


def look_again_on(view: Plan) -> date | None:
    """The day on which to see whether the talk that was put off can be held; None when none was put off."""
    put_off = view.steps.get("stap_3_overslaan")
    return None if put_off is None else date.fromisoformat(choice(put_off.answers, "opnieuw"))
