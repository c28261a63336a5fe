"""Whatever a worker is handed - late, twice, in another order, in part - the rows come out the same."""

import random
from collections.abc import Collection
from datetime import datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.event import listen

from domain.escalation.events import EscalationRaised
from domain.words import CaseId
from engine.parts import Run
from engine.reactions import Reactor
from projections.calendar import Calendar
from projections.database import reading
from projections.faults import RowsBusy
from projections.parts import Part, part_of
from projections.tables.case import cases
from streams.held import Held, runs_of
from streams.messages import Received
from tests.integration.engine.world import World
from tests.integration.streams.conftest import PARTS
from tests.integration.streams.folding import as_one, whole

STRONG = ("SX03", "GW01", "RL01", "SX01", "SX04")
NAMES = ("anna", "bo", "cleo", "dina", "esra", "fay")
SEEDS = (1, 2, 3)


def told(world: World) -> list[Received]:
    """Some days of six cases, as the messages of all partitions."""
    for indicator in STRONG:
        for name in NAMES:
            case = world.case(name) if indicator == STRONG[0] else CaseId(f"c-{name}")
            world.signal(case, indicator, f"{name}-{indicator}")
        world.later(days=1)
    return messages(world)


def messages(world: World) -> list[Received]:
    last = [0] * PARTS
    found = []
    for page in world.log.pages():
        for entry in page:
            for number in range(PARTS):
                if Part(number, PARTS).takes(entry.event):
                    found.append(Received(number, last[number], entry))
                    last[number] = entry.position
    return found


def finish(held: Held) -> None:
    while held.chore():
        pass


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_late_twice_in_another_order_or_not_at_all_changes_nothing(
    world: World, rows: Engine, other: Engine, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeats, no secret
    sent = told(world)
    held = Held(rows, world.log, world.clock, PARTS)
    held.hold(range(PARTS))
    while sent:
        count = chance.randint(1, 40)
        batch, sent = sent[:count], sent[count:]
        kept = [one for one in batch if chance.random() > 0.2]
        again = chance.sample(kept, len(kept) // 3)
        batch = [*kept, *again]
        chance.shuffle(batch)
        held.fold(batch)
    finish(held)
    assert as_one(rows) == whole(world.log, other)


def test_a_worker_that_was_thought_dead_changes_nothing_when_it_comes_back(
    world: World, rows: Engine, other: Engine
) -> None:
    sent = told(world)
    zombie, heir = (Held(rows, world.log, world.clock, PARTS) for _ in range(2))
    zombie.hold(range(PARTS))
    zombie.fold(sent[:50])
    heir.hold(range(PARTS))
    finish(heir)
    zombie.fold(sent[40:90])
    heir.fold(messages(world))
    finish(heir)
    assert as_one(rows) == whole(world.log, other)


def test_what_is_due_is_raised_once_however_many_react(world: World, rows: Engine) -> None:
    sent = told(world)
    workers = [Held(rows, world.log, world.clock, PARTS) for _ in range(2)]
    for one in workers:
        one.hold(range(PARTS))
    for one in workers:
        one.fold(sent)
        finish(one)
    raised = [
        (entry.event.case, entry.event.level, entry.event.opened)
        for page in world.log.pages()
        for entry in page
        if isinstance(entry.event, EscalationRaised)
    ]
    assert raised
    assert len(raised) == len(set(raised))


class BusyOnce(Reactor):
    """Finds the rows busy when it looks for the first time."""

    looked = 0

    def react(self, calendar: Calendar, at: datetime, parts: Collection[int] | None = None) -> int:
        self.looked += 1
        if self.looked == 1:
            raise RowsBusy("", "een ander houdt ze bezet.")
        return super().react(calendar, at, parts)


def test_what_could_not_be_asked_for_is_asked_for_when_the_same_comes_again(
    world: World, rows: Engine
) -> None:
    sent = told(world)
    held = Held(rows, world.log, world.clock, PARTS)
    held.reactor = BusyOnce(rows, world.log)
    held.hold(range(PARTS))
    with pytest.raises(RowsBusy):
        held.fold(sent)
    before = world.log.head()
    held.fold(sent)
    assert world.log.head() > before


def test_of_messages_that_say_nothing_new_the_rows_are_not_asked(world: World, rows: Engine) -> None:
    sent = told(world)
    held = Held(rows, world.log, world.clock, PARTS)
    held.hold(range(PARTS))
    held.fold(sent)
    begun: list[int] = []
    listen(rows, "begin", lambda _connection: begun.append(1))
    held.fold(sent)
    assert not begun


def test_messages_of_parts_that_are_not_held_are_left_alone(world: World, rows: Engine) -> None:
    sent = told(world)
    held = Held(rows, world.log, world.clock, PARTS)
    held.hold([1])
    held.fold(sent)
    finish(held)
    assert held.health().parts == (1,)
    with reading(rows) as connection:
        assert {part_of(case, PARTS) for case in connection.scalars(select(cases.c.case))} == {1}


def test_a_part_that_has_a_day_later_than_another_is_brought_up_to_it_too(world: World, rows: Engine) -> None:
    told(world)
    world.signal(CaseId("c-anna"), "VM01")  # and a day began with it, of which no other case has an event
    sent = messages(world)
    held = Held(rows, world.log, world.clock, PARTS)
    held.hold(range(PARTS))
    for part in range(PARTS):
        held.fold([one for one in sent if one.part == part])
        while held.sweep():
            pass
    now = held.parts.calendar.now.position
    with reading(rows) as connection:
        assert set(connection.scalars(select(cases.c.seen))) == {now}


def test_what_comes_for_cases_of_all_parts_is_folded_in_one_transaction(world: World, rows: Engine) -> None:
    held = Held(rows, world.log, world.clock, PARTS)
    held.hold(range(PARTS))
    held.fold(told(world))
    finish(held)
    world.signal(CaseId("c-anna"), "VM01")  # and a day began with it
    held.fold(messages(world))
    seen = world.log.head()
    for name in NAMES:
        world.signal(CaseId(f"c-{name}"), "VM01", name)
    fresh = [one for one in messages(world) if one.entry.position > seen]
    commits: list[int] = []
    listen(rows, "commit", lambda _connection: commits.append(world.log.head()))
    runs = [Run(one[0].part, [each.entry for each in one], one[0].previous) for one in runs_of(fresh)]
    assert held.parts.fold(runs) == (len(NAMES), False)
    assert len({one.part for one in fresh}) > 1
    assert len(commits) == 1


def test_a_batch_is_cut_where_something_is_missing_and_what_comes_again_is_left_out(world: World) -> None:
    sent = [one for one in told(world) if one.part == 0][:6]
    first, second, third, fourth, fifth, sixth = sent
    runs = list(runs_of([first, second, second, first, fourth, fifth]))
    assert runs == [[first, second], [fourth, fifth]]
    assert list(runs_of([third, sixth])) == [[third], [sixth]]
