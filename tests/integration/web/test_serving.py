"""`opplussen serve --demo` as a real program: it plays the story, keeps its engine alive, stops neatly."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from subprocess import PIPE, Popen
from threading import Event
from time import monotonic

import pytest
from httpx2 import Client, ConnectError

from tests.integration.web.serving import SAME_SITE
from web.gate import COOKIE
from web.sessions import csrf_of

pytestmark = pytest.mark.slow
PATIENCE_S = 60.0


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for a condition, and say which one never came."""
    end, pause = monotonic() + PATIENCE_S, Event()
    while not is_so():
        if monotonic() > end:
            pytest.fail(f"never: {what}")
        pause.wait(0.05)


@contextmanager
def program(folder: Path) -> Iterator[tuple[Popen[bytes], Client]]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "OPPLUSSEN_DATABASE": str(folder), "OPPLUSSEN_LISTEN": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "cli.main", "serve", "--demo"]
    with (
        Popen(command, env=environment, stderr=PIPE, stdout=PIPE) as running,  # noqa: S603 - our own program
        Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S) as client,
    ):
        try:
            until(lambda: answers(client), "the pages answer")
            yield running, client
        finally:
            running.kill()


def answers(client: Client) -> bool:
    try:
        return client.get("/inloggen").status_code == 200
    except ConnectError:
        return False


def children(parent: int) -> list[int]:
    """The processes that a process started, but the one that Python keeps for its own use."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                status = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                line = (entry / "cmdline").read_text(encoding="utf-8")
            except OSError:
                continue
            if int(status[1]) == parent and "spawn_main" in line:
                found.append(int(entry.name))
    return found


def recorded(client: Client, secret: str, case: str, words: str) -> None:
    filled = {"indicator": "OV01", "nature": "interpretatie", "polarity": "bevestigt", "text": words}
    data = {**filled, "csrf": csrf_of(secret), "provenance": "eigen_waarneming", "when": "today"}
    sent = client.post(f"/signaal/{case}", data=data, headers=SAME_SITE)
    assert sent.status_code == 303
    until(lambda: words in client.get(f"/casus/{case}").text, f"{words} is seen")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes as Linux shows them")
def test_the_pages_outlive_their_engine_and_end_with_it(tmp_path: Path) -> None:
    with program(tmp_path) as (running, client):
        secret = client.post("/inloggen", data={"persona": "tess"}, headers=SAME_SITE).cookies[COOKIE]
        client.headers["Cookie"] = f"{COOKIE}={secret}"
        page = client.get("/signaal").text
        case = page.partition('href="/signaal/')[2].partition('"')[0]
        recorded(client, secret, case, "Voor de val")
        [engine] = children(running.pid)
        os.kill(engine, signal.SIGKILL)
        until(lambda: children(running.pid) not in ([], [engine]), "another engine")
        recorded(client, secret, case, "Na de val")
        [engine] = children(running.pid)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0
        until(lambda: not Path(f"/proc/{engine}").exists(), "the engine is gone")
