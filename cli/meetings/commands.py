"""`opplussen meeting`: the meetings of a facility's kernteam with that of its police unit."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import structs

from cli.desk.acting import By, On, day_of, desk
from cli.desk.reading import As, reading_as
from cli.meetings.agenda import Facility, agenda
from cli.meetings.minutes import decided, empty_minutes, read_minutes
from cli.place.clock import today
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from domain.meetings.holding import Decision, HoldMeeting, MeetingHeld
from domain.scoring.texts import in_dutch
from domain.words import OrganisationId, PersonId
from engine.meetings import meetings_at
from engine.reading.facts import partners_of
from engine.reading.meetings import minutes_seen
from engine.reading.pair import let_in
from engine.reading.shielding import shielded_line

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
        let_in(who, place, "overleg")
        with work.reading() as connection:
            minutes = minutes_seen(connection, who, meetings_at(work.log, place))
    if json:
        put(msgspec.json.encode([_document(*one) for one in minutes]).decode())
        return
    if not minutes:
        results().print("Er is nog geen overleg vastgelegd.")
    for held, hidden in minutes:
        _print(held, hidden)


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
