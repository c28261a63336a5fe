"""Who gives which command: the expected answer of every cell, written down by hand, against the rule."""

from datetime import date
from typing import Any, get_args

import pytest
from msgspec import structs

from domain.acquaintances import NameAcquaintance
from domain.acting.given import given_by
from domain.acting.table import ELSEWHERE, GIVEN, JUDGED
from domain.ageing import EnterAgeBand
from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed
from domain.calendar import BeginDay
from domain.cases.commands import (
    AcknowledgeBrief,
    CloseCase,
    EndPlacement,
    PlaceCase,
    RecordIdentity,
    RegisterCase,
    ReopenCase,
)
from domain.cases.events import CasePlaced
from domain.commands import Command, Refused, takes_part
from domain.consent.asking import ExplainConsent
from domain.consent.changing import LimitConsent, WithdrawConsent
from domain.convenant import EndConvenant
from domain.disclosure.calling import ReceiveCall
from domain.escalation.deciding import AcknowledgeEscalation
from domain.events import Event
from domain.links import RecordLinkKey
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.reporting import ReportMissing
from domain.partners import ProeftuinStarted
from domain.policies import AdoptPolicy, PolicyProposed
from domain.roster import AskView, EndInvolvement, InvolvementRecorded, RecordInvolvement
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.watchlists.exchange import EndExchange, OpenExchange
from domain.watchlists.weighing import WeighCase
from domain.words import CallId, CaseId, OrganisationId, PersonId, Role
from tests.unit.domain.consents import CLIENT
from tests.unit.domain.steps import record
from tests.unit.domain.test_attempts import commands
from tests.unit.domain.test_escalation import RAISED
from tests.unit.domain.world import (
    ADOPTED,
    CARLA,
    DIRK,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    NOOR,
    PARTNERS,
    S1,
    S2,
    TEAM,
    TODAY,
    TOMORROW,
    UNIT,
    policy,
    registered,
    signal,
)

SINCE = date(2026, 1, 1)
P, Q = PersonId("p"), PersonId("q")
COORDINATION, SCHOOL = OrganisationId("zorgcoordinatie"), OrganisationId("school")
ROLES: tuple[Role, ...] = get_args(Role)
WORLD: tuple[Event, ...] = (
    ProeftuinStarted("Proeftuin", COORDINATION),
    *PARTNERS,
    *TEAM,
    ADOPTED,
    *registered(MEES),
    *registered(NOOR),
    signal(MEES, S1),
    RAISED,
    PolicyProposed("2", policy("2"), "Beter.", EVA),
)
WHERE: dict[str, OrganisationId] = {
    "heeft de casus": DUIN,
    "betrokken": HAVEN,
    "betrokken van elders": SCHOOL,
    "instelling": HAVEN,
    "eenheid": UNIT,
    "coördinatie": COORDINATION,
    "niets": DUIN,
}
"""Where somebody works who is this to the case."""

WORKER = "hulpverlener aandachtsfunctionaris kernteam_zorg"
CARER = f"{WORKER} voogd"
TEAM_OF_CARE = "aandachtsfunctionaris kernteam_zorg"
POLICE = "kernteam_politie avim basisteam zeden"
NO_CASE = ("auditor", "beheerder", "fg")
CASES = " ".join(role for role in ROLES if role not in NO_CASE)

Cells = dict[str, str]
WORKS: Cells = {"heeft de casus": CARER, "betrokken": WORKER, "instelling": WORKER}
CARES: Cells = {**WORKS, "betrokken": CARER, "coördinatie": "zorgcoordinator"}
SAFETY = "veiligheidsfunctionaris"
SEES: Cells = {
    **CARES,
    "betrokken": f"{CARER} {SAFETY}",
    "betrokken van elders": CASES,
    "instelling": f"{WORKER} {SAFETY}",
    "eenheid": POLICE,
}
HERE: Cells = {"betrokken": WORKER, "instelling": WORKER}
EPISODES: Cells = {
    "betrokken": TEAM_OF_CARE,
    "instelling": TEAM_OF_CARE,
    "coördinatie": "zorgcoordinator",
}
PAIR: Cells = {"betrokken": TEAM_OF_CARE, "instelling": TEAM_OF_CARE, "eenheid": "kernteam_politie"}
TEAMS: Cells = {**PAIR, "betrokken": "kernteam_zorg", "instelling": "kernteam_zorg"}
JUDGE: Cells = {
    "heeft de casus": TEAM_OF_CARE,
    "betrokken": TEAM_OF_CARE,
    "betrokken van elders": f"{TEAM_OF_CARE} kernteam_politie zorgcoordinator avim zeden meldpunt",
    "instelling": TEAM_OF_CARE,
    "eenheid": "kernteam_politie avim zeden",
    "coördinatie": "zorgcoordinator",
}
AGED: Cells = {**CARES, "betrokken van elders": CASES}


