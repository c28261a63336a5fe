"""Every score of a moment in canonical bytes: the same whoever makes them from the same events."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from domain.commands import Refused
from domain.scoring.context import case_on
from domain.scoring.explanation import explained
from domain.words import CaseId
from engine.lists import as_known
from eventlog.log import Log
from projections.calendar import read_calendar
from projections.case.state import scored_facts, unpack
from projections.tables.case import cases


class Kept(NamedTuple):
    """The score of a case as canonical JSON."""

    case: CaseId
    explanation: bytes


def explanations(log: Log, position: int) -> Iterator[Kept]:
    """The score of every case on the day of a position, as it was known there; in the order of their numbers.

    Raises:
        Refused: there was no day or no policy yet.
    """
    with as_known(log, position) as rows:
        now = read_calendar(rows, position).now
        if now.day is None or now.scorer is None:
            raise Refused("beleid.toen", "Er was toen nog geen beleid.", "Kies een latere positie.")
        for data in rows.scalars(select(cases.c.state).order_by(cases.c.case)):
            state = unpack(data)
            result = now.scorer.score(case_on(scored_facts(state.facts), now.day), now.day)
            yield Kept(state.case, explained(now.scorer.policy, result, now.day))
