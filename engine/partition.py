"""One partition of the folds: takes batches in order, exactly once, and sweeps what a day passed by.

The first statement of every transaction locks the partition's position and compares it with what the batch
follows. A late, second or restarted worker so changes nothing: what is older is dropped, what is missing is
fetched from the log.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select

from domain.calendar import DayBegan
from domain.case_facts import FACTS
from domain.cases.events import SubjectErased
from domain.escalation.episode import EPISODE_FACTS
from domain.policies import PolicyAdopted
from domain.words import CaseId
from engine.fence import Fence, lock, move
from engine.history import steps_of
from engine.memory import Memory, write
from engine.parking import Parking
from eventlog.codec import Entry
from eventlog.log import Log
from projections.at_once import OF_CASES_TOO, fold_at_once
from projections.calendar import Calendar, keep_calendar, read_calendar
from projections.case.fold import fold, pass_days
from projections.case.levels import hold
from projections.case.state import CaseState, Step
from projections.database import place_of
from projections.evening import freeze
from projections.faults import faults
from projections.forgetting import forget, forget_evenings
from projections.parts import WHOLE, Part
from projections.tables import case as tables

SWEEP = 250
"""Cases a transaction of the sweep, so that live batches wait at most some milliseconds."""
_OF_CASES = frozenset((*FACTS, *EPISODE_FACTS))
_OfCases = defaultdict[CaseId, list[Step]]


class Applied(NamedTuple):
    """What one batch came to."""

    position: int
    events: int


class Swept(NamedTuple):
    """How many cases a sweep brought up to the day, and how many are left."""

    done: int
    left: int


class Partition:
    """One part of all cases; the embedded engine has one, of everything.

    `beside` writes rows only when they are asked for, at a new day or by `settle`: for a rebuild, whose
    tables nobody reads and which starts again when it is cut off.
    """

    def __init__(self, rows: Engine, log: Log, part: Part = WHOLE, *, beside: bool = False) -> None:
        self.rows = rows
        self.beside = beside
        self.log = log
        self.part = part
        self.calendar = Calendar()
        self.memory = Memory(part)
        self._parking = Parking()
        self.fence = Fence(rows, log, part)
        self.erased: dict[CaseId, int] = {}  # in the batch that is folded, and where

    def position(self) -> int:
        """How far this partition is.

        Raises:
            RowsFault: when the rows were made from another log, or from a later state of this one.
        """
        with faults(place_of(self.rows)), self.rows.begin() as connection:
            return self._lock(connection)

    def _lock(self, connection: Connection) -> int:
        [found] = lock(connection, [self.fence])
        return self.know(connection, *found)

    def know(self, connection: Connection, position: int, known: bool) -> int:
        """Be at a position that is locked; what is remembered holds when it is `known`."""
        if not known:
            self.memory.forget(whole=not position)
            self.calendar = read_calendar(connection, position)
            self._parking.read(connection)
        return position

    def apply(self, entries: Sequence[Entry], follows: int, reaches: int = 0) -> Applied:
        """Fold a batch that follows a position, in one transaction; see `Batch`.

        Raises:
            RowsFault: when the rows cannot be written, or are another log's.
        """
        [done] = apply_together([Batch(self, entries, follows, reaches)])
        return done

    def fold(self, connection: Connection, position: int, batch: "Batch") -> Applied:
        """Fold a batch in a transaction that locked the position; what changed is written by `write`."""
        fresh = list(self._contiguous(batch.entries, batch.follows, position))
        self.erased = {}
        if fresh:
            self._fold(connection, fresh)
        return Applied(max(batch.reaches, fresh[-1].position if fresh else position), len(fresh))

    def _contiguous(self, entries: Sequence[Entry], follows: int, position: int) -> Iterable[Entry]:
        """The entries that come next: older ones dropped, missing ones fetched."""
        if position < follows:
            missing = [entry for page in self.log.pages(position, follows) for entry in page]
            return [*(entry for entry in missing if self.part.takes(entry.event)), *entries]
        if position > follows:
            return [entry for entry in entries if entry.position > position]
        return entries

    def _fold(self, connection: Connection, batch: Sequence[Entry]) -> None:
        of_cases: _OfCases = defaultdict(list)
        erased: list[CaseId] = []
        for entry in batch:
            event = entry.event
            kind = type(event)
            if kind in _OF_CASES:
                step: Step = entry  # type: ignore[assignment]  # the line above chose its event
                if kind is SubjectErased:
                    erased.append(step.event.case)
                    self.erased[step.event.case] = step.position
                    if not self.part.has(step.event.case):
                        continue
                of_cases[step.event.case].append(step)
                if kind in OF_CASES_TOO:
                    fold_at_once(connection, entry.position, event, self.calendar.now, self.part)
                continue
            if kind is DayBegan:
                self._fold_cases(connection, of_cases, erased)
                of_cases, erased = defaultdict(list), []
                self._end_day(connection, entry.position)
            if self.calendar.add(entry.position, event):
                keep_calendar(connection, entry.position, event)
            else:
                fold_at_once(connection, entry.position, event, self.calendar.now, self.part)
        self._fold_cases(connection, of_cases, erased)

    def _end_day(self, connection: Connection, begins: int) -> None:
        """Keep the lists of the day that ends where the next begins."""
        self.memory.write(connection)
        passed = partial(self._pass_days, connection)
        freeze(connection, self.calendar, begins - 1, passed, self.part)

    def _fold_cases(self, connection: Connection, of_cases: _OfCases, erased: list[CaseId]) -> None:
        states = self.memory.load(connection, of_cases)
        touched: list[CaseState] = []
        for case, steps in of_cases.items():
            if case in self._parking:
                continue
            try:
                state = fold(states[case], steps, self.calendar)
            except Exception:  # noqa: BLE001 - whatever it is, one case waits and the others go on
                state = self._park_at_fault(connection, states[case], steps)
            touched.append(state)
        self.memory.keep(touched)
        if erased:
            forget(connection, erased)
        for case in erased:
            self.memory.drop(case)

    def _park_at_fault(self, connection: Connection, state: CaseState, steps: Sequence[Step]) -> CaseState:
        """Go as far as it goes, step by step, and set the case apart where it does not."""
        for step in steps:
            try:
                state = fold(state, [step], self.calendar)
            except Exception as error:  # noqa: BLE001 - whatever it is, see above
                self._parking.park(connection, state.case, step.position, type(step.event), error)
                break
        return state

    def _pass_days(self, connection: Connection, state: CaseState, before: int) -> CaseState | None:
        """The state after the days before a position, remembered; None for a case that cannot take them."""
        points = self.calendar.between(state.seen, before)
        try:
            after = pass_days(state, points)
        except Exception as error:  # noqa: BLE001 - as for its own events: the others go on
            kind = PolicyAdopted if points[-1].is_policy else DayBegan
            self._parking.park(connection, state.case, points[-1].position, kind, error)
            return None
        if points:
            self.memory.keep([after])
        return after

    def sweep(self, limit: int = SWEEP) -> Swept:
        """Bring at most `limit` cases up to the calendar, in one transaction."""
        try:
            with faults(place_of(self.rows)), self.rows.begin() as connection:
                self._lock(connection)
                now = self.calendar.now.position
                c = tables.cases.c
                mine = c.part == self.part.number
                behind = mine & (c.seen < now) & c.case.not_in(select(tables.parked.c.key))
                found = connection.scalars(select(c.case).where(behind).limit(limit)).all()
                states = self.memory.load(connection, found)
                for case in found:
                    self._pass_days(connection, states[case], now + 1)
                self.memory.write(connection)
                rest = select(func.count()).select_from(tables.cases).where(behind)
                left = connection.scalar(rest) or 0 if len(found) == limit else 0
        except BaseException:
            self.fence.forget()
            raise
        return Swept(len(found), left)

    def settle(self) -> None:
        """Write what a partition beside the live one has kept back."""
        with faults(place_of(self.rows)), self.rows.begin() as connection:
            self._lock(connection)
            self.memory.write(connection)

    def hold(self, pending: Mapping[CaseId, frozenset[int]]) -> None:
        """Let what is due but was never raised wait for a person, unless it is `pending`, by case."""
        with faults(place_of(self.rows)), self.rows.begin() as connection:
            self._lock(connection)
            due = connection.scalars(
                select(tables.episodes.c.case).where(tables.episodes.c.task == "raise").distinct()
            ).all()
            mine = [case for case in due if self.part.has(case)]
            states = self.memory.load(connection, mine)
            self.memory.keep([hold(states[case], pending.get(case, frozenset())) for case in mine])
            self.memory.write(connection)

    def retry(self, case: CaseId) -> bool:
        """Fold a parked case again from the log, up to today; True when it is whole again.

        Other processes that remember the case as it was see by the generation that somebody changed it.

        Raises:
            Refused: when the case is not parked.
        """
        try:
            with faults(place_of(self.rows)), self.rows.begin() as connection:
                position = self._lock(connection)
                self._parking.release(connection, case)
                state = self._park_at_fault(connection, CaseState(case), steps_of(self.log, case, position))
                whole = None if case in self._parking else self._pass_days(connection, state, position + 1)
                self.memory.keep([whole or state])
                self.memory.write(connection)
                self.fence.disturb(connection)
        finally:
            self.fence.forget()
        return case not in self._parking


class Batch(NamedTuple):
    """What comes for a part after the position `follows`: everything of it up to and with `reaches`.

    Without that, up to its last event.
    """

    part: Partition
    entries: Sequence[Entry]
    follows: int
    reaches: int = 0


def apply_together(batches: Sequence[Batch]) -> list[Applied]:
    """Fold batches of different parts of the same rows in one transaction, with each question asked once.

    Raises:
        RowsFault: when the rows cannot be written, or are another log's; nothing of it is folded then.
    """
    parts = [one.part for one in batches]
    first = parts[0]
    try:
        with faults(place_of(first.rows)), first.rows.begin() as connection:
            locked = lock(connection, [one.fence for one in parts])
            at = [one.know(connection, *found) for one, found in zip(parts, locked, strict=True)]
            done = [one.part.fold(connection, here, one) for one, here in zip(batches, at, strict=True)]
            if not first.beside:
                write(connection, [one.memory for one in parts])
            moved = {
                one.part.number: now.position
                for one, now, here in zip(parts, done, at, strict=True)
                if now.position > here
            }
            if moved:
                move(connection, first.log, moved)
            for one in parts:
                forget_evenings(connection, one.erased, one.part.of)
    except BaseException:
        for one in parts:
            one.fence.forget()
        raise
    for one, now in zip(parts, done, strict=True):
        one.fence.moved(now.position)
    return done
