"""Who sees what of a case now, and why: the access table turned round, for whoever is responsible."""

from datetime import date
from typing import NamedTuple

from domain.access.seeing import may_see
from domain.access.table import TABLE
from domain.access.words import MEANING
from domain.words import CaseId, PersonId
from engine.reading.facts import appointments_for, case_facts, partners_of
from eventlog.log import Log
from projections.partners import Holder

_ALWAYS = frozenset({"auditor", "fg", "beheerder"})
"""Roles that are the same for every case."""

_OF_ANOTHER = (
    ("U ziet dit", "Ziet dit"),
    ("ziet u", "ziet deze persoon"),
    ("u bent", "deze persoon is"),
    (" u ", " deze persoon "),
    ("U ", "Deze persoon "),
    ("uw ", "hun "),
)
"""A reason is told to who reads; this makes it about somebody else, in order."""


class Looker(NamedTuple):
    """Somebody with a role near a case: what they see of it in working on it (in words), and why."""

    holder: Holder
    sees: str
    nothing: bool
    reason: str


def audience(log: Log, holders: list[Holder], case: CaseId, on: date) -> list[Looker]:
    """Everybody with a role at the case's facility, its pair, the coordination or a receiver."""
    partners = partners_of(log)
    facts = case_facts(log, partners, case, on)
    near = {facts.facility, facts.unit, facts.coordination, *facts.released, *facts.exchange}
    found = []
    for holder in holders:
        person = PersonId(holder.person)
        is_near = holder.organisation in near and holder.role not in _ALWAYS
        if is_near or person == facts.owner or person in facts.involved:
            sight = may_see(TABLE, person, appointments_for(log, person), facts, "hulp", on)
            found.append(Looker(holder, MEANING[sight.level], not sight.parts, _of_another(sight.reason)))
    return sorted(found, key=lambda one: (one.nothing, one.holder.organisation, one.holder.role))


def _of_another(reason: str) -> str:
    for told, of_another in _OF_ANOTHER:
        reason = reason.replace(told, of_another)
    return reason
