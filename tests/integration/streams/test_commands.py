"""`opplussen relay` and `worker` as a supervisor runs them: they follow, tell, and stop in time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from cli.place.settings import DATABASE, KAFKA, KEYS, TOPICS
from streams.topics import Topics, administration
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.servers.parent import waited

LIMIT_S = 60.0
STOPS_WITHIN_S = 5.0


@pytest.fixture
def opplussen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, monkeypatch, capsys)


@pytest.fixture
def streaming(
    opplussen: Command, postgres: str, kafka: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """The command with a server and brokers, and a log."""
    prefix = f"test-{uuid4().hex[:12]}"
    for name, value in {KEYS: str(opplussen.folder / "keys"), KAFKA: kafka, TOPICS: prefix}.items():
        monkeypatch.setenv(name, value)
    assert opplussen("init", data=postgres).code == 0
    yield opplussen
    with administration(kafka) as there:
        there.remove(Topics(prefix).events)
        there.remove(Topics(prefix).alerts)


@contextmanager
def running(role: str, postgres: str, told: Path, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    with told.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "cli.main", role, *options],
            env={**os.environ, DATABASE: postgres},
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def stopped(process: "subprocess.Popen[bytes]") -> int:
    """Its exit code after SIGTERM, within the time that a supervisor gives."""
    began = monotonic()
    process.send_signal(signal.SIGTERM)
    code = process.wait(LIMIT_S)
    assert monotonic() - began < STOPS_WITHIN_S
    return code


def says(told: Path, what: str) -> Callable[[], bool]:
    return lambda: what in told.read_text(encoding="utf-8")


def test_a_relay_and_a_worker_follow_the_log_show_their_numbers_and_stop_in_time(
    streaming: Command, postgres: str, tmp_path: Path
) -> None:
    told = {role: tmp_path / f"{role}.txt" for role in ("relay", "worker")}
    numbers = {role: tmp_path / f"{role}.prom" for role in told}
    with (
        running("relay", postgres, told["relay"], "--metrics", str(numbers["relay"])) as relay,
        running("worker", postgres, told["worker"], "--metrics", str(numbers["worker"])) as worker,
    ):
        for path in told.values():
            waited(says(path, "Bezig."), LIMIT_S)
        lines = [line(case=f"a{number}", indicator="SX03") for number in range(20)]
        file = streaming.file("in.csv", HEADER, *lines)
        assert streaming("import", file, "--format", "csv", data=postgres).code == 0
        waited(lambda: numbers["relay"].exists() and says(numbers["relay"], "lag_events 0")(), LIMIT_S)
        waited(lambda: numbers["worker"].exists() and says(numbers["worker"], "worker_parts 8")(), LIMIT_S)
        waited(says(numbers["worker"], "worker_lag_events 0"), LIMIT_S)
        standing = json.loads(streaming("status", "--json", data=postgres).out)["streams"]
        assert standing["relay"]["behind"] == 0
        assert standing["relay"]["leads_since"] <= standing["last_event"]
        assert standing["behind"] == {str(part): 0 for part in range(8)}
        told_so = unbroken(streaming("status", data=postgres).out)
        assert "achterstand 0; een werkt sinds" in told_so
        assert "alle 8 delen zijn bij" in told_so
        assert stopped(worker) == 0
        assert stopped(relay) == 0
    assert "er werkt er geen (opplussen relay)" in unbroken(streaming("status", data=postgres).out)
    assert "Gestopt. Alles is overgezet." in told["relay"].read_text(encoding="utf-8")
    shown = streaming("watchlist", "instelling-1", data=postgres)
    assert shown.code == 0
    assert "a1" in shown.out


@pytest.mark.slow
def test_a_second_relay_waits_and_republish_is_refused_meanwhile(
    streaming: Command, postgres: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    with running("relay", postgres, first) as one:
        waited(says(first, "Bezig."), LIMIT_S)
        with running("relay", postgres, second) as other:
            waited(says(second, "Een andere relay is aan het werk."), LIMIT_S)
            refused = streaming("republish", data=postgres)
            assert refused.code == 1
            assert "Er loopt een relay" in refused.err
            assert stopped(one) == 0
            waited(says(second, "Bezig."), LIMIT_S)
            assert stopped(other) == 0
    filled = streaming("republish", data=postgres)
    assert filled.code == 0
    assert "De topic is gevuld" in filled.err


def unbroken(text: str) -> str:
    """As if the terminal were wide."""
    return " ".join(text.split())


def refused(said: Said) -> str:
    assert said.code == 1
    assert said.err
    return said.err


def test_wrong_settings_are_refused_with_the_reason(
    opplussen: Command, kafka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opplussen.began()
    for role in ("relay", "republish"):
        assert "OPPLUSSEN_KAFKA: zonder Kafka" in refused(opplussen(role))
    monkeypatch.setenv(KAFKA, kafka)
    for role in ("relay", "republish", "worker"):
        assert "OPPLUSSEN_DATABASE: met Kafka hoort een PostgreSQL-server" in refused(opplussen(role))
    monkeypatch.setenv(KAFKA, "geen adres")
    assert "OPPLUSSEN_KAFKA: dit is geen lijst van brokers" in refused(opplussen("status"))
    monkeypatch.delenv(KAFKA)
    monkeypatch.setenv(TOPICS, "Hoofd letters")
    assert "OPPLUSSEN_TOPICS" in refused(opplussen("status"))
    monkeypatch.delenv(TOPICS)
    assert "--metrics" in refused(opplussen("worker", "--metrics", opplussen.folder / "x.prom"))


@pytest.mark.slow
def test_rows_that_are_whole_are_divided_by_a_rebuild_before_workers_share_them(
    streaming: Command, postgres: str, kafka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KAFKA)
    assert streaming("status", data=postgres).code == 0
    assert streaming("watchlist", "instelling-1", data=postgres).code == 0
    monkeypatch.setenv(KAFKA, kafka)
    assert streaming("republish", data=postgres).code == 0
    assert "verdeeld over" in refused(streaming("worker", data=postgres))
    assert streaming("rebuild", data=postgres).code == 0
    assert streaming("watchlist", "instelling-1", data=postgres).code == 0
