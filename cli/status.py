"""`opplussen status`: how far are the log and the overviews, does somebody keep the time, what waits?"""

import os
from collections.abc import Iterator

import msgspec
from rich.table import Table

from cli.clock import now
from cli.engine import moment_word, running, warn_when_silent
from cli.lists import AsJson
from cli.screen import put, results
from cli.settings import settings
from cli.workplace import opened
from domain.scoring.texts import in_dutch
from projections.beat import is_silent
from projections.calendar import Point
from projections.database import reading
from projections.standing import RowsStanding, rows_standing


def status(json: AsJson = False) -> None:
    """Toon hoe het ervoor staat: logboek, overzichten, bewaking van termijnen, en wat er wacht.

    Deze opdracht werkt niets bij en verandert niets.
    """
    with opened(settings(os.environ).database) as workplace, running(workplace) as engine:
        with reading(engine.rows) as connection:
            rows = rows_standing(connection)
        head, today = workplace.log.head(), engine.calendar.now
        warn_when_silent(rows.beat)
    if json:
        put(msgspec.json.encode(_document(workplace.identity, head, today, rows)).decode())
        return
    table = Table.grid(padding=(0, 2))
    for name, told in _lines(workplace.identity, head, today, rows):
        table.add_row(name, told)
    results().print(table)


def _document(identity: str, head: int, today: Point, rows: RowsStanding) -> dict[str, object]:
    return {
        "log": identity,
        "head": head,
        "position": rows.position,
        "day": today.day,
        "policy": today.version or None,
        "beat": rows.beat,
        "silent": is_silent(rows.beat, now()),
        "cases": rows.cases,
        "parked": rows.parked,
        "held": rows.tasks.get("held", 0),
        "tasks": rows.tasks,
    }


def _lines(identity: str, head: int, today: Point, rows: RowsStanding) -> Iterator[tuple[str, str]]:
    behind = head - rows.position
    tasks = rows.tasks
    yield "Logboek", f"{identity}, tot en met positie {head}"
    yield "Overzichten", f"nog {behind} gebeurtenissen te verwerken" if behind else "helemaal bij"
    yield "Laatste dag", in_dutch(today.day) if today.day else "nog geen"
    yield "Beleid", today.version or "nog geen"
    yield "Termijnen", _watched(rows)
    yield "Casussen", str(rows.cases)
    yield "Score onvolledig", f"{rows.parked} (opplussen parked)" if rows.parked else "0"
    yield "Te besluiten", str(tasks.get("decide", 0) + tasks.get("lower", 0))
    yield "Opnieuw bekijken", str(tasks.get("review", 0))
    yield (
        "Nog niet gemeld",
        f"{tasks.get('held', 0)} wachten op een mens, {tasks.get('raise', 0)} gaan vanzelf",
    )


def _watched(rows: RowsStanding) -> str:
    if rows.beat is None:
        return "elke opdracht kijkt ernaar; opplussen worker draaide nog nooit"
    if is_silent(rows.beat, now()):
        return f"onbewaakt sinds {moment_word(rows.beat)}"
    return f"bewaakt; laatste teken {moment_word(rows.beat)}"
