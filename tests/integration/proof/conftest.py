"""One export of a thousand events for all tests of a file; each test spoils a copy."""

from pathlib import Path

import pytest

from tests.integration.proof.exported import Exported, exported


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return exported(tmp_path_factory.mktemp("thousand"), 1_000)


@pytest.fixture
def folder(thousand: Exported, tmp_path: Path) -> Path:
    return thousand.copy(tmp_path / "copy")
