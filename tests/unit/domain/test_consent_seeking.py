"""An effort to get consent is recorded with its facts, before anybody decides to speak without it.

Sources: stappenplan 3, 4 (question 18) and 5 (question 4 of conflict of duties).
"""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from domain.consent.asking import SeekConsent
from domain.consent.events import ConsentRefused, ConsentSought
from domain.consent.ledger import Ledger, tried
from domain.events import Event
from tests.unit.domain.advising import advice
from tests.unit.domain.consents import CLIENT, MOTHER, aged, ledger, sought
from tests.unit.domain.sharing import CONFLICT, SOUGHT, left, release, without
from tests.unit.domain.steps import FOUR, START, decide, recorded
from tests.unit.domain.story import given
from tests.unit.domain.world import BRAM, CARLA, MEES, TODAY, TOMORROW

EARLIER = date(2026, 2, 20)
NOTHING_TRIED = without(START, sought())
REFUSED = ConsentRefused(MEES, TODAY, CLIENT, ("avim",), ("veiligheid",), ("feiten",), "bang", "uitgelegd")
FOUND = {"v07_risico": "ernstig", "v17_hulp_wendt_af": "nee", "v13_toestemming": "nee"}
WEIGHED: tuple[Event, ...] = (*[recorded(step) for step in FOUR[:3]], recorded("stap_4", **FOUND))


def seek(**other: Any) -> SeekConsent:  # Any: any field
    plain = SeekConsent(MEES, CARLA, TODAY, TODAY, CLIENT, "samen gewandeld", "dan wordt hij boos")
    return structs.replace(plain, **other)


def test_an_effort_says_when_with_whom_by_whom_how_and_what_was_answered() -> None:
    given(*NOTHING_TRIED).when(seek(on=EARLIER, to=MOTHER)).then(
        ConsentSought(MEES, EARLIER, MOTHER, CARLA, "samen gewandeld", "dan wordt hij boos")
    )


def test_an_effort_that_could_not_be_made_says_why() -> None:
    could_not = seek(how="", said="", hindered="contact_verbroken", why="Zij is dan weg.")
    given(*NOTHING_TRIED).when(could_not).then(
        ConsentSought(MEES, TODAY, CLIENT, CARLA, "", "", "contact_verbroken", "Zij is dan weg.")
    )
    given(*NOTHING_TRIED).when(structs.replace(could_not, why=" ")).then_refused("poging.waarom")


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        ({"how": " "}, "poging.onvolledig"),
        ({"said": ""}, "poging.onvolledig"),
        ({"on": TOMORROW}, "poging.toekomst"),
        ({"by": BRAM}, "toestemming.rol"),
    ],
)
def test_an_effort_with_a_gap_is_not_recorded(gap: dict[str, Any], code: str) -> None:
    given(*NOTHING_TRIED).when(seek(**gap)).then_refused(code)


def test_how_often_it_was_tried_is_counted_and_the_same_words_of_one_day_count_once() -> None:
    story = given(*NOTHING_TRIED).when(seek(on=EARLIER)).when(seek()).when(seek())
    assert len([one for one in story.events if isinstance(one, ConsentSought)]) == 2
    assert len(ledger(sought(EARLIER), sought()).sought) == 2


def test_an_effort_opens_nothing_and_a_refusal_is_one_as_well() -> None:
    assert structs.replace(ledger(aged("16_17"), sought()), sought=()) == ledger(aged("16_17"))
    assert [tried(one) for one in (Ledger(), ledger(sought()), ledger(REFUSED))] == [False, True, True]


def test_speaking_without_consent_is_decided_only_when_it_stands_how_consent_was_tried() -> None:
    story = given(*NOTHING_TRIED, *WEIGHED)
    no = story.when(decide("5b_conflict_van_plichten")).then_refused("besluit.toestemming")
    assert "opplussen consent seek" in no.remedy
    assert story.when(seek()).when(decide("5b_conflict_van_plichten")).refused is None
    assert given(*NOTHING_TRIED, *WEIGHED, REFUSED).when(decide("5b_conflict_van_plichten")).refused is None


def test_nothing_leaves_on_conflict_of_duties_before_it_stands_how_consent_was_tried() -> None:
    given(*without(CONFLICT, SOUGHT)).when(release()).then_refused("weging.toestemming")
    left(given(*CONFLICT).when(release()))


def test_a_colleague_would_say_to_record_the_effort_first() -> None:
    line = advice(given(*NOTHING_TRIED, *WEIGHED)).first[0]
    assert line.command == "consent seek"
    assert advice(given(*NOTHING_TRIED, *WEIGHED, sought())).first[0].command.startswith("steps decide")
