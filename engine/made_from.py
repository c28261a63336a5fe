"""Were these rows made from this log, as it is now?"""

from sqlalchemy import Engine

from eventlog.log import Log
from projections.database import place_of
from projections.faults import OutdatedRows, RowsFault


def require_own_log(rows: Engine, log_id: str, made_from: str) -> None:
    """Refuse rows of another log.

    Raises:
        RowsFault: naming the file.
    """
    if log_id != made_from:
        raise RowsFault(
            place_of(rows),
            "ze horen bij een ander logboek. Maak ze opnieuw met `opplussen rebuild --discard`.",
        )


def require_same_past(rows: Engine, log: Log, position: int, digest: str) -> None:
    """Refuse rows made from a log that had another past at `position`.

    Raises:
        RowsFault: naming the file.
    """
    if log.digest(position) != digest:
        raise RowsFault(
            place_of(rows),
            f"het logboek is niet meer wat het op positie {position} was: teruggezet of verwisseld. "
            "Er wordt niets meer bijgewerkt. Zet het juiste logboek terug, of begin deze overzichten "
            "opnieuw met `opplussen rebuild --discard`.",
        )


def require_digest(rows: Engine, digest: str) -> None:
    """Refuse rows that do not say which log they were made from.

    Raises:
        OutdatedRows: naming the file.
    """
    if not digest:
        raise OutdatedRows(
            place_of(rows), "een eerdere versie maakte ze. Maak ze opnieuw met `opplussen rebuild`."
        )


def require_parts(rows: Engine, parts: int, made_in: int) -> None:
    """Refuse rows whose cases were divided over another number of parts.

    Raises:
        OutdatedRows: naming the file.
    """
    if parts != made_in:
        raise OutdatedRows(
            place_of(rows),
            f"ze zijn verdeeld over {made_in} in plaats van {parts}. "
            "Maak ze opnieuw met `opplussen rebuild`.",
        )
