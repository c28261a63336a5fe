"""An episode: raised once, owned by a person, passed on when a deadline passes, decided by people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from domain.appointments import PersonAppointed, SubstituteAppointed
from domain.cases.events import CasePlaced
from domain.escalation.deciding import (
    AcknowledgeEscalation,
    AgreeLead,
    DecideEscalation,
    EpisodeCommand,
    HandOverEscalation,
    RecordOutcome,
)
from domain.escalation.events import (
    DeadlinePassed,
    EscalationAcknowledged,
    EscalationDecided,
    EscalationHandedOver,
    EscalationLowered,
    EscalationOutcomeRecorded,
    EscalationRaised,
    EscalationSetAside,
    LeadAgreed,
    Snapshot,
)
from domain.escalation.holding import RaiseHeld, SetAsideHeld
from domain.escalation.raising import LowerEscalation, PassDeadline, RaiseEscalation
from domain.events import Event
from domain.partners import ProeftuinStarted
from domain.words import OrganisationId, PersonId
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    DIRK,
    DUIN,
    EVA,
    HAVEN,
    MEES,
    PARTNERS,
    TEAM,
    TODAY,
    closed,
    registered,
)

REGION = OrganisationId("regio")
ZOE, YARA = PersonId("zoe"), PersonId("yara")  # zorgcoördinator, and who takes her place
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DUE = NOW + timedelta(hours=72)
LATE = DUE + timedelta(minutes=1)
START = date(2026, 1, 1)
SNAPSHOT = Snapshot(55.0, 0.9, -20.0, 0.0, (), "1", TODAY, 40)

PEOPLE: tuple[Event, ...] = (
    ProeftuinStarted("Proeftuin", REGION),
    *TEAM,
    PersonAppointed(ZOE, REGION, "zorgcoordinator", START),
    SubstituteAppointed(ZOE, YARA, REGION, "zorgcoordinator", START),
    PersonAppointed(DIRK, HAVEN, "aandachtsfunctionaris", START),
)
RAISED = EscalationRaised(MEES, "zorgcoordinator", 40, SNAPSHOT, HAVEN, ZOE, (CARLA, DIRK), DUE)
WORLD = (*PEOPLE, *registered(MEES))
OPEN = (*WORLD, RAISED)
RAISE = RaiseEscalation(MEES, "zorgcoordinator", 40, HAVEN, REGION, NOW, TODAY, SNAPSHOT, 72)
WHY = "zij is in gevaar"


def passed(at: datetime = LATE, due_at: datetime = DUE) -> PassDeadline:
    return PassDeadline(MEES, "zorgcoordinator", 40, HAVEN, REGION, at, at.date(), due_at, 72)


def acknowledge(by: PersonId) -> AcknowledgeEscalation:
    return AcknowledgeEscalation(MEES, "zorgcoordinator", 40, by, TODAY)


def hand_over(by: PersonId, to: PersonId) -> HandOverEscalation:
    return HandOverEscalation(MEES, "zorgcoordinator", 40, by, TODAY, to, "vakantie")


def refer(second: PersonId | None, reasons: str = WHY) -> DecideEscalation:
    return DecideEscalation(MEES, "zorgcoordinator", 40, ZOE, TODAY, "doorverwijzen_avim", reasons, second)


HELP = DecideEscalation(MEES, "zorgcoordinator", 40, ZOE, TODAY, "zelf_hulp", WHY)
HELPED = EscalationDecided(MEES, "zorgcoordinator", 40, "zelf_hulp", WHY, ZOE)
PROVED = RecordOutcome(MEES, "zorgcoordinator", 40, ZOE, TODAY, "gegrond")


def test_an_episode_is_raised_once_to_the_coordinator_the_owner_and_the_focal_person() -> None:
    given(*WORLD).when(RAISE).then(RAISED).when(RAISE).then()


def test_nobody_is_told_of_a_case_that_was_closed_meanwhile() -> None:
    given(*PEOPLE, *closed(MEES)).when(RAISE).then()


def test_an_episode_of_a_case_that_moved_meanwhile_is_raised_anew() -> None:
    story = given(*WORLD, CasePlaced(MEES, DUIN, TODAY, CARLA))
    story.when(RAISE).then_refused("escalatie.verplaatst")


def test_an_episode_is_raised_while_the_role_of_coordinator_is_vacant() -> None:
    story = given(*registered(MEES)).when(RAISE)
    story.then(structs.replace(RAISED, responsible=None, informed=(CARLA,)))


def test_an_episode_is_lowered_once_and_only_when_people_know_of_it() -> None:
    lower = LowerEscalation(MEES, "zorgcoordinator", 40, HAVEN, REGION, NOW, TODAY, TODAY)
    given(*WORLD).when(lower).then()
    given(*OPEN).when(lower).then(EscalationLowered(MEES, "zorgcoordinator", 40, TODAY)).when(lower).then()


def test_past_the_deadline_the_substitute_is_next_then_the_kernteam_and_then_nobody() -> None:
    first = given(*OPEN).when(passed())
    second_due = LATE + timedelta(hours=72)
    first.then(
        DeadlinePassed(MEES, "zorgcoordinator", 40, DUE),
        EscalationHandedOver(MEES, "zorgcoordinator", 40, YARA, "vervanger", second_due),
    )
    second = first.when(passed(second_due, second_due))
    third_due = second_due + timedelta(hours=72)
    second.then(
        DeadlinePassed(MEES, "zorgcoordinator", 40, second_due),
        EscalationHandedOver(MEES, "zorgcoordinator", 40, ANNA, "kernteam", third_due, team=HAVEN),
    )
    second.when(passed(third_due, third_due)).then(DeadlinePassed(MEES, "zorgcoordinator", 40, third_due))


def test_without_a_substitute_the_kernteam_is_next() -> None:
    people = [event for event in OPEN if not isinstance(event, SubstituteAppointed)]
    story = given(*people).when(passed())
    assert [event.to for event in story.happened if isinstance(event, EscalationHandedOver)] == [ANNA]


def test_a_deadline_that_runs_has_not_passed() -> None:
    given(*OPEN).when(passed(NOW)).then_refused("termijn.loopt")


def test_a_deadline_passes_once_and_never_after_a_decision_or_before_an_alert() -> None:
    given(*OPEN).when(passed()).when(passed()).then()
    given(*OPEN, HELPED).when(passed()).then()
    given(*WORLD).when(passed()).then()


def test_somebody_takes_an_episode_up_once() -> None:
    given(*OPEN).when(acknowledge(ZOE)).then(EscalationAcknowledged(MEES, "zorgcoordinator", 40, ZOE)).when(
        acknowledge(DIRK)
    ).then()


@pytest.mark.parametrize("person", [ZOE, YARA, DIRK, ANNA])
def test_the_coordinator_her_substitute_and_the_facility_act_on_an_episode(person: PersonId) -> None:
    given(*OPEN).when(acknowledge(person)).then(EscalationAcknowledged(MEES, "zorgcoordinator", 40, person))


@pytest.mark.parametrize("person", [CARLA, BRAM, EVA])
def test_a_worker_police_and_another_facility_do_not(person: PersonId) -> None:
    given(*OPEN).when(acknowledge(person)).then_refused("escalatie.rol")


def test_after_a_move_the_new_facility_acts_and_the_old_one_no_longer() -> None:
    moved = (*OPEN, CasePlaced(MEES, DUIN, TODAY, CARLA))
    given(*moved).when(acknowledge(EVA)).then(EscalationAcknowledged(MEES, "zorgcoordinator", 40, EVA))
    given(*moved).when(acknowledge(ANNA)).then_refused("escalatie.rol")


def test_after_a_move_the_kernteam_of_the_new_facility_is_next() -> None:
    moved = [event for event in OPEN if not isinstance(event, SubstituteAppointed)]
    command = structs.replace(passed(), facility=DUIN)
    story = given(*moved, CasePlaced(MEES, DUIN, TODAY, CARLA)).when(command)
    assert [event.to for event in story.happened if isinstance(event, EscalationHandedOver)] == [EVA]


@pytest.mark.parametrize("command", [acknowledge(ZOE), hand_over(ZOE, YARA), HELP, PROVED])
def test_nobody_acts_on_an_episode_that_was_never_raised(command: EpisodeCommand) -> None:
    given(*WORLD).when(command).then_refused("escalatie.onbekend")


def test_an_episode_is_handed_over_before_the_same_deadline() -> None:
    given(*OPEN).when(hand_over(ZOE, YARA)).then(
        EscalationHandedOver(MEES, "zorgcoordinator", 40, YARA, "vervanger", DUE, "vakantie")
    ).when(hand_over(ZOE, YARA)).then()


def test_what_is_decided_is_not_handed_over() -> None:
    given(*OPEN, HELPED).when(hand_over(ZOE, YARA)).then_refused("escalatie.besloten")


def test_a_decision_has_reasons() -> None:
    given(*OPEN).when(HELP).then(HELPED)
    given(*OPEN).when(refer(DIRK, " ")).then_refused("besluit.reden")


def test_a_referral_takes_a_second_person_with_a_role_in_it() -> None:
    given(*OPEN).when(refer(None)).then_refused("besluit.tweede")
    given(*OPEN).when(refer(ZOE)).then_refused("besluit.tweede")
    given(*OPEN).when(refer(CARLA)).then_refused("escalatie.rol")
    given(*OPEN).when(refer(DIRK)).then(
        EscalationDecided(MEES, "zorgcoordinator", 40, "doorverwijzen_avim", WHY, ZOE, DIRK)
    )


def test_what_it_proved_to_be_is_recorded_after_a_decision() -> None:
    given(*OPEN).when(PROVED).then_refused("uitkomst.besluit")
    given(*OPEN, HELPED).when(PROVED).then(
        EscalationOutcomeRecorded(MEES, "zorgcoordinator", 40, "gegrond", ZOE)
    ).when(PROVED).then()


def test_one_of_care_and_one_of_police_agree_who_leads() -> None:
    pair = given(*PARTNERS, *WORLD)
    pair.when(AgreeLead(MEES, "beide", ANNA, BRAM, TODAY)).then(LeadAgreed(MEES, "beide", ANNA, BRAM))
    pair.when(AgreeLead(MEES, "beide", BRAM, ANNA, TODAY)).then_refused("regie.kanten")
    pair.when(AgreeLead(MEES, "beide", ANNA, CARLA, TODAY)).then_refused("lijst.kernteam")
    pair.when(AgreeLead(MEES, "beide", EVA, BRAM, TODAY)).then_refused("lijst.kernteam")


def test_the_same_decision_twice_is_one_and_another_replaces_it() -> None:
    decided = given(*OPEN).when(HELP).then(HELPED).when(HELP).then()
    other = structs.replace(HELP, reasons="zij gaat naar huis")
    decided.when(other).then(structs.replace(HELPED, reasons="zij gaat naar huis")).when(HELP).then(HELPED)


def test_who_looked_again_may_decide_the_same_again() -> None:
    given(*OPEN, HELPED).when(structs.replace(HELP, again=True)).then(HELPED)


def test_agreeing_twice_on_the_same_lead_is_agreeing_once() -> None:
    lead = AgreeLead(MEES, "beide", ANNA, BRAM, TODAY)
    given(*PARTNERS, *WORLD).when(lead).then(LeadAgreed(MEES, "beide", ANNA, BRAM)).when(lead).then()


def test_another_episode_of_the_case_is_another_story() -> None:
    other = structs.replace(acknowledge(ZOE), opened=41)
    given(*OPEN).when(other).then_refused("escalatie.onbekend")


def raise_held(by: PersonId) -> RaiseHeld:
    return RaiseHeld(MEES, "zorgcoordinator", 40, HAVEN, REGION, NOW, TODAY, SNAPSHOT, 72, by)


def set_aside(by: PersonId, reason: str = "is al bekend") -> SetAsideHeld:
    return SetAsideHeld(MEES, "zorgcoordinator", 40, by, TODAY, reason)


ASIDE = EscalationSetAside(MEES, "zorgcoordinator", 40, DIRK, "is al bekend")


@pytest.mark.parametrize("by", [DIRK, ANNA, ZOE, YARA])
def test_somebody_with_a_role_raises_what_was_held(by: PersonId) -> None:
    given(*WORLD).when(raise_held(by)).then(RAISED)


def test_what_was_held_is_set_aside_with_a_reason_and_can_still_be_raised() -> None:
    given(*WORLD).when(set_aside(DIRK)).then(ASIDE).when(raise_held(ANNA)).then(RAISED)
    given(*WORLD).when(set_aside(DIRK, " ")).then_refused("escalatie.reden")


def test_only_who_has_a_role_looks_at_what_was_held() -> None:
    for by in (CARLA, BRAM, EVA):
        given(*WORLD).when(raise_held(by)).then_refused("escalatie.rol")
        given(*WORLD).when(set_aside(by)).then_refused("escalatie.rol")


def test_what_people_know_of_is_not_held() -> None:
    given(*OPEN).when(raise_held(DIRK)).then_refused("escalatie.gemeld")
    given(*OPEN).when(set_aside(DIRK)).then_refused("escalatie.gemeld")


def test_what_was_held_is_not_raised_for_a_closed_case_or_at_another_facility() -> None:
    given(*PEOPLE, *closed(MEES)).when(raise_held(DIRK)).then_refused("casus.gesloten")
    moved = given(*WORLD, CasePlaced(MEES, DUIN, TODAY))
    moved.when(raise_held(ZOE)).then_refused("escalatie.verplaatst")


def test_the_system_does_not_raise_what_a_person_set_aside() -> None:
    given(*WORLD, ASIDE).when(RAISE).then()


def test_after_a_move_the_people_of_the_new_facility_act_and_those_of_the_old_no_longer() -> None:
    moved = given(*OPEN, CasePlaced(MEES, DUIN, TODAY))
    moved.when(acknowledge(EVA)).then(EscalationAcknowledged(MEES, "zorgcoordinator", 40, EVA))
    moved.when(acknowledge(DIRK)).then_refused("escalatie.rol")


def test_after_a_move_a_deadline_passes_to_the_kernteam_of_the_new_facility() -> None:
    first = given(*OPEN, CasePlaced(MEES, DUIN, TODAY)).when(passed())
    second_due = LATE + timedelta(hours=72)
    late = second_due + timedelta(minutes=1)
    again = PassDeadline(MEES, "zorgcoordinator", 40, DUIN, REGION, late, late.date(), second_due, 72)
    handed = first.when(again).happened[1]
    assert isinstance(handed, EscalationHandedOver)
    assert (handed.stage, handed.to) == ("kernteam", EVA)
