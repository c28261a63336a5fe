"""The settings of the environment, read once and typed; an error says which variable and why."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from cli.place.databases import Database, Folder, Server
from cli.place.faults import WrongSetting
from cli.place.master import MasterPlace
from eventlog.encryption.master import from_text
from projections.parts import DIVIDED
from streams.standstill import LONGEST_S

DATABASE = "OPPLUSSEN_DATABASE"
KEYS = "OPPLUSSEN_KEYS"
"""With a server: the folder of this machine where the keys are."""
ERASURES = "OPPLUSSEN_ERASURES"
"""A folder apart from log and vault, where a report of each erasure is kept."""
MASTER_KEY = "OPPLUSSEN_MASTER_KEY"
MASTER_KEY_FILE = "OPPLUSSEN_MASTER_KEY_FILE"
KAFKA = "OPPLUSSEN_KAFKA"
TOPICS = "OPPLUSSEN_TOPICS"
STANDSTILL = "OPPLUSSEN_STANDSTILL"
SOURCE = "OPPLUSSEN_SOURCE"
PERSON = "OPPLUSSEN_PERSON"
LISTEN = "OPPLUSSEN_LISTEN"
ADDRESS = "OPPLUSSEN_ADDRESS"
ISSUER = "OPPLUSSEN_OIDC_ISSUER"
CLIENT = "OPPLUSSEN_OIDC_CLIENT"
SECRET = "OPPLUSSEN_OIDC_SECRET"  # noqa: S105 - the name of a setting
CLAIM = "OPPLUSSEN_OIDC_CLAIM"
CONTACT = "OPPLUSSEN_CONTACT"

_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[A-Za-z0-9()+,\-.:=@;$_!*'%/?#]+")
_TOPIC = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
_MAX_SOURCE = 200
_LAST_PORT = 65535
_STANDSTILL = range(10, 3_601)


class Listen(Struct, frozen=True):
    """An address of this machine, and a port."""

    host: str = "127.0.0.1"
    port: int = 8080

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine itself reaches it."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


class Organisation(Struct, frozen=True):
    """Where people log in: the provider's issuer, who we are there, the claim with a person's code.

    `address` is where people find our pages, `contact` whom those who build on our API write to.
    """

    issuer: str
    client: str
    secret: str
    claim: str
    address: str
    contact: str


class Settings(Struct, frozen=True):
    """`database` is a folder of files or a server; `source` the URN of exports, None for the log's own.

    `person` is the code of who reads, None for whoever keeps the folder. `listen` is where pages are served,
    `organisation` where people log in.
    `kafka` are the brokers, None without; `topics` is what the names of the topics begin with.
    `standstill_s` is how long a worker there may do nothing while there is work.
    """

    database: Database
    source: str | None = None
    person: str | None = None
    listen: Listen = Listen()
    kafka: str | None = None
    topics: str = "opplussen"
    standstill_s: int = LONGEST_S
    organisation: Organisation | None = None

    @property
    def parts(self) -> int:
        """In how many parts new rows are divided."""
        return DIVIDED if self.kafka and isinstance(self.database, Server) else 1


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` gives.

    Raises:
        WrongSetting: naming the variable and the reason.
    """
    return Settings(
        _database(environment),
        _source(environment.get(SOURCE, "")),
        environment.get(PERSON) or None,
        _listen(environment.get(LISTEN, "")),
        _kafka(environment.get(KAFKA, "")),
        _topics(environment.get(TOPICS, "")),
        _standstill(environment.get(STANDSTILL, "")),
        _organisation(environment),
    )


def _database(environment: Mapping[str, str]) -> Database:
    given, keys = environment.get(DATABASE, ""), environment.get(KEYS, "")
    master, erasures = _master(environment), _erasures(environment.get(ERASURES, ""))
    if given.startswith(("postgresql://", "postgres://")):
        _require_address(given)
        return Server(given, _folder(KEYS, keys or "data"), master, erasures)
    if "://" in given:
        raise WrongSetting(
            DATABASE,
            "dit is geen map en geen PostgreSQL-server. Geef het pad van een map, bijvoorbeeld ./data, of "
            "een adres als postgresql://gebruiker@server/database.",
        )
    if keys:
        raise WrongSetting(KEYS, f"alleen met een server in {DATABASE}: bij een map staan de sleutels erin.")
    return Folder(_folder(DATABASE, given or "data"), master, erasures)


