"""May somebody act on a case, in a place that they have today: one rule for all that people do.

Sources: handreiking (need to know, fixed contacts, substitutes), artikel (each worker around the client holds
a piece), factsheet (a small kernteam of its own pair), stappenplan step 5 (the professional decides). What a
place is to a case is said once, for seeing and for acting: `domain.access.seeing.relations`; whose place
somebody has on a day is `domain.appointments.places`. Deny by default: what no row gives is refused.
"""

from datetime import date
from typing import get_args

from domain.access.seeing import NO_CASE, CaseFacts, relations
from domain.access.words import Relation
from domain.appointments import Appointments, places
from domain.cases.standing import Open
from domain.words import OrganisationId, PersonId, Role, Side

Row = dict[Relation, frozenset[Role]]
"""In which roles somebody acts who is this to a case."""

ROLES: tuple[Role, ...] = get_args(Role)
WORKERS: frozenset[Role] = frozenset({"hulpverlener", "aandachtsfunctionaris", "kernteam_zorg"})
"""Who of a facility acts for its clients: the professional decides, others advise (S step 5)."""
SEES_NO_CASE: frozenset[Role] = frozenset({"auditor", "beheerder", "fg"})
"""Who keeps watch or keeps the system works with no client."""
WITH_CASES: frozenset[Role] = frozenset(ROLES) - SEES_NO_CASE
CARERS: frozenset[Role] = WORKERS | {"voogd"}
"""Who has a case or works with its client."""
COORDINATOR: frozenset[Role] = frozenset({"zorgcoordinator"})
POLICE: frozenset[Role] = frozenset({"kernteam_politie", "avim", "basisteam", "zeden"})

WORKS: Row = {"eigenaar": CARERS, "instelling": WORKERS}
"""Whoever has the case, and those of its own facility whose role it is."""
CARES: Row = {"eigenaar": CARERS, "betrokken": CARERS, "instelling": WORKERS, "coordinatie": COORDINATOR}
"""The same, who else works with the client there, and the coordination."""
SEES: Row = {
    **CARES,
    "betrokken_elders": WITH_CASES,
    "instelling": WORKERS | {"veiligheidsfunctionaris"},
    "eenheid": POLICE,
}
"""Everybody who sees something of the client, also from elsewhere and at the unit of the pair."""
JUDGES: frozenset[Role] = frozenset(
    {
        *("aandachtsfunctionaris", "kernteam_zorg", "kernteam_politie"),
        *("zorgcoordinator", "meldpunt", "avim", "zeden"),
    }
)
"""Who looks into signals and establishes what they are (melden in de keten)."""
JUDGE: Row = {relation: roles & JUDGES for relation, roles in SEES.items()}
"""The same who see something of the client, in a role there that looks into signals."""
HEARS: Row = {**SEES, "ander": WITH_CASES}
"""Whoever works with clients, of this one or not: taking consent back is as easy as giving it (AVG 7)."""
OWNS: Row = {"eigenaar": CARERS}
AT_FACILITY: Row = {"instelling": WORKERS}
BEGINS: Row = {**AT_FACILITY, "coordinatie": COORDINATOR}
EPISODES: Row = {
    "eigenaar": WORKERS | COORDINATOR,
    "instelling": frozenset({"aandachtsfunctionaris", "kernteam_zorg"}),
    "coordinatie": COORDINATOR,
}
"""Who decides on an escalation, of which the owner is responsible: police receive, care decides."""
TAKES_OVER: Row = {"instelling": WORKERS, "coordinatie": COORDINATOR}
"""To whom an escalation is handed over: where the client is, or the coordination."""
PAIR: Row = {
    "instelling": frozenset({"kernteam_zorg", "aandachtsfunctionaris"}),
    "eenheid": frozenset({"kernteam_politie"}),
}
"""Either side of what a facility and its unit do together."""
TEAMS: dict[Side, Row] = {
    "zorg": {"instelling": frozenset({"kernteam_zorg"})},
    "politie": {"eenheid": frozenset({"kernteam_politie"})},
}
"""Who speaks for a side of a pair."""
SPEAKS: dict[Side, Row] = {side: {"ander": roles} for side, row in TEAMS.items() for roles in row.values()}
"""Who speaks for a side of the proeftuin: somebody of a kernteam, wherever."""
KEEPS: Row = {"ander": frozenset({"beheerder"})}
"""Who keeps the list of people."""
SIGNS: Row = {"ander": frozenset({"beheerder", "zorgcoordinator", "kernteam_zorg", "kernteam_politie"})}
"""Who writes down what the partners agreed."""
PROPOSES: Row = {"ander": frozenset({"beheerder", "kernteam_zorg", "kernteam_politie"})}


def acting(row: Row, facts: CaseFacts, roles: Appointments, person: PersonId, on: date) -> Appointments:
    """The places in which a row lets somebody act on a day, their own first; none when they may not."""
    return tuple(
        place
        for place in places(roles, person, on)
        if any(place.role in row.get(relation, ()) for relation in relations(place, facts))
    )


def works_with(now: Open, roles: Appointments, person: PersonId, on: date) -> bool:
    """Whether this person has the case today, or a role for it at its facility."""
    return bool(acting(WORKS, CaseFacts(now.facility, now.owner), roles, person, on))


def side_in(
    facility: OrganisationId, unit: OrganisationId, roles: Appointments, person: PersonId, on: date
) -> Side | None:
    """The side of a pair for which somebody speaks on a day; None when they are in neither kernteam."""
    return _side(TEAMS, CaseFacts(facility, unit=unit), roles, person, on)


def side_anywhere(roles: Appointments, person: PersonId, on: date) -> Side | None:
    """The side of the proeftuin for which somebody speaks on a day; None when they are in no kernteam."""
    return _side(SPEAKS, NO_CASE, roles, person, on)


def works_at(facility: OrganisationId, roles: Appointments, person: PersonId, on: date) -> OrganisationId:
    """Where somebody works who tells what they saw of a case: its facility when they do, else elsewhere."""
    where = [place.organisation for place in places(roles, person, on)]
    return facility if facility in where or not where else where[0]


def may_have(facility: OrganisationId, roles: Appointments, person: PersonId, on: date) -> bool:
    """Whether somebody can be made responsible for a case of this facility."""
    return bool(acting(AT_FACILITY, CaseFacts(facility), roles, person, on))


def _side(
    sides: dict[Side, Row], facts: CaseFacts, roles: Appointments, person: PersonId, on: date
) -> Side | None:
    return next((side for side, row in sides.items() if acting(row, facts, roles, person, on)), None)


_WHO: dict[Relation, str] = {
    "eigenaar": "wie voor de casus verantwoordelijk is",
    "betrokken": "wie in de instelling bij de cliënt betrokken is",
    "betrokken_elders": "wie van elders bij de cliënt betrokken is",
    "instelling": "iemand van de instelling",
    "eenheid": "iemand van de politie-eenheid van die instelling",
    "coordinatie": "de zorgcoördinator",
}


def who_can(row: Row) -> str:
    """A Dutch sentence that says who may do what a row is about, and in which role."""
    return f"Dit kan: {'; '.join(in_words(relation, roles) for relation, roles in row.items())}."


def in_words(relation: Relation, held: frozenset[Role]) -> str:
    """Who that is, in Dutch: "iemand van de instelling als hulpverlener of kernteam_zorg"."""
    who = _WHO.get(relation, "iemand")
    if relation == "coordinatie" or held >= WITH_CASES:
        return who
    *most, last = [one for one in ROLES if one in held]
    return f"{who} als {', '.join(most)} of {last}" if most else f"{who} als {last}"
