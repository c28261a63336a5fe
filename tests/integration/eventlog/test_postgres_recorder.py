"""The PostgreSQL recorder: the contract, what the database refuses, and what it takes to survive."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from typing import LiteralString

import psycopg
import pytest

from eventlog.postgres.leading import Leader
from eventlog.postgres.recorder import PostgresRecorder
from tests.integration.eventlog.recorder_contract import (
    Fresh,
    LogRecorder,
    RecorderContract,
    event,
    positions,
)

Connection = psycopg.Connection[tuple[object, ...]]


class TestPostgresRecorder(RecorderContract):
    @pytest.fixture
    def fresh(self, postgres: str) -> Fresh:
        numbers = count()
        return lambda: PostgresRecorder(postgres, f"log_{next(numbers)}", create=True)

    @pytest.fixture
    def again(self, recorder: LogRecorder) -> Iterator[LogRecorder]:
        assert isinstance(recorder, PostgresRecorder)
        with PostgresRecorder(recorder.address, recorder.schema) as another:
            yield another


BY_HAND = """
INSERT INTO opplussen_log.events (position, type, data, tags)
SELECT position + 1, 1, 'x', '[]' FROM opplussen_log.head"""
LOCKED = "LOCK TABLE opplussen_log.events IN EXCLUSIVE MODE"
COUNTED = "UPDATE opplussen_log.head SET position = position + 1"
COUNTED_FIRST = """
INSERT INTO opplussen_log.events (position, type, data, tags)
SELECT position, 1, 'x', '[]' FROM opplussen_log.head"""
OTHERS_CUT_OFF = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture
def recorder(postgres: str) -> Iterator[PostgresRecorder]:
    with PostgresRecorder(postgres, create=True) as recorder:
        recorder.append([event("a")])
        yield recorder


@pytest.fixture
def by_hand(recorder: PostgresRecorder) -> Iterator[Connection]:
    """A connection of somebody who writes around this program."""
    with closing(psycopg.connect(recorder.address)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        ([COUNTED_FIRST], "OP002"),
        (["LOCK TABLE opplussen_log.events IN SHARE ROW EXCLUSIVE MODE", COUNTED_FIRST], "OP002"),
        (["INSERT INTO opplussen_log.tags VALUES ('b', 1, 1)"], "OP002"),
        (["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", LOCKED, COUNTED, COUNTED_FIRST], "OP001"),
        (["SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", LOCKED, COUNTED, COUNTED_FIRST], "OP001"),
        ([LOCKED, BY_HAND], "OP003"),
        ([LOCKED, COUNTED, COUNTED, COUNTED_FIRST], "OP003"),
        (["UPDATE opplussen_log.events SET data = 'y'"], "OP004"),
        (["DELETE FROM opplussen_log.events"], "OP004"),
        (["TRUNCATE opplussen_log.events"], "OP004"),
        (["DELETE FROM opplussen_log.tags"], "OP004"),
        (["DELETE FROM opplussen_log.head"], "OP004"),
    ],
)
def test_the_database_refuses_what_would_break_the_log(
    recorder: PostgresRecorder,
    by_hand: Connection,
    statements: list[LiteralString],
    code: str,
) -> None:
    *before, last = statements
    for statement in before:
        by_hand.execute(statement)
    with pytest.raises(psycopg.Error) as refused:
        by_hand.execute(last)
    assert refused.value.sqlstate == code
    by_hand.rollback()
    assert recorder.append([event("b")]) == 2
    assert positions(recorder) == [1, 2]


def test_who_keeps_to_the_lock_and_the_counter_may_write(
    recorder: PostgresRecorder, by_hand: Connection
) -> None:
    for statement in (LOCKED, COUNTED, COUNTED_FIRST):
        by_hand.execute(statement)
    by_hand.commit()
    assert positions(recorder) == [1, 2]


def test_one_of_several_leads_and_the_next_takes_over_when_it_is_gone(postgres: str) -> None:
    with Leader(postgres, "relay") as first, Leader(postgres, "relay") as second:
        assert first.take()
        assert first.take()
        assert not second.take()
        with Leader(postgres, "other") as other:
            assert other.take()
        first.close()
        assert second.take()
        assert second.leads()
        assert not first.leads()


def test_a_leader_that_lost_its_connection_knows(postgres: str) -> None:
    with Leader(postgres, "relay") as leader, closing(psycopg.connect(postgres, autocommit=True)) as keeper:
        assert leader.take()
        keeper.execute(OTHERS_CUT_OFF)
        assert not leader.leads()
        assert leader.take()
