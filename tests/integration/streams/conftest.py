"""A small proeftuin whose log is in PostgreSQL, and topics of its own on a real broker."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from streams.topics import Topics, administration
from tests.integration.engine.world import World, begin

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
