"""`opplussen meeting`: the meetings of a facility's kernteam with that of its police unit."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import structs

from cli.desk.acting import By, On, day_of, desk
from cli.desk.reading import As, reading_as
from cli.meetings.agenda import Facility, agenda, let_in
from cli.meetings.minutes import decided, empty_minutes, read_minutes
from cli.place.clock import today
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from domain.access.seeing import Sight
from domain.meetings.holding import Decision, HoldMeeting, MeetingHeld
from domain.scoring.texts import in_dutch
from domain.words import CaseId, OrganisationId, PersonId
from engine.meetings import meetings_at
from engine.reading.facts import partners_of
from engine.reading.shielding import shielded_line
from projections.watchlist import references

app = typer.Typer(
    help="Overleg: de agenda van de kernteams van zorg en politie, en wat er is besloten.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

app.command("agenda")(agenda)


@app.command()
def form() -> None:
    """Geef een leeg verslag om in te vullen."""
    put(empty_minutes())


@app.command()
def hold(
    facility: Facility,
    by: By,
    minutes: Annotated[Path, typer.Option("--minutes", metavar="BESTAND", help="Het verslag (TOML).")],
    on: On = None,
) -> None:
    """Leg vast dat het overleg er was: wie erbij waren, wat er over privacy is gezegd, wat is besloten."""
    written = read_minutes(minutes)
    with desk() as work:
        place = work.facility(facility)
        unit = partners_of(work.log).units.get(place, OrganisationId(""))
        decisions = decided(work, minutes, written)
        work.do(
            HoldMeeting(
                place,
                unit,
                day_of(on),
                written.attendees,
                written.privacy,
                decisions,
                PersonId(by),
                today(),
            ),
            by,
        )
    say(f"Vastgelegd: het overleg van {in_dutch(day_of(on))}, met {len(decisions)} besluiten.")


@app.command("list")
def list_(facility: Facility, json: AsJson = False, reader: As = None) -> None:
    """Toon welke overleggen er waren, met wie, en wat er is besloten. Het laatste staat bovenaan."""
    with desk() as work, reading_as(work.workplace, reader, "meeting list") as who:
        place = work.facility(facility)
        let_in(who, place)
        found = meetings_at(work.log, place)
        named = list(dict.fromkeys(one.case for held in found for one in held.decisions))
        sights = who.among("lijst", named)
        with work.reading() as connection:
            names = references(connection, named)
    minutes = [_shown(held, sights, names) for held in found]
    if json:
        put(msgspec.json.encode([_document(*one) for one in minutes]).decode())
        return
    if not minutes:
        results().print("Er is nog geen overleg vastgelegd.")
    for held, hidden in minutes:
        _print(held, hidden)


def _shown(
    held: MeetingHeld, sights: Mapping[CaseId, Sight], names: Mapping[CaseId, str]
) -> tuple[MeetingHeld, int]:
    """The minutes as their reader may know them, and how many decisions are not shown.

    What was decided is shown by pseudonym: both sides decided it together. Why is for who sees the words.
    """
    seen = [_decision(one, sights[one.case], names) for one in held.decisions if _sees(sights, one)]
    return structs.replace(held, decisions=tuple(seen)), len(held.decisions) - len(seen)


def _sees(sights: Mapping[CaseId, Sight], one: Decision) -> bool:
    return sights[one.case].sees("pseudoniem")


def _decision(one: Decision, sight: Sight, names: Mapping[CaseId, str]) -> Decision:
    name = CaseId(names[one.case]) if sight.sees("verwijzing") else one.case
    return structs.replace(one, case=name, reason=one.reason if sight.sees("teksten") else "")


def _document(held: MeetingHeld, hidden: int) -> dict[str, object]:
    return {
        "on": held.on,
        "unit": held.unit,
        "attendees": held.attendees,
        "privacy": held.privacy,
        "decisions": [structs.asdict(one) for one in held.decisions],
        "shielded": hidden,
    }


def _print(held: MeetingHeld, hidden: int) -> None:
    def line(text: str) -> None:
        results().print(text, markup=False, soft_wrap=True)

    line(f"{in_dutch(held.on)}, met {held.unit}. Aanwezig: {', '.join(held.attendees)}.")
    line(f"  Privacy: {held.privacy}")
    for one in held.decisions:
        line(f"  {one.case}: {decision_word(one)}")
        if one.reason:
            line(f"      {one.reason}")
    if hidden:
        line(f"  {shielded_line(hidden)}")


def decision_word(one: Decision) -> str:
    """What was decided, who sees to it and before when."""
    due = f", voor {in_dutch(one.until)}" if one.until else ""
    return f"{one.what}, {one.owner or 'niemand genoemd'}{due}"
