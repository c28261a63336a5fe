"""Where a test keeps its log and its rows: in files of SQLite, or in a database of PostgreSQL.

The fixture `store` gives both in turn, so that what holds is written once.
"""

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Protocol

import psycopg
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from psycopg.sql import SQL, Identifier

from eventlog.log import Log, Recorder, query_of
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import Place
from projections.postgres import Schema

PAGE = 400
PROMPT_S = 60.0


def copy_of(log: Log, to: Recorder) -> Log:
    """The same events at the same positions in another log, which is empty."""
    after = 0
    while page := log.recorder.read(after=after, limit=PAGE):
        events: list[DCBEvent] = [one.event for one in page]
        if not events:
            break
        after = to.append(events, DCBAppendCondition(query_of([]), after))
    return Log(to)


def opened(log: str, *, create: bool = False) -> AbstractContextManager[Recorder]:
    """A log by its address, or its file, for a process of its own."""
    if log.startswith("postgresql://"):
        return PostgresRecorder(log, create=create)
    return SQLiteRecorder(Path(log), busy_s=PROMPT_S, create=create)


class Store(Protocol):
    """A place for logs and rows by name."""

    def log(self, name: str = "log", *, create: bool = False) -> AbstractContextManager[Recorder]:
        """The log of that name, opened."""
        ...

    def rows(self, name: str = "rows") -> Place:
        """Where the rows of that name are."""
        ...

    def left_behind(self, rows: str = "rows") -> None:
        """Leave what a rebuild that was killed half-way leaves beside these rows."""
        ...

    def is_beside(self, rows: str = "rows") -> bool:
        """Whether something stands beside these rows."""
        ...


class Files:
    """In one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def log(self, name: str = "log", *, create: bool = False) -> SQLiteRecorder:
        return SQLiteRecorder(self.folder / f"{name}.sqlite", create=create)

    def rows(self, name: str = "rows") -> Path:
        return self.folder / f"{name}.sqlite"

    def left_behind(self, rows: str = "rows") -> None:
        (self.folder / f"{rows}.beside.sqlite").write_bytes(b"half a file")

    def is_beside(self, rows: str = "rows") -> bool:
        return (self.folder / f"{rows}.beside.sqlite").exists()


class Database:
    """In schemas of one database."""

    def __init__(self, address: str) -> None:
        self.address = address

    def log(self, name: str = "log", *, create: bool = False) -> PostgresRecorder:
        return PostgresRecorder(self.address, name, create=create)

    def rows(self, name: str = "rows") -> Schema:
        return Schema(self.address, name)

    def left_behind(self, rows: str = "rows") -> None:
        with closing(psycopg.connect(self.address, autocommit=True)) as connection:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(f"{rows}_beside")))
            connection.execute(
                SQL("CREATE TABLE {} (half int)").format(Identifier(f"{rows}_beside", "cases"))
            )

    def is_beside(self, rows: str = "rows") -> bool:
        with closing(psycopg.connect(self.address, autocommit=True)) as connection:
            found = connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", (f"{rows}_beside",))
            return found.fetchone() == (True,)
