"""The log of who read what: a log of its own beside that of the cases, with the same recorder.

Lines are written in one append before an answer leaves; when that fails, nothing may be shown.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from eventsourcing.dcb.api import DCBAppendCondition, DCBQuery, DCBQueryItem

from domain.access.log import EVERYTHING, AccessLogOpened, CaseRead, RegisterRead
from domain.commands import Context
from domain.events import Event
from domain.words import CaseId, PersonId
from eventlog.codec import ACCESS, Entry
from eventlog.faults import LogFault
from eventlog.log import PAGE, Recorder

BOTH = (CaseRead, RegisterRead)
_NAMES = {kind: name for name, kind in ACCESS.events.items()}


class AccessLogForeign(LogFault):
    """The access log beside a log is another's."""

    default = "dit toegangslogboek hoort bij een ander logboek. Zet het juiste terug; er wordt niets getoond."


class AccessLog:
    """The opened access log of one log of cases."""

    def __init__(self, recorder: Recorder, log_id: str) -> None:
        """Take one that was begun.

        Raises:
            AccessLogForeign: it is another log's, or no access log.
        """
        self.recorder = recorder
        first = recorder.scan(0, 1)
        opening = ACCESS.decode(*first[0][:3]).event if first else None
        if not isinstance(opening, AccessLogOpened) or opening.log_id != log_id:
            raise AccessLogForeign("toegang")

    def write(self, events: Sequence[Event], context: Context) -> int | None:
        """Add lines, all or none; the position of the last of them.

        Raises:
            LogFault: nothing was written, so nothing may be shown.
        """
        return self.recorder.append(ACCESS.encode(events, context), _once(context)) if events else None

    def of_case(self, case: CaseId, since: datetime | None = None) -> list[Entry]:
        """Who read a case, and who read all of them, oldest first."""
        return self._found([(f"reads:{case}", (CaseRead,)), (f"reads:{EVERYTHING}", (CaseRead,))], since)

    def by_reader(self, person: PersonId, since: datetime | None = None) -> list[Entry]:
        """What a person read, oldest first."""
        return self._found([(f"reader:{person}", BOTH)], since)

    def all(self) -> Iterator[Entry]:
        """Every line, oldest first, read page by page."""
        after = 1  # behind its opening
        while page := self.recorder.bare(after, PAGE):
            yield from ACCESS.decode_all(page)
            after = page[-1][0]

    def of_register(self, of: str) -> list[Entry]:
        """Who read something that is about no case, oldest first."""
        return self._found([(f"register:{of}", (RegisterRead,))], None)

    def _found(
        self, items: Sequence[tuple[str, tuple[type[Event], ...]]], since: datetime | None
    ) -> list[Entry]:
        query = DCBQuery([DCBQueryItem([_NAMES[kind] for kind in kinds], [tag]) for tag, kinds in items])
        entries = [
            ACCESS.decode(found.position, found.event.type, found.event.data)
            for found in self.recorder.read(query)
        ]
        return [entry for entry in entries if since is None or entry.at >= since]


def begin(recorder: Recorder, log_id: str, position: int, context: Context) -> None:
    """Begin an empty access log: who reads is kept from here on."""
    recorder.append(ACCESS.encode([AccessLogOpened(log_id, position)], context), _once(context))


def _once(context: Context) -> DCBAppendCondition:
    return DCBAppendCondition(DCBQuery([DCBQueryItem([], [f"command:{context.command}"])]), 0)
