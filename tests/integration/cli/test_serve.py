"""`opplussen serve` never shows its pages where it may not, and says which setting is in the way."""

from datetime import timedelta
from multiprocessing import get_context
from threading import Event
from time import monotonic

import pytest

from cli.place.databases import Folder
from cli.place.workplace import opened
from cli.serving.keeping import keep
from tests.integration.cli.command import Command

PATIENCE_S = 120.0


def test_without_a_provider_nobody_could_log_in(opplussen: Command) -> None:
    said = opplussen.began()("serve")
    assert said.code == 1
    assert "OPPLUSSEN_OIDC_ISSUER" in said.err
    assert "opplussen serve --demo" in said.err


def test_the_demo_is_for_this_machine_alone(opplussen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPLUSSEN_LISTEN", "0.0.0.0:8080")
    said = opplussen("serve", "--demo")
    assert said.code == 1
    assert "dat mag alleen op deze machine zelf" in said.err
    assert not (opplussen.data / "demo-web").exists()


@pytest.mark.slow
def test_what_keeps_the_rows_beside_the_pages_also_signs(opplussen: Command) -> None:
    place = Folder(opplussen.began().data)
    process = get_context("spawn").Process(target=keep, args=(place, timedelta()))
    process.start()
    began, end, pause = place.home / "rows.lock", monotonic() + PATIENCE_S, Event()
    while not began.exists() and monotonic() < end:
        pause.wait(0.05)
    process.terminate()
    process.join(PATIENCE_S)
    with opened(place) as workplace, workplace.sealed() as sealed:
        point = sealed.signed()
    assert process.exitcode == 0
    assert point is not None
    assert point.size == len(opplussen.events())
