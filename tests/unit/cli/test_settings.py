"""The settings say which variable is wrong and why, before anything is opened."""

from pathlib import Path

import pytest

from cli.place.faults import WrongSetting
from cli.place.settings import DATABASE, SOURCE, settings


def test_without_settings_the_log_is_in_the_folder_data() -> None:
    assert settings({}).database == Path("data")
    assert settings({}).source is None


def test_a_folder_is_taken_as_it_is_given() -> None:
    assert settings({DATABASE: "ergens/anders"}).database == Path("ergens/anders")


@pytest.mark.parametrize("given", ["postgresql://host/db", "postgres://host/db", "mysql://host/db"])
def test_a_server_is_refused_by_the_name_of_the_variable(given: str) -> None:
    with pytest.raises(WrongSetting, match="OPPLUSSEN_DATABASE: ") as refused:
        settings({DATABASE: given})
    assert "map" in str(refused.value)


def test_a_source_is_a_urn() -> None:
    urn = "urn:nld:oin:00000001823288444000:systeem:opplussen"
    assert settings({SOURCE: urn}).source == urn
    for wrong in ("opplussen", "https://example.org", "urn:x", f"urn:nld:{'x' * 300}"):
        with pytest.raises(WrongSetting, match="OPPLUSSEN_SOURCE: "):
            settings({SOURCE: wrong})
