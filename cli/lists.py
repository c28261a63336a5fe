"""`opplussen watchlist` and `opplussen explain`: who stands highest, and why."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cli.case_status import Became, became, status_text
from cli.engine import up_to_date
from cli.naming import CaseName
from cli.policy_file import catalogue
from cli.reading import As, reading_as
from cli.screen import put, results, say
from cli.settings import settings
from cli.shielding import Row, Shielded, received, shield_list, shielded_line
from cli.workplace import opened
from domain.access.table import TO_PACKAGE
from domain.commands import Refused
from domain.escalation.events import Snapshot
from domain.scoring.explanation import rounded
from domain.scoring.texts import decibans, decimal, in_dutch, profile_text, standing_text
from engine.explaining import Explanation
from engine.explaining import explain as explain_case
from engine.history import When, moment
from engine.lists import Past
from engine.lists import watchlist as list_at
from projections.database import reading
from projections.partners import facilities
from projections.watchlist import freshness

NO_CHANCE = "De score is een rangorde. Dit getal is geen kans."

On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATUM", help="De dag waarvoor de score is."),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option("--known-at", formats=["%Y-%m-%d"], metavar="DATUM", help="Wat op die dag bekend was."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Geef JSON.")]


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
        document = {**list_document(facility, when, rows, hidden), "packages": received(sights)}
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


def list_document(facility: str, when: When, rows: Sequence[Row], hidden: int) -> dict[str, object]:
    """The list as JSON has it; `case` is the facility's own reference, or else the pseudonym."""
    return {
        "facility": facility,
        "on": when.on,
        "policy": when.version,
        "entries": [_entry(one) for one in rows],
        "shielded": hidden,
    }


def _entry(one: Row) -> dict[str, object]:
    if isinstance(one, Shielded):
        known = {"known": True} if one.known else {}
        return {"rank": one.rank, "case": one.case, "shielded": True, **known}
    return {
        "rank": one.place.rank,
        "case": one.place.reference,
        "score": rounded(one.place.score),
        "log_odds_db": rounded(one.place.log_odds_db),
        "conflict": rounded(one.place.conflict),
        "level": one.place.level,
        "change": one.change,
        "reason": one.reason,
        "unshared_days": one.unshared,
    }


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


def unshared_word(days: int) -> str:
    """How long something has been known and was not shared; nothing below a day."""
    if not days:
        return ""
    return f"{days} {'dag' if days == 1 else 'dagen'} bekend, niet gedeeld."


def score_word(score: float) -> str:
    """A score as people read it: one decimal, so that 49,6 is not taken for the 50 that opens a level."""
    return decimal(score, 1)


def level_word(level: str | None) -> str:
    """A level with a sign, so that colour is never needed; zoco is short for zorgcoördinator."""
    return {"avim": "▲▲ avim", "zorgcoordinator": "▲ zoco"}.get(level or "", "-")


def change_word(change: int | None) -> str:
    """How a place moved in a week."""
    if change is None:
        return "nieuw"
    return f"{change:+d}" if change else "="


def explain(
    case: CaseName,
    on: On = None,
    known_at: KnownAt = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Leg de score van een casus uit: elke bijdrage, en wat er zonder elk signaal overblijft."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "explain") as who,
    ):
        when = moment(engine.calendar, workplace.log.head(), chosen_day(on), chosen_day(known_at))
        found, sight = who.case(
            engine, case, "codes", "hulp", "controle", known=None if known_at is None else when.position
        )
        explained = explain_case(workplace.log, engine.calendar, catalogue(), found, when)
        other = became(who, engine, explained, "hulp", "controle")
    name = explained.state.facts.reference if sight.sees("verwijzing") else found
    if json:
        put(msgspec.json.encode(explanation_document(explained, name, other), order="sorted").decode())
        return
    _print(explained, name, other)


def explanation_document(explained: Explanation, name: str, other: Became) -> dict[str, object]:
    """What a score consists of, with the text of every contribution; `name` is what the reader calls it."""
    result = explained.result
    return {
        "case": name,
        "status": explained.status,
        "closed_on": explained.closed_on,
        "merged_into": other.into,
        "on": explained.when.on,
        "policy": explained.when.version,
        "position": explained.when.position,
        "score": rounded(result.score),
        "log_odds_db": rounded(result.log_odds_db),
        "prior_db": rounded(result.prior_db),
        "conflict": rounded(result.conflict),
        "level": explained.level,
        "recent_indicators": explained.recent_indicators,
        "contributions": [
            {"kind": one.kind, "ref": one.ref, "db": rounded(one.db), "text": text}
            for one, text in zip(result.contributions, explained.texts, strict=True)
        ],
        "without": [
            {
                "signal": one.signal,
                "score": rounded(one.score),
                "carries_db": rounded(one.carries_db),
            }
            for one in explained.without
        ],
        "closing": {
            name: {"signals": found.signals, "exact": found.exact}
            for name, found in explained.closing.items()
        },
        "ilo": explained.profile,
        "moved": explained.moved,
        "episodes": [
            {
                "level": one.level,
                "opened": one.opened,
                "on": one.snapshot.on,
                "reason": one.snapshot.reason,
                "lowered": one.lowered,
                "ended": one.ended,
            }
            for one in explained.episodes
        ],
    }


def _print(explained: Explanation, name: str, other: Became) -> None:
    console = results()
    result = explained.result
    console.print(
        f"Casus {name} op {in_dutch(explained.when.on)}: "
        f"score {score_word(result.score)}, niveau {explained.level or 'geen'}. "
        f"Beleid {explained.when.version}. {NO_CHANCE}"
    )
    if status := status_text(explained, other):
        console.print(status)
    console.print(
        f"Verschillende tekens in 90 dagen: {explained.recent_indicators}. "
        f"Tegenspraak: {decimal(result.conflict, 2)} (0 is geen, 1 is alles)."
    )
    console.print(f"Begin, voor er iets bekend is: {decibans(result.prior_db)}")
    pairs = zip(result.contributions, explained.texts, strict=True)
    for _, text in sorted(pairs, key=lambda pair: -abs(pair[0].db)):
        console.print(f"  {text}")
    console.print(f"Samen: {decibans(result.log_odds_db)}. In de laatste week: {explained.moved}.")
    for level, found in explained.closing.items():
        about = "" if found.exact else " (ongeveer)"
        console.print(f"Niveau {level} is niet open zonder{about}: {', '.join(found.signals)}")
    if explained.profile.standings:
        console.print(f"ILO-profiel, naast de score: {profile_text(explained.profile)}")
        for standing in explained.profile.standings:
            console.print(f"  {standing_text(standing)}")
    for episode in explained.episodes:
        _print_opening(console.print, episode.level, episode.snapshot)


def _print_opening(show: Callable[[str], None], level: str, opened_with: Snapshot) -> None:
    why = "" if opened_with.reason == "score" else ", door het ILO-profiel"
    show(
        f"Niveau {level} ging open op {in_dutch(opened_with.on)}{why}, "
        f"met score {score_word(opened_with.score)} (positie {opened_with.position})."
    )


def chosen_day(given: datetime | None) -> date | None:
    """The day that an option names."""
    return None if given is None else given.date()
