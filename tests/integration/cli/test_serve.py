"""`opplussen serve` never shows its pages where it may not, and says which setting is in the way."""

import pytest

from tests.integration.cli.command import Command


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
