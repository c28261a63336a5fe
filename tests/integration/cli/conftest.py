"""One command in a folder of its own for each test."""

from pathlib import Path

import pytest

from tests.integration.cli.command import Command


@pytest.fixture
def opplussen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, monkeypatch, capsys)
