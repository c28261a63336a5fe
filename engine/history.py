"""What was so on a day, as it was known on another: cases and lists at any moment of the log.

`--known-at D` is the last position before the day after D began; `--on D` is the day for which the score is.
Both given for one day are that evening's screen.
"""

from datetime import date
from typing import NamedTuple

from domain import case_facts
from domain.case_facts import FACTS, NO_FACTS, FactEvent
from domain.commands import Refused, about
from domain.escalation.episode import EPISODE_FACTS
from domain.policy_document import Policy
from domain.scoring.facts import Facts
from domain.scoring.score import Scorer
from domain.words import CaseId
from eventlog.log import Log
from projections.calendar import Calendar
from projections.case.fold import fold, pass_days
from projections.case.state import CaseState, Step, scored_facts


class When(NamedTuple):
    """A moment of knowledge and the day a score is for.

    `position` is what was known; None is everything. `on` is the day; `known_on` the day that it was then.
    """

    position: int
    on: date
    known_on: date
    version: str
    scorer: Scorer

    @property
    def policy(self) -> Policy:
        """The policy that held at that position."""
        return self.scorer.policy


def moment(calendar: Calendar, head: int, on: date | None = None, known_at: date | None = None) -> When:
    """The moment that two dates name; without them it is now.

    Raises:
        Refused: for a day that has not begun, or before there was a policy.
    """
    today = calendar.now.day
    if today is None:
        raise Refused("dag.geen", "Dit logboek heeft nog geen dag.", "Begin met `opplussen init`.")
    for day in (on, known_at):
        if day is not None and day > today:
            raise Refused(
                "dag.toekomst",
                f"{day:%d-%m-%Y} is nog niet begonnen; de laatste dag is {today:%d-%m-%Y}.",
                "Kies een dag tot en met vandaag.",
            )
    position = head
    if known_at is not None and (evening := calendar.evening(known_at)) is not None:
        position = evening
    point = calendar.at(position)
    if point.scorer is None or point.day is None:
        raise Refused("beleid.toen", "Op die dag was er nog geen beleid.", "Kies een latere dag.")
    return When(position, on or point.day, point.day, point.version, point.scorer)


def moment_at(calendar: Calendar, position: int) -> When:
    """The moment just after a position, on the day that it was then.

    Raises:
        Refused: before there was a day and a policy.
    """
    point = calendar.at(position)
    if point.scorer is None or point.day is None:
        raise Refused("beleid.toen", "Op die positie was er nog geen beleid.", "Kies een latere positie.")
    return When(position, point.day, point.day, point.version, point.scorer)


def case_at(log: Log, calendar: Calendar, case: CaseId, position: int) -> CaseState:
    """The state of a case as it was known at a position; empty when it did not exist."""
    steps = steps_of(log, case, position)
    state = fold(CaseState(case), steps, calendar)
    return pass_days(state, calendar.between(state.seen, position + 1)) if steps else state


def day_ended(calendar: Calendar, when: When) -> int:
    """The last position known at a moment that is not after its day: what opened later is not of that day."""
    evening = calendar.evening(when.on)
    return when.position if evening is None else min(when.position, evening)


def steps_of(log: Log, case: CaseId, position: int) -> list[Step]:
    """What happened to a case up to and with a position."""
    found = log.read([about(f"case:{case}", *FACTS, *EPISODE_FACTS)])
    steps: list[Step] = found.entries  # type: ignore[assignment]  # the boundary names these alone
    return [step for step in steps if step.position <= position]


def facts_at(log: Log, case: CaseId, position: int) -> Facts:
    """What the score of a case was made from at a position; no level is judged for it."""
    facts = NO_FACTS
    for step in steps_of(log, case, position):
        if isinstance(step.event, FactEvent):
            facts = case_facts.evolve(facts, step.event)
    return scored_facts(facts)
