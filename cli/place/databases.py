"""Where a log, its rows and who read are kept: in files of a folder, or in schemas on a PostgreSQL server.

Whichever it is, the keys stay in a folder of this machine, `home`, readable for its owner alone. Reports of
erasures may be kept in another, `erasures`.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from cli.place.files import private_file
from cli.place.master import MasterPlace
from eventlog.encryption.stores import AnyStore, FileStore, ServerStore
from eventlog.log import Recorder
from eventlog.postgres.recorder import LOG as LOG_SCHEMA
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.postgres.schema import claim_schema, drop_schema, has_schema
from eventlog.postgres.server import shown
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.postgres import ROWS as ROWS_SCHEMA
from projections.postgres import Schema

LOG = "log.sqlite"
ROWS = "rows.sqlite"
KEYS = "keys.sqlite"
ACCESS = "access.sqlite"
VAULT = "vault.sqlite"
ACCESS_SCHEMA = "opplussen_access"
VAULT_SCHEMA = "opplussen_vault"
SCHEMAS = (LOG_SCHEMA, ACCESS_SCHEMA, ROWS_SCHEMA, VAULT_SCHEMA)


class Folder(Struct, frozen=True):
    """Files of SQLite: one machine, and nothing to install."""

    files: ClassVar[tuple[str, ...]] = (LOG, ROWS, KEYS, ACCESS, VAULT)
    """What a new workplace makes in its folder."""
    instead: ClassVar[str] = "Kies een andere map met"

    home: Path
    master: MasterPlace = MasterPlace()
    erasures: Path | None = None

    def __str__(self) -> str:
        return str(self.home)

    @property
    def rows(self) -> Path:
        """The file of the rows."""
        return self.home / ROWS

    def has_log(self) -> bool:
        """Whether somebody made a log here."""
        return (self.home / LOG).exists()

    def log(self, *, create: bool = False) -> AbstractContextManager[Recorder]:
        """The log of cases."""
        return SQLiteRecorder(self.home / LOG, create=create)

    def access(self) -> AbstractContextManager[Recorder]:
        """The log of who read, made when it is not there."""
        private_file(self.home / ACCESS)
        return SQLiteRecorder(self.home / ACCESS, create=True)

    def has_vault(self) -> bool:
        """Whether there are keys of people here."""
        return (self.home / VAULT).exists()

    def vault(self) -> AnyStore:
        """The keys of people, made when they are not there."""
        private_file(self.home / VAULT)
        return FileStore(self.home / VAULT)

    def keep_private(self) -> None:
        """See that nobody but the owner can read what the engine makes."""
        private_file(self.rows)

    def taken(self) -> list[str]:
        """What is here already."""
        return [name for name in self.files if (self.home / name).exists()]

    def claimed(self) -> AbstractContextManager[None]:
        """Its files claim the folder."""
        return nullcontext()


class Server(Struct, frozen=True):
    """Schemas in a database of PostgreSQL: many machines, and Kafka beside it."""

    files: ClassVar[tuple[str, ...]] = (KEYS,)
    instead: ClassVar[str] = "Kies een andere database met"

    address: str
    home: Path
    master: MasterPlace = MasterPlace()
    erasures: Path | None = None

    def __str__(self) -> str:
        return shown(self.address)

    @property
    def rows(self) -> Schema:
        """The schema of the rows."""
        return Schema(self.address, ROWS_SCHEMA)

    def has_log(self) -> bool:
        """Whether somebody made a log here."""
        return has_schema(self.address, LOG_SCHEMA)

    def log(self, *, create: bool = False) -> AbstractContextManager[Recorder]:
        """The log of cases."""
        return PostgresRecorder(self.address, LOG_SCHEMA, create=create)

    def access(self) -> AbstractContextManager[Recorder]:
        """The log of who read, made when it is not there."""
        return PostgresRecorder(self.address, ACCESS_SCHEMA, create=True)

    def has_vault(self) -> bool:
        """Whether there are keys of people here."""
        return has_schema(self.address, VAULT_SCHEMA)

    def vault(self) -> AnyStore:
        """The keys of people, made when they are not there."""
        return ServerStore(self.address, VAULT_SCHEMA)

    def keep_private(self) -> None:
        """The server sees to it who reads what."""

    def taken(self) -> list[str]:
        """What is here already."""
        schemas = [schema for schema in SCHEMAS if has_schema(self.address, schema)]
        return [*schemas, *(name for name in self.files if (self.home / name).exists())]

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Nobody else makes a log of this name; what was made is taken away when the block raises.

        Raises:
            LogFault: somebody else just did, or the server refuses.
        """
        claim_schema(self.address, LOG_SCHEMA)
        try:
            yield
        except BaseException:
            for schema in SCHEMAS:
                drop_schema(self.address, schema)
            raise


Database = Folder | Server
