"""Where every measurement begins: the sample proeftuin, on one day that does not pass."""

from datetime import UTC, date, datetime

from msgspec import structs

from cli.place.identities import log_id
from cli.proeftuin.document import proeftuin_of, steps
from cli.proeftuin.policy_file import catalogue
from domain.calendar import OpenLog
from domain.commands import Context
from domain.policy_document import PROFILE_LEVEL
from domain.scoring.catalogue import with_strengths
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


def begin(log: Log, *, ilo: bool = False, identity: str = "") -> None:
    """The sample proeftuin, in a log of this identity or a new one.

    `ilo` lets a complete ILO profile open its first level too.
    """
    do(log, -1, OpenLog(identity or log_id()))
    founding = proeftuin_of(None)
    if ilo:
        policy = with_strengths(founding.policy, catalogue())
        level = structs.replace(policy.levels[PROFILE_LEVEL], ilo=True)
        levels = {**policy.levels, PROFILE_LEVEL: level}
        founding = founding._replace(policy=structs.replace(policy, levels=levels))
    for number, (_, command, by) in enumerate(steps(founding, DAY)):
        execute(log, command, Context(f"begin.{number}", MOMENT, PersonId(by)))
