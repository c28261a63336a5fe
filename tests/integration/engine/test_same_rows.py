"""One log gives the same rows on files and on a server, table by table: story, sample, any history."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from cli.demo.play import Play
from cli.demo.story import BEGAN
from cli.desk.engine import running
from cli.place.databases import Folder
from cli.place.workplace import made
from cli.proeftuin.document import shipped
from engine.partition import Partition
from eventlog.log import Log
from projections.database import Place, open_rows
from tests.bench.beginning import begin
from tests.bench.bulk import read_in
from tests.integration.engine.histories import HISTORIES, Move, begun, played
from tests.integration.engine.world import everything
from tests.servers.stores import Database, Files, copy_of

NUMBERS = count()
SHARE = 25
"""A history is folded on a server: one for so many examples of other laws."""


@pytest.fixture
def server(postgres: str) -> Database:
    return Database(postgres)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("begun"))


def rows_of(log: Log, place: Place, size: int = 10_000) -> dict[str, list[Any]]:
    """What a partition makes of a whole log in batches of a size, swept."""
    rows = open_rows(place)
    try:
        partition, position = Partition(rows, log), 0
        while page := log.tail(position, size):
            position = partition.apply(page, position).position
        while partition.sweep().left:
            pass
        return everything(rows)
    finally:
        rows.dispose()


def same(log: Log, files: Files, server: Database, size: int = 10_000) -> None:
    number = next(NUMBERS)
    with server.log(f"log_{number}", create=True) as recorder:
        there = copy_of(log, recorder)
        assert [there.digest(one) for one in (1, log.head())] == [log.digest(one) for one in (1, log.head())]
        on_files = rows_of(log, files.rows(f"same_{number}"))
        on_server = rows_of(there, server.rows(f"rows_{number}"), size)
    for table, rows in on_files.items():
        assert on_server[table] == rows, table


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with made(Folder(tmp_path_factory.mktemp("story") / "data"), str(BEGAN.year)) as workplace:
        play = Play(workplace)
        play.begin()
        with running(workplace, play.clock) as engine:
            for _ in play.days(engine):
                pass
        yield workplace.log


@pytest.mark.parametrize("size", [10_000, 7])
def test_the_story_gives_the_same_rows(story: Log, tmp_path: Path, server: Database, size: int) -> None:
    same(story, Files(tmp_path), server, size)


def test_the_sample_of_public_data_gives_the_same_rows(tmp_path: Path, server: Database) -> None:
    files = Files(tmp_path)
    with files.log(create=True) as recorder:
        log = Log(recorder)
        begin(log)
        assert read_in(log, shipped("ctdc-sample.csv"), ("ctdc",)).new_signals > 1_000
        same(log, files, server)


@settings(
    max_examples=settings().max_examples // SHARE,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a history takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=HISTORIES)
def test_any_history_gives_the_same_rows(start: Path, server: Database, moves: list[Move]) -> None:
    with TemporaryDirectory() as name, played(start, Path(name), moves) as history:
        history.engine.catch_up()
        same(history.log, Files(Path(name)), server)
