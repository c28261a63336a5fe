"""Where every measurement begins: the sample proeftuin, on one day that does not pass."""

from datetime import UTC, date, datetime

from cli.place.identities import log_id
from cli.proeftuin.document import proeftuin_of, steps
from domain.calendar import OpenLog
from domain.commands import Context
from domain.words import OrganisationId, PersonId
from eventlog.execute import AnyCommand, execute
from eventlog.log import Log

MOMENT = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = date(2026, 6, 1)
PLACE = OrganisationId("instelling-1")


def clock() -> datetime:
    """One moment for everything: days are not what is measured."""
    return MOMENT


def do(log: Log, number: int, command: AnyCommand) -> int:
    """One command, one by one, as a person gives it."""
    return execute(log, command, Context(f"bench.{number}", MOMENT, PersonId("bench"))).position


def begin(log: Log) -> None:
    """The sample proeftuin."""
    do(log, -1, OpenLog(log_id()))
    for number, (_, command, by) in enumerate(steps(proeftuin_of(None), DAY)):
        execute(log, command, Context(f"begin.{number}", MOMENT, PersonId(by)))
