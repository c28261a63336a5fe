"""Where a person does something: the log opened, the rows up to date, one command carried out.

Also what many commands ask in the same words: who does it, which case, which day.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import Annotated

import typer
from sqlalchemy import Connection

from cli.desk.engine import up_to_date
from cli.desk.reading import reading_as
from cli.place.clock import today
from cli.place.identities import context
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from domain.channels.events import ANONYMOUS
from domain.commands import Refused
from domain.words import CaseId, OrganisationId
from engine.embedded import Embedded
from engine.reading.naming import the_case
from eventlog.execute import Answer, AnyCommand, execute
from projections.database import reading
from projections.partners import partners

RECORDING = "vastleggen"
"""What was done by a command that keeps no refusals, as the log of who read calls it."""

By = Annotated[str, typer.Option("--by", metavar="PERSOON", help="Wie dit doet: de code van een persoon.")]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATUM", help="De dag.", show_default="vandaag"),
]
OfFacility = Annotated[
    str | None,
    typer.Option("--facility", metavar="INSTELLING", help="Alleen van deze instelling.", show_default="alle"),
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEKST", help="Waarom. Zonder deze optie wordt het u gevraagd."),
]


def act(workplace: Workplace, command: AnyCommand, by: str) -> Answer:
    """Carry a command out; who did it, to which case and in which place, is written down as reading is.

    Before anything is told of it. Who stays unknown is in no line; what was refused is in the log itself.

    Raises:
        Refused: the command's "no".
        LogFault: one of the two logs cannot be opened or written.
    """
    if by == ANONYMOUS:
        return execute(workplace.log, command, context(by))
    with reading_as(workplace, by, command.attempt or RECORDING) as who:
        return who.act(command)


class Desk:
    """An opened log with rows that are up to date."""

    def __init__(self, workplace: Workplace, engine: Embedded) -> None:
        self.workplace = workplace
        self.log = workplace.log
        self.engine = engine

    def case(self, name: str) -> CaseId:
        """The one case that a person means."""
        return the_case(self.engine, name)

    def reading(self) -> AbstractContextManager[Connection]:
        """The rows, all of one moment."""
        return reading(self.engine.rows)

    def do(self, command: AnyCommand, by: str) -> Answer:
        """Carry a command out, and let the rows follow."""
        answer = act(self.workplace, command, by)
        self.engine.catch_up()
        return answer

    def facility(self, code: str) -> OrganisationId:
        """A facility of the proeftuin.

        Raises:
            Refused: when it is none.
        """
        with self.reading() as connection:
            known = [one.organisation for one in partners(connection) if one.kind == "instelling"]
        if code not in known:
            raise Refused(
                "partner.instelling",
                f"De instelling {code} doet niet mee.",
                f"Kies uit: {', '.join(known) or 'nog geen'}.",
            )
        return OrganisationId(code)


@contextmanager
def desk() -> Iterator[Desk]:
    """The log in the database folder, with its rows up to date."""
    with opened(settings(os.environ).database) as workplace, up_to_date(workplace) as engine:
        yield Desk(workplace, engine)


def day_of(given: datetime | None) -> date:
    """The day that was given; else today."""
    return today() if given is None else given.date()


def asked(given: str | None, question: str) -> str:
    """What was given; else the answer to a question on a terminal, or what comes in from elsewhere."""
    if given is not None:
        return given
    if sys.stdin.isatty():
        return str(typer.prompt(question, default="", show_default=False, err=True))
    return sys.stdin.read().strip()
