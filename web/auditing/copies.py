"""Who took a list along, on paper or in a file, what for and when: the register of copies."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, get_args

from domain.access.log import ALLOWED, RegisterRead
from eventlog.access import AccessLog
from web.pages import role_word
from web.watchlists.sheet import USES, Form, name_of_copy

SHOWN = 100
"""So many are told, the last first."""


class Copy(NamedTuple):
    """One copy, or an attempt that was refused."""

    at: datetime
    reader: str
    role: str
    what: str
    is_refused: bool


def copies_of(access: AccessLog, facilities: Iterable[str]) -> list[Copy]:
    """The copies of the lists of these facilities, the last first."""
    found = [
        _copy(entry.at, entry.event)
        for facility in facilities
        for form in get_args(Form)
        for use in USES
        for entry in access.of_register(f"{name_of_copy(form, use)} van {facility}")
        if isinstance(entry.event, RegisterRead)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def _copy(at: datetime, line: RegisterRead) -> Copy:
    read = line.read
    reader = f"{read.reader} (voor {read.instead_of})" if read.instead_of else read.reader
    role = f"{role_word(read.role)}, {read.organisation}" if read.role else "zonder rol"
    return Copy(at, reader, role, line.of, read.outcome != ALLOWED)
