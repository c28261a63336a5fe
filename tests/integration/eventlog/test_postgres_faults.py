"""The log on PostgreSQL when things go wrong: many writers, killed processes, servers and connections."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import chain, islice

import psycopg
import pytest
from eventsourcing.dcb.api import DCBAppendCondition

from eventlog.faults import LogBusy, LogFault, LogForeign, LogMissing, LogNewer, LogReadOnly, LogUnreachable
from eventlog.postgres.recorder import PostgresRecorder
from tests.integration.eventlog.recorder_contract import PROMPT_S, about, event, outcome
from tests.servers.keeper import ROOT
from tests.servers.postgres import Wheel, wheel

WRITERS = 12
EACH = 900
LIVES = 6
OTHERS_CUT_OFF = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
Connection = psycopg.Connection[tuple[object, ...]]


def started(address: str, name: str, appends: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-m", "tests.integration.eventlog.writer", address, name, str(appends)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def acknowledged(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Whole lines only: a killed process may leave half of one."""
    words = [line.split() for line in lines if line.endswith("\n")]
    return [(int(position), data) for position, data in words]


def stored(recorder: PostgresRecorder) -> list[tuple[int, str]]:
    return [(one.position, one.event.data.decode()) for one in recorder.read()]


@pytest.fixture
def recorder(postgres: str) -> Iterator[PostgresRecorder]:
    with PostgresRecorder(postgres, create=True) as recorder:
        yield recorder


@pytest.fixture
def keeper(postgres: str) -> Iterator[Connection]:
    """A connection of the keeper of the database."""
    with closing(psycopg.connect(postgres, autocommit=True)) as connection:
        yield connection


@pytest.mark.slow
@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_a_tailing_reader_misses_nothing_of_twelve_writers(recorder: PostgresRecorder, time: str) -> None:
    total = WRITERS * EACH
    assert time, "three times: what goes wrong here goes wrong by chance"

    def followed() -> list[tuple[int, str]]:
        with recorder.subscribe() as following:
            return [(one.position, one.event.data.decode()) for one in islice(following, total)]

    def scanned() -> list[int]:
        seen: list[int] = []
        while len(seen) < total:
            recorder.wait(len(seen), PROMPT_S)
            seen += [position for position, *_ in recorder.scan(seen[-1] if seen else 0, 500)]
        return seen

    with ThreadPoolExecutor(2) as threads:
        reading = threads.submit(followed)
        scanning = threads.submit(scanned)
        writers = [started(recorder.address, f"w{number}", EACH) for number in range(WRITERS)]
        told = [acknowledged(writer.communicate(timeout=300)[0].splitlines(True)) for writer in writers]
        seen = reading.result(60)
        assert scanning.result(60) == list(range(1, total + 1))
    assert seen == sorted(chain.from_iterable(told))
    assert [position for position, _ in seen] == list(range(1, total + 1))


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read", "serializable"])
def test_one_of_six_writers_wins_whatever_isolation_the_database_prefers(
    postgres: str, keeper: Connection, isolation: str
) -> None:
    name = keeper.execute("SELECT current_database()").fetchone()
    assert name is not None
    keeper.execute(
        psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_isolation = {}").format(
            psycopg.sql.Identifier(str(name[0])), psycopg.sql.Literal(isolation)
        )
    )
    with ExitStack() as stack, ThreadPoolExecutor(6) as threads:
        writers = [stack.enter_context(PostgresRecorder(postgres, create=True)) for _ in range(6)]
        for race in range(40):
            start = threading.Barrier(6)
            condition = DCBAppendCondition(about(f"case:{race}"), race)

            def decide(
                writer: PostgresRecorder, tag: str, on: DCBAppendCondition, start: threading.Barrier
            ) -> int | None:
                start.wait(PROMPT_S)
                return outcome(writer, [event(tag)], on)

            runs = [threads.submit(decide, one, f"case:{race}", condition, start) for one in writers]
            won = [run.result(PROMPT_S) for run in runs]
            assert [position for position in won if position is not None] == [race + 1]


@pytest.mark.slow
def test_killed_writers_lose_nothing_that_they_acknowledged_and_leave_no_hole(
    recorder: PostgresRecorder,
) -> None:
    told: list[tuple[int, str]] = []
    for life in range(LIVES):
        writers = [started(recorder.address, f"life{life}.{number}", 1_000_000) for number in range(3)]
        for number, writer in enumerate(writers):
            with writer:
                assert writer.stdout is not None
                lines = [writer.stdout.readline() for _ in range(5 + 37 * life + number)]
                writer.kill()
                told += acknowledged([*lines, *writer.stdout.readlines()])
        last = recorder.append([event("after", data=f"after {life}".encode())])
        told.append((last, f"after {life}"))
        kept = stored(recorder)
        assert [position for position, _ in kept] == list(range(1, len(kept) + 1))
        assert set(told) <= set(kept)


