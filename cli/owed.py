"""`opplussen steps owed`: what is still done after something was told; and saying so when it begins."""

from collections.abc import Iterable

import msgspec

from cli.desk.acting import OfFacility, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from domain.access.seeing import Sight
from domain.events import Event
from domain.scoring.texts import in_dutch
from domain.stappenplan.events import MeldcodeDue
from projections.owed import TASKS, Owed, still_owed


def owed(facility: OfFacility = None, json: AsJson = False, reader: As = None) -> None:
    """Toon wat nog moet gebeuren na acuut gevaar, voor welke dag, en wat te laat is."""
    with (
        desk() as at,
        at.reading() as connection,
        reading_as(at.workplace, reader, "steps owed") as who,
    ):
        found = still_owed(connection, facility)
        sights = who.cases("hulp", [one.case for one in found], "wat nog moet gebeuren")
    shown = [_shielded(one, sights[one.case]) for one in found if sights[one.case].sees("codes")]
    if json:
        put(msgspec.json.encode([one._asdict() for one in shown]).decode())
        return
    if not shown:
        results().print("Er is niets meer te doen.")
    for one in shown:
        late = "  te laat" if one.until < today() else ""
        number = f"  {one.number}" if one.number else ""
        results().print(
            f"{one.reference}{number}  {one.owner or 'niemand'}  {TASKS[one.task]} "
            f"Uiterlijk {in_dutch(one.until)}.{late}",
            markup=False,
            soft_wrap=True,
        )


def say_due(happened: Iterable[Event]) -> None:
    """Say what somebody now has to do, by which day, and how it is written down."""
    for event in happened:
        match event:
            case MeldcodeDue(until=until):
                say(
                    "De cliënt is of kan minderjarig zijn: volg nu de meldcode, met Veilig Thuis. "
                    f"Schrijf uiterlijk {in_dutch(until)} op hoe: opplussen steps record CASUS meldcode"
                )
            case _:
                pass


def _shielded(one: Owed, sight: Sight) -> Owed:
    """With the facility's own reference for who may know it, and the pseudonym for others."""
    own = f"{one.facility}/{one.reference}"
    return one._replace(reference=own if sight.sees("verwijzing") else one.case)
