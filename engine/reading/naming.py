"""How people name a case: INSTELLING/VERWIJZING, the reference alone, or the pseudonym."""

from domain.cases.standing import standing
from domain.commands import Refused
from domain.words import CaseId
from engine.history import case_at
from engine.reading.known import Known
from projections.database import reading
from projections.watchlist import find_case, references


def the_case_then(engine: Known, name: str, position: int) -> CaseId:
    """The one case that had this name at a position of the log; a name of now when none had it.

    Raises:
        Refused: when there is none, or more than one.
    """
    facility, _, reference = name.rpartition("/")
    with reading(engine.rows) as connection:
        known = [CaseId(case) for case, _ in find_case(connection, None, reference)]
    places = [
        standing(case_at(engine.log, engine.calendar, case, position).facts.standing).facility
        for case in known
    ]
    found = [case for case, where in zip(known, places, strict=True) if facility and where == facility]
    return found[0] if len(found) == 1 else the_case(engine, name)


def the_case(engine: Known, name: str) -> CaseId:
    """The one case that a person means.

    Raises:
        Refused: when there is none, or more than one.
    """
    facility, divided, reference = name.partition("/")
    with reading(engine.rows) as connection:
        found = find_case(connection, facility, reference) if divided else find_case(connection, None, name)
    if not found:
        raise no_case()
    if len(found) > 1:
        places = ", ".join(f"{where}/{reference or name}" for _, where in found)
        raise Refused("casus.meer", "Deze verwijzing komt vaker voor.", f"Kies: {places}.")
    return CaseId(found[0][0])


def reference_of(engine: Known, case: CaseId) -> str:
    """How its facility calls a case; the pseudonym of one that is not there."""
    with reading(engine.rows) as connection:
        return references(connection, [case]).get(case, case)


def no_case() -> Refused:
    """The refusal for a case that is not there."""
    return Refused("casus.onbekend", "Deze casus is er niet.", "Controleer de verwijzing.")
