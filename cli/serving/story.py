"""The story's world to look around in: played once into a folder, then it goes on by a clock of its own."""

from datetime import datetime, timedelta

from cli.demo.play import Play
from cli.demo.story import BEGAN, SAMPLE_CAME
from cli.desk.engine import running
from cli.place.clock import now
from cli.place.databases import Folder
from cli.place.workplace import made, opened
from cli.proeftuin.document import proeftuin_of
from cli.screen.output import say
from cli.serving.meeting import MET, meet
from domain.words import PersonId
from eventlog.log import Log
from web.world import Persona

FOLDER = "demo-web"
LAST = SAMPLE_CAME - timedelta(days=1)
"""Two days before the police find the girls, and before the sample of the data set is read in."""


def make_story(folder: Folder) -> None:
    """The story up to the morning on which a visitor comes in, unless it was played here before."""
    if folder.has_log():
        return
    say("Het verhaal wordt klaargezet.")
    with made(folder, str(BEGAN.year)) as workplace:
        play = Play(workplace)
        play.begin()
        with running(workplace, play.clock) as engine:
            for part, _ in play.days(engine, last=LAST):
                if part.day == MET:
                    meet(play)
            play.go_to(SAMPLE_CAME)
            engine.catch_up()


def behind(folder: Folder) -> timedelta:
    """How much the story's clock runs behind: it goes on where its log stopped."""
    with opened(folder) as workplace:
        return now() - _last_moment(workplace.log)


def _last_moment(log: Log) -> datetime:
    return log.tail(log.head() - 1, 1)[0].at


def personas() -> tuple[Persona, ...]:
    """The invented people of the sample proeftuin, by place, in the order of that document."""
    proeftuin = proeftuin_of(None).proeftuin
    named = {one.code: one.name or one.code for one in proeftuin.organisations}
    found = [
        Persona(
            PersonId(one.code),
            one.name.removesuffix(" (verzonnen)"),
            one.role,
            one.organisation,
            named.get(one.organisation, "Regionale zorgcoördinatie en toezicht"),
        )
        for one in proeftuin.people
    ]
    return tuple(one for one in found if not one.organisation.endswith(("-3", "-4")))
