"""What each engine makes of one log is the same, table by table; `tests.bench.parity` compares many more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.proeftuin.document import shipped
from tests.bench.parity import SEED, Compared, Servers, ctdc, histories, story

pytestmark = pytest.mark.slow
TABLES = 17
MESSAGES = 100
HISTORIES = 10


@pytest.fixture
def servers(kafka: str, postgres_server: str, tmp_path: Path) -> Servers:
    return Servers(kafka, postgres_server, tmp_path)


def sample(servers: Servers) -> Compared:
    return ctdc(servers, shipped("ctdc-sample.csv"))


def some_histories(servers: Servers) -> Compared:
    return histories(servers, HISTORIES, SEED)


@pytest.mark.parametrize("compare", [story, sample, some_histories], ids=lambda one: one.__name__)
def test_files_a_server_and_messages_give_the_same_rows(
    servers: Servers, compare: Callable[[Servers], Compared]
) -> None:
    found = compare(servers)
    assert not found.differing
    assert len(found.rows) >= TABLES
    assert found.by_messages >= found.events > MESSAGES
