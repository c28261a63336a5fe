"""A client whose place is lost moves to another facility while an episode is open.

Source: artikel (the place *vergaat*, the child goes elsewhere, what was known stays behind). Here signals,
episode, deadline and responsibility go along, and the receiver says that the brief was read.
"""

from datetime import date

from cli.escalations import escalation_row
from domain.cases.commands import AcknowledgeBrief, CloseCase, PlaceCase
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import RequestDisclosure
from domain.disclosure.events import DisclosureReleased
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import InformClient, TellDiscloser, WeighConflict
from domain.disclosure.releasing import ReleaseDisclosure
from domain.escalation.deciding import AcknowledgeEscalation, DecideEscalation
from domain.escalation.episode import Raised
from domain.escalation.events import EscalationHandedOver, EscalationRaised
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from projections.case.state import EpisodeState
from projections.database import reading
from projections.escalations import of_case, waiting_for_people
from projections.watchlist import highest_now
from tests.scenarios.scene import Scene
from tests.unit.domain.answers import filled

OLD, NEW = OrganisationId("instelling-1"), OrganisationId("instelling-2")


def told_at_the_old_place(scene: Scene) -> CaseId:
    """What the workers of the first facility saw in two weeks, until a level opened."""
    case = scene.case("robin", OLD, "sem")
    for day, indicator, by, text in (
        (3, "SX01", "sem", "Twintig condooms gevonden op de kamer."),
        (5, "GW01", "fleur", "Blauwe plekken op beide armen."),
        (9, "RL01", "sem", "Wordt opgehaald door een veel oudere man."),
    ):
        scene.go_to(date(2026, 3, day))
        scene.signal(case, indicator, by, text)
    return case


def running(scene: Scene, case: CaseId) -> list[EpisodeState]:
    return [one for one in scene.state(case).episodes if not one.ended]


def test_the_episode_goes_along_and_the_receiver_reads_the_brief(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    [episode] = running(scene, case)
    assert episode.level == "zorgcoordinator"
    assert isinstance(episode.episode, Raised)
    due_at = episode.episode.due_at

    scene.go_to(date(2026, 3, 10))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    [moved] = running(scene, case)
    assert moved.opened == episode.opened, "no second alert for what people already know"
    assert isinstance(moved.episode, Raised)
    assert moved.episode.due_at == due_at, "a move buys nobody time"
    assert len(scene.state(case).facts.signals) == 3
    with reading(scene.engine.rows) as rows:
        assert [place.case for place in highest_now(rows, NEW, 5)] == [case]
        assert highest_now(rows, OLD, 5) == []
        [row] = of_case(rows, case)
    assert row.facility == NEW

    scene.do(AcknowledgeBrief(case, PersonId("tess")), "tess")


def test_the_new_facility_can_act_and_the_old_one_no_longer(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    scene.go_to(date(2026, 3, 10))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    [episode] = running(scene, case)
    by_old = AcknowledgeEscalation(case, episode.level, episode.opened, PersonId("noor"), scene.today)
    assert scene.refused(by_old, "noor").code == "escalatie.rol"
    by_new = AcknowledgeEscalation(case, episode.level, episode.opened, PersonId("daan"), scene.today)
    scene.do(by_new, "daan")


def test_a_kernteam_that_had_it_hands_over_to_that_of_the_new_place_once_a_move(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    for _ in range(2):
        scene.later(hours=73)
    [late] = running(scene, case)
    assert isinstance(late.episode, Raised)
    assert (late.episode.stage, late.episode.team) == ("kernteam", OLD)
    told = len(scene.happened(EscalationHandedOver))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    scene.engine.catch_up()
    last = scene.happened(EscalationHandedOver)[-1]
    assert isinstance(last, EscalationHandedOver)
    assert (last.team, last.due_at, last.to) == (NEW, late.episode.due_at, PersonId("mila"))
    assert len(scene.happened(EscalationHandedOver)) == told + 1
    scene.later(minutes=5)
    scene.do(PlaceCase(case, OLD, scene.today, scene.today, PersonId("sem")), "mila")
    scene.later(minutes=5)
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    assert len(scene.happened(EscalationHandedOver)) == told + 3


def test_a_signal_at_the_new_place_adds_to_what_was_known(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    scene.go_to(date(2026, 3, 10))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    before = scene.state(case).standing
    scene.signal(case, "SX02", "tess", "Briefje met prijzen in de jaszak.", organisation=NEW)
    after = scene.state(case).standing
    assert before is not None
    assert after is not None
    assert after.log_odds_db > before.log_odds_db
    raised = scene.happened(EscalationRaised)
    assert [one.level for one in raised if isinstance(one, EscalationRaised)] == ["zorgcoordinator", "avim"]
    assert [one.facility for one in raised if isinstance(one, EscalationRaised)] == [OLD, NEW]


def test_what_nobody_decided_does_not_end_by_the_move(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    scene.go_to(date(2026, 3, 10))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    scene.go_to(date(2027, 3, 13))
    [episode] = running(scene, case)
    assert episode.lowered
    with reading(scene.engine.rows) as rows:
        [row] = waiting_for_people(rows)
    assert escalation_row(row)[1] == "▲ zoco (gezakt)"
    decide = DecideEscalation(
        case, episode.level, episode.opened, PersonId("daan"), scene.today, "zelf_hulp", "Hulp loopt goed."
    )
    scene.do(decide, "daan")
    assert running(scene, case) == []
    scene.do(CloseCase(case, scene.today, scene.today, "afgerond"), "daan")


def test_a_release_that_was_being_prepared_at_the_old_place_does_not_go_on(scene: Scene) -> None:
    case = told_at_the_old_place(scene)
    unit = OrganisationId("eenheid-1")

    def start(by: str) -> tuple[CaseId, DisclosureId, PersonId, date, OrganisationId, OrganisationId]:
        return (case, DisclosureId("d-1"), PersonId(by), scene.today, OLD, unit)

    categories = ("feiten",)
    asked = RequestDisclosure(
        *start("sem"), "zorg", "avim", "veiligheid", 3, "CONFLICT_VAN_PLICHTEN", categories, "ernstig"
    )
    scene.decide_to_report(case, "sem")
    scene.do(asked, "sem")
    questions, points = filled("conflict_van_plichten"), filled("aandachtspunten")
    scene.do(WeighConflict(*start("sem"), questions, points, "een deskundige", "doorbreken"), "sem")
    scene.do(TellDiscloser(*start("sem"), POINTS), "sem")
    scene.do(InformClient(*start("sem"), "In een rustig gesprek."), "sem")
    scene.do(ApproveDisclosure(*start("sanne")), "sanne")
    scene.go_to(date(2026, 3, 10))
    scene.do(PlaceCase(case, NEW, scene.today, scene.today, PersonId("tess")), "sanne")
    refused = scene.refused(ReleaseDisclosure(*start("sem"), scene.at), "sem")
    assert refused.code == "verstrekking.gever"
    assert scene.happened(DisclosureReleased) == []
