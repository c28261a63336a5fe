"""The minutes of a meeting as people write them down (TOML); `data/verslag.toml` is an empty one.

Minutes are words about people: an error names the key, never what stands there.
"""

from datetime import date
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from cli.desk.acting import Desk
from cli.place.faults import WrongFile
from cli.place.toml_files import read_toml
from domain.commands import Refused
from domain.meetings.holding import Conclusion, Decision
from domain.words import PersonId

FORM = "verslag.toml"


class Written(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"case": "casus", "what": "wat", "reason": "reden", "owner": "wie", "until": "voor"},
):
    """One decision; `case` is what people call it."""

    case: str
    what: Conclusion
    reason: str
    owner: str = ""
    until: date | None = None


class Minutes(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"attendees": "aanwezig", "decisions": "besluiten"},
):
    """Everything that was written down of one meeting."""

    attendees: tuple[PersonId, ...]
    privacy: str
    decisions: tuple[Written, ...] = ()


def read_minutes(path: Path) -> Minutes:
    """The minutes in a file.

    Raises:
        WrongFile: it cannot be read or does not fit.
    """
    return read_toml(path, Minutes)


def decided(work: Desk, path: Path, minutes: Minutes) -> tuple[Decision, ...]:
    """The decisions, each on the case that was meant.

    Raises:
        WrongFile: there is no such case, or more than one.
    """
    return tuple(_decision(work, path, number, one) for number, one in enumerate(minutes.decisions, start=1))


def _decision(work: Desk, path: Path, number: int, one: Written) -> Decision:
    try:
        case = work.case(one.case)
    except Refused as refused:
        place = f"besluiten {number}, casus"
        raise WrongFile(str(path), place, f"{refused.sentence} {refused.remedy}") from refused
    owner = PersonId(one.owner) if one.owner else None
    return Decision(case, one.what, one.reason, owner, one.until)


def empty_minutes() -> str:
    """Minutes to fill in."""
    return (files("cli") / "data" / FORM).read_text(encoding="utf-8").rstrip("\n")
