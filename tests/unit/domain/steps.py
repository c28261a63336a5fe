"""The stappenplan of one case in the invented world: steps recorded, commands, what was weighed."""

from datetime import UTC, datetime

from domain.agreements.adopting import AgreementsAdopted
from domain.dossier import Answers
from domain.events import Event
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import (
    Route,
    StepName,
    StepRecorded,
)
from domain.stappenplan.recording import RecordStep
from domain.words import PersonId
from tests.unit.domain.answers import filled
from tests.unit.domain.consents import sought
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    MEES,
    TEAM,
    TODAY,
    agreements,
    registered,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ADOPTED = AgreementsAdopted("1", agreements(), "samen", ANNA, BRAM)
START: tuple[Event, ...] = (*TEAM, ADOPTED, *registered(MEES), sought())
"""Somebody works with the client, and tried to get consent."""
MELDCODE = "stap 1 tot en met 4"
"""What is written of the meldcode while the client is or may be a minor."""
FOUR: tuple[StepName, ...] = ("stap_1", "stap_2", "stap_3", "stap_4")


def recorded(step: StepName, **other: str) -> StepRecorded:
    return StepRecorded(MEES, step, filled(step, **other), CARLA, TODAY, "1")


def record(step: StepName, **other: str) -> RecordStep:
    return RecordStep(MEES, CARLA, TODAY, step, filled(step, **other))


def decide(route: Route, answers: Answers | None = None, by: PersonId = CARLA) -> TakeDecision:
    form = {"5a": "stap_5a", "5b_toestemming": "stap_5b", "5b_conflict_van_plichten": "stap_5b"}.get(route)
    more = {"meldcode": MELDCODE} if form == "stap_5b" else {}
    given_answers = filled(form, **more) if form and answers is None else answers or ()
    return TakeDecision(MEES, by, TODAY, route, "omdat het nodig is", NOW, given_answers)


def weighed(danger: str, helps: str, agreed: str) -> Story:
    found = {"v07_risico": danger, "v17_hulp_wendt_af": helps, "v13_toestemming": agreed}
    steps = [recorded(step) for step in FOUR[:3]]
    return given(*START, *steps, recorded("stap_4", **found))
