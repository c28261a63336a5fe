"""What became of a case that is worked on no longer: closed, or gone on as another."""

from typing import NamedTuple

from domain.access.words import Purpose
from domain.cases.standing import Merged
from domain.scoring.texts import in_dutch
from engine.explaining import Explanation
from engine.reading.known import Known
from engine.reading.reader import Reader
from projections.database import reading
from projections.watchlist import references


class Became(NamedTuple):
    """The other case as the reader may name it, when the case goes on as one."""

    merged: bool = False
    into: str | None = None


def became(who: Reader, engine: Known, explained: Explanation, *purposes: Purpose) -> Became:
    """Into which case this one was merged, when the reader may see that one."""
    standing = explained.state.facts.standing
    if not isinstance(standing, Merged):
        return Became()
    for purpose in purposes:
        sight = who.among(purpose, [standing.into])[standing.into]
        if sight.sees("verwijzing"):
            with reading(engine.rows) as connection:
                return Became(True, references(connection, [standing.into])[standing.into])
        if sight.sees("pseudoniem"):
            return Became(True, standing.into)
    return Became(True)


def status_text(explained: Explanation, became: Became) -> str:
    """A sentence about a case that is not open; empty for one that is."""
    if became.merged:
        return f"Deze casus is samengevoegd met {became.into or 'een andere casus'}."
    if explained.closed_on is not None:
        return f"Deze casus is gesloten op {in_dutch(explained.closed_on)}."
    return ""
