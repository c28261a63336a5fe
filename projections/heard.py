"""What became of the signals that somebody gave: who looked into them says what they proved to be.

Source: melden-en-samenwerken (a meldpunt investigates, establishes and reports back).
"""

from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.signals.events import SignalVerdictGiven
from projections.tables.sharing import heard
from projections.writing import upsert


class Heard(NamedTuple):
    """What looking into one signal found last, and the case that it was then of."""

    signal: str
    case: str
    verdict: str
    form: str


def fold_verdict(connection: Connection, position: int, event: SignalVerdictGiven) -> None:
    """Tell each who gave the signal; a later verdict takes the place of an earlier one."""
    rows = [
        {
            "person": person,
            "signal": event.signal,
            "case": event.case,
            "verdict": event.verdict,
            "form": event.form,
            "position": position,
        }
        for person in event.hear
    ]
    if rows:
        upsert(connection, heard, rows)


def heard_by(connection: Connection, person: str) -> list[Heard]:
    """What somebody hears back of the signals that they gave, the last told first."""
    found = select(heard.c.signal, heard.c.case, heard.c.verdict, heard.c.form)
    query = found.where(heard.c.person == person).order_by(heard.c.position.desc(), heard.c.signal)
    return [Heard(*row) for row in connection.execute(query)]
