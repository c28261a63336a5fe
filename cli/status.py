"""`opplussen status`: how far are the log and the overviews, does somebody keep the time, what waits?"""

import os
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec
from rich.table import Table

from cli.desk.engine import moment_word, running, warn_when_silent
from cli.place.clock import now, today
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson
from cli.screen.output import put, results
from cli.streams import Streams, streams_standing
from domain.scoring.texts import in_dutch
from engine.plans import convenant_review
from projections.beat import is_silent
from projections.calendar import Point
from projections.database import reading
from projections.standing import RowsStanding, rows_standing


class Far(NamedTuple):
    """Which log it is, how far it goes and how far it is signed."""

    identity: str
    head: int
    signed: int


def status(json: AsJson = False) -> None:
    """Toon hoe het ervoor staat: logboek, overzichten, bewaking van termijnen, en wat er wacht.

    Deze opdracht werkt niets bij en verandert niets.
    """
    chosen = settings(os.environ)
    with opened(chosen.database) as workplace, running(workplace) as engine:
        with reading(engine.rows) as connection:
            rows = rows_standing(connection, today())
        log = Far(workplace.identity, workplace.log.head(), workplace.signed())
        point, review = engine.calendar.now, convenant_review(workplace.log)
        streams = streams_standing(chosen, workplace.log, engine.rows)
        warn_when_silent(rows.beat)
    if json:
        document = _document(log, point, rows, review) | {"streams": _streams(streams, log.head)}
        put(msgspec.json.encode(document).decode())
        return
    table = Table.grid(padding=(0, 2))
    for name, told in _lines(log, point, rows, review):
        table.add_row(name, told)
    for name, told in _stream_lines(streams, log.head):
        table.add_row(name, told)
    results().print(table)


def _document(log: Far, point: Point, rows: RowsStanding, review: date | None) -> dict[str, object]:
    return {
        "log": log.identity,
        "head": log.head,
        "signed": log.signed,
        "position": rows.position,
        "day": point.day,
        "policy": point.version or None,
        "beat": rows.beat,
        "silent": is_silent(rows.beat, now()),
        "cases": rows.cases,
        "parked": rows.parked,
        "held": rows.tasks.get("held", 0),
        "tasks": rows.tasks,
        "consents": rows.consents,
        "help_reviews": rows.reviews,
        "owed": {"waits": rows.owed, "late": rows.late},
        "convenant": None if review is None else {"review": review, "late": review <= today()},
    }


def _streams(found: Streams | None, head: int) -> dict[str, object] | None:
    if found is None:
        return None
    relay = {"position": found.relayed, "behind": head - found.relayed, "leads_since": found.since}
    return {"relay": relay, "behind": found.behind, "last_event": found.last}


def _stream_lines(found: Streams | None, head: int) -> Iterator[tuple[str, str]]:
    if found is None:
        return
    leads = "er werkt er geen (opplussen relay)"
    if found.since is not None:
        leads = f"een werkt sinds {moment_word(found.since)}"
    yield "Relay", f"tot en met positie {found.relayed}, achterstand {head - found.relayed}; {leads}"
    late = ", ".join(f"deel {part}: {count}" for part, count in found.behind.items() if count)
    yield "Werkers", f"achterstand {late}" if late else f"alle {len(found.behind)} delen zijn bij"
    if found.last is not None:
        yield "Laatste gebeurtenis", moment_word(found.last)


def _lines(log: Far, point: Point, rows: RowsStanding, review: date | None) -> Iterator[tuple[str, str]]:
    behind = log.head - rows.position
    tasks = rows.tasks
    yield "Logboek", f"{log.identity}, tot en met positie {log.head}"
    yield (
        "Ondertekend",
        f"tot en met positie {log.signed}" if log.signed else "nog niet (opplussen checkpoint)",
    )
    yield "Overzichten", f"nog {behind} gebeurtenissen te verwerken" if behind else "helemaal bij"
    yield "Laatste dag", in_dutch(point.day) if point.day else "nog geen"
    yield "Beleid", point.version or "nog geen"
    yield "Termijnen", _watched(rows)
    yield "Casussen", str(rows.cases)
    yield "Score onvolledig", f"{rows.parked} (opplussen parked)" if rows.parked else "0"
    yield "Te besluiten", str(tasks.get("decide", 0) + tasks.get("lower", 0))
    yield "Opnieuw bekijken", str(tasks.get("review", 0))
    yield (
        "Nog niet gemeld",
        f"{tasks.get('held', 0)} wachten op een mens, {tasks.get('raise', 0)} gaan vanzelf",
    )
    yield "Toestemming", _waits(rows.consents, "opnieuw te bespreken of bijna voorbij", "consent waiting")
    yield "Eigen hulp", _waits(rows.reviews, "opnieuw te bekijken", "steps waiting")
    late = f", {rows.late} te laat" if rows.late else ""
    yield "Na delen of melden", _waits(rows.owed, f"nog te doen{late}", "steps owed")
    if review is not None:
        yield "Convenant", _review_word(review)


def _waits(count: int, what: str, command: str) -> str:
    return f"{count} {what} (opplussen {command})" if count else f"0 {what}"


def _review_word(review: date) -> str:
    before = f"opnieuw bekijken voor {in_dutch(review)}"
    return f"{before}: te laat" if review <= today() else before


def _watched(rows: RowsStanding) -> str:
    if rows.beat is None:
        return "elke opdracht kijkt ernaar; opplussen worker draaide nog nooit"
    if is_silent(rows.beat, now()):
        return f"onbewaakt sinds {moment_word(rows.beat)}"
    return f"bewaakt; laatste teken {moment_word(rows.beat)}"
