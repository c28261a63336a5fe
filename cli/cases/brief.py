"""`opplussen case brief` and `case links`: what a receiver has to know, on one page without names."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec
import typer
from rich.table import Table
from sqlalchemy import Connection

from cli.desk.acting import OfFacility, desk
from cli.desk.reading import As, reading_as
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from domain.cases.commands import AcknowledgeBrief
from domain.cases.standing import standing
from domain.commands import about
from domain.links import LinkFound
from domain.scoring.facts import is_active
from domain.scoring.texts import in_dutch
from domain.words import CaseId, PersonId
from engine.reading.reader import Reader
from engine.reading.shielding import shielded_line, shown
from engine.reading.words import level_word, score_word
from projections.agreed import listings_of
from projections.case.rows import level_of
from projections.case.state import CaseState, unpack
from projections.escalations import of_case
from projections.exchanges import of_case as exchanges_of
from projections.watchlist import briefs_to_read, state_of
from projections.weighings import lead_of


def brief(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="[CASUS]", help="Zonder casus: wat nog gelezen moet worden.", show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="PERSOON", help="Wie dit leest, en daarvoor tekent.")
    ] = None,
    facility: OfFacility = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon de overdracht van een casus op één bladzijde; met --by tekent u dat u die las."""
    with desk() as work, reading_as(work.workplace, reader or by, "case brief") as who:
        if case is None:
            with work.reading() as connection:
                _print_waiting(connection, who, facility, json=json)
            return
        found = who.case(work.engine, case, "verwijzing", "hulp").case
        if by is not None:
            work.do(AcknowledgeBrief(found, PersonId(by)), by)
        with work.reading() as connection:
            page = list(_page(connection, found, unpack(state_of(connection, found) or b"")))
    if json:
        put(msgspec.json.encode([{"what": name, "told": told} for name, told in page]).decode())
    else:
        table = Table.grid(padding=(0, 2))
        for name, told in page:
            table.add_row(name, told)
        results().print(table)
    if by is not None:
        say("Vastgelegd: u hebt de overdracht gelezen.")


def _print_waiting(connection: Connection, who: Reader, facility: str | None, *, json: bool) -> None:
    found = briefs_to_read(connection, facility)
    sights = who.cases("hulp", [one.case for one in found], "overdrachten")
    waiting = shown(found, sights, "verwijzing")
    if len(waiting) < len(found):
        say(shielded_line(len(found) - len(waiting)))
    if json:
        put(msgspec.json.encode([one._asdict() for one in waiting]).decode())
        return
    if not waiting:
        results().print("Er is geen overdracht die nog gelezen moet worden.")
    for one in waiting:
        results().print(f"{one.facility}/{one.reference}, bij {one.owner or 'niemand'}", markup=False)


def _page(connection: Connection, case: CaseId, state: CaseState) -> Iterator[tuple[str, str]]:
    facts, where = state.facts, standing(state.facts.standing)
    now = state.standing
    yield "Casus", f"{where.facility}/{facts.reference}"
    yield "Verantwoordelijk", where.owner or "niemand"
    yield "Overdracht", "nog te lezen" if where.brief else "gelezen, of niet nodig"
    yield "Vermist", "ja" if facts.missing else "nee"
    if now is not None:
        yield "Score", f"{score_word(now.score)} op {in_dutch(now.day)}, niveau {level_word(level_of(state))}"
        yield "Signalen", _signals(state, now.day)
    yield "Verbanden", f"{len(facts.links)} met een andere casus"
    for one in of_case(connection, case):
        if one.status != "ended":
            decided = one.decision or "nog geen besluit"
            yield f"Escalatie {one.level}", f"{one.responsible or 'niemand'}, {decided}"
    for listed in listings_of(connection, case):
        if listed.until is None:
            yield "Op de lijst van", f"{listed.facility}, {listed.ground}, sinds {in_dutch(listed.since)}"
    for exchange in exchanges_of(connection, case):
        if exchange.ended_on is None:
            yield "Uitwisseling", f"{exchange.facility} en {exchange.unit}, tot {in_dutch(exchange.until)}"
    lead = lead_of(connection, case)
    if lead is not None:
        yield "Regie", lead.lead


def _signals(state: CaseState, day: date) -> str:
    """How often each indicator stands, most first; no words of anybody."""
    active = [one for one in state.facts.signals if is_active(one, day)]
    counted = Counter(one.indicator for one in active)
    told = ", ".join(f"{code} {count}x" if count > 1 else code for code, count in counted.most_common())
    latest = max((one.observed_on for one in active), default=None)
    return f"{len(active)}: {told}; de laatste van {in_dutch(latest)}" if latest else "geen"


def links(case: CaseName, json: AsJson = False, reader: As = None) -> None:
    """Toon dat een casus verbanden heeft, en van welke soort. Met wie blijft gesloten."""
    with desk() as work, reading_as(work.workplace, reader, "case links") as who:
        found = who.case(work.engine, case, "codes", "hulp").case
        with work.reading() as connection:
            standing_links = unpack(state_of(connection, found) or b"").facts.links
        kinds = Counter(
            {
                entry.event.key: entry.event.kind
                for entry in work.log.read([about(f"case:{found}", LinkFound)]).entries
                if isinstance(entry.event, LinkFound) and entry.event.key in standing_links
            }.values()
        )
    if json:
        put(msgspec.json.encode({"links": len(standing_links), "kinds": dict(kinds)}).decode())
        return
    if not standing_links:
        results().print("Deze casus heeft geen verbanden met een andere casus.")
        return
    told = ", ".join(f"{kind} {count}x" for kind, count in kinds.most_common()) or "onbekend"
    results().print(f"Verbanden met een andere casus: {len(standing_links)}. Soort: {told}.")
    results().print("Met welke casus blijft gesloten, tot een verstrekking het toestaat.")
