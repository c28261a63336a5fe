"""Who is logged in: a small file of its own, in which only the hash of each session's secret stands.

A session locks after five minutes in which nobody did anything, and is over after a working day.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import NamedTuple

from domain.words import PersonId

IDLE = timedelta(minutes=5)
LONGEST = timedelta(hours=10)
ANSWERED = timedelta(minutes=10)
"""How long somebody may take to log in at their organisation."""
_BITS_256 = 32


class Session(NamedTuple):
    """Somebody who is logged in; `csrf` is what every form of theirs carries."""

    person: PersonId
    csrf: str


class Sessions:
    """The sessions in a file; safe to share between threads."""

    def __init__(self, file: Path) -> None:
        self._lock = Lock()
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS sessions"
            " (hash TEXT PRIMARY KEY, person TEXT NOT NULL, begun REAL NOT NULL, active REAL NOT NULL)"
        )
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS questions"
            " (hash TEXT PRIMARY KEY, asked REAL NOT NULL, kept TEXT NOT NULL)"
        )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def begin(self, person: PersonId, now: datetime) -> str:
        """A new session, and its secret: 256 random bits, known to the cookie alone."""
        secret = token_urlsafe(_BITS_256)
        moment = now.timestamp()
        with self._statement() as run:
            run.execute("DELETE FROM sessions WHERE active < ?", (moment - LONGEST.total_seconds(),))
            run.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(secret), person, moment, moment))
        return secret

    def find(self, secret: str, now: datetime, *, active: bool) -> Session | None:
        """The session of a secret; `active` says that a person does something, and not their open page."""
        moment = now.timestamp()
        with self._statement() as run:
            row = run.execute(
                "SELECT person FROM sessions WHERE hash = ? AND active > ? AND begun > ?",
                (_hash(secret), moment - IDLE.total_seconds(), moment - LONGEST.total_seconds()),
            ).fetchone()
            if row is None:
                return None
            if active:
                run.execute("UPDATE sessions SET active = ? WHERE hash = ?", (moment, _hash(secret)))
        return Session(PersonId(row[0]), csrf_of(secret))

    def end(self, secret: str) -> None:
        """Log out; the secret opens nothing any more."""
        with self._statement() as run:
            run.execute("DELETE FROM sessions WHERE hash = ?", (_hash(secret),))

    def ask(self, kept: list[str], now: datetime) -> str:
        """Keep what a browser asked of a provider until it comes back; the secret for that browser."""
        secret = token_urlsafe(_BITS_256)
        moment = now.timestamp()
        with self._statement() as run:
            run.execute("DELETE FROM questions WHERE asked < ?", (moment - ANSWERED.total_seconds(),))
            run.execute("INSERT INTO questions VALUES (?, ?, ?)", (_hash(secret), moment, json.dumps(kept)))
        return secret

    def answered(self, secret: str, now: datetime) -> list[str] | None:
        """What this browser asked, once; None when it asked nothing, or too long ago."""
        since = now.timestamp() - ANSWERED.total_seconds()
        with self._statement() as run:
            row = run.execute(
                "DELETE FROM questions WHERE hash = ? AND asked >= ? RETURNING kept", (_hash(secret), since)
            ).fetchone()
        kept: list[str] | None = None if row is None else json.loads(row[0])
        return kept

    @contextmanager
    def _statement(self) -> Iterator[sqlite3.Cursor]:
        with self._lock:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()


def csrf_of(secret: str) -> str:
    """What the forms of a session carry: made from its secret, and telling nothing of it."""
    return sha256(b"form:" + secret.encode()).hexdigest()


def _hash(secret: str) -> str:
    return sha256(b"session:" + secret.encode()).hexdigest()
