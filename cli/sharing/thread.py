"""What a command of sharing is about: the case, the thread and both sides; options they have in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.desk.acting import Desk, desk
from cli.place.clock import today
from cli.screen.output import say
from domain.agreements.document import Agreements
from domain.cases.standing import standing
from domain.disclosure.question import Obstacle
from domain.disclosure.sharing import Sharing, SharingCommand
from domain.disclosure.thread import NOTHING, Thread
from domain.events import Event
from domain.stappenplan.recording import require_agreements
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.reading.threads import lacking_of, left_to_do, no_thread
from engine.sharing import Beginning, parties_of, sharing_at

Number = Annotated[str, typer.Argument(metavar="NUMMER", help="Het nummer dat de aanvraag kreeg.")]
Reasons = Annotated[str, typer.Option("--reasons", metavar="TEKST", help="Waarom.")]
Organisation = Annotated[
    str | None,
    typer.Option(metavar="ORGANISATIE", help="Welke partner ontvangt.", show_default=False),
]
Giver = Annotated[
    str | None,
    typer.Option(metavar="ORGANISATIE", help="Wie geeft.", show_default="de instelling waar de cliënt is"),
]
AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="BESTAND",
        help="De antwoorden, als TOML. Zonder bestand worden de vragen gesteld.",
        show_default=False,
    ),
]


REMEDY = "Leg het vast (een naam: opplussen case identity), of laat het weg uit een nieuwe aanvraag."


class CaseDesk:
    """A desk with one case on it, as everything is known when it is asked."""

    def __init__(self, at: Desk, case: CaseId) -> None:
        self.desk = at
        self.log = at.log
        self.case = case

    def view(self) -> Sharing:
        """What the gate knows of the case, people aside."""
        return sharing_at(self.log, self.case, self.log.head())

    def thread(self, number: str) -> Thread:
        """Where a thread of this case stands."""
        return self.view().threads.get(DisclosureId(number), NOTHING)

    def who(self, number: str, by: str) -> Beginning:
        """What a command about an existing thread begins with.

        Raises:
            Refused: there is no such thread about this case.
        """
        parties = parties_of(self.thread(number))
        if parties is None:
            raise no_thread(number)
        return self.begin(DisclosureId(number), by, *parties)

    def begin(self, number: DisclosureId, by: str, giver: str | None, receiver: str | None) -> Beginning:
        """What a command of a new thread begins with."""
        gives = giver or standing(self.view().contents.facts.standing).facility
        receives = OrganisationId(receiver) if receiver else None
        return Beginning(self.case, number, PersonId(by), today(), OrganisationId(gives), receives)

    def agreements(self) -> Agreements:
        """The working agreements that hold."""
        return require_agreements(self.view().agreements)

    def do(self, command: SharingCommand) -> tuple[Event, ...]:
        """Carry out a command and let the rows follow; what happened."""
        return self.desk.do(command, command.by).events

    def left_to_do(self, number: str) -> tuple[Obstacle, ...]:
        """What still stands between a request and its release."""
        return left_to_do(self.log, self.case, self.thread(number), today())

    def lacking(self, number: str) -> tuple[str, ...]:
        """What a request asks and of which nothing is recorded, as people say it."""
        return lacking_of(self.log, self.case, self.thread(number))

    def say_what_is_left(self, number: str) -> None:
        """Tell what still stands between a request and its release, and what to do about it."""
        for kind in self.lacking(number):
            say(f"Let op: de aanvraag vraagt om {kind}, maar daar is niets van vastgelegd. {REMEDY}")
        found = self.left_to_do(number)
        if not found:
            say("Alles is gedaan. Verstrekken kan met: opplussen share release")
            return
        say("Nog nodig:")
        for one in found:
            say(f"- {one.sentence} {one.remedy}")


@contextmanager
def with_case(name: str) -> Iterator[CaseDesk]:
    """The desk with a case on it."""
    with desk() as at:
        yield CaseDesk(at, at.case(name))
