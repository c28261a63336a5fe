"""A score is asked about later: as it was that evening, under the name it had, with the levels of the day.

Source: domain.md 14 (replay to any day gives the same screens).
"""

from datetime import date

import pytest

from cli.proeftuin.policy_file import catalogue
from domain.cases.commands import CloseCase, PlaceCase
from domain.commands import Refused
from domain.words import CaseId, OrganisationId, PersonId
from engine.explaining import Explanation, explain
from engine.history import When, moment
from engine.lists import Past, watchlist
from engine.reading.naming import the_case, the_case_then
from projections.database import reading
from tests.scenarios.scene import Scene

OLD, NEW = OrganisationId("instelling-1"), OrganisationId("instelling-2")
BEFORE, OPENED, LATER = date(2026, 3, 3), date(2026, 3, 9), date(2026, 3, 12)


def told(scene: Scene) -> CaseId:
    scene.go_to(BEFORE)
    case = scene.case("robin", OLD, "sem")
    scene.signal(case, "SX01", "sem", "Twintig condooms.")
    scene.go_to(OPENED)
    for indicator in ("GW01", "RL01"):
        scene.signal(case, indicator, "fleur", "Gezien op de kamer.")
    scene.go_to(LATER)
    return case


def when(scene: Scene, on: date | None = None, known_at: date | None = None) -> When:
    return moment(scene.engine.calendar, scene.log.head(), on, known_at)


def explained(scene: Scene, case: CaseId, at: When) -> Explanation:
    return explain(scene.log, scene.engine.calendar, catalogue(), case, at)


def test_a_moment_before_the_case_existed_is_refused(scene: Scene) -> None:
    scene.go_to(OPENED)
    case = scene.case("later", OLD, "sem")
    scene.go_to(LATER)
    with pytest.raises(Refused) as refused:
        explained(scene, case, when(scene, known_at=BEFORE))
    assert (refused.value.code, refused.value.remedy) == ("casus.toen", "Kies een latere dag.")


def test_a_moved_case_is_found_under_the_facility_that_it_had_that_evening(scene: Scene) -> None:
    case = told(scene)
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    evening = when(scene, OPENED, OPENED).position
    with pytest.raises(Refused):
        the_case(scene.engine, f"{OLD}/robin")
    assert the_case_then(scene.engine, f"{OLD}/robin", evening) == case
    assert the_case_then(scene.engine, f"{NEW}/robin", evening) == case, "by the name of now as well"
    assert the_case_then(scene.engine, case, evening) == case
    with pytest.raises(Refused):
        the_case_then(scene.engine, f"{OLD}/robin", scene.log.head())


def test_no_level_that_opened_after_a_day_stands_beside_its_score(scene: Scene) -> None:
    case = told(scene)
    early, late = (explained(scene, case, when(scene, on=day)) for day in (BEFORE, LATER))
    assert (early.level, early.episodes) == (None, ())
    assert late.level == "zorgcoordinator"
    with reading(scene.engine.rows) as rows:
        past = Past(scene.log, rows, scene.engine.calendar)
        levels = [
            [one.place.level for one in watchlist(past, OLD, when(scene, on=day), 5)]
            for day in (BEFORE, OPENED, LATER)
        ]
    assert levels == [[None], ["zorgcoordinator"], ["zorgcoordinator"]]


def test_a_closed_case_says_since_when(scene: Scene) -> None:
    case = told(scene)
    scene.do(CloseCase(case, scene.today, scene.today, "afgerond"), "sem")
    scene.go_to(date(2026, 3, 20))
    assert (explained(scene, case, when(scene)).status, explained(scene, case, when(scene)).closed_on) == (
        "gesloten",
        LATER,
    )
    assert explained(scene, case, when(scene, OPENED, OPENED)).closed_on is None
