"""The settings say which variable is wrong and why, before anything is opened."""

from pathlib import Path

import pytest

from cli.place.databases import Folder, Server
from cli.place.faults import WrongSetting
from cli.place.settings import DATABASE, KEYS, SOURCE, STANDSTILL, Listen, settings


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


def test_pages_are_shown_on_this_machine_alone_unless_it_is_said_otherwise() -> None:
    assert settings({}).listen == Listen("127.0.0.1", 8080)
    assert settings({}).listen.is_loopback
    assert settings({"OPPLUSSEN_LISTEN": "[::1]:9000"}).listen.is_loopback
    assert not settings({"OPPLUSSEN_LISTEN": "0.0.0.0:8080"}).listen.is_loopback


@pytest.mark.parametrize("wrong", ["8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999"])
def test_an_address_without_a_port_is_refused(wrong: str) -> None:
    with pytest.raises(WrongSetting, match="OPPLUSSEN_LISTEN"):
        settings({"OPPLUSSEN_LISTEN": wrong})


PROVIDER = {
    "OPPLUSSEN_OIDC_ISSUER": "https://inloggen.example/",
    "OPPLUSSEN_OIDC_CLIENT": "opplussen",
    "OPPLUSSEN_OIDC_SECRET": "geheim",
    "OPPLUSSEN_ADDRESS": "https://opplussen.example",
}


def test_people_log_in_at_their_organisation_when_all_of_it_is_known() -> None:
    assert settings({}).organisation is None
    at = settings(PROVIDER).organisation
    assert at is not None
    assert (at.issuer, at.claim) == ("https://inloggen.example", "preferred_username")


@pytest.mark.parametrize("missing", PROVIDER)
def test_half_a_provider_is_refused_by_name(missing: str) -> None:
    with pytest.raises(WrongSetting, match=missing):
        settings({name: given for name, given in PROVIDER.items() if name != missing})


@pytest.mark.parametrize("name", ["OPPLUSSEN_OIDC_ISSUER", "OPPLUSSEN_ADDRESS"])
def test_what_others_could_read_on_the_way_is_refused(name: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        settings({**PROVIDER, name: "http://elders.example"})
    assert settings({**PROVIDER, name: "http://127.0.0.1:8080"}).organisation is not None


def test_how_long_a_worker_may_stand_still_is_a_number_of_seconds() -> None:
    assert settings({}).standstill_s == 60
    assert settings({STANDSTILL: "10"}).standstill_s == 10
    for wrong in ("9", "3601", "1,5", "een minuut", "-60"):
        with pytest.raises(WrongSetting, match="OPPLUSSEN_STANDSTILL: "):
            settings({STANDSTILL: wrong})