@pytest.fixture
def own_server() -> Iterator[Wheel]:
    """A server that may be killed, with its files synced."""
    with wheel() as server:
        yield server


@pytest.mark.slow
def test_a_killed_server_loses_nothing_that_was_acknowledged_and_leaves_no_hole(own_server: Wheel) -> None:
    told: list[tuple[int, str]] = []
    address = own_server.start()
    with PostgresRecorder(address, create=True) as recorder:
        for life in range(LIVES):
            with started(address, f"life{life}", 1_000_000) as writer:
                assert writer.stdout is not None
                lines = [writer.stdout.readline() for _ in range(20 + 53 * life)]
                own_server.end(signal.SIGKILL)
                told += acknowledged([*lines, *writer.stdout.readlines()])
            own_server.start()
            kept = stored(recorder)
            assert [position for position, _ in kept] == list(range(1, len(kept) + 1))
            assert set(told) <= set(kept)
            assert len(kept) <= len(told) + life + 1
            told.append((recorder.append([event("after", data=b"after")]), "after"))


def test_a_log_that_is_held_too_long_is_busy_and_can_be_written_afterwards(postgres: str) -> None:
    with (
        PostgresRecorder(postgres, create=True, lock_s=0.05) as recorder,
        closing(psycopg.connect(postgres)) as other,
    ):
        other.execute("LOCK TABLE opplussen_log.events IN EXCLUSIVE MODE")
        with pytest.raises(LogBusy):
            recorder.append([event("a")])
        assert recorder.read().head is None
        other.rollback()
        assert recorder.append([event("a")]) == 1


def test_connections_that_the_server_ended_are_made_again(
    recorder: PostgresRecorder, keeper: Connection
) -> None:
    assert recorder.append([event("a")]) == 1
    for number in range(2, 5):
        keeper.execute(OTHERS_CUT_OFF)
        assert recorder.append([event("a")]) == number
        keeper.execute(OTHERS_CUT_OFF)
        assert len(recorder.scan(0, 10)) == number


def test_a_follower_goes_on_when_its_listening_connection_is_lost(
    recorder: PostgresRecorder, keeper: Connection
) -> None:
    with recorder.subscribe() as following, PostgresRecorder(recorder.address) as other:
        for number in range(1, 6):
            with ThreadPoolExecutor(1) as thread:
                coming = thread.submit(next, following)
                assert not coming.done()
                keeper.execute(OTHERS_CUT_OFF)
                other.append([event("a")])
                assert coming.result(PROMPT_S).position == number


def test_a_database_that_may_only_be_read_says_so(recorder: PostgresRecorder, keeper: Connection) -> None:
    recorder.append([event("a")])
    name = keeper.execute("SELECT current_database()").fetchone()
    assert name is not None
    keeper.execute(
        psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(
            psycopg.sql.Identifier(str(name[0]))
        )
    )
    with PostgresRecorder(recorder.address) as again:
        with pytest.raises(LogReadOnly):
            again.append([event("b")])
        assert again.read().head == 1


def newer(connection: Connection) -> None:
    connection.execute("UPDATE opplussen_log.shape SET version = 99")


def another(connection: Connection) -> None:
    connection.execute("DROP SCHEMA opplussen_log CASCADE")
    connection.execute("CREATE SCHEMA opplussen_log")
    connection.execute("CREATE TABLE opplussen_log.recipes (name text)")


def gone(connection: Connection) -> None:
    connection.execute("DROP SCHEMA opplussen_log CASCADE")


@pytest.mark.parametrize(("done", "fault"), [(newer, LogNewer), (another, LogForeign), (gone, LogMissing)])
def test_what_is_no_log_of_this_program_is_not_opened(
    recorder: PostgresRecorder,
    keeper: Connection,
    done: Callable[[Connection], None],
    fault: type[LogFault],
) -> None:
    done(keeper)
    with pytest.raises(fault):
        PostgresRecorder(recorder.address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://jan:geheim@127.0.0.1:1/db", "antwoordt niet"),
        ("postgresql://jan:geheim@127.0.0.1:1/db?connect_timeout=2", "antwoordt niet"),
    ],
)
def test_a_server_that_is_not_there_is_named_without_its_password(address: str, reason: str) -> None:
    with pytest.raises(LogUnreachable, match=reason) as fault:
        PostgresRecorder(address)
    assert "geheim" not in str(fault.value)


def test_a_database_that_is_not_on_the_server_is_named(postgres: str) -> None:
    with pytest.raises(LogUnreachable, match="bestaat niet"):
        PostgresRecorder(postgres.replace("/t", "/geen", 1))