def anywhere(roles: str) -> Cells:
    return dict.fromkeys(WHERE, roles)


NEW = CaseId("nieuw")
SAW = structs.replace(signal(MEES, S2), source=P)
FOR_SCHOOL = RecordSignal(
    *(MEES, S2, SAW.indicator, SAW.polarity, SAW.nature, SAW.provenance, P, SCHOOL, TODAY), today=TODAY
)
ANEW = CorrectSignal(
    *(MEES, S1, SAW.indicator, SAW.polarity, SAW.nature, SAW.provenance, P, HAVEN, TODAY, TODAY, "Anders.")
)
EXPECTED: list[tuple[Command[Any, Any], Cells]] = [
    (RegisterCase(NEW, HAVEN, "r1", TODAY, TODAY), {**HERE, "coördinatie": "zorgcoordinator"}),
    (RecordIdentity(MEES, "Mees", "2009-03-12"), CARES),
    (PlaceCase(MEES, DUIN, TODAY, TODAY), CARES),
    (EndPlacement(MEES, TODAY, TODAY), CARES),
    (CloseCase(MEES, TODAY, TODAY, "ongegrond"), CARES),
    (ReopenCase(MEES), CARES),
    (AcknowledgeBrief(MEES, P), HERE),
    (MergeCases(MEES, NOOR, TODAY), {**WORKS, "heeft de casus": "", "coördinatie": "zorgcoordinator"}),
    (SplitCases(NOOR, MEES, TODAY), {**WORKS, "heeft de casus": "", "coördinatie": "zorgcoordinator"}),
    (RecordInvolvement(MEES, EVA, DUIN, "mentor", TODAY), CARES),
    (EndInvolvement(MEES, DIRK, TODAY), CARES),
    (AskView(MEES, EVA), {"heeft de casus": CARER}),
    (EnterAgeBand(MEES, "18_plus", TODAY, TODAY), AGED),
    (FOR_SCHOOL, {**SEES, "eenheid": ""}),
    (GiveVerdict(MEES, S1, "vastgesteld", P, TODAY), JUDGE),
    (ANEW, CARES),
    (RetractSignal(MEES, S1, "Vergissing."), CARES),
    (ReportMissing(MEES, TODAY, TODAY), SEES),
    (RecordLinkKey(MEES, "adres", "a1"), SEES),
    (WithdrawConsent(MEES, CLIENT), anywhere(CASES)),
    (LimitConsent(MEES, CLIENT, "t-1"), SEES),
    (OpenExchange(MEES, HAVEN, UNIT, ("feiten",), TODAY, date(2026, 9, 2)), PAIR),
    (EndExchange(MEES, TODAY, "Klaar."), PAIR),
    (AppointPerson(EVA, DUIN, "hulpverlener", TODAY), anywhere("beheerder")),
    (AppointSubstitute(CARLA, HAVEN, "hulpverlener", DIRK, TODAY), anywhere("beheerder")),
    (EndAppointment(CARLA, HAVEN, "hulpverlener", TODAY), anywhere("beheerder")),
    (
        EndConvenant("c1", TODAY, "Klaar."),
        anywhere("beheerder zorgcoordinator kernteam_zorg kernteam_politie"),
    ),
    (NameAcquaintance(MEES, P, TODAY, "Kim", "vriend"), WORKS),
    (ExplainConsent(MEES, P, TODAY, CLIENT, (), "", "", understood=True), WORKS),
    (record("stap_1").__class__(MEES, P, TODAY, "stap_1", ()), WORKS),
    (ReceiveCall(MEES, CallId("t-1"), P, TODAY, UNIT, "Mulder", "06", "", "Woont zij daar?"), WORKS),
    (AcknowledgeEscalation(MEES, "zorgcoordinator", 40, P, TODAY), EPISODES),
    (WeighCase(MEES, HAVEN, P, "hoog_risico", "Blauwe plekken.", TODAY), TEAMS),
    (AdoptPolicy("2", P, TODAY), anywhere("kernteam_zorg kernteam_politie")),
]
"""By whom a command is given, by what they are to its case: who is involved at the facility works there too.

Here a case is handed to somebody of elsewhere; both cases of a pair are somebody's own, or it is not theirs.
"""
REFUSALS = {
    *("persoon.rol", "casus.wie", "opdracht.wie", "signaal.organisatie", "bekende.rol", "toestemming.rol"),
    *("stappen.rol", "telefoon.rol", "escalatie.rol", "lijst.kernteam", "rol.kernteam"),
}
"""The answers that say: not you."""
IDS = [type(command).__name__ for command, _ in EXPECTED]


