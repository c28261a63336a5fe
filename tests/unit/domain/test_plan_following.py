"""Two cases that become one have one stappenplan; a split gives each its own, and what was done since."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec import structs

from domain.cases.commands import CloseCase
from domain.events import Event
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.stappenplan.events import (
    DecisionTaken,
    Help,
    HelpReviewed,
    HelpReviewPassed,
    MeldcodeDue,
    PlanFollowed,
    PlanLeft,
    StepRecorded,
)
from domain.stappenplan.progress import Plan, PlanEvent, evolve_plan, missing_steps
from domain.words import CaseId
from tests.unit.domain.steps import FOUR, START, decide, record, recorded
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import CARLA, MEES, NOOR, SAM, TODAY, registered

BEFORE = date(2026, 2, 20)
DUE = datetime(2026, 3, 16, 9, tzinfo=UTC)
MERGE = MergeCases(NOOR, MEES, TODAY)
SPLIT = SplitCases(MEES, NOOR, TODAY)
DANGER = {"v07_risico": "ernstig", "v13_toestemming": "nee", "v17_hulp_wendt_af": "nee"}
BOTH = (*START, *registered(NOOR))


def plan(story: Story, case: CaseId = MEES) -> Plan:
    view = Plan()
    for event in story.events:
        if isinstance(event, PlanEvent) and getattr(event, "case", None) == case:
            view = evolve_plan(view, event)
    return view


def step(case: CaseId, name: str, on: date = TODAY) -> StepRecorded:
    found = DANGER if name == "stap_4" else {}
    return structs.replace(recorded(name, **found), case=case, on=on)  # type: ignore[arg-type]  # a step's name


def helped(case: CaseId, due_at: datetime = DUE, on: date = TODAY) -> DecisionTaken:
    why = ("reele_kans", True, "nee", None, "Hulp wendt het af.", CARLA, on, "1", ())
    return DecisionTaken(case, "5a", *why, due_at)  # type: ignore[arg-type]  # the fields in their order


def test_steps_decision_and_running_help_go_along_whole() -> None:
    taken = tuple(step(NOOR, name) for name in FOUR)
    story = given(*BOTH, *taken, helped(NOOR)).when(MERGE)
    assert PlanFollowed(MEES, NOOR, taken, helped(NOOR), Help(DUE)) in story.happened
    assert missing_steps(plan(story)) == []
    assert plan(story).help == Help(DUE)
    assert not plan(story).outdated, "one weighing is of one client, whoever recorded it"


def test_what_was_never_begun_brings_nothing() -> None:
    story = given(*BOTH, *[step(MEES, name) for name in FOUR]).when(MERGE)
    assert not any(isinstance(event, PlanFollowed) for event in story.happened)
    assert missing_steps(plan(story)) == []


def test_of_two_the_later_step_and_decision_stand_and_the_help_that_is_due_sooner() -> None:
    mine = (step(MEES, "stap_1", BEFORE), step(MEES, "stap_2"), helped(MEES, DUE, BEFORE))
    soon = DUE - timedelta(days=3)
    theirs = (step(NOOR, "stap_1"), step(NOOR, "stap_2", BEFORE), helped(NOOR, soon))
    found = plan(given(*BOTH, *mine, *theirs).when(MERGE))
    assert found.steps == {"stap_1": step(NOOR, "stap_1"), "stap_2": step(MEES, "stap_2")}
    assert found.decision == helped(NOOR, soon)
    assert found.help == Help(soon)


def test_what_was_weighed_apart_is_weighed_again_before_anybody_decides() -> None:
    """Also when the new weighing comes out as one of the two, word for word."""
    weighed = [step(case, name) for case in (MEES, NOOR) for name in FOUR]
    story = given(*BOTH, *weighed).when(MERGE)
    story.when(decide("5b_conflict_van_plichten")).then_refused("stappen.opnieuw_wegen")
    again = story.when(record("stap_4", **DANGER))
    assert len(again.happened) == 1
    assert again.when(decide("5b_conflict_van_plichten")).refused is None


def test_acute_danger_waits_for_no_second_weighing() -> None:
    weighed = [step(case, "stap_4") for case in (MEES, NOOR)]
    assert given(*BOTH, *weighed).when(MERGE).when(decide("acuut_112")).refused is None


def test_a_talk_that_was_held_ends_one_that_was_put_off_in_the_other_case() -> None:
    put_off = structs.replace(step(NOOR, "stap_3"), step="stap_3_overslaan")
    story = given(*BOTH, step(MEES, "stap_3", BEFORE), put_off).when(MERGE)
    assert list(plan(story).steps) == ["stap_3"]


def test_a_split_gives_each_its_own_back_and_what_was_done_since_stays() -> None:
    story = given(*BOTH, step(MEES, "stap_1"), step(NOOR, "stap_2"), helped(NOOR)).when(MERGE)
    since = given(*story.events, step(MEES, "stap_3"))
    apart = since.when(SPLIT)
    assert PlanLeft(MEES, NOOR, None) in apart.happened
    assert list(plan(apart).steps) == ["stap_1", "stap_3"]
    assert plan(apart).help is None
    assert list(plan(apart, NOOR).steps) == ["stap_2"]
    assert plan(apart, NOOR).help == Help(DUE)


def test_the_meldcode_that_is_due_goes_along_and_comes_back() -> None:
    story = given(*BOTH, MeldcodeDue(NOOR, TODAY)).when(MERGE)
    assert plan(story).meldcode_by == TODAY
    apart = story.when(SPLIT)
    assert (plan(apart).meldcode_by, plan(apart, NOOR).meldcode_by) == (None, TODAY)


def test_closing_ends_what_came_along_too() -> None:
    story = given(*BOTH, step(NOOR, "stap_2")).when(MERGE).when(CloseCase(MEES, TODAY, TODAY, "afgerond"))
    assert plan(story).steps == {}
    assert plan(story).without == {}


PIECES = st.one_of(
    st.builds(
        step,
        st.sampled_from((MEES, NOOR, SAM)),
        st.sampled_from(FOUR),
        st.dates(BEFORE, TODAY),
    ),
    st.builds(
        helped,
        st.sampled_from((MEES, NOOR, SAM)),
        st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside them
        st.dates(BEFORE, TODAY),
    ),
    st.builds(MeldcodeDue, st.sampled_from((MEES, NOOR, SAM)), st.dates(BEFORE, TODAY)),
    st.builds(HelpReviewPassed, st.sampled_from((MEES, NOOR, SAM)), st.just(DUE)),
    st.builds(
        lambda case: HelpReviewed(case, "blijven", (), CARLA, TODAY, "1", DUE),
        st.sampled_from((MEES, NOOR, SAM)),
    ),
)


@for_all(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8))
def test_parted_again_a_plan_is_what_it_had_been_without_the_merge(
    before: list[Event], since: list[Event]
) -> None:
    """Of three cases of which two go on in the third, and both are given back."""
    start = (*BOTH, *registered(SAM))
    later = [one for one in since if getattr(one, "case", None) == MEES]
    story = given(*start, *before)
    one = story.when(MERGE)
    two = given(*one.events).when(MergeCases(SAM, MEES, TODAY))
    together = given(*two.events, *later)
    apart = together.when(SPLIT).when(SplitCases(MEES, SAM, TODAY))
    alone = plan(given(*start, *before, *later))
    assert structs.replace(plan(apart), last=None) == structs.replace(alone, last=None)
    for case in (NOOR, SAM):
        assert plan(apart, case) == structs.replace(plan(story, case), last=None)
