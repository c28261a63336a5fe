"""The settings say which variable is wrong and why, before anything is opened."""

from pathlib import Path

import pytest

from cli.place.databases import Folder, Server
from cli.place.faults import WrongSetting
from cli.place.settings import DATABASE, KEYS, SOURCE, settings


def test_without_settings_the_log_is_in_the_folder_data() -> None:
    assert settings({}).database == Folder(Path("data"))
    assert settings({}).source is None


def test_a_folder_is_taken_as_it_is_given() -> None:
    assert settings({DATABASE: "ergens/anders"}).database == Folder(Path("ergens/anders"))


@pytest.mark.parametrize("given", ["postgresql://jan:geheim@host:5433/db", "postgres://host/db"])
def test_a_server_is_taken_with_a_folder_for_its_keys(given: str) -> None:
    assert settings({DATABASE: given}).database == Server(given, Path("data"))
    assert settings({DATABASE: given, KEYS: "sleutels"}).database == Server(given, Path("sleutels"))


def test_an_address_is_shown_without_its_password() -> None:
    database = settings({DATABASE: "postgresql://jan:geheim@host:5433/db"}).database
    assert str(database) == "host:5433/db"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("mysql://host/db", "geen PostgreSQL-server"),
        ("postgresql://host", "naam van de database"),
        ("postgresql://host:poort/db?wat=dit", "niet te lezen"),
    ],
)
def test_another_server_is_refused_by_the_name_of_the_variable(given: str, reason: str) -> None:
    with pytest.raises(WrongSetting, match=f"OPPLUSSEN_DATABASE: .*{reason}"):
        settings({DATABASE: given})


def test_keys_apart_are_for_a_server_only() -> None:
    with pytest.raises(WrongSetting, match="OPPLUSSEN_KEYS: "):
        settings({DATABASE: "data", KEYS: "sleutels"})


def test_a_source_is_a_urn() -> None:
    urn = "urn:nld:oin:00000001823288444000:systeem:opplussen"
    assert settings({SOURCE: urn}).source == urn
    for wrong in ("opplussen", "https://example.org", "urn:x", f"urn:nld:{'x' * 300}"):
        with pytest.raises(WrongSetting, match="OPPLUSSEN_SOURCE: "):
            settings({SOURCE: wrong})
