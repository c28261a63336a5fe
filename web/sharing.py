"""Disclosures of one case: what was asked, approved, left and came back, for who takes part in it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from domain.access.seeing import Sight
from domain.disclosure.shape import TIERS
from domain.words import OrganisationId
from engine.reading.words import SHARING_TASKS
from projections.disclosures import FORGONE, Waiting

STATUSES = {
    "advies": "advies gevraagd",
    "gevraagd": "aangevraagd, nog niet verstrekt",
    "afgewezen": "afgewezen",
    "verstrekt": "verstrekt",
    "gestopt": "gestopt",
    "niet_gedeeld": "besloten om niet te delen",
}
"""Where a thread stands, for people."""


class ThreadLine(NamedTuple):
    """One thread in a list."""

    one: Waiting
    name: str
    to: str
    tier: str
    status: str
    task: str
    due_at: datetime | None
    is_late: bool


def line_of(one: Waiting, name: str, now: datetime) -> ThreadLine:
    """A thread as people read it; `name` is what the viewer calls its case."""
    return ThreadLine(
        one,
        name,
        one.receiver or one.recipient or "–",
        "" if one.disclosure == FORGONE else TIERS[one.tier],  # type: ignore[index]  # the rows hold tiers alone
        STATUSES[one.status],
        SHARING_TASKS.get(one.task, "niets"),
        one.due_at,
        one.due_at is not None and one.due_at < now,
    )


def may_see_thread(one: Waiting, sight: Sight, organisations: Iterable[OrganisationId]) -> bool:
    """Who does not see the case itself sees what their own organisation gives or receives."""
    return sight.sees("verwijzing") or (
        bool(sight.parts) and bool({one.giver, one.receiver} & {*organisations})
    )
