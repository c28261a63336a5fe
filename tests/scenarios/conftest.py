"""Every story gets a scene of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.scene import Scene, scene_in


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made
