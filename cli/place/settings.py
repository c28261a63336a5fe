"""The settings of the environment, read once and typed; an error says which variable and why."""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from cli.place.faults import WrongSetting

DATABASE = "OPPLUSSEN_DATABASE"
SOURCE = "OPPLUSSEN_SOURCE"
PERSON = "OPPLUSSEN_PERSON"

_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[A-Za-z0-9()+,\-.:=@;$_!*'%/?#]+")
_MAX_SOURCE = 200


class Settings(Struct, frozen=True):
    """`database` is the folder of the files; `source` the URN of exports, None for the log's own.

    `person` is the code of who reads, None for whoever keeps the folder.
    """

    database: Path
    source: str | None = None
    person: str | None = None


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` gives.

    Raises:
        WrongSetting: naming the variable and the reason.
    """
    return Settings(
        _database(environment.get(DATABASE, "")),
        _source(environment.get(SOURCE, "")),
        environment.get(PERSON) or None,
    )


def _database(given: str) -> Path:
    if given.startswith(("postgresql://", "postgres://", "postgresql+")):
        raise WrongSetting(
            DATABASE,
            "deze versie werkt met een map (SQLite), nog niet met een PostgreSQL-server. Geef een map.",
        )
    if "://" in given:
        raise WrongSetting(DATABASE, "dit is geen map. Geef het pad van een map, bijvoorbeeld ./data.")
    folder = Path(given or "data")
    if folder.exists() and not folder.is_dir():
        raise WrongSetting(DATABASE, f"{folder} is een bestand. Geef het pad van een map.")
    return folder


def _source(given: str) -> str | None:
    if not given:
        return None
    if len(given) > _MAX_SOURCE or not _URN.fullmatch(given):
        raise WrongSetting(
            SOURCE, "dit is geen URN. Geef bijvoorbeeld urn:nld:oin:00000001823288444000:systeem:opplussen."
        )
    return given
