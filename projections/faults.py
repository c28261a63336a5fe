"""What can be the matter with the rows, each by its own name and in plain Dutch."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, OperationalError


class RowsFault(Exception):  # noqa: N818 - named after what is the matter with the rows
    """Something is the matter with the rows at `where`; `reason` is a Dutch sentence."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"Overzichten {where}: {reason}" if where else f"Overzichten: {reason}")
        self.where = where
        self.reason = reason


class OutdatedRows(RowsFault):
    """The rows were made by a version that left some out; they have to be made again."""


class RowsBusy(RowsFault):
    """Others hold them, or their server is away for a moment: what was asked may be asked again."""


_BUSY = "een ander houdt ze te lang bezet. Probeer het opnieuw."
_AWAY = "de server van de database is niet bereikbaar."
_STATES: dict[str, tuple[type[RowsFault], str]] = {
    "55P03": (RowsBusy, _BUSY),
    "57014": (RowsBusy, "een opdracht duurde te lang en is afgebroken. Probeer het opnieuw."),
    "40001": (RowsBusy, _BUSY),
    "40P01": (RowsBusy, _BUSY),
    "53300": (RowsBusy, "de server heeft geen verbinding meer vrij. Probeer het opnieuw."),
    "57P01": (RowsBusy, _AWAY),
    "57P02": (RowsBusy, _AWAY),
    "57P03": (RowsBusy, _AWAY),
    "25P03": (RowsBusy, _BUSY),
    "53100": (RowsFault, "de schijf is vol. Maak ruimte en probeer het opnieuw."),
    "25006": (RowsFault, "de database is alleen-lezen."),
    "42501": (RowsFault, "deze gebruiker van de database heeft geen rechten op de overzichten."),
}
"""By PostgreSQL's own code."""
_WORDS = {
    "readonly": "er mag niet in worden geschreven: het bestand, de map of de schijf is alleen-lezen.",
    "full": "de schijf is vol. Maak ruimte en probeer het opnieuw.",
    "locked": _BUSY,
    "unable to open": "het bestand kan niet worden geopend.",
    "disk I/O": "de schijf geeft een fout bij lezen of schrijven.",
}
"""By a part of what SQLite says."""
_UNKNOWN = "de database weigert. Maak ze opnieuw met `opplussen rebuild`."


@contextmanager
def faults(where: str) -> Iterator[None]:
    """Name what a database refuses, in words that help."""
    try:
        yield
    except psycopg.Error as error:
        raise _of_postgres(where, error) from error
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            raise _of_postgres(where, error.orig) from error
        if isinstance(error, OperationalError):
            raise _of_sqlite(where, str(error.orig)) from error
        raise RowsFault(where, "dit bestand is geen database, of het is beschadigd.") from error


def _of_postgres(where: str, error: psycopg.Error) -> RowsFault:
    state = error.sqlstate
    if state is None and isinstance(error, psycopg.OperationalError):
        return RowsBusy(where, _AWAY)
    fault, reason = _STATES.get(state or "", (RowsFault, _UNKNOWN))
    return fault(where, reason)


def _of_sqlite(where: str, message: str) -> RowsFault:
    reason = next((reason for part, reason in _WORDS.items() if part in message), _UNKNOWN)
    return (RowsBusy if reason is _BUSY else RowsFault)(where, reason)