def to_the_case(person: PersonId, relation: str) -> list[Event]:
    """What makes somebody this to the case."""
    if relation == "heeft de casus":
        return [CasePlaced(MEES, HAVEN, TODAY, person)]
    if relation.startswith("betrokken"):
        return [InvolvementRecorded(MEES, person, WHERE[relation], "mentor", SINCE)]
    return []


def lets(command: Command[Any, Any], *more: Event) -> bool:
    """Whether somebody who is `P` may, whatever else may be wrong with it."""
    given = given_by(command, P, TODAY)
    boundary, view = given.boundary(), given.initial()
    for event in (*WORLD, *more):
        if takes_part(event, boundary):
            view = given.evolve(view, event)
    try:
        given.decide(view)
    except Refused as refused:
        return refused.code not in REFUSALS
    return True


@pytest.mark.parametrize(("command", "cells"), EXPECTED, ids=IDS)
def test_every_cell_of_role_and_relation_is_answered_as_expected(
    command: Command[Any, Any], cells: Cells
) -> None:
    for relation, where in WHERE.items():
        for role in ROLES:
            holds = PersonAppointed(P, where, role, SINCE)
            expected = role in cells.get(relation, "").split()
            assert lets(command, holds, *to_the_case(P, relation)) == expected, (relation, role)


@pytest.mark.parametrize(("command", "cells"), EXPECTED, ids=IDS)
def test_a_place_is_acted_in_on_its_days_alone_by_who_has_it_or_stands_in(
    command: Command[Any, Any], cells: Cells
) -> None:
    for relation, roles in cells.items():
        where, is_to = WHERE[relation], to_the_case(Q, relation)
        for role in [one for one in ROLES if one in roles.split()][:1]:
            own = PersonAppointed(P, where, role, SINCE)
            ended = AppointmentEnded(P, where, role, TODAY)
            theirs = PersonAppointed(Q, where, role, SINCE)
            stands_in = SubstituteAppointed(Q, P, where, role, SINCE, held_since=SINCE)
            replaced = SubstituteAppointed(Q, EVA, where, role, TODAY, None, SINCE, P)
            later = SubstituteAppointed(Q, EVA, where, role, TOMORROW, None, SINCE, P)
            tomorrow = SubstituteAppointed(Q, P, where, role, TOMORROW, held_since=SINCE)
            over = AppointmentEnded(Q, where, role, TODAY, P)
            told: dict[str, tuple[tuple[Event, ...], bool]] = {
                "ended": ((own, ended), False),
                "not begun": ((PersonAppointed(P, where, role, TOMORROW),), False),
                "until today": ((PersonAppointed(P, where, role, SINCE, TODAY),), False),
                "stands in": ((theirs, stands_in), True),
                "stands in, replaced": ((theirs, stands_in, replaced), False),
                "stands in, replaced from tomorrow": ((theirs, stands_in, later), True),
                "stands in from tomorrow": ((theirs, tomorrow), False),
                "stood in for who left": ((theirs, stands_in, over), False),
                "left, and stands in": ((own, ended, theirs, stands_in), False),
            }
            for state, (events, expected) in told.items():
                mine = to_the_case(P, relation) if state in {"ended", "not begun", "until today"} else is_to
                assert lets(command, *events, *mine) == expected, (relation, role, state)


def test_who_has_no_role_gives_no_command() -> None:
    for command, _ in EXPECTED:
        assert not lets(command, *to_the_case(P, "heeft de casus")), command


def test_the_table_is_about_every_command_that_a_person_gives() -> None:
    known = (*GIVEN, *JUDGED, *ELSEWHERE)
    assert [one.__name__ for one in commands() if one.attempt and not issubclass(one, known)] == []
    tried = {kind for kind in GIVEN if not any(isinstance(command, kind) for command, _ in EXPECTED)}
    assert {kind.__name__ for kind in tried} == {"StartProeftuin"}


def test_what_no_table_names_nobody_gives() -> None:
    assert not lets(BeginDay(TODAY), PersonAppointed(P, HAVEN, "beheerder", SINCE))
