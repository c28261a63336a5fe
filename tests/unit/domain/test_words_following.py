"""What was written with a signal goes where the signal goes: a package says it also after a merge."""

from msgspec import structs

from domain.disclosure.contents import CONTENTS, Contents, evolve_contents
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.signals.events import SignalCorrected, SignalRecorded, SignalWordsFollowed, Words
from domain.words import CaseId, SignalId
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ADOPTED, MEES, NOOR, S1, S2, S3, TODAY, registered, signal

MERGE = MergeCases(NOOR, MEES, TODAY)
SPLIT = SplitCases(MEES, NOOR, TODAY)


def written(case: CaseId, name: SignalId, text: str) -> SignalRecorded:
    return structs.replace(signal(case, name), text=text)


TWO = (
    ADOPTED,
    *registered(MEES),
    *registered(NOOR),
    written(MEES, S1, "Een prijslijst in de la."),
    written(NOOR, S2, "Twintig condooms op de kamer."),
    signal(NOOR, S3),
)


def texts(case: CaseId, story: Story) -> dict[SignalId, str]:
    view = Contents()
    for event in story.events:
        if isinstance(event, CONTENTS) and event.case == case:  # type: ignore[attr-defined]  # each has one
            view = evolve_contents(view, event)  # type: ignore[arg-type]  # CONTENTS are these
    return {one: text for one, text in view.texts.items() if text}


def test_the_words_go_along_when_two_cases_become_one() -> None:
    story = given(*TWO).when(MERGE)
    followed = SignalWordsFollowed(MEES, NOOR, (Words(S2, "Twintig condooms op de kamer."),))
    assert followed in story.happened
    assert texts(MEES, story) == {S1: "Een prijslijst in de la.", S2: "Twintig condooms op de kamer."}


def test_nothing_is_said_of_signals_without_words() -> None:
    story = given(ADOPTED, *registered(MEES), *registered(NOOR), signal(NOOR, S2)).when(MERGE)
    assert not [one for one in story.happened if isinstance(one, SignalWordsFollowed)]


def test_a_split_takes_the_words_away_and_gives_them_back_as_they_stand() -> None:
    joined = given(*TWO).when(MERGE)
    corrected = _corrected(joined, "Dertig condooms op de kamer.")
    apart = corrected.when(SPLIT)
    assert texts(MEES, apart) == {S1: "Een prijslijst in de la."}
    assert texts(NOOR, apart) == {S2: "Dertig condooms op de kamer."}


def test_the_words_go_along_through_a_second_merge() -> None:
    third = CaseId("c-derde")
    story = given(*TWO, *registered(third)).when(MERGE).when(MergeCases(MEES, third, TODAY))
    assert texts(third, story) == {S1: "Een prijslijst in de la.", S2: "Twintig condooms op de kamer."}


def _corrected(story: Story, text: str) -> Story:
    was = next(one for one in story.events if isinstance(one, SignalRecorded) and one.signal == S2)
    told = structs.asdict(was) | {"case": MEES, "text": text, "reason": "Beter geteld."}
    return given(*story.events, SignalCorrected(**told))
