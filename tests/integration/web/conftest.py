"""The story is played once for all tests of the pages; each test has a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.serving.story import make_story
from tests.integration.web.serving import Served, served


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "world"
    make_story(folder)
    return folder


@pytest.fixture
def pages(story: Path, tmp_path: Path) -> Iterator[Served]:
    with served(story, tmp_path / "world") as found:
        yield found


@pytest.fixture(scope="module")
def read_only(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """For tests that change nothing but who is logged in: one copy for all of a file."""
    with served(story, tmp_path_factory.mktemp("read") / "world") as found:
        yield found
