"""The keys beside a log: named secrets in a file of their own, made once.

A lost key is never made again in silence: what was computed with it would no longer be recognised.
"""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from cli.place.faults import WrongKeys

IMPORT = "import"
"""HMAC of lines that have no id of their own."""
SIGNING = "signing"
"""Ed25519, under the checkpoints of this log."""
WITNESS = "witness"
"""Ed25519, under the checkpoints of others."""
VAULT_MADE = "vault"
"""Says that this log has a vault with keys of people: one that is gone is never made again in silence."""

_APPLICATION_ID = 0x6F706B65
"""`opke`: whose file it is."""
_SHAPE = 1
_SECRET_BYTES = 32
_SCHEMA = (
    "CREATE TABLE log (id TEXT NOT NULL)",
    "CREATE TABLE secrets (name TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID",
    "PRAGMA application_id = 1869638501",
    "PRAGMA user_version = 1",
)
_FOREIGN = "dit bestand is geen sleutelbestand van opplussen. Zet het sleutelbestand van dit logboek terug."


def link_key(period: str) -> str:
    """The name of the secret under which links of one period are hashed."""
    return f"links-{period}"


def make_keys(path: Path, log_id: str, names: tuple[str, ...]) -> None:
    """Fill a new, empty file with the secrets of a log.

    Raises:
        WrongKeys: the file cannot be written, or is not empty.
    """
    try:
        with closing(_connected(path)) as connection, connection:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise WrongKeys(f"{path}: hier staan al sleutels. Ze zijn niet aangeraakt.")
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO log VALUES (?)", (log_id,))
            connection.executemany(
                "INSERT INTO secrets VALUES (?, ?)",
                [(name, secrets.token_bytes(_SECRET_BYTES)) for name in names],
            )
    except sqlite3.Error as error:
        raise WrongKeys(f"{path}: de sleutels kunnen niet worden geschreven ({error}).") from error


def add_key(path: Path, name: str) -> None:
    """Make a secret that there never was; one that is there stays.

    Raises:
        WrongKeys: the file cannot be written.
    """
    try:
        with closing(_connected(path)) as connection, connection:
            connection.execute(
                "INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING",
                (name, secrets.token_bytes(_SECRET_BYTES)),
            )
    except sqlite3.Error as error:
        raise WrongKeys(f"{path}: de sleutels kunnen niet worden geschreven ({error}).") from error


class Keys:
    """The secrets of one log, read when the file is opened."""

    def __init__(self, path: Path, log_id: str) -> None:
        """Read them.

        Raises:
            WrongKeys: the file is missing, is something else, or belongs to another log.
        """
        self.path = path
        if not path.is_file():
            raise WrongKeys(
                f"{path}: het sleutelbestand van dit logboek ontbreekt. Zet het terug uit de reservekopie "
                "van de sleutels. Er worden geen nieuwe sleutels gemaakt."
            )
        try:
            with closing(_connected(path)) as connection:
                owner = connection.execute("PRAGMA application_id").fetchone()[0]
                if owner != _APPLICATION_ID:
                    raise WrongKeys(f"{path}: {_FOREIGN}")
                mine = connection.execute("SELECT id FROM log").fetchone()
                self._secrets: dict[str, bytes] = dict(
                    connection.execute("SELECT name, secret FROM secrets").fetchall()
                )
        except sqlite3.DatabaseError as error:
            raise WrongKeys(f"{path}: {_FOREIGN}") from error
        if mine is None or mine[0] != log_id:
            raise WrongKeys(
                f"{path}: deze sleutels horen bij een ander logboek. Zet de juiste sleutels terug."
            )

    def has(self, name: str) -> bool:
        """Whether there is a secret of that name."""
        return name in self._secrets

    def secret(self, name: str) -> bytes:
        """One secret, 32 bytes.

        Raises:
            WrongKeys: there is none of that name.
        """
        found = self._secrets.get(name)
        if found is None:
            raise WrongKeys(f"{self.path}: de sleutel {name} ontbreekt. Zet de juiste sleutels terug.")
        return found


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True)
    connection.execute("PRAGMA secure_delete = ON")
    return connection
