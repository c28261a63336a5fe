"""`opplussen rebuild`, `replay`, `parked` and `worker`: keeping the rows true to the log."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from sqlalchemy import select

from cli.desk.engine import moving, running, up_to_date
from cli.desk.reading import As, reading_as
from cli.desk.sealing import sealing
from cli.place.faults import WrongSetting
from cli.place.settings import KAFKA, settings
from cli.place.workplace import opened
from cli.proof.folder import loaded
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from cli.streams import Metrics, stopping, work
from domain.access.seeing import Sight
from domain.commands import Refused
from domain.scoring.explanation import rounded
from domain.scoring.texts import decimal
from domain.words import CaseId
from engine.lists import as_known
from engine.reading.words import score_word
from engine.rebuild import rebuild as rebuild_rows
from eventlog.log import Log
from projections.database import reading
from projections.partners import facilities
from projections.tables.case import parked as parked_rows
from projections.watchlist import Place, highest_now
from verifier.folder import check_folder

Lists = dict[str, list[Place]]
"""The places of each facility."""


def rebuild(
    discard: Annotated[
        bool, typer.Option("--discard", help="Gooi eerst overzichten weg die bij een ander logboek horen.")
    ] = False,
) -> None:
    """Maak alle overzichten opnieuw uit het logboek. Niemand krijgt daar een melding van."""
    chosen = settings(os.environ)
    with opened(chosen.database) as workplace, moving("opnieuw maken") as moved:
        done = rebuild_rows(workplace.log, workplace.rows, moved, discard=discard, parts=chosen.parts)
    say(
        f"{done.events} gebeurtenissen in {done.seconds:.1f} s, {done.events / done.seconds:.0f} per seconde."
    )
    if done.differences is None:
        say("Er was niets van dezelfde positie om mee te vergelijken.")
        return
    different = {name: count for name, count in done.differences.items() if count}
    if different:
        listed = ", ".join(f"{name} {count}" for name, count in different.items())
        say(f"Anders dan eerst: {listed}. De nieuwe overzichten gelden nu.")
    else:
        say("De overzichten waren al gelijk aan het logboek.")


def replay(
    until: Annotated[int, typer.Option("--until", min=1, metavar="POSITIE", help="Tot en met deze positie.")],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="MAP", help="Uit een map die opplussen export maakte, en niets anders."
        ),
    ] = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Maak opnieuw wat op een positie van het logboek bekend was: elke lijst van toen.

    Met --from: voor wie het logboek zelf niet heeft. De map wordt eerst gecontroleerd.
    """
    if folder is not None:
        check_folder(folder)
        with loaded(folder) as log:
            _show(_named(_lists(log, until), {}), json=json)
        return
    with (
        opened(settings(os.environ).database) as workplace,
        reading_as(workplace, reader, "replay") as who,
    ):
        found = _lists(workplace.log, until)
        cases = [one.case for places in found.values() for one in places]
        sights = who.cases("controle", cases, f"lijsten tot positie {until}")
    _show(_named(found, sights), json=json)


def _lists(log: Log, until: int) -> Lists:
    """Every list as it was at a position."""
    head = log.head()
    if until > head:
        raise Refused("positie.later", f"Het logboek is tot positie {head}.", "Kies een eerdere positie.")
    with as_known(log, until) as then:
        return {facility: highest_now(then, facility, 10) for facility in facilities(then)}


def _show(found: Lists, *, json: bool) -> None:
    if json:
        put(
            msgspec.json.encode(
                {name: [_document(one) for one in places] for name, places in found.items()}
            ).decode()
        )
        return
    for facility, places in found.items():
        show_rows(results(), ("", "casus", "score", "dB", "niveau"), map(_row, places), facility)


def parked(
    retry: Annotated[
        str | None, typer.Option("--retry", metavar="CASUS", help="Probeer deze casus (pseudoniem) opnieuw.")
    ] = None,
) -> None:
    """Toon casussen die wachten omdat een gebeurtenis niet verwerkt kon worden; hun score is onvolledig."""
    with opened(settings(os.environ).database) as workplace, up_to_date(workplace) as engine:
        if retry is not None:
            say("Weer heel." if engine.retry(CaseId(retry)) else "Het lukt nog niet.")
        with reading(engine.rows) as connection:
            waiting = connection.execute(select(parked_rows).order_by(parked_rows.c.position)).all()
    if not waiting:
        results().print("Er wacht geen casus.")
        return
    rows = [(row.key, str(row.position), row.type, row.reason) for row in waiting]
    show_rows(results(), ("casus", "positie", "gebeurtenis", "reden"), rows)


def worker(metrics: Metrics = None) -> None:
    """Werk de overzichten bij zolang dit programma loopt: lijsten, escalaties en termijnen.

    Onderteken ook elke minuut hoe ver het logboek is. Met OPPLUSSEN_KAFKA verdelen alle workers het werk, en
    ondertekent de relay. Stopt netjes bij Ctrl-C of SIGTERM.
    """
    chosen = settings(os.environ)
    if chosen.kafka is not None:
        work(chosen, metrics)
        return
    if metrics is not None:
        raise WrongSetting(
            KAFKA, "cijfers met --metrics zijn er alleen met Kafka. Zie anders: opplussen status."
        )
    stop = stopping()
    with opened(chosen.database) as workplace, running(workplace) as engine, sealing(workplace):
        say("Bezig. Stoppen: Ctrl-C.")
        engine.run(stop)
    say("Gestopt.")


def _named(found: Lists, sights: Mapping[CaseId, Sight]) -> Lists:
    """The lists with the names that the reader may call the cases by: without a sight the pseudonym."""
    seen = {case for case, sight in sights.items() if sight.sees("verwijzing")}
    return {
        facility: [one if one.case in seen else one._replace(reference=one.case) for one in places]
        for facility, places in found.items()
    }


def _document(place: Place) -> dict[str, object]:
    numbers = {"score": place.score, "log_odds_db": place.log_odds_db, "conflict": place.conflict}
    return place._asdict() | {name: rounded(number) for name, number in numbers.items()}


def _row(place: Place) -> tuple[str, ...]:
    numbers = (score_word(place.score), decimal(place.log_odds_db, 3))
    return (str(place.rank), place.reference, *numbers, place.level or "-")
