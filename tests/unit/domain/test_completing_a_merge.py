"""A merge of before everything went along is completed: then it is what a merge is now."""

from domain.acquaintances import AcquaintanceNamed
from domain.cases.events import IdentityRecorded
from domain.client import ClientFollowed
from domain.events import Event
from domain.merging.completing import CompleteMerge
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.events import MissingEnded, MissingReported
from domain.roster import InvolvementRecorded, RosterFollowed
from domain.signals.events import SignalWordsFollowed
from domain.stappenplan.events import PlanFollowed
from domain.words import PersonId
from tests.unit.domain.sharing import told_signal
from tests.unit.domain.steps import FOUR, START, recorded
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import HAVEN, MEES, NOOR, SAM, TODAY, registered

ALONG = (SignalWordsFollowed, ClientFollowed, RosterFollowed, PlanFollowed)
BOTH: tuple[Event, ...] = (
    *START,
    *registered(NOOR),
    told_signal("s-feit"),
    IdentityRecorded(MEES, "Mees El Amrani", "2009-05-01"),
    AcquaintanceNamed(MEES, "Ronnie", "partner"),
    MissingReported(MEES, TODAY),
    InvolvementRecorded(MEES, PersonId("floor"), HAVEN, "mentor", TODAY),
    *[recorded(step) for step in FOUR],
)
COMPLETE = CompleteMerge(MEES, NOOR, TODAY)


def merged_before() -> Story:
    now = given(*BOTH).when(MergeCases(MEES, NOOR, TODAY))
    return given(*BOTH, *[one for one in now.happened if not isinstance(one, ALONG)])


def test_what_a_merge_of_before_left_behind_is_brought_once_and_as_it_would_be_now() -> None:
    now = given(*BOTH).when(MergeCases(MEES, NOOR, TODAY))
    expected = {type(one): one for one in now.happened if isinstance(one, ALONG)}
    assert set(expected) == set(ALONG)
    done = merged_before().when(COMPLETE)
    assert {type(one): one for one in done.happened} == expected
    done.when(COMPLETE).then()
    now.when(COMPLETE).then()


def test_who_was_found_since_is_not_missing_again() -> None:
    story = given(*merged_before().events, MissingEnded(NOOR, TODAY)).when(COMPLETE)
    [client] = [one for one in story.happened if isinstance(one, ClientFollowed)]
    assert client.missing_since is None


def test_only_a_merge_is_completed_and_a_split_takes_it_back() -> None:
    given(*BOTH).when(COMPLETE).then_refused("aanvullen.geen")
    given(*merged_before().events, *registered(SAM)).when(CompleteMerge(MEES, SAM, TODAY)).then_refused(
        "aanvullen.geen"
    )
    parted = merged_before().when(COMPLETE).when(SplitCases(NOOR, MEES, TODAY))
    parted.when(COMPLETE).then_refused("aanvullen.geen")
