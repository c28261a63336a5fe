"""May somebody see this, and why: the table applied to who somebody is and what a case is to them.

A substitute acts in the place they take; a role that ended sees nothing. Deny by default.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from msgspec import Struct

from domain.access.table import TO_PACKAGE, WAY_IN, Table
from domain.access.words import BY_TIER, MEANING, PARTS, RELATIONS, Level, Part, Purpose, Relation
from domain.agreements.document import Tier
from domain.appointments import Appointment, Appointments, places
from domain.commands import Refused
from domain.words import OrganisationId, PersonId

_ORDER: tuple[Level, ...] = get_args(Level)
"""From least to most."""


class CaseFacts(Struct, frozen=True):
    """What decides who may see a case: where it is, who works on it, who received something of it.

    `released` is the highest tier that was released to an organisation and not stopped; `gave` who asked or
    approved one disclosure, and for whom; `exchange` the two sides of the exchange that runs; `raised`
    whether an escalation runs that people were told of.
    """

    facility: OrganisationId = OrganisationId("")
    owner: PersonId | None = None
    involved: frozenset[PersonId] = frozenset()
    unit: OrganisationId | None = None
    released: dict[OrganisationId, Tier] = {}
    gave: dict[PersonId, OrganisationId] = {}
    exchange: frozenset[OrganisationId] = frozenset()
    coordination: OrganisationId = OrganisationId("")
    raised: bool = False
    missing: bool = False


NO_CASE = CaseFacts()
"""For what is about no case: people, policy, numbers."""


class Sight(Struct, frozen=True):
    """What somebody sees, in which place, and why (a Dutch sentence)."""

    level: Level
    parts: frozenset[Part]
    reason: str
    place: Appointment | None = None
    relation: Relation | None = None

    def sees(self, part: Part) -> bool:
        """Whether one kind of data is seen."""
        return part in self.parts


def relations(place: Appointment, facts: CaseFacts) -> Iterator[Relation]:
    """Everything that the holder of a place is to a case."""
    where = place.organisation
    if place.person == facts.owner:
        yield "eigenaar"
    if place.person in facts.involved:
        yield "betrokken" if where == facts.facility else "betrokken_elders"
    if where == facts.facility:
        yield "instelling"
    if where == facts.unit:
        yield "eenheid"
        if facts.missing:
            yield "vermist"
    if facts.released.get(where, 0) > 0:
        yield "ontvanger"
    if facts.gave.get(place.person) == where:
        yield "verstrekker"
    if where in facts.exchange:
        yield "uitwisseling"
    if where == facts.coordination and facts.raised:
        yield "coordinatie"
    yield "ander"


def may_see(  # noqa: PLR0913, PLR0917 - the seven things that the answer depends on
    table: Table,
    person: PersonId,
    appointments: Appointments,
    facts: CaseFacts,
    purpose: Purpose,
    on: date,
    wanted: Part | None = None,
) -> Sight:
    """What a person sees for a purpose on a day: what their places give together, the highest named.

    Codes give way to what tells who somebody is (`_apart`). Nobody acts in the place of another where their
    own roles suffice for the data that is `wanted`.
    """
    acting = places(appointments, person, on)
    if not acting:
        return Sight("niets", PARTS["niets"], "U hebt op deze dag geen rol.")
    every = [
        (_level(table, place, relation, facts, purpose), place, relation)
        for place in acting
        for relation in relations(place, facts)
    ]
    own = _apart([one for one in every if one[1].person == person])
    suffices = wanted is not None and any(wanted in PARTS[level] for level, _, _ in own)
    granted = own if suffices else _apart(every)
    level, place, relation = max(granted, key=lambda one: _ORDER.index(one[0]))
    parts = frozenset[Part]().union(*[PARTS[one] for one, _, _ in granted])
    if level == "niets":
        return Sight(level, parts, f"Als {_in_words(place)} ziet u hiervan niets.", acting[0])
    return Sight(level, parts, _why(person, place, relation, facts), place, relation)


Granted = list[tuple[Level, Appointment, Relation]]


def _apart(granted: Granted) -> Granted:
    """What tells who somebody is never goes with codes that go on under a pseudonym: codes give way.

    Each was weighed alone; together a package of one day would put a name to the score of every day after it.
    """
    named = any("hit" in PARTS[level] for level, _, _ in granted)
    return [one for one in granted if not (named and one[0] == "gecodeerd")]


def _level(table: Table, place: Appointment, relation: Relation, facts: CaseFacts, purpose: Purpose) -> Level:
    grant = table.get(purpose, {}).get(place.role, {}).get(relation, "niets")
    return BY_TIER[facts.released.get(place.organisation, 0)] if grant == "per_trede" else grant


def _in_words(place: Appointment) -> str:
    return f"{place.role} bij {place.organisation}"


def _why(person: PersonId, place: Appointment, relation: Relation, facts: CaseFacts) -> str:
    why = f"U ziet dit als {_in_words(place)}, want {RELATIONS[relation]}"
    if relation == "ontvanger":
        why += f" op trede {facts.released[place.organisation]}"
    return f"{why}." if place.person == person else f"{why}. U neemt waar voor {place.person}."


def require(sight: Sight, part: Part) -> None:
    """Refuse who does not see this kind of data.

    Raises:
        Refused: with what is seen instead, and what would allow it.
    """
    if sight.sees(part):
        return
    if sight.place is None:
        raise Refused(
            "toegang.rol",
            "U hebt op deze dag geen rol, en ziet daarom niets.",
            "Laat de beheerder u een rol geven, of lees met de code van wie u bent.",
        )
    remedy = (
        TO_PACKAGE if sight.relation == "ontvanger" and sight.sees("pakket") else WAY_IN[sight.place.role]
    )
    if sight.level == "niets":
        raise Refused("toegang.niet", sight.reason, remedy)
    raise Refused("toegang.minder", f"U ziet hiervan alleen: {MEANING[sight.level]}.", remedy)
