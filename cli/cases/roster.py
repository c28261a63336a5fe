"""`opplussen case involved`, `involve` and `ask`: who works with a client, each asked once what they see."""

from datetime import datetime
from typing import Annotated

import msgspec
import typer

from cli.desk.acting import By, Desk, day_of, desk
from cli.desk.reading import As, reading_as
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.cases.standing import LifecycleEvent
from domain.roster import (
    AskView,
    EndInvolvement,
    RecordInvolvement,
    Roster,
    RosterCommand,
    RosterEvent,
    evolve_roster,
    roster_of,
)
from domain.words import CaseId, OrganisationId, PersonId

Person = Annotated[str, typer.Argument(metavar="PERSOON", help="De code van de persoon, nooit een naam.")]


def involved(case: CaseName, json: AsJson = False, reader: As = None) -> None:
    """Toon wie met de cliënt werkt, en wie al gevraagd is wat die ziet."""
    with desk() as work, reading_as(work.workplace, reader, "case involved") as who:
        roster = _roster(work, who.case(work.engine, case, "verwijzing", "hulp").case)
    if json:
        document = [
            {"person": one.person, "organisation": one.organisation, "capacity": one.capacity}
            | {"since": one.since, "asked": one.person in roster.asked}
            for one in roster.involved.values()
        ]
        put(msgspec.json.encode(document).decode())
        return
    if not roster.involved:
        results().print("Er is nog niet vastgelegd wie met deze cliënt werkt.")
        return
    rows = [
        (one.person, one.organisation, one.capacity, "ja" if one.person in roster.asked else "nee")
        for one in roster.involved.values()
    ]
    show_rows(results(), ("persoon", "organisatie", "doet", "gevraagd"), rows)


def involve(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    person: Person,
    by: By,
    organisation: Annotated[str, typer.Option(metavar="ORGANISATIE", help="Waar deze persoon werkt.")] = "",
    capacity: Annotated[str, typer.Option(metavar="TEKST", help="Wat deze persoon doet.")] = "",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Vanaf.", show_default="vandaag"),
    ] = None,
    ended: Annotated[bool, typer.Option("--ended", help="Het werk met de cliënt is voorbij.")] = False,
) -> None:
    """Leg vast dat iemand met de cliënt werkt, of met --ended dat het voorbij is."""
    day, who = day_of(since), PersonId(person)
    with desk() as work:
        found = work.case(case)
        command: RosterCommand = (
            EndInvolvement(found, who, day)
            if ended
            else RecordInvolvement(found, who, OrganisationId(organisation), capacity, day)
        )
        work.do(command, by)
    say("Vastgelegd.")


def ask(case: CaseName, person: Person, by: By) -> None:
    """Vraag iemand die met de cliënt werkt: wat ziet u? Wie antwoordt blijft ongezegd."""
    with desk() as work:
        answer = work.do(AskView(work.case(case), PersonId(person)), by)
    say("De vraag is vastgelegd." if answer.events else "Deze persoon is al gevraagd.")


def _roster(work: Desk, case: CaseId) -> Roster:
    view = Roster()
    for entry in work.log.read([roster_of(case)]).entries:
        if isinstance(entry.event, LifecycleEvent | RosterEvent):
            view = evolve_roster(view, entry.event)
    return view
