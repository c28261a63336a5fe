"""The real servers of the tests: one for all processes of a session, gone when the last process is."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Event

import psycopg
import pytest

from tests.servers.keeper import ROOT, Unavailable, shared

MODULE = "tests.servers.postgres"
TRIES = 400
PAUSE_S = 0.05
USER = """
import sys
from pathlib import Path
from tests.servers.keeper import shared
with shared(sys.argv[1], Path(sys.argv[2])) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


def user(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", USER, MODULE, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def answers(address: str) -> bool:
    try:
        with closing(psycopg.connect(address)) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def falls_silent(address: str) -> bool:
    pause = Event()
    return any(not answers(address) or pause.wait(PAUSE_S) for _ in range(TRIES))


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_ends_with_the_last_who_uses_it(tmp_path: Path, by: signal.Signals) -> None:
    with user(tmp_path) as first, user(tmp_path) as second:
        assert first.stdout is not None
        assert second.stdout is not None
        address, same = first.stdout.readline().strip(), second.stdout.readline().strip()
        assert address == same
        first.send_signal(by)
        first.wait(20)
        assert answers(address)
        second.send_signal(by)
    assert falls_silent(address)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="No module named"), shared("tests.servers.nowhere", tmp_path):
        pass


def test_each_test_has_an_empty_database_of_its_own(postgres: str, postgres_server: str) -> None:
    assert postgres != postgres_server
    with closing(psycopg.connect(postgres)) as connection:
        assert connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone() == (0,)
