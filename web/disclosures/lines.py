"""Disclosures of one case: what was asked, approved, left and came back, for who takes part in it."""

from datetime import datetime
from typing import NamedTuple

from domain.disclosure.shape import TIERS
from engine.reading.words import SHARING_TASKS
from projections.disclosures import FORGONE
from projections.threads import DisclosureWaiting

STATUSES = {
    "advies": "advies gevraagd",
    "gevraagd": "aangevraagd, nog niet verstrekt",
    "afgewezen": "afgewezen",
    "verstrekt": "verstrekt",
    "gestopt": "gestopt",
    "niet_gedeeld": "besloten om niet te delen",
}
"""Where a thread stands, for people."""


OF_RECEIVER = frozenset({"ingrijpen", "beoordelen", "ontvangst_bevestigen", "terugkoppelen"})
"""Tasks of who received something; all others are of who gives."""


def is_for(task: str, *, came: bool) -> bool:
    """Whether a task is for who received it, or else for who gave it."""
    return bool(task) and (task in OF_RECEIVER) == came


class ThreadLine(NamedTuple):
    """One thread in a list."""

    one: DisclosureWaiting
    name: str
    to: str
    tier: str
    status: str
    task: str
    due_at: datetime | None
    is_late: bool


def line_of(one: DisclosureWaiting, name: str, now: datetime) -> ThreadLine:
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
