"""Rows made in parts are the rows made as a whole, whatever the pace of each part."""

import random
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.cases.commands import CloseCase
from domain.erasure.erasing import EraseSubject
from domain.words import CaseId, PersonId
from engine.embedded import Embedded
from engine.partition import Partition
from engine.parts import Parts
from engine.rebuild import rebuild
from eventlog.log import Log
from projections.database import open_rows, reading
from projections.evening import LONGEST
from projections.faults import OutdatedRows
from projections.parts import Part, part_of
from projections.tables.case import cases, positions
from tests.integration.engine.histories import HISTORIES, Move, begun, played
from tests.integration.engine.world import PLACE, START, World, begin, everything
from tests.servers.stores import Store

PARTS = 3
NAMES = tuple(f"naam-{number}" for number in range(15))
"""More cases than a list is long, in every part some."""
SHARE = 25
"""A history is made of real files: one for so many examples of other laws."""
laws = settings(
    max_examples=settings().max_examples // SHARE,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a history takes minutes
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    with store.log(create=True) as recorder:
        yield begin(World(Log(recorder)))


def whole(log: Log, folder: Path) -> dict[str, list[Any]]:
    rows = open_rows(folder / "whole.sqlite")
    try:
        partition = Partition(rows, log)
        partition.apply([entry for page in log.pages() for entry in page], 0)
        swept(partition)
        return everything(rows)
    finally:
        rows.dispose()


def in_parts(log: Log, folder: Path, chance: random.Random) -> dict[str, list[Any]]:
    """Three parts, each at a pace of its own, to which some is said twice and some not at all."""
    rows = open_rows(folder / "parts.sqlite")
    entries = [entry for page in log.pages() for entry in page]
    try:
        parts = [Partition(rows, log, Part(number, PARTS)) for number in range(PARTS)]
        left = {one: [entry for entry in entries if one.part.takes(entry.event)] for one in parts}
        while some := [one for one in parts if left[one]]:
            one = chance.choice(some)
            count = chance.randint(1, 30)
            batch, left[one] = left[one][:count], left[one][count:]
            late = chance.randrange(len(batch))
            one.apply(batch[late:], batch[late].position - 1)
            one.apply(batch, batch[0].position - 1)
            if chance.random() < 1 / PARTS:
                one.sweep(2)
        for one in parts:
            swept(one)
        return as_one_part(rows)
    finally:
        rows.dispose()


def as_one_part(rows: Any) -> dict[str, list[Any]]:
    with rows.begin() as connection:
        for case, part in connection.execute(select(cases.c.case, cases.c.part)).all():
            assert part == part_of(case, PARTS)
        connection.execute(update(cases).values(part=0))
    return everything(rows)


def swept(partition: Partition) -> None:
    while partition.sweep().left:
        pass


@laws
@given(moves=HISTORIES, seed=st.integers(0, 2**32))
def test_three_parts_at_their_own_pace_give_the_rows_of_one(
    start: Path, moves: list[Move], seed: int
) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        chance = random.Random(seed)  # noqa: S311 - repeats, no secret
        assert in_parts(history.log, Path(name), chance) == whole(history.log, Path(name))


@laws
@given(moves=HISTORIES, size=st.integers(1, 200))
def test_parts_filled_from_the_log_give_the_rows_of_one(start: Path, moves: list[Move], size: int) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        rows = open_rows(Path(name) / "parts.sqlite")
        try:
            parts = Parts(rows, history.log, range(PARTS), PARTS)
            while parts.take(size):
                parts.sweep()
            while parts.sweep():
                pass
            assert parts.position == history.log.head()
            assert as_one_part(rows) == whole(history.log, Path(name))
        finally:
            rows.dispose()


def test_a_rebuild_divides_rows_that_were_whole_and_makes_them_whole_again(
    world: World, store: Store
) -> None:
    for name in NAMES:
        case = world.case(name)
        for indicator in ("SX03", "GW01", "RL01"):
            world.signal(case, indicator, f"{name}-{indicator}")
            world.later(days=1)
    rows = open_rows(store.rows())
    try:
        Embedded(rows, world.log, world.clock).catch_up()
        before = everything(rows)
        divided = rebuild(world.log, store.rows(), parts=PARTS)
        assert divided.differences is not None
        assert {name for name, count in divided.differences.items() if count} == {"cases"}
        with reading(rows) as connection:
            found = connection.scalars(select(positions.c.parts)).all()
        assert found == [PARTS] * PARTS
        engine = Embedded(rows, world.log, world.clock, PARTS)
        engine.catch_up()
        assert as_one_part(rows) == before
        rebuild(world.log, store.rows())
        Embedded(rows, world.log, world.clock).catch_up()
        assert everything(rows) == before
    finally:
        rows.dispose()


@pytest.mark.parametrize("order", list(permutations(range(PARTS))))
def test_a_list_of_a_past_day_is_that_of_one_whichever_part_hears_first_that_somebody_was_erased(
    world: World, store: Store, tmp_path: Path, order: tuple[int, ...]
) -> None:
    for name in NAMES:
        for indicator in ("SX03", "GW01"):
            world.signal(world.case(f"{name}-{indicator}"), indicator, f"{name}-{indicator}")
    highest = world.case("hoogste")
    for indicator in ("SX03", "GW01", "RL01"):
        world.signal(highest, indicator, f"hoogste-{indicator}")
    world.later(days=1)
    world.do(CloseCase(highest, world.today, world.today, "vertrokken"))
    keeper, officer = PersonId("noor"), PersonId("frits")
    world.do(EraseSubject((highest,), "dossier", "verzoek", keeper, officer, world.today, {}), keeper)
    world.later(days=1)
    world.case("later")
    entries = [entry for page in world.log.pages() for entry in page]
    rows = open_rows(store.rows())
    try:
        for number in order:
            part = Part(number, PARTS)
            Partition(rows, world.log, part).apply([one for one in entries if part.takes(one.event)], 0)
        for number in order:
            swept(Partition(rows, world.log, Part(number, PARTS)))
        expected = whole(world.log, tmp_path)
        assert as_one_part(rows) == expected
    finally:
        rows.dispose()
    first = [row for row in expected["evenings"] if row.startswith(f"('{PLACE}', {START.date()!r}")]
    assert len(first) == LONGEST - 1, "a place on the list of that day stays empty"


def test_rows_in_other_parts_are_refused_until_they_are_made_again(start: Path) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), []) as history:
        rows = open_rows(Path(name) / "parts.sqlite")
        try:
            Partition(rows, history.log, Part(0, PARTS)).position()
            with pytest.raises(OutdatedRows, match="verdeeld over 3 in plaats van 1"):
                Partition(rows, history.log).position()
        finally:
            rows.dispose()


def test_a_case_is_in_the_same_part_for_ever() -> None:
    assert [part_of(CaseId(name), 8) for name in ("c-1", "c-2", "c-3", "c-4")] == [6, 4, 2, 1]