def _master(environment: Mapping[str, str]) -> MasterPlace:
    given, file = environment.get(MASTER_KEY, ""), environment.get(MASTER_KEY_FILE, "")
    if given and file:
        raise WrongSetting(MASTER_KEY, f"de hoofdsleutel staat hier, of in {MASTER_KEY_FILE}: niet in beide.")
    if given and any(from_text(one) is None for one in given.split(",")):
        raise WrongSetting(MASTER_KEY, "dit is geen hoofdsleutel: 32 bytes in base64 (44 tekens).")
    if file and Path(file).is_dir():
        raise WrongSetting(MASTER_KEY_FILE, f"{file} is een map. Geef het pad van een bestand.")
    return MasterPlace(given, Path(file) if file else None)


def _erasures(given: str) -> Path | None:
    if given and not Path(given).is_dir():
        raise WrongSetting(
            ERASURES, f"{given} is geen map. Maak de map, of zet hem terug met wat erin stond."
        )
    return Path(given) if given else None


def _require_address(given: str) -> None:
    try:
        parts = conninfo_to_dict(given)
    except ProgrammingError as error:
        raise WrongSetting(
            DATABASE, "dit adres is niet te lezen. Geef postgresql://gebruiker@server:5432/database."
        ) from error
    if not parts.get("dbname"):
        raise WrongSetting(
            DATABASE, "de naam van de database ontbreekt. Geef postgresql://gebruiker@server:5432/database."
        )


def _folder(variable: str, given: str) -> Path:
    folder = Path(given)
    if folder.exists() and not folder.is_dir():
        raise WrongSetting(variable, f"{folder} is een bestand. Geef het pad van een map.")
    return folder


def _source(given: str) -> str | None:
    if not given:
        return None
    if len(given) > _MAX_SOURCE or not _URN.fullmatch(given):
        raise WrongSetting(
            SOURCE, "dit is geen URN. Geef bijvoorbeeld urn:nld:oin:00000001823288444000:systeem:opplussen."
        )
    return given


def _kafka(given: str) -> str | None:
    if not given:
        return None
    for one in given.split(","):
        host, _, port = one.strip().rpartition(":")
        if not host or "/" in host or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
            raise WrongSetting(
                KAFKA, "dit is geen lijst van brokers. Geef server:9092 of server:9092,server2:9092."
            )
    return given


def _topics(given: str) -> str:
    if given and not _TOPIC.fullmatch(given):
        raise WrongSetting(
            TOPICS, "geef een naam van kleine letters, cijfers, punten en streepjes, van hoogstens 60 tekens."
        )
    return given or "opplussen"


def _standstill(given: str) -> int:
    if not given:
        return LONGEST_S
    if not given.isdecimal() or int(given) not in _STANDSTILL:
        raise WrongSetting(
            STANDSTILL,
            f"geef hele seconden, van {_STANDSTILL[0]} tot en met {_STANDSTILL[-1]}.",
        )
    return int(given)


def _listen(given: str) -> Listen:
    if not given:
        return Listen()
    host, _, port = given.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
        raise WrongSetting(LISTEN, "dit is geen adres met een poort. Geef bijvoorbeeld 127.0.0.1:8080.")
    return Listen(host.strip("[]"), int(port))


def _organisation(environment: Mapping[str, str]) -> Organisation | None:
    """Where people log in; all of it or nothing."""
    needed = [environment.get(name, "") for name in (ISSUER, CLIENT, SECRET, ADDRESS)]
    if not any(needed[:3]):
        return None
    for name, given in zip((ISSUER, CLIENT, SECRET, ADDRESS), needed, strict=True):
        if not given:
            raise WrongSetting(name, "deze is nodig om mensen bij hun organisatie te laten inloggen.")
    for name, given in ((ISSUER, needed[0]), (ADDRESS, needed[3])):
        if not _is_safe(given):
            raise WrongSetting(
                name, "dit is geen adres dat met https:// begint. Op deze machine mag ook http://."
            )
    issuer, client, secret, address = needed
    return Organisation(
        issuer.rstrip("/"),
        client,
        secret,
        environment.get(CLAIM) or "preferred_username",
        address.rstrip("/"),
        environment.get(CONTACT) or f"beheer@{urlsplit(address).hostname}",
    )


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    is_here = Listen(parts.hostname or "").is_loopback
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_here))
