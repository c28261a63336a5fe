"""The story is played once for all tests of the pages; each test has a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium

from cli.place.databases import Folder
from cli.serving.story import make_story
from tests.integration.web.browsing import Desk, chromium, on_a_port
from tests.integration.web.serving import Served, served
from tests.integration.web.shared import shared


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "world"
    make_story(Folder(folder))
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


@pytest.fixture(scope="module")
def told(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As `read_only`, where a case of the story was taken through the stappenplan and shared with AVIM."""
    with served(story, tmp_path_factory.mktemp("told") / "world") as found:
        shared(found, "meisje-y")
        found.up_to_date()
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """For one file alone: while it is open its event loop runs, and other tests want one of their own."""
    with chromium() as found:
        yield found


@pytest.fixture
def desk(pages: Served, browser: Chromium) -> Iterator[Desk]:
    with on_a_port(pages) as address:
        found = Desk(pages, browser, address)
        yield found
        found.close()


@pytest.fixture(scope="module")
def looking(told: Served, browser: Chromium) -> Iterator[Desk]:
    """For looking around without changing anything."""
    with on_a_port(told) as address:
        found = Desk(told, browser, address)
        yield found
        found.close()
