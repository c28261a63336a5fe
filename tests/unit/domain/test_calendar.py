"""A log opens once, and a day begins once."""

from domain.calendar import BeginDay, DayBegan, LogOpened, OpenLog
from tests.unit.domain.story import given
from tests.unit.domain.world import TODAY, TOMORROW


def test_a_log_opens_once_whatever_its_name() -> None:
    given().when(OpenLog("eerste")).then(LogOpened("eerste")).when(OpenLog("tweede")).then()


def test_a_day_begins_once_and_the_next_is_another() -> None:
    story = given().when(BeginDay(TODAY)).then(DayBegan(TODAY))
    story.when(BeginDay(TODAY)).then()
    story.when(BeginDay(TOMORROW)).then(DayBegan(TOMORROW))
