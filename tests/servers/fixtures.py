"""The real servers as fixtures. Without one, a test is passed over on a bench and fails where CI=true."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers.keeper import Unavailable, shared
from tests.servers.postgres import database
from tests.servers.stores import Database, Files, Store

POSTGRES = "OPPLUSSEN_TEST_POSTGRES"
"""The address of a server to use instead of one of our own, of somebody who may make databases."""

KAFKA = "OPPLUSSEN_TEST_KAFKA"
"""The address of a broker to use instead of one of our own."""
OPTIONAL = frozenset({"Keycloak"})
"""An identity provider is the organisation's own; how we speak with one is tested without it too."""
KEYCLOAK = "OPPLUSSEN_TEST_KEYCLOAK"
"""The address of a realm to use instead of one of our own, with what `tests.servers.keycloak.realm` holds."""
MODULES = {
    "Keycloak": "tests.servers.keycloak",
    "PostgreSQL": "tests.servers.postgres",
    "Kafka": "tests.servers.kafka",
}


def folder_of_session(factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this test session."""
    mine = factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


def missing(what: str, why: object) -> None:
    """End a test that wants a server that cannot be had; in CI it fails, unless it is optional."""
    if os.environ.get("CI") == "true" and what not in OPTIONAL:
        pytest.fail(f"{what} cannot be had, and CI=true: {why}")
    pytest.skip(f"{what} cannot be had: {why}")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server, shared by all processes of this session."""
    yield from _served("PostgreSQL", os.environ.get(POSTGRES), folder_of_session(tmp_path_factory))


def _served(what: str, given: str | None, folder: Path) -> Iterator[str]:
    if given:
        yield given
        return
    with ExitStack() as stack:
        try:
            address = stack.enter_context(shared(MODULES[what], folder / what.lower()))
        except Unavailable as reason:
            missing(what, reason)
        yield address


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Kafka broker, shared by all processes of this session."""
    yield from _served("Kafka", os.environ.get(KAFKA), folder_of_session(tmp_path_factory))


@pytest.fixture(scope="session")
def keycloak(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the realm of a Keycloak, shared by all processes of this session."""
    yield from _served("Keycloak", os.environ.get(KEYCLOAK), folder_of_session(tmp_path_factory))


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    with database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A place for a log and its rows, of each kind in turn."""
    return Files(tmp_path) if request.param == "sqlite" else Database(request.getfixturevalue("postgres"))
