"""A client who is known twice becomes one case, while people were already told of one of the two.

Source: scoring.md (no second alert while an episode is open), artikel (what is known goes along).
"""

from datetime import date

from msgspec import structs

from domain.cases.commands import CloseCase
from domain.escalation.deciding import DecideEscalation, RecordOutcome
from domain.escalation.episode import Raised
from domain.escalation.events import Decision, EscalationRaised
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.words import CaseId, OrganisationId, PersonId
from projections.case.following import looked
from projections.case.state import EpisodeState
from projections.database import reading
from projections.escalations import of_case, waiting_for_people
from tests.scenarios.scene import Scene

HOME = OrganisationId("instelling-1")


def alerted(scene: Scene, name: str) -> CaseId:
    case = scene.case(name, HOME, "sem")
    for indicator in ("SX01", "GW01", "RL01"):
        scene.signal(case, indicator, "sem", "Gezien op de kamer.")
    [_] = running(scene, case)
    return case


def running(scene: Scene, case: CaseId) -> list[EpisodeState]:
    return [one for one in scene.state(case).episodes if one.level == "zorgcoordinator" and not one.ended]


def decide(scene: Scene, case: CaseId, decision: Decision = "zelf_hulp") -> None:
    [one] = running(scene, case)
    decided = DecideEscalation(
        case, one.level, one.opened, PersonId("noor"), scene.today, decision, "De mentor bespreekt het."
    )
    scene.do(decided, "noor")


def merge(scene: Scene, case: CaseId, into: CaseId) -> None:
    seen = looked(scene.log.head(), scene.state(case), scene.state(into))
    scene.do(MergeCases(case, into, scene.today, looked=seen), "sem")


def alerts(scene: Scene) -> int:
    raised = [one for one in scene.happened(EscalationRaised) if isinstance(one, EscalationRaised)]
    return len([one for one in raised if one.level == "zorgcoordinator"])


def test_an_alert_that_waits_goes_along_with_its_deadline_and_nobody_is_told_twice(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    [before] = running(scene, case)
    scene.later(hours=5)
    merge(scene, case, other)
    [after] = running(scene, other)
    assert (after.level, after.opened, after.episode) == (before.level, before.opened, before.episode)
    assert alerts(scene) == 1
    with reading(scene.engine.rows) as rows:
        assert [one.case for one in waiting_for_people(rows)] == [other]
    decide(scene, other)


def test_a_decision_goes_along_and_the_alert_is_not_raised_again(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    decide(scene, case)
    merge(scene, case, other)
    [after] = running(scene, other)
    assert isinstance(after.episode, Raised)
    assert (after.episode.decision, after.episode.decided_by) == ("zelf_hulp", "noor")
    assert alerts(scene) == 1
    scene.do(
        RecordOutcome(other, after.level, after.opened, PersonId("noor"), scene.today, "gegrond"), "noor"
    )


def test_what_still_waits_goes_before_a_decision_about_less_and_before_a_later_deadline(scene: Scene) -> None:
    other = alerted(scene, "mees")
    decide(scene, other)
    scene.later(hours=2)
    case = alerted(scene, "robin")
    [waits] = running(scene, case)
    merge(scene, case, other)
    [after] = running(scene, other)
    assert after.episode == waits.episode

    scene.later(hours=2)
    third = alerted(scene, "sam")
    merge(scene, third, other)
    [still] = running(scene, other)
    assert still.episode == waits.episode
    assert alerts(scene) == 3


def test_a_split_gives_the_episode_back_as_it_stands_without_another_alert(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    merge(scene, case, other)
    decide(scene, other)
    scene.do(SplitCases(other, case, scene.today), "sem")
    assert running(scene, other) == []
    [back] = running(scene, case)
    assert isinstance(back.episode, Raised)
    assert back.episode.decision == "zelf_hulp"
    assert alerts(scene) == 1


def test_after_a_split_what_is_due_on_its_own_is_held_for_a_person(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    merge(scene, case, other)
    for indicator in ("SX01", "GW01", "RL01"):
        scene.signal(other, indicator, "fleur", "Ook gezien.")
    told = alerts(scene)
    scene.do(SplitCases(other, case, scene.today), "sem")
    [one] = running(scene, case)
    assert isinstance(one.episode, Raised)
    with reading(scene.engine.rows) as rows:
        tasks = [row.task for row in of_case(rows, other) if row.level == one.level and row.status == "open"]
    assert tasks == ["held"]
    assert alerts(scene) == told


def test_a_case_that_is_merged_twice_and_split_twice_gets_its_own_episode_back(scene: Scene) -> None:
    case, other, third = (
        alerted(scene, "robin"),
        scene.case("mees", HOME, "sem"),
        scene.case("sam", HOME, "sem"),
    )
    merge(scene, case, other)
    merge(scene, other, third)
    decide(scene, third)
    scene.do(SplitCases(third, other, scene.today), "sem")
    scene.do(SplitCases(other, case, scene.today), "sem")
    assert (running(scene, other), running(scene, third)) == ([], [])
    [back] = running(scene, case)
    assert isinstance(back.episode, Raised)
    assert back.episode.decision == "zelf_hulp"
    assert alerts(scene) == 1


def test_a_closed_case_brings_no_episode(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    decide(scene, case)
    scene.go_to(date(2026, 3, 4))
    scene.do(CloseCase(case, scene.today, scene.today, "afgerond"), "sem")
    merge(scene, case, other)
    assert alerts(scene) == 2, "what was closed with the case ended: the sum is news"


def test_what_was_looked_at_is_outdated_by_a_decision_a_signal_or_a_day_that_came_since(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")

    def merging() -> MergeCases:
        seen = looked(scene.log.head(), scene.state(case), scene.state(other))
        return MergeCases(case, other, scene.today, looked=seen)

    before = merging()
    decide(scene, case)
    assert scene.refused(before, "sem").code == "opdracht.ingehaald"
    before = merging()
    scene.signal(other, "SX01", "fleur", "Ook gezien.")
    assert scene.refused(before, "sem").code == "opdracht.ingehaald"
    before = merging()
    scene.later(hours=24)
    assert scene.refused(structs.replace(before, today=scene.today), "sem").code == "opdracht.ingehaald"
    scene.do(merging(), "sem")
    [after] = running(scene, other)
    assert isinstance(after.episode, Raised)
    assert after.episode.decision == "zelf_hulp"
    assert alerts(scene) == 1


def test_where_people_decided_nobody_merges_without_looking_whether_that_still_runs(scene: Scene) -> None:
    case, other = alerted(scene, "robin"), scene.case("mees", HOME, "sem")
    decide(scene, case)
    assert scene.refused(MergeCases(case, other, scene.today), "sem").code == "samenvoegen.lopend"
