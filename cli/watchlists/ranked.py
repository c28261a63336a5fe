"""`opplussen watchlist`: who stands highest at a facility, and why."""

import os
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson, KnownAt, On, chosen_day
from cli.screen.output import put, results, say
from domain.access.table import TO_PACKAGE
from domain.commands import Refused
from domain.scoring.texts import decimal, in_dutch
from engine.history import moment
from engine.lists import Past
from engine.lists import watchlist as list_at
from engine.reading.documents import listed
from engine.reading.shielding import Row, Shielded, received, shield_list, shielded_line
from engine.reading.words import NO_CHANCE, change_word, level_word, score_word, unshared_word
from projections.database import reading
from projections.partners import facilities
from projections.watchlist import freshness


def watchlist(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    facility: Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")],
    top: Annotated[Literal["5", "10"], typer.Option(help="Een top 5 of een top 10.")] = "5",
    on: On = None,
    known_at: KnownAt = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wie bij een instelling bovenaan staat, met de reden van elke verandering.

    Zonder datum: nu. Met --on en --known-at op dezelfde dag: wat die avond op het scherm stond.
    """
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "watchlist") as who,
    ):
        when = moment(engine.calendar, workplace.log.head(), chosen_day(on), chosen_day(known_at))
        with reading(engine.rows) as connection:
            known = facilities(connection)
            if facility not in known:
                raise Refused(
                    "partner.instelling",
                    f"De instelling {facility} doet niet mee.",
                    f"Kies uit: {', '.join(known) or 'nog geen'}.",
                )
            fresh = freshness(connection, facility, engine.calendar.now.position)
            placed = list_at(Past(workplace.log, connection, engine.calendar), facility, when, int(top))
        sights = who.cases("lijst", [one.place.case for one in placed], f"lijst van {facility}")
    rows, hidden = shield_list(placed, sights)
    if json:
        document = listed(facility, when, rows, hidden, received(sights))
        put(msgspec.json.encode(document).decode())
        return
    console = results()
    console.print(f"{facility}, {in_dutch(when.on)}, beleid {when.version}. {NO_CHANCE}")
    if not placed:
        console.print("Er zijn geen casussen met signalen.")
    else:
        print_list(console, rows)
    if hidden:
        console.print(shielded_line(hidden))
    if packages := received(sights):
        console.print(f"Aan u verstrekt: {', '.join(packages)}. {TO_PACKAGE}", soft_wrap=True, markup=False)
    if fresh.parked:
        say(f"Score onvolledig: {fresh.parked} casus wacht. Zie: opplussen parked")


def print_list(console: Console, rows: Sequence[Row]) -> None:
    """The list as people read it: a line a case, and under it why it moved in a week."""
    head = f"    {'casus':<20}{'score':>6}  {'niveau':<9}{'tegenspraak':<13}{'tekens':<8}week"
    console.print(head, style="dim", soft_wrap=True)
    for one in rows:
        if isinstance(one, Shielded):
            what = "bekend" if one.known else "afgeschermd"
            console.print(f"{one.rank:>2}  {one.case:<20}{what}", soft_wrap=True, markup=False)
            continue
        place = one.place
        score = score_word(place.score)
        conflict = decimal(place.conflict, 2)
        line = f"{place.rank:>2}  {place.reference:<20}{score:>6}  {level_word(place.level):<9}"
        console.print(
            f"{line}{conflict:<13}{place.recent_indicators:<8}{change_word(one.change)}",
            soft_wrap=True,
            markup=False,
        )
        for told in (one.reason, unshared_word(one.unshared)):
            if told and console.is_terminal:
                console.print(Padding(Text(told, style="dim"), (0, 0, 0, 6)))
            elif told:
                console.print(f"      {told}", soft_wrap=True, markup=False)
