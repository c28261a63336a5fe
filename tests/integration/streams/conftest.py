"""A small proeftuin whose log is in PostgreSQL, and topics of its own on a real broker."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from projections.database import open_rows
from projections.postgres import Schema
from streams.topics import Topics, administration
from tests.integration.engine.world import World, begin
from tests.integration.streams.copying import Place

PARTS = 4


@pytest.fixture
def world(postgres: str) -> Iterator[World]:
    with PostgresRecorder(postgres, create=True) as recorder:
        yield begin(World(Log(recorder)))


@pytest.fixture
def topics(kafka: str) -> Iterator[Topics]:
    mine = Topics(f"test-{uuid4().hex[:12]}", PARTS)
    yield mine
    with administration(kafka) as there:
        there.remove(mine.events)
        there.remove(mine.alerts)


@pytest.fixture
def place(kafka: str, postgres: str, topics: Topics) -> Place:
    return Place(kafka, postgres, topics)


@pytest.fixture
def rows(postgres: str) -> Iterator[Engine]:
    engine = open_rows(Schema(postgres))
    yield engine
    engine.dispose()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """Rows elsewhere, to make the same in another way."""
    engine = open_rows(tmp_path / "other.sqlite")
    yield engine
    engine.dispose()
