"""What the system does by itself: raise what opened, record what lowered, pass on what nobody decided.

A reaction is a command like any other. Its boundary makes a repetition harmless, so a crash between the rows
and the reaction loses nothing: the rows still say what has to be done.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from domain.commands import Context, Refused
from domain.disclosure.assessing import PassDuty
from domain.disclosure.events import Duty
from domain.disclosure.following import StopUnfounded
from domain.disclosure.sharing import SharingCommand
from domain.escalation.raising import (
    HandToTeam,
    LowerEscalation,
    PassDeadline,
    RaiseEscalation,
    RaisingCommand,
)
from domain.stappenplan.reviewing import PassHelpReview
from domain.watchlists.exchange import AnnounceExchangeEnd, EndExchange, ExchangeCommand
from domain.words import CaseId, DisclosureId, LevelName, OrganisationId, PersonId
from engine.sharing import Beginning
from eventlog.bulk import execute_many
from eventlog.execute import AMSTERDAM
from eventlog.log import Log
from projections.calendar import Calendar
from projections.database import reading
from projections.escalations import SYSTEM_TASKS, Escalation, for_the_system, overdue
from projections.exchanges import to_announce, to_end
from projections.help_reviews import overdue_reviews
from projections.partners import coordination
from projections.threads import DisclosureWaiting, lapsing, shaken
from projections.threads import overdue as duties_overdue

SYSTEM = PersonId("opplussen")
"""Who reactions are recorded by."""
TIME_OVER = "De afgesproken tijd is voorbij."
"""Why the timekeeper ends an exchange."""
LIMIT = 1_000
"""Reactions a round, so that what they lead to is folded in between."""

Reaction = RaisingCommand | ExchangeCommand | PassHelpReview | SharingCommand
"""What the system can ask by itself."""


Make = Callable[[Escalation, OrganisationId, datetime], RaisingCommand]


class Reactor:
    """Turns what the rows say is due into commands.

    `patience` is for rows that follow later than the log: so long the same is not asked again.
    """

    def __init__(self, rows: Engine, log: Log, patience: timedelta = timedelta(0)) -> None:
        self.rows = rows
        self.log = log
        self.patience = patience
        self._asked: dict[str, datetime] = {}
        self._lapsed_for: date | None = None

    def react(self, calendar: Calendar, at: datetime, parts: Collection[int] | None = None) -> int:
        """Raise, lower and take along what waits for it; how many commands went to the log.

        With `parts` only in those: the rest is somebody else's.
        """
        with reading(self.rows) as connection:
            due = for_the_system(connection, LIMIT, parts)
            office = coordination(connection) if due else None
        opened, lowered, moved = ([one for one in due if one.task == task] for task in SYSTEM_TASKS)
        today = at.astimezone(AMSTERDAM).date()
        place = OrganisationId(office or "")
        return self._send(
            [
                *[
                    HandToTeam(
                        one.case, one.level, one.opened, OrganisationId(one.facility), place, at, today
                    )
                    for one in moved
                ],
                *[
                    RaiseEscalation(
                        one.case,
                        one.level,
                        one.opened,
                        OrganisationId(one.facility),
                        place,
                        at,
                        today,
                        one.snapshot,
                        deadline_hours(calendar, one.level),
                    )
                    for one in opened
                ],
                *[
                    LowerEscalation(
                        one.case,
                        one.level,
                        one.opened,
                        OrganisationId(one.facility),
                        place,
                        at,
                        today,
                        calendar.now.day or today,
                    )
                    for one in lowered
                ],
            ],
            at,
        )

    def pass_deadlines(self, calendar: Calendar, at: datetime) -> int:
        """Pass on every escalation whose deadline is past; how many commands went to the log."""
        with reading(self.rows) as connection:
            late = overdue(connection, at, LIMIT)
            office = coordination(connection)
        today = at.astimezone(AMSTERDAM).date()
        return self._send(
            [
                PassDeadline(
                    one.case,
                    one.level,
                    one.opened,
                    OrganisationId(one.facility),
                    OrganisationId(office or ""),
                    at,
                    today,
                    one.due_at,
                    deadline_hours(calendar, one.level),
                )
                for one in late
                if one.due_at is not None
            ],
            at,
        )

    def keep_exchanges(self, at: datetime) -> int:
        """Tell of each exchange a month ahead that it ends, and end it when its time is over."""
        today = at.astimezone(AMSTERDAM).date()
        with reading(self.rows) as connection:
            ending = to_announce(connection, today, LIMIT)
            over = to_end(connection, today, LIMIT)
        commands: list[AnnounceExchangeEnd | EndExchange] = [
            *[AnnounceExchangeEnd(CaseId(one.case), today) for one in ending],
            *[EndExchange(CaseId(one.case), today, TIME_OVER) for one in over],
        ]
        return self._send(commands, at)

    def pass_reviews(self, at: datetime) -> int:
        """Say of own help that nobody looked at it in time; how many commands went to the log."""
        with reading(self.rows) as connection:
            late = overdue_reviews(connection, at, LIMIT)
        return self._send([PassHelpReview(one.case, one.due_at) for one in late], at)

    def stop_unfounded(self, at: datetime) -> int:
        """Stop every sharing that lost the consent or the convenant it rests on."""
        today = at.astimezone(AMSTERDAM).date()
        with reading(self.rows) as connection:
            found = shaken(connection, LIMIT)
        return self._send([StopUnfounded(*_thread(one, today)) for one in found], at)

    def stop_lapsed(self, at: datetime) -> int:
        """Once a day, stop every sharing whose consent has come to its last day."""
        today = at.astimezone(AMSTERDAM).date()
        if self._lapsed_for == today:
            return 0
        with reading(self.rows) as connection:
            found = lapsing(connection, LIMIT)
        stopped = self._send([StopUnfounded(*_thread(one, today)) for one in found], at)
        if not stopped:
            self._lapsed_for = today
        return stopped

    def pass_duties(self, at: datetime) -> int:
        """Record what police did not do in time after they got something."""
        today = at.astimezone(AMSTERDAM).date()
        with reading(self.rows) as connection:
            late = duties_overdue(connection, at, LIMIT)
        return self._send([PassDuty(*_thread(one, today), _duty(one), at) for one in late], at)

    def _send(self, commands: Sequence[Reaction], at: datetime) -> int:
        named = {_name(command): command for command in commands}
        fresh = [name for name in named if name not in self._asked or at - self._asked[name] >= self.patience]
        answers = execute_many(self.log, [(named[name], Context(name, at, SYSTEM)) for name in fresh])
        if self.patience:
            recent = {name: asked for name, asked in self._asked.items() if at - asked < self.patience}
            self._asked = recent | dict.fromkeys(fresh, at)
        return sum(not isinstance(answer, Refused) and bool(answer.events) for answer in answers)


def _thread(one: DisclosureWaiting, today: date) -> Beginning:
    """What a command about a thread of sharing begins with."""
    receiver = None if one.receiver is None else OrganisationId(one.receiver)
    return Beginning(
        CaseId(one.case), DisclosureId(one.disclosure), SYSTEM, today, OrganisationId(one.giver), receiver
    )


def _duty(one: DisclosureWaiting) -> Duty:
    return "ingrijpen" if one.task == "ingrijpen" else "beoordelen"


def _name(command: Reaction) -> str:
    """An id that says what it is about, and is the same when it is done again."""
    if isinstance(command, PassDuty):
        return f"{type(command).__name__}.{command.disclosure}.{command.duty}.{command.at:%Y%m%dT%H%M%S}"
    if isinstance(command, SharingCommand):
        return f"{type(command).__name__}.{command.disclosure}.{command.today}"
    if isinstance(command, PassHelpReview):
        return f"{type(command).__name__}.{command.case}.{command.due_at:%Y%m%dT%H%M%S}"
    if isinstance(command, ExchangeCommand):
        return f"{type(command).__name__}.{command.case}.{command.today}"
    what = f"{type(command).__name__}.{command.case}.{command.level}.{command.opened}"
    if isinstance(command, HandToTeam):
        return f"{what}.{command.facility}.{command.at:%Y%m%dT%H%M%S}"
    return f"{what}.{command.due_at:%Y%m%dT%H%M%S}" if isinstance(command, PassDeadline) else what


def deadline_hours(calendar: Calendar, name: LevelName) -> float:
    """The level's deadline under the policy that holds; a day when that policy dropped the level."""
    scorer = calendar.now.scorer
    level = scorer.policy.levels.get(name) if scorer else None
    return level.deadline_hours if level else 24
