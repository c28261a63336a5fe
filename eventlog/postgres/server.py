"""Connections to the database of a log, and PostgreSQL's errors under our names."""

import queue
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg
from psycopg import conninfo
from psycopg.abc import Params

from eventlog.faults import (
    LogBusy,
    LogClosed,
    LogCorrupt,
    LogDeviceFailed,
    LogFault,
    LogFull,
    LogReadOnly,
    LogUnreachable,
    LogUnsure,
)

Connection = psycopg.Connection[tuple[object, ...]]

T = TypeVar("T")
STATEMENT_S = 60.0
"""The longest that one statement may take: a fault that hangs is a fault that is seen."""
_MAX_READERS = 16
_BORROW_S = 10.0
_REACH: dict[str, str | int] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "opplussen",
}
"""A server that is gone is found out in half a minute; what the address itself says goes before."""
_SETTINGS: dict[str, str] = {
    "default_transaction_isolation": "read committed",
    "statement_timeout": f"{STATEMENT_S:.0f}s",
    "idle_in_transaction_session_timeout": f"{STATEMENT_S:.0f}s",
    # every statement here is a search by key: a plan that walks over a table is never better
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
}
_SET = "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS wanted (name, value)"
_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)

_FAULTS: dict[str, tuple[type[LogFault], str]] = {
    "55P03": (LogBusy, ""),
    "57014": (LogBusy, "een opdracht duurde te lang en is afgebroken. Er is niets geschreven."),
    "40001": (LogBusy, ""),
    "40P01": (LogBusy, ""),
    "53100": (LogFull, ""),
    "53300": (LogUnreachable, "de server heeft geen verbinding meer vrij."),
    "25006": (LogReadOnly, "de database is alleen-lezen."),
    "42501": (LogReadOnly, "deze gebruiker van de database heeft geen rechten op het logboek."),
    "XX001": (LogCorrupt, ""),
    "XX002": (LogCorrupt, ""),
    "23505": (LogCorrupt, ""),
    "P0002": (LogCorrupt, ""),
    "OP001": (LogCorrupt, "er is buiten opplussen om geschreven. De database weigerde het."),
    "OP002": (LogCorrupt, "er is buiten opplussen om geschreven. De database weigerde het."),
    "OP003": (LogCorrupt, "de posities sluiten niet aan. Schrijf er niet meer in en zoek uit hoe dat komt."),
}
_CUT_OFF = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03"})
"""The server ends the connection."""
_REFUSALS = {
    "authentication": "de server weigert deze gebruiker of dit wachtwoord.",
    "does not exist": "deze database of gebruiker bestaat niet op de server.",
    "too many": "de server heeft geen verbinding meer vrij.",
    "refused": "de server antwoordt niet. Draait PostgreSQL, en klopt het adres?",
    "starting up": "de server start nog op. Probeer het zo opnieuw.",
    "shutting down": "de server stopt.",
}


def shown(address: str) -> str:
    """An address as people may see it: without user and password."""
    parts = conninfo.conninfo_to_dict(address)
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"{parts.get('host') or 'localhost'}{port}/{parts.get('dbname') or ''}"


@contextmanager
def named_faults(where: str, *, writing: bool = False) -> Iterator[None]:
    """Raise what PostgreSQL reports inside as the `LogFault` that it means, the original as its cause.

    When the connection is lost while `writing`, nobody knows whether it was written.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _named(where, error, writing=writing) from error


def _named(where: str, error: psycopg.Error, *, writing: bool) -> LogFault:
    state = error.sqlstate
    if state in _FAULTS:
        fault, reason = _FAULTS[state]
        return fault(where, reason)
    if state in _CUT_OFF or (state is None and isinstance(error, psycopg.OperationalError)):
        return LogUnsure(where) if writing else LogUnreachable(where, _refusal(str(error)))
    return LogDeviceFailed(where, f"de database weigert ({state or type(error).__name__}).")


def _refusal(message: str) -> str:
    found = next((reason for part, reason in _REFUSALS.items() if part in message), None)
    return found or "de server is niet bereikbaar."


def connect(address: str, *, schema: str, lock_s: float) -> Connection:
    """A connection that commits each statement by itself and waits `lock_s` seconds for another's lock.

    It works at read committed whatever the database's default is, finds its tables in `schema`, and its
    commits are on the disk when they return.
    """
    wanted = {**_SETTINGS, "search_path": schema, "lock_timeout": f"{lock_s * 1000:.0f}ms"}
    given = conninfo.conninfo_to_dict(address)
    reach = {name: value for name, value in _REACH.items() if name not in given}
    connection: Connection = psycopg.connect(conninfo.make_conninfo(address, **reach), autocommit=True)
    try:
        connection.execute(_SET, (list(wanted), list(wanted.values())))
        connection.execute(_DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def is_alive(connection: Connection) -> bool:
    """Whether the server has not ended an idle connection: then there is something to read from it."""
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return not poll.poll(0)


class Connections:
    """A pool of connections that read; each is opened when first needed, and again when it was lost."""

    def __init__(self, where: str, connect: Callable[[], Connection]) -> None:
        self._where = where
        self._connect = connect
        self._closed = False
        self._idle: queue.LifoQueue[Connection | None] = queue.LifoQueue()
        for _ in range(_MAX_READERS):
            self._idle.put(None)

    def ask(self, question: Callable[[Connection], T]) -> T:
        """What a question that changes nothing gives; asked once more when its connection is lost meanwhile.

        Raises:
            LogClosed: the pool was closed.
            LogBusy: all are in use for too long.
            LogFault: what the server said.
        """
        try:
            return self._ask(question)
        except LogUnreachable:
            return self._ask(question)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        if self._closed:
            raise LogClosed(self._where)
        connection = self._borrowed()
        try:
            with named_faults(self._where):
                if connection is not None and not is_alive(connection):
                    connection.close()
                    connection = None
                if connection is None:
                    connection = self._connect()
                return question(connection)
        finally:
            self._idle.put(connection)

    def _borrowed(self) -> Connection | None:
        try:
            return self._idle.get(timeout=_BORROW_S)
        except queue.Empty as error:
            raise LogBusy(self._where) from error

    def close(self) -> None:
        """Close every connection, waiting for those in use."""
        self._closed = True
        for _ in range(_MAX_READERS):
            connection = self._borrowed()
            if connection is not None:
                connection.close()


def scalar(connection: Connection, statement: str, parameters: Params | None = None) -> object:
    """The first value of the first row; None without a row."""
    row = connection.execute(statement.encode(), parameters).fetchone()
    return None if row is None else row[0]
