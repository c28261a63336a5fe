"""Rows into the log: cases found by their references, what is new admitted, what stands left alone.

Everything is idempotent: a reference stands for one case and a signal id for one signal, so the same file,
whole or in pieces, adds nothing the second time, also after an import that was cut off.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import structs

from cli.clock import day_of
from cli.identities import case_pseudonym, command_id
from cli.importing.admitting import AdmitCase
from cli.importing.judging import Judge
from cli.importing.rows import Bad, Piece, Row
from cli.importing.tally import Tally
from domain.cases.events import CaseMergedInto, CaseRegistered, reference_tag
from domain.commands import Context, Refused, about
from domain.signals.events import SignalRecorded
from domain.signals.recording import RecordSignal
from domain.words import CaseId, PersonId
from eventlog.bulk import execute_many
from eventlog.execute import Answer, AnyCommand
from eventlog.log import Log

CHUNK_EVENTS = 2_000
"""What is looked up and decided together; written in transactions that `execute_many` keeps small."""
_CASE_EVENTS = 2
_KEPT_REFERENCES = 100_000
_MERGES = 20
"""How far a case is followed into the one it was merged with."""

Reference = tuple[str, str]


class Loader:
    """Writes rows on behalf of `by`; `clock` is read once a chunk."""

    def __init__(self, log: Log, by: PersonId, clock: Callable[[], datetime], tally: Tally) -> None:
        self._log = log
        self._by = by
        self._clock = clock
        self._tally = tally
        self._session = command_id()
        self._commands = 0
        self._cases: dict[Reference, CaseId] = {}
        self._at = clock()
        self._today = day_of(self._at)

    def load(self, rows: Sequence[Row], judge: Judge) -> None:
        """Put what may go in into the log; what may not is on the tally."""
        self._at = self._clock()
        self._today = day_of(self._at)
        good: list[Row] = []
        for row in rows:
            bad = judge.bad(row)
            if bad is None:
                good.append(row)
            else:
                self._tally.refuse(bad)
        found = self._find(good)
        by_case: dict[Reference, list[Row]] = {}
        for row in good:
            by_case.setdefault(_reference(row), []).append(row)
        new = {reference: these for reference, these in by_case.items() if reference not in found}
        self._record([(found[_reference(row)], row) for row in good if _reference(row) in found])
        self._admit(new)

    def rehearse(self, rows: Sequence[Row], judge: Judge, before: dict[str, int]) -> None:
        """Only find out what would be refused; `before` holds the contents of the signals met so far."""
        self._today = day_of(self._clock())
        good = [(row, judge.bad(row)) for row in rows]
        stored = self._stored([piece for row, bad in good if bad is None for piece in row.pieces])
        for row, bad in good:
            reason = bad
            for piece in row.pieces if bad is None else ():
                contents = hash((row.facility, row.reference, piece if not piece.hashed else piece.signal))
                there = stored.get(piece.signal)
                if before.setdefault(piece.signal, contents) != contents or (
                    there is not None and not self._stands(there, self._command(there.case, piece), piece)
                ):
                    reason = Bad(row.line, _OTHER)
            if reason is not None:
                self._tally.refuse(reason)

    def _find(self, rows: Sequence[Row]) -> dict[Reference, CaseId]:
        """The cases of the rows that are in the log."""
        wanted = dict.fromkeys(_reference(row) for row in rows)
        unknown = [reference for reference in wanted if reference not in self._cases]
        tags = dict.fromkeys(_tag(reference) for reference in unknown)
        tags.update(dict.fromkeys(f"case:{row.case}" for row in rows if row.case and row.reference))
        items = [about(tag, CaseRegistered) for tag in tags]
        for entry in self._log.read(items).entries if items else ():
            event = entry.event
            if isinstance(event, CaseRegistered):
                self._cases[event.facility, event.reference] = event.case
                self._cases["", event.case] = event.case
        while len(self._cases) > _KEPT_REFERENCES + len(wanted):
            self._cases.pop(next(iter(self._cases)))
        return {reference: self._cases[reference] for reference in wanted if reference in self._cases}

    def _admit(self, new: dict[Reference, list[Row]]) -> None:
        commands = [self._admission(rows) for rows in new.values()]
        for rows, command, answer in zip(new.values(), commands, self._execute(commands), strict=True):
            if isinstance(answer, Refused):
                self._one_by_one(rows)
                continue
            self._tally.new_cases += 1
            self._cases[_reference(rows[0])] = command.case
            recorded = len(answer.events) - _CASE_EVENTS
            self._tally.new_signals += recorded
            self._tally.known_signals += len(command.signals) - recorded
            for row in rows:
                self._tally.met(row)
                for piece in row.pieces:
                    if self._tally.repeats(piece):
                        self._tally.known_signals -= 1

    def _admission(self, rows: Sequence[Row]) -> AdmitCase:
        first = rows[0]
        claimed = first.case is None or ("", first.case) in self._cases
        case = case_pseudonym() if claimed or first.case is None else first.case
        self._cases["", case] = case
        background = next((row.background for row in rows if row.background is not None), None)
        signals: dict[str, RecordSignal] = {}
        for row in rows:
            for piece in row.pieces:
                command = self._command(case, piece)
                # equal lines without an id are one signal, whose text is that of the first
                if not piece.hashed:
                    signals[f"{piece.signal} {row.line}"] = command
                else:
                    signals.setdefault(piece.signal, command)
        return AdmitCase(
            case, first.facility, first.reference, self._today, background, tuple(signals.values())
        )

    def _one_by_one(self, rows: Sequence[Row]) -> None:
        """Rows of a case that could not be admitted together: each gets its own answer."""
        for row in rows:
            found = self._find([row]).get(_reference(row))
            if found is not None:
                self._record([(found, row)])
                continue
            if not row.reference:
                self._tally.refuse(
                    Bad(row.line, "deze casus is hier niet bekend. Noem facility en reference.")
                )
                continue
            command = self._admission([row])
            [answer] = self._execute([command])
            if isinstance(answer, Refused):
                self._tally.refuse(Bad(row.line, str(answer)))
                continue
            self._tally.new_cases += 1
            self._tally.new_signals += len(answer.events) - _CASE_EVENTS
            self._tally.met(row)

    def _record(self, rows: Sequence[tuple[CaseId, Row]]) -> None:
        """Signals of cases that are in the log."""
        pieces = [(case, row, piece) for case, row in rows for piece in row.pieces]
        commands = [self._command(case, piece) for case, _, piece in pieces]
        for _, row in rows:
            self._tally.met(row)
        answers = self._execute(commands)
        for (_, row, piece), command, answer in zip(pieces, commands, answers, strict=True):
            settled = self._settled(command, piece, answer) if isinstance(answer, Refused) else answer
            repeated = self._tally.repeats(piece)
            if isinstance(settled, Refused):
                self._tally.refuse(Bad(row.line, str(settled)))
            elif settled.events:
                self._tally.new_signals += 1
            elif not repeated:
                self._tally.known_signals += 1

    def _settled(self, command: RecordSignal, piece: Piece, refused: Refused) -> Answer | Refused:
        """What becomes of a refusal that an import can meet: the case went on as another, or it is there."""
        answer: Answer | Refused = refused
        for _ in range(_MERGES):
            match answer:
                case Refused(code="signaal.bestaat"):
                    there = self._stored([piece]).get(piece.signal)
                    known = there is not None and self._stands(there, command, piece)
                    return Answer(0, ()) if known else answer
                case Refused(code="casus.samengevoegd"):
                    into = self._merged_into(command.case)
                    if not into:
                        return answer
                    command = structs.replace(command, case=into[-1])
                    [answer] = self._execute([command])
                case _:
                    return answer
        return answer

    def _stands(self, there: SignalRecorded, command: RecordSignal, piece: Piece) -> bool:
        """Whether the signal in the log is this one.

        The text does not count where the id follows from the other columns, nor where a line has none:
        exports leave it out. The case may since have gone on as another.
        """
        if there.case != command.case and there.case not in self._later(command.case):
            return False
        text_counts = not piece.hashed and piece.text != ""
        mine = SignalRecorded(
            there.case,
            piece.signal,
            piece.indicator,
            piece.polarity,
            piece.nature,
            piece.provenance,
            piece.source,
            piece.organisation,
            piece.observed_on,
            piece.rests_on,
            piece.text if text_counts else there.text,
        )
        return mine == there

    def _later(self, case: CaseId) -> set[CaseId]:
        """Every case that this one was merged into, and those into which these were."""
        found: set[CaseId] = set()
        next_ones = [case]
        for _ in range(_MERGES):
            next_ones = [into for one in next_ones for into in self._merged_into(one) if into not in found]
            if not next_ones:
                break
            found.update(next_ones)
        return found

    def _merged_into(self, case: CaseId) -> list[CaseId]:
        entries = self._log.read([about(f"case:{case}", CaseMergedInto)]).entries
        return [entry.event.into for entry in entries if isinstance(entry.event, CaseMergedInto)]

    def _stored(self, pieces: Sequence[Piece]) -> dict[str, SignalRecorded]:
        items = [about(f"signal:{signal}", SignalRecorded) for signal in {piece.signal for piece in pieces}]
        entries = self._log.read(items).entries if items else ()
        return {
            entry.event.signal: entry.event for entry in entries if isinstance(entry.event, SignalRecorded)
        }

    def _command(self, case: CaseId, piece: Piece) -> RecordSignal:
        return RecordSignal(
            case,
            piece.signal,
            piece.indicator,
            piece.polarity,
            piece.nature,
            piece.provenance,
            piece.source,
            piece.organisation,
            piece.observed_on,
            self._today,
            piece.rests_on,
            piece.text,
        )

    def _execute(self, commands: Sequence[AnyCommand]) -> list[Answer | Refused]:
        requests = []
        for command in commands:
            self._commands += 1
            requests.append((command, Context(f"{self._session}.{self._commands}", self._at, self._by)))
        return execute_many(self._log, requests)


_OTHER = (
    "dit signaal bestaat al met een andere inhoud. Verbeter het bestaande signaal, of geef het een eigen id."
)


def events_of(row: Row) -> int:
    """How many events a row can lead to."""
    return _CASE_EVENTS + len(row.pieces)


def _reference(row: Row) -> Reference:
    return (row.facility, row.reference) if row.reference else ("", row.case or "")


def _tag(reference: Reference) -> str:
    facility, name = reference
    return reference_tag(facility, name) if facility else f"case:{name}"
