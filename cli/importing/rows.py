"""What every reader gives: a row (a case with the signals of one line), or a line that cannot be one."""

import re
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from domain.cases.events import Background
from domain.scoring.facts import Nature, Polarity
from domain.words import CaseId, OrganisationId, SignalId

MAX_WORD = 200
"""Characters in an identifier; what is longer is text in the wrong column."""
MAX_TEXT = 20_000
"""Characters in the text of one signal."""

_SHOWN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}")


class Piece(Struct, frozen=True, gc=False):
    """One signal as a line says it; `hashed` when its id follows from its contents."""

    signal: SignalId
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    rests_on: tuple[SignalId, ...] = ()
    text: str = ""
    hashed: bool = False


class Row(Struct, frozen=True):
    """A case by (facility, reference) with what one line says of it; `case` is the pseudonym it brings."""

    line: int
    facility: OrganisationId
    reference: str
    pieces: tuple[Piece, ...] = ()
    background: Background | None = None
    case: CaseId | None = None


class Bad(NamedTuple):
    """A line that is refused, and why, in plain Dutch without anything personal."""

    line: int
    reason: str


class Skipped(NamedTuple):
    """A line that is sound and of no use here; `kind` says what it is."""

    line: int
    kind: str


Read = Row | Bad | Skipped


class Misread(Exception):  # noqa: N818 - an answer about a line, not an error of ours
    """A column that cannot be read; the message names it and never the value."""


def word(column: str, given: str) -> str:
    """An identifier: something, on one line, not longer than an identifier is.

    Raises:
        Misread: naming the column.
    """
    if not given:
        raise Misread(f"kolom {column}: er staat niets.")
    if len(given) > MAX_WORD:
        raise Misread(f"kolom {column}: langer dan {MAX_WORD} tekens.")
    if not given.isprintable():
        raise Misread(f"kolom {column}: er staat een teken in dat hier niet hoort.")
    return given


def text(column: str, given: str) -> str:
    """Free text.

    Raises:
        Misread: naming the column.
    """
    if len(given) > MAX_TEXT:
        raise Misread(f"kolom {column}: langer dan {MAX_TEXT} tekens.")
    if "\x00" in given:
        raise Misread(f"kolom {column}: er staat een teken in dat hier niet hoort.")
    return given


def shown(value: str) -> str:
    """A value as it may be shown: a code is, anything that could be a sentence about somebody is not."""
    return value if _SHOWN.fullmatch(value) else "(niet getoond)"
